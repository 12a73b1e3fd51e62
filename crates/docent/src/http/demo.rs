//! The demonstration: a small shop, part of it on a second origin.

use super::Shared;
use super::files::send;
use super::template::{self, Value};
use crate::app::App;
use crate::assets::Asset;
use crate::error::Problem;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

const SHOP: &str = include_str!("../demo/layout.html");
const PARTNER: &str = include_str!("../demo/partner.html");
const PICTURES: &str = include_str!("../demo/pictures.svg");

/// Address below `/demo/`, title, layout and content.
const PAGES: [(&str, &str, &str, &str); 10] = [
    ("", "Shoes for long walks", SHOP, include_str!("../demo/home.html")),
    ("shoes/", "Shoes", SHOP, include_str!("../demo/shoes.html")),
    ("shoes/harbour/", "Harbour", SHOP, include_str!("../demo/product.html")),
    ("shoes/ridge/", "Ridge", SHOP, include_str!("../demo/product.html")),
    ("shoes/ferry/", "Ferry", SHOP, include_str!("../demo/product.html")),
    ("returns/", "Returns", SHOP, include_str!("../demo/returns.html")),
    ("delivery/", "Delivery", SHOP, include_str!("../demo/delivery.html")),
    ("cart/", "Basket", SHOP, include_str!("../demo/cart.html")),
    ("partner/", "Repairs", PARTNER, include_str!("../demo/repairs.html")),
    ("partner/sizes/", "Sizes", PARTNER, include_str!("../demo/sizes.html")),
];

static SHOP_STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("shop.css", include_str!("../demo/shop.css").into()));
static PARTNER_STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("partner.css", include_str!("../demo/partner.css").into()));

/// A pair of shoes.
struct Shoe {
    key: &'static str,
    name: &'static str,
    price: &'static str,
    about: &'static str,
    /// Picture, its colour and the ground behind it.
    look: [&'static str; 3],
}

const SHOES: [Shoe; 3] = [
    Shoe {
        key: "harbour",
        name: "Harbour",
        price: "€ 129",
        about: "Low and light, for towns with cobbles. Wool lining, a sole that can be replaced, laces that stay tied.",
        look: ["low", "terracotta", "sand"],
    },
    Shoe {
        key: "ridge",
        name: "Ridge",
        price: "€ 189",
        about: "High and sturdy, for hills with weather. Waxed leather, a gusset that keeps the stream out, a grip like a goat's.",
        look: ["boot", "forest", "moss"],
    },
    Shoe {
        key: "ferry",
        name: "Ferry",
        price: "€ 99",
        about: "Off in a second, on in two. For ferries, airports and kitchens; nicer to wear than it has any right to be.",
        look: ["slip", "ink", "sky"],
    },
];

/// What was put into the basket.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Basket {
    shoe: String,
    size: String,
}

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/demo", get(|| async { Redirect::to("/demo/") }))
        .route("/demo/", get(home))
        .route("/demo/{*path}", get(page))
        .route("/demo/order/", post(order))
        .route(
            "/demo/shop.css",
            get(|headers: HeaderMap| async move { style(&SHOP_STYLE, &headers) }),
        )
        .route(
            "/demo/partner.css",
            get(|headers: HeaderMap| async move { style(&PARTNER_STYLE, &headers) }),
        )
}

fn style(asset: &Asset, headers: &HeaderMap) -> Response {
    send(asset, headers, "public, max-age=60")
}

async fn home(State(app): Shared) -> Response {
    draw(&app, "", &Basket::default())
}

async fn page(State(app): Shared, Path(path): Path<String>, basket: Query<Basket>) -> Response {
    draw(&app, &path, &basket)
}

/// What was typed is not even read.
async fn order(State(app): Shared) -> Response {
    answer(&app, ("Thank you", SHOP, include_str!("../demo/thanks.html")), &Basket::default())
}

fn draw(app: &App, path: &str, basket: &Basket) -> Response {
    let found = PAGES.iter().find(|(own, ..)| *own == path);
    let Some((_, title, layout, content)) = found else {
        return Problem::not_found("page").into_response();
    };
    let shoe = path.strip_prefix("shoes/").and_then(|rest| rest.strip_suffix('/'));
    let shoe = shoe.unwrap_or(&basket.shoe).to_owned();
    answer(app, (title, layout, content), &Basket { shoe, size: basket.size.clone() })
}

fn answer(
    app: &App,
    (title, layout, content): (&'static str, &'static str, &'static str),
    basket: &Basket,
) -> Response {
    if !app.config.demo {
        return Problem::not_found("page").into_response();
    }
    let [server, partner] = origins(app);
    let shoe = SHOES.iter().find(|it| it.key == basket.shoe).unwrap_or(&SHOES[0]);
    let size = if basket.size.is_empty() { "41" } else { &basket.size };
    let value = |name: &str| -> Option<Value<'_>> {
        Some(match name {
            "title" => title.into(),
            "server" | "shop" => server.into(),
            "partner" => partner.into(),
            "pictures" => Value::Html(PICTURES.to_owned()),
            "key" => shoe.key.into(),
            "name" => shoe.name.into(),
            "price" => shoe.price.into(),
            "about" => shoe.about.into(),
            "shape" => shoe.look[0].into(),
            "colour" => shoe.look[1].into(),
            "ground" => shoe.look[2].into(),
            "size" => size.into(),
            _ => return None,
        })
    };
    let content = template::fill(content, value);
    let page = template::fill(layout, |name| match name {
        "content" => Some(Value::Html(content.clone())),
        _ => value(name),
    });
    let mut answer = Html(page).into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy(server));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    answer
}

/// The shop's origin, which is also ours to people, and the one its partner stands on.
pub(super) fn origins(app: &App) -> [&str; 2] {
    let shop = app.config.public_url();
    let partner = app.config.urls.iter().rfind(|url| *url != shop).map_or(shop, String::as_str);
    [shop, partner]
}

/// The shop shows that the button works under a strict policy. It names us and nobody else.
fn policy(server: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src {server}; style-src 'self'; img-src 'self' data:; \
         connect-src {server}; frame-src {server}; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The shop's pages with their titles, for the drive bar.
pub(super) fn pages(app: &App) -> Vec<docent_core::location::Page> {
    let [shop, partner] = origins(app);
    let page = |(path, title, layout, _): &(&str, &str, &str, &str)| {
        let origin = if *layout == PARTNER { partner } else { shop };
        docent_core::location::Page { url: format!("{origin}/demo/{path}"), title: (*title).into() }
    };
    PAGES.iter().map(page).collect()
}

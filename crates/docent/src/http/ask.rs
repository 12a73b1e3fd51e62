//! The chat window, the panel and the hop: pages that a visitor's browser opens.

use super::body::site;
use super::headers::{framed_by, name_ourselves, staging};
use super::page;
use super::template::json;
use super::words::Language;
use super::{Shared, body};
use crate::app::App;
use crate::assets;
use crate::auth::random_id;
use crate::error::Problem;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Response;
use axum::routing::get;
use docent_core::drive::DriveNo;
use docent_core::id::ChannelId;
use docent_core::site::{JavaClient, SiteSettings};
use serde_json::{Value, json};
use std::sync::Arc;

/// The colour of sites that have chosen none.
pub(super) const ACCENT: &str = "#1f5fbf";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/ask/{site}", get(ask))
        .route("/panel/{site}", get(panel))
        .route("/go/{channel}/{drive}", get(go))
}

/// Where the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Window,
    Panel,
}

/// A `GET` that creates nothing: link scanners, crawlers and prefetch make no visitors.
async fn ask(State(app): Shared, language: Language, Path(key): Path<String>) -> Response {
    let Ok(settings) = site(&app, &key) else { return page::no_site(language) };
    draw(&app, language, (&key, &settings), Place::Window)
}

async fn panel(State(app): Shared, language: Language, Path(key): Path<String>) -> Response {
    let Ok(settings) = site(&app, &key) else { return page::no_site(language) };
    draw(&app, language, (&key, &settings), Place::Panel)
}

fn draw(app: &App, language: Language, site: (&str, &SiteSettings), place: Place) -> Response {
    draw_with(app, language, site, place, None)
}

/// Draws the chat window's page; `door` is that of a tour that is to be entered.
pub(super) fn draw_with(
    app: &App,
    language: Language,
    (key, settings): (&str, &SiteSettings),
    place: Place,
    door: Option<Value>,
) -> Response {
    let mut boot = boot(app, (key, settings), place);
    let staffed = boot["site"]["staffed"] == true;
    if let Some(door) = door {
        boot["door"] = door;
    }
    let word = |name| language.word(name).unwrap_or_default();
    let lead = if staffed { word("lead") } else { word("lead-away") };
    let title = word("chat-with").replace("{}", &settings.name);
    let accent = if settings.accent.is_empty() { ACCENT } else { &settings.accent };
    let mut answer = page::draw("client/ask.html", language, |name| match name {
        "title" => Some(title.clone().into()),
        "site" => Some(settings.name.as_str().into()),
        "accent" => Some(accent.into()),
        "lead" => Some(lead.into()),
        "key" => Some(key.into()),
        "draw" => Some(random_id().to_string().into()),
        "boot" => Some(json(&boot)),
        _ => None,
    });
    name_ourselves(answer.headers_mut());
    let policy = match place {
        Place::Window => staging(),
        Place::Panel => framed_by(&settings.origins),
    };
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer
}

fn boot(app: &App, (key, settings): (&str, &SiteSettings), place: Place) -> Value {
    let client = assets::built().module("client");
    let java = app.java.as_ref().filter(|_| settings.java == JavaClient::Offered);
    json!({
        "site": {
            "key": key,
            "name": settings.name,
            "accent": settings.accent,
            "consent": settings.consent,
            "origins": settings.origins,
            "staffed": app.board.site_state(key).staffed,
        },
        "version": App::VERSION,
        "client": {
            "url": client.as_ref().map(|it| it.url.as_str()),
            "bytes": client.as_ref().map_or(0, |it| it.bytes),
        },
        "java": java.map(|it| json!({ "url": it.url, "bytes": it.bytes.len() })),
        "panel": place == Place::Panel,
    })
}

/// The hop says nothing of the drive: that is told once, to the browser that holds the token.
async fn go(language: Language, Path((channel, drive)): Path<(String, String)>) -> Response {
    let read = || -> Result<(ChannelId, DriveNo), Problem> {
        Ok((body::id(&channel, "drive")?, body::id(&drive, "drive")?))
    };
    let Ok((channel, drive)) = read() else {
        let word = language.word("no-site").unwrap_or_default();
        return page::message(StatusCode::NOT_FOUND, language, ["Docent", word]);
    };
    let boot = json!({ "channel": channel, "drive": drive, "version": App::VERSION });
    page::draw("client/go.html", language, |name| match name {
        "title" => language.word("going").map(Into::into),
        "accent" => Some(ACCENT.into()),
        "boot" => Some(json(&boot)),
        _ => None,
    })
}

//! Sites: what their buttons show, how a visitor arrives, and their settings.

use super::Shared;
use super::arrival::{Draw, arrive};
use super::body::{Body, site};
use super::caller::{Admin, Client, OwnPage, Staff};
use super::sign_in::{accounts, sites};
use crate::app::App;
use crate::error::Problem;
use axum::extract::{Path, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use docent_core::actor::Actor;
use docent_core::channel::Visitor;
use docent_core::directory::DirectoryCommand;
use docent_core::id::Id;
use docent_core::location::Page;
use docent_core::plan::Foresight;
use docent_core::policy::{Allowed, Purpose, judge};
use docent_core::site::{Site, SiteSettings};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Anybody may ask what a button shows, from any page, every ten seconds.
const PUBLIC: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (CACHE_CONTROL, "public, max-age=10"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/sites", get(list).post(add))
        .route("/v1/sites/{key}", get(show).put(change))
        .route("/v1/sites/{key}/channels", post(open))
        .route("/v1/sites/{key}/dry-run", post(dry_run))
}

#[derive(Deserialize)]
struct Arriving {
    draw: Id,
    #[serde(default)]
    visitor: Said,
}

/// What a page says of its visitor.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    name: String,
    language: String,
    page: Option<Page>,
}

#[derive(Deserialize)]
struct DryRun {
    url: String,
    #[serde(default, rename = "for")]
    purpose: Purpose,
}

async fn show(State(app): Shared, Path(key): Path<String>) -> Response {
    match app.engine.directory().site(&key) {
        Some(settings) => {
            let state = app.board.site_state(&key);
            let body = json!({
                "name": settings.name,
                "accent": settings.accent,
                "consent": settings.consent,
                "staffed": state.staffed,
                "waiting": state.waiting,
            });
            (PUBLIC, Json(body)).into_response()
        }
        None => (PUBLIC, Problem::not_found("site")).into_response(),
    }
}

async fn open(
    State(app): Shared,
    _own: OwnPage,
    (client, headers): (Client, HeaderMap),
    Path(key): Path<String>,
    Body(Arriving { draw, visitor }): Body<Arriving>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let Said { name, language, page } = visitor;
    let user_agent = super::caller::text(&headers, header::USER_AGENT).to_owned();
    let visitor = Visitor { name, language, user_agent, page };
    let arrived = arrive(&app, &key, Draw { from: client.address, bits: draw, visitor }).await?;
    let place = app.board.place(arrived.channel);
    let state = app.board.site_state(&key);
    let body = json!({
        "channel": arrived.channel,
        "log": arrived.log(),
        "token": arrived.token,
        "browser": arrived.browser,
        "place": {
            "position": place.map_or_else(|| state.waiting.max(1), |it| it.position),
            "estimate_ms": place.and_then(|it| it.estimate_ms),
            "staffed": place.map_or(state.staffed, |it| it.staffed),
        },
    });
    Ok((StatusCode::CREATED, Json(body)))
}

async fn list(State(app): Shared, _staff: Staff) -> Json<Value> {
    Json(json!({ "sites": sites(&app.engine.directory()) }))
}

async fn add(
    State(app): Shared,
    Admin(admin): Admin,
    Body(site): Body<Site>,
) -> Result<(StatusCode, Json<Site>), Problem> {
    let key = site.key.clone();
    let command = DirectoryCommand::AddSite { site };
    accounts(&app).directory(Actor::Agent(admin.id), command).await?;
    Ok((StatusCode::CREATED, Json(current(&app, key)?)))
}

async fn change(
    State(app): Shared,
    Admin(admin): Admin,
    Path(key): Path<String>,
    Body(settings): Body<SiteSettings>,
) -> Result<Json<Site>, Problem> {
    let command = DirectoryCommand::ChangeSite { key: key.clone(), settings };
    accounts(&app).directory(Actor::Agent(admin.id), command).await?;
    Ok(Json(current(&app, key)?))
}

async fn dry_run(
    State(app): Shared,
    _staff: Staff,
    Path(key): Path<String>,
    Body(DryRun { url, purpose }): Body<DryRun>,
) -> Result<Json<Value>, Problem> {
    let settings = site(&app, &key)?;
    let judged = judge(&url, purpose, &settings, |url| app.engine.forecasts().facts(url));
    Ok(Json(match judged {
        Ok(Allowed { url, host, confirm }) => {
            json!({ "allowed": true, "for": purpose, "url": url, "host": host, "confirm": confirm })
        }
        Err(why) => {
            json!({ "allowed": false, "for": purpose, "code": why, "why": why.to_string() })
        }
    }))
}

fn current(app: &App, key: String) -> Result<Site, Problem> {
    site(app, &key).map(|settings| Site { key, settings })
}

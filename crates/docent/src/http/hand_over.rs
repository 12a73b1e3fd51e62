//! The hand-over of a visitor's panel to a page of another origin of its site.

use super::Shared;
use super::body::{self, Body};
use super::caller::{OwnPage, Visitor};
use crate::app::App;
use crate::auth::hand_over::HandOver;
use crate::error::Problem;
use crate::{clock, limit};
use axum::extract::{Path, State};
use axum::routing::post;
use axum::{Json, Router};
use docent_core::id::{Id, LogId};
use docent_core::refusal::Refusal;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/channels/{id}/hand-over", post(give))
        .route("/v1/hand-over", post(take))
}

#[derive(Deserialize)]
struct To {
    origin: String,
    #[serde(default)]
    carry: String,
}

/// A code for a page of this origin, which the site must list.
async fn give(
    State(app): Shared,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(To { origin, carry }): Body<To>,
) -> Result<Json<Value>, Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    if carry.len() > limit::CARRY_BYTES_MAX {
        let max = limit::CARRY_BYTES_MAX;
        return Err(Refusal::TooLong { field: "carry", max }.into());
    }
    if !lists(&app, &visitor, &origin).await? {
        let why = "the site does not list it";
        return Err(Refusal::Invalid { field: "origin", why }.into());
    }
    let Visitor { channel, browser } = visitor;
    let hand_over = HandOver { channel, browser, origin, carry };
    let code = app.auth.hand_overs.draw(hand_over, clock::now_ms());
    Ok(Json(json!({ "code": code })))
}

async fn lists(app: &App, visitor: &Visitor, origin: &str) -> Result<bool, Problem> {
    let peek = app.engine.view(LogId::Channel(visitor.channel)).await?;
    let channel = peek.state.channel().ok_or_else(|| Problem::not_found("channel"))?;
    let settings = body::site(app, &channel.view.site)?;
    Ok(settings.origins.iter().any(|it| it == origin))
}

#[derive(Deserialize)]
struct With {
    code: Id,
    origin: String,
}

/// What a code stands for, once, and only for the origin of the page that it was made for.
async fn take(
    State(app): Shared,
    _page: OwnPage,
    Body(With { code, origin }): Body<With>,
) -> Result<Json<Value>, Problem> {
    let over = || Problem::new(410, "link-used", "this hand-over is over");
    let known = app.auth.hand_overs.take(code, &origin, clock::now_ms()).ok_or_else(over)?;
    let HandOver { channel, browser, carry, .. } = known;
    let token = app.auth.visitor_token(channel, browser);
    let log = LogId::Channel(channel);
    Ok(Json(json!({
        "channel": channel,
        "log": log,
        "token": token,
        "browser": browser,
        "carry": carry,
    })))
}

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
use docent_core::drive::Ride;
use docent_core::id::{Id, LogId};
use docent_core::refusal::Refusal;
use docent_core::view::Status;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use url::Url;

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

/// A code for a page of this origin, which the site must list, and to which this browser is being
/// driven: nobody gets a code by asking, to lure somebody else into a channel with it.
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
    if let Some(why) = unfit(&app, &visitor, &origin).await? {
        return Err(Refusal::Invalid { field: "origin", why }.into());
    }
    let Visitor { channel, browser } = visitor;
    let hand_over = HandOver { channel, browser, origin, carry };
    let code = app.auth.hand_overs.draw(hand_over, clock::now_ms());
    Ok(Json(json!({ "code": code })))
}

/// Why there is no hand-over to this origin; none where there is.
async fn unfit(
    app: &App,
    visitor: &Visitor,
    origin: &str,
) -> Result<Option<&'static str>, Problem> {
    let peek = app.engine.view(LogId::Channel(visitor.channel)).await?;
    let view = &peek.state.channel().ok_or_else(|| Problem::not_found("channel"))?.view;
    let settings = body::site(app, &view.site)?;
    if !settings.origins.iter().any(|it| it == origin) {
        return Ok(Some("the site does not list it"));
    }
    let goes_there = |ride: &Ride| {
        let target = Url::parse(&ride.to.url).map(|url| url.origin().ascii_serialization());
        ride.is_pending() && target.is_ok_and(|target| target == origin)
    };
    let ride = view.browsers.get(&visitor.browser).and_then(|it| it.ride.as_ref());
    let driven = view.status == Status::Joined && ride.is_some_and(goes_there);
    Ok((!driven).then_some("no drive to it is under way"))
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

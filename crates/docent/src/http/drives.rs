//! The hop's reports: a drive was taken, the page before was left.

use super::Shared;
use super::body::{self, Body};
use super::caller::Visitor;
use crate::app::App;
use crate::error::Problem;
use axum::extract::{self, Path};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use docent_core::actor::{Actor, BrowserNo};
use docent_core::channel::ChannelCommand;
use docent_core::drive::{DriveNo, Outcome, Way};
use docent_core::id::LogId;
use docent_core::machine::{Command, Order, State};
use docent_core::view::View;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/channels/{id}/drives/{n}/taken", post(taken))
        .route("/v1/channels/{id}/drives/{n}/left", post(left))
}

#[derive(Deserialize)]
struct By {
    way: Way,
}

/// Where a drive goes is told once, to a browser that it is for.
async fn taken(
    extract::State(app): Shared,
    visitor: Visitor,
    Path((id, drive)): Path<(String, String)>,
    Body(By { way }): Body<By>,
) -> Result<Json<Value>, Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    let drive = body::id(&drive, "drive")?;
    report(&app, &visitor, drive, Outcome::Taken { way }).await?;
    let Visitor { channel, browser } = visitor;
    let look = move |state: &State| told(&state.channel()?.view, browser, drive);
    let told = app.engine.look(LogId::Channel(channel), look).await?;
    told.map(Json).ok_or_else(|| Problem::not_found("drive"))
}

fn told(view: &View, browser: BrowserNo, drive: DriveNo) -> Option<Value> {
    let ride = view.browsers.get(&browser)?.ride.as_ref().filter(|it| it.drive == drive)?;
    let by = view.guide.as_ref().map(|guide| &guide.name);
    Some(json!({ "url": ride.to.url, "title": ride.to.title, "by": by }))
}

async fn left(
    extract::State(app): Shared,
    visitor: Visitor,
    Path((id, drive)): Path<(String, String)>,
    Body(By { .. }): Body<By>,
) -> Result<StatusCode, Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    report(&app, &visitor, body::id(&drive, "drive")?, Outcome::Left).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn report(
    app: &App,
    visitor: &Visitor,
    drive: DriveNo,
    outcome: Outcome,
) -> Result<(), Problem> {
    let command = ChannelCommand::Receipt { drive, outcome };
    app.pay((visitor.channel, visitor.browser), &command, 0)?;
    let by = Actor::Browser(visitor.browser);
    let order = Order { by, name: None, command: Command::Channel(command) };
    app.engine.run(LogId::Channel(visitor.channel), order).await?;
    Ok(())
}

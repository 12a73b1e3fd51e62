//! Pairing: an application that has just been started carries on the channel of a visitor who waits.

use super::Shared;
use super::body::{self, Body};
use super::caller::{Client, Program, Visitor};
use crate::app::App;
use crate::auth::code::{BadCode, Code};
use crate::auth::pairing::{Claim, Continuation, GOOD_MS, Opened, Unconfirmed};
use crate::error::Problem;
use crate::java::JavaClient;
use crate::limit;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use docent_core::id::{Id, LogId};
use docent_core::refusal::Refusal;
use docent_core::site::{JavaClient as Offer, Site};
use docent_core::view::Status;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::time::{Instant, sleep_until};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/pairings", post(open))
        .route("/v1/pairings/redeem", post(redeem))
        .route("/v1/pairings/{id}/claim", post(claim))
        .route("/v1/channels/{id}/pairings", get(codes).post(confirm))
}

#[derive(Deserialize)]
struct Nothing {}

/// A code for an application to show.
async fn open(
    State(app): Shared,
    _program: Program,
    client: Client,
    Body(Nothing {}): Body<Nothing>,
) -> Result<Response, Problem> {
    java_client(&app)?;
    let opened = app.auth.pairings.open(client.address, app.now_ms());
    let Opened { pairing, code, secret } = opened.map_err(Problem::too_many_pairings)?;
    let answer = json!({
        "pairing": pairing,
        "code": code.to_string(),
        "secret": secret,
        "expires_in_s": GOOD_MS / 1_000,
    });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// The codes that wait at this visitor's own address.
async fn codes(
    State(app): Shared,
    visitor: Visitor,
    client: Client,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    offering_site(&app, &visitor).await?;
    let waiting = client.address.map(|it| app.auth.pairings.codes(it, app.now_ms()));
    let codes: Vec<String> = waiting.iter().flatten().map(Code::to_string).collect();
    Ok(Json(json!({ "codes": codes })))
}

#[derive(Deserialize)]
struct Confirm {
    code: String,
    #[serde(default)]
    bytes: u64,
}

/// The visitor says that the application with this code is theirs.
async fn confirm(
    State(app): Shared,
    visitor: Visitor,
    client: Client,
    Path(id): Path<String>,
    Body(Confirm { code, bytes }): Body<Confirm>,
) -> Result<StatusCode, Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    let (_, java) = offering_site(&app, &visitor).await?;
    let bad = |_: BadCode| Refusal::Invalid { field: "code", why: "K7F-4QX is one" };
    let code: Code = code.parse().map_err(bad)?;
    let Visitor { channel, browser } = visitor;
    let with = Continuation { channel, browser, bytes: bytes.min(java.bytes.len() as u64) };
    let (pairings, now_ms) = (&app.auth.pairings, app.now_ms());
    if pairings.is_locked(channel) {
        return Err(Problem::too_many_codes());
    }
    let name = channel.to_string();
    let tried = pairings.tries.start(&name, client.address, now_ms);
    tried.map_err(Problem::too_many_tries)?;
    match pairings.confirm(code, with, now_ms) {
        Ok(()) => {
            pairings.tries.forget(&name, client.address);
            Ok(StatusCode::NO_CONTENT)
        }
        Err(Unconfirmed::Unknown) => Err(Problem::not_found("code: no application shows it now")),
        Err(Unconfirmed::Locked) => Err(Problem::too_many_codes()),
    }
}

#[derive(Deserialize)]
struct Secret {
    secret: Id,
}

/// Held until the visitor has confirmed, or for a while.
async fn claim(
    State(app): Shared,
    _program: Program,
    Path(id): Path<String>,
    Body(Secret { secret }): Body<Secret>,
) -> Result<Response, Problem> {
    let pairing: Id = body::id(&id, "pairing")?;
    let until = Instant::now() + limit::CLAIM_HELD;
    loop {
        // Made before we look, so that what is confirmed in between is not missed.
        let confirmed = app.auth.pairings.confirmed();
        match app.auth.pairings.claim(pairing, secret, app.now_ms()) {
            Claim::Unknown => return Err(Problem::not_found("pairing")),
            Claim::Over => return Err(Problem::new(410, "link-used", "this pairing is over")),
            Claim::Confirmed(with) => return Ok(continued(&app, with).await?.into_response()),
            Claim::Waiting => {}
        }
        tokio::select! {
            () = confirmed => {}
            () = sleep_until(until) => break,
            () = app.tasks.stopping() => break,
        }
    }
    Ok((StatusCode::ACCEPTED, Json(json!({ "state": "waiting" }))).into_response())
}

#[derive(Deserialize)]
struct Token {
    token: String,
}

/// What the token of a JNLP file stands for, once.
async fn redeem(
    State(app): Shared,
    _program: Program,
    Body(Token { token }): Body<Token>,
) -> Result<Json<Value>, Problem> {
    let over = || Problem::new(410, "link-used", "this file was used already, or is too old");
    let with = app.auth.pairings.redeem(&token, app.now_ms()).ok_or_else(over)?;
    continued(&app, with).await
}

/// What an application needs to carry a channel on: the visitor's own token.
async fn continued(app: &App, with: Continuation) -> Result<Json<Value>, Problem> {
    let Continuation { channel, browser, bytes } = with;
    let log = LogId::Channel(channel);
    let peek = app.engine.view(log).await?;
    let key = &peek.state.channel().ok_or_else(|| Problem::not_found("channel"))?.view.site;
    let settings = body::site(app, key)?;
    Ok(Json(json!({
        "channel": channel,
        "log": log,
        "token": app.auth.visitor_token(channel, browser),
        "browser": browser,
        "site": {
            "key": key,
            "name": settings.name,
            "accent": settings.accent,
            "consent": settings.consent,
        },
        "after": 0,
        "bytes": bytes,
    })))
}

/// The site of a visitor who may be offered the application, and the application.
pub(super) async fn offering_site<'a>(
    app: &'a App,
    visitor: &Visitor,
) -> Result<(Site, &'a JavaClient), Problem> {
    let java = java_client(app)?;
    let peek = app.engine.view(LogId::Channel(visitor.channel)).await?;
    let view = &peek.state.channel().ok_or_else(|| Problem::not_found("channel"))?.view;
    let settings = body::site(app, &view.site)?;
    if settings.java != Offer::Offered {
        return Err(Problem::not_found("desktop application for this site"));
    }
    match view.status {
        Status::Waiting | Status::Joined => Ok((Site { key: view.site.clone(), settings }, java)),
        Status::New | Status::Ended => Err(Refusal::Ended.into()),
    }
}

fn java_client(app: &App) -> Result<&JavaClient, Problem> {
    app.java.as_ref().ok_or_else(|| Problem::not_found("desktop application"))
}

//! Agents sign in and out; the first admin is made.

use super::Shared;
use super::body::Body;
use super::caller::{Client, OwnPage, Staff};
use crate::account::{Accounts, NewAgent};
use crate::app::App;
use crate::auth::sign_in::{cookie, no_cookie};
use crate::error::Problem;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use docent_core::actor::Actor;
use docent_core::directory::{Agent, Role};
use docent_core::site::Site;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/login", post(sign_in))
        .route("/v1/logout", post(sign_out))
        .route("/v1/first", post(first))
        .route("/v1/me", get(me))
}

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

#[derive(Deserialize)]
struct FirstAdmin {
    code: String,
    email: String,
    name: String,
    password: String,
}

/// What the handlers of accounts work with.
pub(super) fn accounts(app: &App) -> Accounts<'_> {
    Accounts { store: &app.store, engine: &app.engine }
}

/// Whether the address or the password is wrong is never told, and takes the same time.
async fn sign_in(
    State(app): Shared,
    client: Client,
    _own: OwnPage,
    Body(given): Body<Credentials>,
) -> Result<Response, Problem> {
    let started = app.auth.tries.start(&given.email, client.address, app.now_ms());
    started.map_err(Problem::too_many_tries)?;
    let agent = app.engine.directory().agent_by_email(&given.email).cloned();
    let hash = match &agent {
        Some(agent) => accounts(&app).password(agent.id).await?,
        None => None,
    };
    let right = app.auth.passwords.check(hash, given.password).await?;
    let Some(agent) = agent.filter(|_| right) else {
        return Err(Problem::new(401, "wrong-password", "the e-mail or the password is wrong"));
    };
    app.auth.tries.forget(&given.email, client.address);
    signed_in(&app, &client, agent, StatusCode::OK).await
}

async fn first(
    State(app): Shared,
    client: Client,
    _own: OwnPage,
    Body(given): Body<FirstAdmin>,
) -> Result<Response, Problem> {
    let used = || Problem::new(410, "link-used", "this link was used, or is an old one");
    // A wrong code costs no hash. Guesses at 128 bits are hopeless and not counted: counted by name,
    // a stranger's would keep the owner waiting.
    if !app.auth.first.is(&given.code) {
        return Err(used());
    }
    let hash = app.auth.passwords.hash(given.password).await?;
    if !app.auth.first.take(&given.code) {
        return Err(used());
    }
    let directory = app.engine.directory();
    if directory.agents.values().any(|agent| agent.role == Role::Admin) {
        return Err(used());
    }
    let new = NewAgent { email: given.email, name: given.name, role: Role::Admin, hash };
    match accounts(&app).add(Actor::Server, new).await {
        Ok(agent) => signed_in(&app, &client, agent, StatusCode::CREATED).await,
        Err(err) => {
            app.auth.first.give_back(&given.code);
            Err(err.into())
        }
    }
}

async fn signed_in(
    app: &App,
    client: &Client,
    agent: Agent,
    status: StatusCode,
) -> Result<Response, Problem> {
    let opened = accounts(app).sign_in(&app.auth, agent.id).await?;
    let mut answer = (status, Json(json!({ "agent": agent }))).into_response();
    set_cookie(&mut answer, &cookie(opened.secret, client.transport));
    Ok(answer)
}

async fn sign_out(State(app): Shared, client: Client, _staff: Staff) -> Result<Response, Problem> {
    accounts(&app).sign_out(&app.auth, &app.hub, &client.cookies).await?;
    let mut answer = StatusCode::NO_CONTENT.into_response();
    set_cookie(&mut answer, &no_cookie(client.transport));
    Ok(answer)
}

async fn me(State(app): Shared, client: Client, Staff(agent): Staff) -> Result<Response, Problem> {
    if let Some((name, sign_in)) = app.auth.sign_ins.to_note(&client.cookies, app.now_ms()) {
        accounts(&app).note_use(&name, sign_in).await?;
    }
    let directory = app.engine.directory();
    let agents: Vec<&Agent> = directory.agents.values().collect();
    let body = json!({
        "agent": agent,
        "sites": sites(&directory),
        "agents": agents,
        "version": App::VERSION,
        "now_ms": app.now_ms(),
    });
    Ok(Json(body).into_response())
}

/// The directory's sites, by key.
pub(super) fn sites(directory: &docent_core::directory::Directory) -> Vec<Site> {
    let sites = directory.sites.iter();
    sites.map(|(key, settings)| Site { key: key.clone(), settings: settings.clone() }).collect()
}

fn set_cookie(answer: &mut Response, cookie: &str) {
    let value = HeaderValue::from_str(cookie).expect("cookies of ours are ASCII");
    answer.headers_mut().insert(header::SET_COOKIE, value);
}

//! Agents' accounts, for admins.

use super::Shared;
use super::body::{self, Body};
use super::caller::Admin;
use super::sign_in::accounts;
use crate::account::NewAgent;
use crate::app::App;
use crate::error::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use docent_core::actor::Actor;
use docent_core::directory::{Agent, DirectoryCommand, Role};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/agents", get(list).post(add))
        .route("/v1/agents/{id}", put(change).delete(remove))
}

#[derive(Deserialize)]
struct New {
    email: String,
    name: String,
    role: Role,
    password: String,
}

async fn list(State(app): Shared, _admin: Admin) -> Json<Value> {
    let directory = app.engine.directory();
    let agents: Vec<&Agent> = directory.agents.values().collect();
    Json(json!({ "agents": agents }))
}

async fn add(
    State(app): Shared,
    Admin(admin): Admin,
    Body(new): Body<New>,
) -> Result<(StatusCode, Json<Agent>), Problem> {
    let New { email, name, role, password } = new;
    let hash = app.auth.passwords.hash(password).await?;
    let new = NewAgent { email, name, role, hash };
    let agent = accounts(&app).add(Actor::Agent(admin.id), new).await?;
    Ok((StatusCode::CREATED, Json(agent)))
}

/// What an admin may change of an account. The mail address stays.
#[derive(Deserialize)]
struct Changed {
    name: String,
    role: Role,
    may_drive: bool,
}

async fn change(
    State(app): Shared,
    Admin(admin): Admin,
    Path(id): Path<String>,
    Body(changed): Body<Changed>,
) -> Result<Json<Agent>, Problem> {
    let id = body::id(&id, "agent")?;
    let known = app.engine.directory().agent(id).cloned();
    let known = known.ok_or_else(|| Problem::not_found("agent"))?;
    let Changed { name, role, may_drive } = changed;
    let agent = Agent { name, role, may_drive, ..known };
    let command = DirectoryCommand::ChangeAgent { agent: agent.clone() };
    accounts(&app).directory(Actor::Agent(admin.id), command).await?;
    Ok(Json(app.engine.directory().agent(id).cloned().unwrap_or(agent)))
}

async fn remove(
    State(app): Shared,
    Admin(admin): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = body::id(&id, "agent")?;
    accounts(&app).remove(Actor::Agent(admin.id), id, (&app.auth, &app.hub)).await?;
    Ok(StatusCode::NO_CONTENT)
}

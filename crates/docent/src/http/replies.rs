//! Canned replies: read by all agents, kept by admins, and by each agent its own.

use super::Shared;
use super::body::{self, Body};
use super::caller::Staff;
use super::sign_in::accounts;
use crate::app::App;
use crate::auth::random_id;
use crate::error::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, put};
use axum::{Json, Router};
use docent_core::actor::Actor;
use docent_core::directory::{DirectoryCommand, Reply, ReplyId};
use docent_core::site::SiteKey;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/replies", get(list).post(add))
        .route("/v1/replies/{id}", put(change).delete(remove))
}

#[derive(Deserialize)]
struct New {
    #[serde(default)]
    own: bool,
    #[serde(flatten)]
    words: Words,
}

#[derive(Deserialize)]
struct Words {
    site: Option<SiteKey>,
    shortcut: String,
    title: String,
    text: String,
}

impl Words {
    fn reply(self, id: ReplyId, agent: Option<docent_core::id::AgentId>) -> Reply {
        let Self { site, shortcut, title, text } = self;
        Reply { id, site, agent, shortcut, title, text }
    }
}

async fn list(State(app): Shared, Staff(agent): Staff) -> Json<Value> {
    Json(json!({ "replies": app.engine.directory().replies_of(agent.id) }))
}

async fn add(
    State(app): Shared,
    Staff(agent): Staff,
    Body(New { own, words }): Body<New>,
) -> Result<(StatusCode, Json<Reply>), Problem> {
    let id = random_id();
    let reply = words.reply(id, own.then_some(agent.id));
    let command = DirectoryCommand::AddReply { reply };
    accounts(&app).directory(Actor::Agent(agent.id), command).await?;
    Ok((StatusCode::CREATED, current(&app, id)?))
}

async fn change(
    State(app): Shared,
    Staff(agent): Staff,
    Path(id): Path<String>,
    Body(words): Body<Words>,
) -> Result<Json<Reply>, Problem> {
    let id = body::id(&id, "reply")?;
    let command = DirectoryCommand::ChangeReply { reply: words.reply(id, None) };
    accounts(&app).directory(Actor::Agent(agent.id), command).await?;
    current(&app, id)
}

async fn remove(
    State(app): Shared,
    Staff(agent): Staff,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let command = DirectoryCommand::RemoveReply { reply: body::id(&id, "reply")? };
    accounts(&app).directory(Actor::Agent(agent.id), command).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn current(app: &App, id: ReplyId) -> Result<Json<Reply>, Problem> {
    let directory = app.engine.directory();
    let reply = directory.replies.get(&id).cloned();
    reply.map(Json).ok_or_else(|| Problem::not_found("reply"))
}

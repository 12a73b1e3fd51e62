//! Tours: begun by an agent, entered by a link, or along with the agent out of a channel of one's own.

use super::arrival::{Arrived, Draw};
use super::ask::{self, Place};
use super::body::{self, Body};
use super::caller::{Client, OwnPage, Staff, Visitor};
use super::words::Language;
use super::{Shared, page};
use crate::app::App;
use crate::auth::random_id;
use crate::engine::Done;
use crate::error::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use docent_core::actor::Actor;
use docent_core::channel::{self, ChannelCommand, ChannelEvent, Questions};
use docent_core::entry::{CommandName, Event};
use docent_core::id::{ChannelId, Id, LogId};
use docent_core::machine::{self, Command, Order};
use docent_core::refusal::Refusal;
use docent_core::view::{Status, Tour, View};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/tours", post(start))
        .route("/v1/tours/{id}/invite", get(invite))
        .route("/v1/invites/{invite}/browsers", post(enter))
        .route("/v1/channels/{id}/along", post(go_along))
        .route("/join/{invite}", get(join))
}

#[derive(Deserialize)]
struct NewTour {
    site: String,
    title: String,
    #[serde(default)]
    questions: Questions,
    #[serde(default)]
    code: String,
}

async fn start(
    State(app): Shared,
    Staff(agent): Staff,
    Body(NewTour { site, title, questions, code }): Body<NewTour>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let channel: ChannelId = random_id();
    let command = ChannelCommand::StartTour { site, title, questions, code };
    run(&app, channel, (Actor::Agent(agent.id), None), command).await?;
    Ok((StatusCode::CREATED, Json(described(&app, channel))))
}

/// The link may be asked for as often as wanted: it is the same, and opening it spends nothing.
async fn invite(
    State(app): Shared,
    _staff: Staff,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let channel: ChannelId = body::id(&id, "tour")?;
    tour(&app, channel, |_, _| ()).await?;
    Ok(Json(described(&app, channel)))
}

fn described(app: &App, channel: ChannelId) -> Value {
    let (invite, log) = (app.auth.invite(channel), LogId::Channel(channel));
    let url = format!("{}/join/{invite}", app.config.public_url());
    json!({ "channel": channel, "log": log, "invite": invite, "url": url })
}

#[derive(Deserialize)]
struct Entering {
    draw: Id,
    #[serde(default)]
    code: String,
    #[serde(default)]
    visitor: channel::Visitor,
}

/// A visitor comes in by the link. Wrong codes are counted, for the tour and for the address.
async fn enter(
    State(app): Shared,
    _page: OwnPage,
    client: Client,
    Path(invite): Path<String>,
    Body(Entering { draw, code, visitor }): Body<Entering>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let channel = app.auth.read_invite(&invite).ok_or_else(|| Problem::not_found("tour"))?;
    let has_code = tour(&app, channel, |_, tour| !tour.code.is_empty()).await?;
    let name =
        format!("tour {channel} {}", client.address.map_or_else(String::new, |it| it.to_string()));
    if has_code {
        let tried = app.auth.tries.start(&name, client.address, app.now_ms());
        tried.map_err(Problem::too_many_tries)?;
    }
    if let Some(from) = client.address {
        app.crowd.open(from, app.now_ms()).map_err(Problem::too_many_channels)?;
    }
    let drawn = Draw { from: client.address, bits: draw, visitor };
    let entered = come_in(&app, channel, drawn, Some(code)).await?;
    if has_code {
        app.auth.tries.forget(&name, client.address);
    }
    Ok((StatusCode::CREATED, Json(shown(&entered))))
}

/// The client of a visitor who is taken along goes on in the tour; the visitor's own chat ends. One
/// chat is one browser there: its channel stands for the draw, and once it has ended nobody new
/// comes in by it, for neither door nor code is asked here.
async fn go_along(
    State(app): Shared,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    let number = visitor.browser;
    let look = move |state: &machine::State| {
        let view = &state.channel()?.view;
        let own = view.browsers.get(&number).map(|it| it.visitor.clone());
        Some((view.taken_along?, own, view.status == Status::Ended))
    };
    let known = app.engine.look(LogId::Channel(visitor.channel), look).await?;
    let (tour, own, is_over) = known.ok_or_else(|| Problem::not_found("tour"))?;
    let name = entering(&app, visitor.channel);
    let has_come = move |state: &machine::State| state.answered(name).is_some();
    if is_over && !app.engine.look(LogId::Channel(tour), has_come).await? {
        return Err(Refusal::Ended.into());
    }
    let drawn = Draw { from: None, bits: visitor.channel, visitor: own.unwrap_or_default() };
    let entered = come_in(&app, tour, drawn, None).await?;
    match run(&app, visitor.channel, (Actor::Server, None), ChannelCommand::End).await {
        Ok(_) => {}
        Err(problem) if problem.is(Refusal::Ended.code()) => {}
        Err(problem) => return Err(problem),
    }
    Ok((StatusCode::CREATED, Json(shown(&entered))))
}

/// Brings a browser into a tour; the same draw gives the same browser again.
async fn come_in(
    app: &App,
    channel: ChannelId,
    drawn: Draw,
    code: Option<String>,
) -> Result<Arrived, Problem> {
    let name = entering(app, drawn.bits);
    let command = ChannelCommand::Enter { visitor: drawn.visitor, code };
    let Done { seq, .. } = run(app, channel, (Actor::Server, Some(name)), command).await?;
    let log = LogId::Channel(channel);
    let rows = app.store.read(log, seq.saturating_sub(1), 1).await?;
    let event = rows.first().and_then(|row| Event::read(log, row.body.as_ref()?).ok());
    let Some(Event::Channel(ChannelEvent::Arrived { browser, .. })) = event else {
        return Err(Problem::not_found("browser"));
    };
    let token = app.auth.visitor_token(channel, browser);
    Ok(Arrived { channel, browser, token })
}

/// The name under which a draw comes in, once.
fn entering(app: &App, draw: Id) -> CommandName {
    CommandName { sender: app.auth.channel_id(draw), n: 1 }
}

fn shown(it: &Arrived) -> Value {
    json!({ "channel": it.channel, "log": it.log(), "token": it.token, "browser": it.browser })
}

/// The page that an invitation opens: it asks for a name, a code where there is one, and one click.
async fn join(
    State(app): Shared,
    language: Language,
    Path(invite): Path<String>,
) -> Result<Response, Response> {
    let gone = || {
        let word = language.word("no-tour").unwrap_or_default();
        page::message(StatusCode::NOT_FOUND, language, ["Docent", word])
    };
    let channel = app.auth.read_invite(&invite).ok_or_else(gone)?;
    let drawn =
        tour(&app, channel, move |view, tour| (view.site.clone(), door(&invite, view, tour)));
    let (key, door) = drawn.await.map_err(|_problem| gone())?;
    let settings = body::site(&app, &key).map_err(|_problem| gone())?;
    Ok(ask::draw_with(&app, language, (&key, &settings), Place::Window, Some(door)))
}

fn door(invite: &str, view: &View, tour: &Tour) -> Value {
    let is_open = tour.open && view.status != Status::Ended;
    json!({
        "invite": invite,
        "title": tour.title,
        "guide": view.guide.as_ref().map_or("", |guide| guide.name.as_str()),
        "code": !tour.code.is_empty(),
        "open": is_open,
    })
}

async fn run(
    app: &App,
    channel: ChannelId,
    (by, name): (Actor, Option<CommandName>),
    command: ChannelCommand,
) -> Result<Done, Problem> {
    let order = Order { by, name, command: Command::Channel(command) };
    Ok(app.engine.run(LogId::Channel(channel), order).await?)
}

/// What `look` finds in a tour.
async fn tour<T: Send + 'static>(
    app: &App,
    channel: ChannelId,
    look: impl FnOnce(&View, &Tour) -> T + Send + 'static,
) -> Result<T, Problem> {
    let find = |state: &machine::State| {
        let view = &state.channel()?.view;
        Some(look(view, view.tour.as_ref()?))
    };
    let found = app.engine.look(LogId::Channel(channel), find).await?;
    found.ok_or_else(|| Problem::not_found("tour"))
}

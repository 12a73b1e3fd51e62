//! Channels: found, looked at, read page by page, taken away.

use super::Shared;
use super::body::{self, Query};
use super::caller::{Listener, Staff};
use crate::app::App;
use crate::error::Problem;
use crate::hub::wire::{self, Parts};
use crate::store::{Find, Row, StoreError};
use crate::{limit, record};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use docent_core::actor::{Actor, Reader};
use docent_core::channel::ChannelCommand;
use docent_core::entry::Seq;
use docent_core::id::{ChannelId, LogId};
use docent_core::limit::PAGE_ENTRIES;
use docent_core::machine::{Command, Order};
use docent_core::time::Millis;
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

const HISTORY_ROWS: usize = 50;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/channels", get(find))
        .route("/v1/channels/{id}", get(show))
        .route("/v1/channels/{id}/entries", get(entries))
        .route("/v1/channels/{id}/export", get(export))
        .route("/v1/channels/{id}/erase", post(erase))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    q: String,
    site: Option<String>,
    before: Option<Millis>,
    limit: Option<usize>,
}

#[derive(Deserialize)]
struct Page {
    before: Option<Seq>,
    limit: Option<usize>,
}

async fn find(
    State(app): Shared,
    _staff: Staff,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Value>, Problem> {
    let limit = wanted.limit.unwrap_or(HISTORY_ROWS).clamp(1, limit::HISTORY_ROWS_MAX);
    let site = wanted.site.filter(|site| !site.is_empty());
    // One more than asked for says whether there are more.
    let find = Find { words: wanted.q, site, before_ms: wanted.before, limit: limit + 1 };
    let mut rows = app.store.summaries(find).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok(Json(json!({ "rows": rows, "more": more })))
}

async fn show(
    State(app): Shared,
    _staff: Staff,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let id: ChannelId = body::id(&id, "channel")?;
    let peek = app.engine.view(LogId::Channel(id)).await?;
    let channel = peek.state.channel().filter(|_| peek.state.seq() > 0);
    let channel = channel.ok_or_else(|| Problem::not_found("channel"))?;
    Ok(Json(json!({
        "summary": peek.state.summary(id),
        "view": channel.view_for(Reader::Staff),
    })))
}

/// Rows are written from stored bytes, as the socket does.
async fn entries(
    State(app): Shared,
    listener: Listener,
    Path(id): Path<String>,
    Query(page): Query<Page>,
) -> Result<Response, Problem> {
    let channel: ChannelId = body::id(&id, "channel")?;
    let reader = listener.reader(channel)?;
    let limit = page.limit.unwrap_or(PAGE_ENTRIES).clamp(1, PAGE_ENTRIES);
    let before = page.before.unwrap_or(Seq::MAX >> 1);
    let (rows, more) = visible(&app, LogId::Channel(channel), (reader, before, limit)).await?;
    let mut out = br#"{"entries":["#.to_vec();
    let parts = Parts::read(LogId::Channel(channel), &rows);
    wire::array(&mut out, rows.iter().map(|row| parts.of(row, reader)));
    out.extend_from_slice(format!(r#"],"more":{more}}}"#).as_bytes());
    Ok(([(CONTENT_TYPE, "application/json")], out).into_response())
}

/// The last `limit` rows before `before` that the reader may see, in order, and whether there are
/// more. Looks through a bounded number of pages that hold nothing for this reader.
async fn visible(
    app: &App,
    log: LogId,
    (reader, mut before, limit): (Reader, Seq, usize),
) -> Result<(Vec<Row>, bool), Problem> {
    let mut seen: Vec<Row> = Vec::new();
    for _page in 0..limit::PAGES_LOOKED_THROUGH {
        let rows = app.store.read_before(log, before, PAGE_ENTRIES).await?;
        let Some(first) = rows.first().map(|row| row.seq) else { break };
        let fit = rows.into_iter().rev().filter(|row| row.audience.includes(reader));
        seen.extend(fit.take(limit - seen.len()));
        before = if seen.len() == limit { seen.last().map_or(first, |row| row.seq) } else { first };
        if seen.len() == limit || before <= 1 {
            break;
        }
    }
    seen.reverse();
    Ok((seen, before > 1 && before < Seq::MAX >> 1))
}

#[derive(Deserialize)]
struct Span {
    from: Seq,
    to: Seq,
}

/// Erases what was said in these entries.
async fn erase(
    State(app): Shared,
    Staff(agent): Staff,
    Path(id): Path<String>,
    body::Body(Span { from, to }): body::Body<Span>,
) -> Result<StatusCode, Problem> {
    let id: ChannelId = body::id(&id, "channel")?;
    let command = Command::Channel(ChannelCommand::Erase { from, to });
    let order = Order { by: Actor::Agent(agent.id), name: None, command };
    app.engine.run(LogId::Channel(id), order).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sent while it is read: a channel of any length takes no more memory than a page of it.
async fn export(
    State(app): Shared,
    _staff: Staff,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: ChannelId = body::id(&id, "channel")?;
    let log = LogId::Channel(id);
    let first = record::export(&app.store, log, 0).await?;
    let (last, part) = first.ok_or_else(|| Problem::not_found("channel"))?;
    let more = stream::try_unfold(last, move |after| {
        let app = Arc::clone(&app);
        async move { Ok(record::export(&app.store, log, after).await?.map(|(at, part)| (part, at))) }
    });
    let parts = stream::once(async { Ok::<_, StoreError>(part) }).chain(more);
    let name = format!("attachment; filename=\"channel-{id}.jsonl\"");
    let media_type = "application/jsonl; charset=utf-8".to_owned();
    let headers = [(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(parts)).into_response())
}

//! The edge for everything that is not live: pages, files and REST. No rules, no SQL.

mod agents;
mod arrival;
mod ask;
mod body;
mod caller;
mod channels;
mod console;
mod demo;
mod drives;
mod files;
mod hand_over;
mod headers;
mod java;
mod metrics;
mod openapi;
mod page;
mod pairings;
mod plain;
mod plain_log;
mod probe;
mod problem;
mod redirect;
mod replies;
mod saved_tours;
pub mod serve;
mod sign_in;
mod sites;
mod template;
mod tls;
mod tours;
mod usage;
mod words;

use crate::app::App;
use crate::error::Problem;
use crate::{limit, socket};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use docent_core::location::Page;
use std::sync::Arc;

type Shared = State<Arc<App>>;

/// The demonstration's pages, for the drive bar.
pub fn demo_pages(app: &App) -> Vec<Page> {
    demo::pages(app)
}

/// Everything that this server answers by HTTP, the socket's upgrade included.
pub fn router(app: Arc<App>) -> Router {
    let pages = Router::new()
        .merge(ask::routes())
        .merge(plain::routes())
        .merge(console::routes())
        .merge(demo::routes())
        .merge(files::routes())
        .merge(java::routes());
    let rest = Router::new()
        .merge(sign_in::routes())
        .merge(sites::routes())
        .merge(agents::routes())
        .merge(replies::routes())
        .merge(channels::routes())
        .merge(drives::routes())
        .merge(hand_over::routes())
        .merge(probe::routes())
        .merge(saved_tours::routes())
        .merge(pairings::routes())
        .merge(tours::routes())
        .merge(usage::routes());
    Router::new()
        .merge(pages)
        .merge(rest)
        .merge(openapi::routes())
        .merge(metrics::routes())
        .fallback(nothing_here)
        .layer(middleware::from_fn(in_time))
        .layer(DefaultBodyLimit::max(limit::BODY_BYTES_MAX))
        .merge(socket::routes())
        .layer(middleware::from_fn_with_state(Arc::clone(&app), headers::guard))
        .layer(middleware::from_fn(metrics::count))
        .with_state(app)
}

async fn nothing_here() -> Problem {
    Problem::not_found("page")
}

/// A request that takes too long, in reading or in answering, is given up.
async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit::REQUEST_WITHIN, next.run(request)).await {
        Ok(answer) => answer,
        Err(_elapsed) => Problem::busy(limit::BUSY_RETRY_MS).into_response(),
    }
}

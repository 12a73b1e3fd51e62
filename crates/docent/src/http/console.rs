//! The console and the page of the first link. They are drawn for anybody: what they show is not.

use super::Shared;
use super::page;
use super::template::json;
use super::words::Language;
use crate::app::App;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::json;
use std::sync::Arc;

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(start))
        .route("/console", get(to_console))
        .route("/console/", get(console))
        .route("/console/{*place}", get(console))
        .route("/first", get(console))
}

async fn start(State(app): Shared) -> Response {
    let to = if app.config.demo { "/demo/" } else { "/console/" };
    Redirect::to(to).into_response()
}

async fn to_console() -> Redirect {
    Redirect::to("/console/")
}

async fn console(language: Language) -> Response {
    let boot = json!({ "version": App::VERSION });
    let mut answer = page::draw("console/index.html", language, |name| match name {
        "boot" => Some(json(&boot)),
        _ => None,
    });
    answer.headers_mut().insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}

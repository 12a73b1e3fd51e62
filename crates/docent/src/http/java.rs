//! The Java client: its jar, and the JNLP file with which Web Start starts it for one visitor.

use super::body::{self, Body};
use super::caller::{Visitor, text};
use super::pairings::offering_site;
use super::template::fill;
use super::{Shared, files};
use crate::app::App;
use crate::auth::pairing::Continuation;
use crate::error::Problem;
use crate::java::JavaClient;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LAST_MODIFIED,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use std::sync::Arc;

const JAR: HeaderValue = HeaderValue::from_static("application/java-archive");
const JAR_NAME: HeaderValue = HeaderValue::from_static("attachment; filename=\"docent.jar\"");
const JNLP: HeaderValue = HeaderValue::from_static("application/x-java-jnlp-file");
const JNLP_NAME: HeaderValue = HeaderValue::from_static("attachment; filename=\"docent.jnlp\"");
/// Web Start keeps what it has by this (JSR 56, section 6.1).
const VERSION_ID: HeaderName = HeaderName::from_static("x-java-jnlp-version-id");
const ASKED_ABOUT: &str = "public, no-cache";

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/client/{name}", get(jar)).route("/v1/channels/{id}/jnlp", post(jnlp))
}

/// By the name that holds its hash, kept for ever; by the plain one, asked about each time.
async fn jar(
    State(app): Shared,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let java = app.java.as_ref().ok_or_else(|| Problem::not_found("file"))?;
    let cache = match name.as_str() {
        "docent.jar" => ASKED_ABOUT,
        hashed if java.url.ends_with(&format!("/{hashed}")) => files::FOR_EVER,
        _ => return Err(Problem::not_found("file")),
    };
    let known = text(&headers, IF_NONE_MATCH).split(',').any(|tag| tag.trim() == java.etag);
    let mut answer = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        java.bytes.clone().into_response()
    };
    name_jar(answer.headers_mut(), java);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(answer)
}

fn name_jar(headers: &mut HeaderMap, java: &JavaClient) {
    let ascii = |text: &str| HeaderValue::from_str(text).expect("hashes and dates are ASCII");
    headers.insert(CONTENT_TYPE, JAR);
    headers.insert(CONTENT_DISPOSITION, JAR_NAME);
    headers.insert(ETAG, ascii(&java.etag));
    headers.insert(LAST_MODIFIED, ascii(&java.last_modified));
    headers.insert(VERSION_ID, HeaderValue::from_static(App::VERSION));
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    bytes: u64,
}

/// A file that starts the application for this visitor: it holds a token that is good once.
async fn jnlp(
    State(app): Shared,
    visitor: Visitor,
    Path(id): Path<String>,
    Body(Sent { bytes }): Body<Sent>,
) -> Result<Response, Problem> {
    visitor.of(body::id(&id, "channel")?)?;
    let (site, java) = offering_site(&app, &visitor).await?;
    let Visitor { channel, browser } = visitor;
    let with = Continuation { channel, browser, bytes: bytes.min(java.bytes.len() as u64) };
    let token = app.auth.pairings.give(with, app.now_ms()).map_err(Problem::busy)?;
    let file = fill(include_str!("docent.jnlp"), |name| match name {
        "server" => Some(app.config.public_url().into()),
        "jar" => Some(java.url.trim_start_matches('/').into()),
        "bytes" => Some(java.bytes.len().to_string().into()),
        "site" => Some(site.settings.name.clone().into()),
        "token" => Some(token.clone().into()),
        _ => None,
    });
    let mut answer = file.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, JNLP);
    headers.insert(CONTENT_DISPOSITION, JNLP_NAME);
    let built = HeaderValue::from_str(&java.last_modified).expect("dates are ASCII");
    headers.insert(LAST_MODIFIED, built);
    Ok(answer)
}

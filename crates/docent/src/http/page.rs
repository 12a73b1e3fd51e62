//! Answers that are pages: drawn from a template of the web part, or a message of our own.

use super::template::{self, Value};
use super::words::Language;
use crate::app::App;
use crate::assets;
use crate::error::Problem;
use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;

/// What a message page looks like; its style is `/message.css`.
const MESSAGE: &str = include_str!("message.html");

impl FromRequestParts<Arc<App>> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

impl Language {
    /// The language that these headers ask for.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self::accepted(super::caller::text(headers, ACCEPT_LANGUAGE))
    }
}

/// Draws a template of the web part. Placeholders without a value of their own are words of the
/// language's catalog.
pub(super) fn draw<'v>(
    path: &str,
    language: Language,
    value_of: impl Fn(&str) -> Option<Value<'v>>,
) -> Response {
    let Some(template) = assets::built().template(path) else {
        tracing::error!(path, "the web part was not built into this server: run `make run`");
        let text =
            "This server was built without its pages. Its owner can build them with: make run";
        return message(StatusCode::INTERNAL_SERVER_ERROR, language, ["Docent", text]);
    };
    Html(template::fill(template, |name| value_of(name).or_else(|| common(language, name))))
        .into_response()
}

/// A page with a title and a sentence.
pub(super) fn message(
    status: StatusCode,
    language: Language,
    [title, text]: [&str; 2],
) -> Response {
    let page = template::fill(MESSAGE, |name| match name {
        "title" => Some(title.to_owned().into()),
        "text" => Some(text.to_owned().into()),
        _ => common(language, name),
    });
    (status, Html(page)).into_response()
}

/// The page for a site that does not exist.
pub(super) fn no_site(language: Language) -> Response {
    let word = |name| language.word(name).unwrap_or_default();
    message(StatusCode::NOT_FOUND, language, [word("no-site"), word("no-site-text")])
}

/// A problem as a page, for people who follow links and send plain forms.
pub(super) fn problem(problem: &Problem, language: Language) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    message(status, language, ["Docent", &problem.detail])
}

fn common(language: Language, name: &str) -> Option<Value<'static>> {
    match name {
        "lang" => Some(language.tag().into()),
        "dir" => Some(language.direction().into()),
        _ => language.word(name).map(Value::from),
    }
}

//! What requests carry, read into types; what cannot be read is told as a problem.

use crate::app::App;
use crate::error::Problem;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::{Form, Json};
use docent_core::site::SiteSettings;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The JSON body of a request.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(Problem::new(415, "not-json", "the body must be application/json"))
            }
            Err(err) if err.status().as_u16() == 413 => {
                Err(Problem::new(413, "too-large", "the body is too large"))
            }
            Err(err) => Err(Problem::malformed(err.body_text())),
        }
    }
}

/// The fields of a plain form.
pub(super) struct Fields<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Fields<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Problem> {
        let fields = Form::<T>::from_request(request, app).await;
        fields.map(|Form(value)| Self(value)).map_err(|err| Problem::malformed(err.body_text()))
    }
}

/// The query of an address.
pub(super) struct Query<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<App>> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let query = axum::extract::Query::<T>::from_request_parts(parts, app).await;
        let query = query.map_err(|err| Problem::malformed(err.body_text()))?;
        Ok(Self(query.0))
    }
}

/// An id in an address; another text names nothing.
pub(super) fn id<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, Problem> {
    text.parse().map_err(|_bad_id| Problem::not_found(what))
}

/// The settings of a site.
pub(super) fn site(app: &App, key: &str) -> Result<SiteSettings, Problem> {
    app.engine.directory().site(key).cloned().ok_or_else(|| Problem::not_found("site"))
}

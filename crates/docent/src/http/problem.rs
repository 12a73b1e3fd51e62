//! Problems as answers: RFC 9457, and what the floors below us report.

use crate::auth::password::PasswordError;
use crate::engine::RunError;
use crate::error::Problem;
use crate::store::StoreError;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut body = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("Problem"),
            "status": status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        if let Some(retry_ms) = self.retry_ms {
            body["retry_ms"] = json!(retry_ms);
        }
        let mut answer = (status, Json(body)).into_response();
        answer.headers_mut().insert(header::CONTENT_TYPE, MEDIA_TYPE);
        if let Some(retry_ms) = self.retry_ms {
            let seconds = HeaderValue::from(retry_ms.div_ceil(1_000));
            answer.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        answer
    }
}

impl From<RunError> for Problem {
    fn from(err: RunError) -> Self {
        match err {
            RunError::Refused(refusal) => refusal.into(),
            RunError::Busy { retry_ms } => Self::busy(retry_ms),
            RunError::Store(err) => err.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(err: StoreError) -> Self {
        if let StoreError::Full = err {
            return Self::new(507, "disk-full", "the server's disk is full; nothing was changed");
        }
        if let StoreError::Closed = err {
            return Self::busy(crate::limit::BUSY_RETRY_MS);
        }
        let because = std::error::Error::source(&err).map(ToString::to_string);
        tracing::error!(%err, because, "a request failed");
        Self::ours()
    }
}

impl From<PasswordError> for Problem {
    fn from(err: PasswordError) -> Self {
        match err {
            PasswordError::Busy => Self::busy(crate::limit::BUSY_RETRY_MS),
            PasswordError::Length => Self::new(422, "invalid", err.to_string()),
            PasswordError::Failed => Self::ours(),
        }
    }
}

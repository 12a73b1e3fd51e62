//! What REST has, for programs: OpenAPI 3.1, kept by hand. A test compares it with the routes.

use super::files;
use crate::app::App;
use crate::assets::Asset;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use std::sync::{Arc, LazyLock};

/// A client that asks again sees an upgrade within five minutes.
const SHORTLY: &str = "public, max-age=300";

static DESCRIPTION: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("openapi.json", include_str!("openapi.json").into()));

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/openapi.json", get(show))
}

async fn show(headers: HeaderMap) -> Response {
    files::send(&DESCRIPTION, &headers, SHORTLY)
}

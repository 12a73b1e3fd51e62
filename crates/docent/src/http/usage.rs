//! Usage by site and agent, for people and for spreadsheets.

use super::Shared;
use super::body::Query;
use super::caller::Staff;
use crate::app::App;
use crate::error::Problem;
use crate::record;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use docent_core::day::Day;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/usage", get(usage))
}

#[derive(Deserialize)]
struct Asked {
    from: String,
    to: String,
    #[serde(default)]
    format: Format,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Json,
    Csv,
}

async fn usage(
    State(app): Shared,
    _staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let Asked { from, to, format } = asked;
    let days = [day("from", &from)?, day("to", &to)?];
    let lines = app.figures.usage(&app.store, &app.engine.directory(), days).await?;
    Ok(match format {
        Format::Json => {
            let reach = app.figures.reach(days);
            Json(json!({ "from": from, "to": to, "rows": lines, "drives": reach })).into_response()
        }
        Format::Csv => {
            let name = format!("attachment; filename=\"usage-{from}-{to}.csv\"");
            let media_type = "text/csv; charset=utf-8".to_owned();
            ([(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, name)], record::csv(&lines))
                .into_response()
        }
    })
}

fn day(field: &str, text: &str) -> Result<Day, Problem> {
    text.parse().map_err(|err| Problem::new(422, "invalid", format!("{field}: {err}")))
}

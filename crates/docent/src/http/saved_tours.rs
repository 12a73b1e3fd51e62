//! Saved tours: written in the console, or brought from a file and taken along as one.

use super::Shared;
use super::body::{self, Body};
use super::caller::Staff;
use super::sign_in::accounts;
use crate::app::App;
use crate::auth::random_id;
use crate::error::Problem;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use docent_core::actor::Actor;
use docent_core::directory::{Agent, DirectoryCommand};
use docent_core::tour::{self, SavedTour, TourId, TourPlan};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/saved-tours", get(list))
        .route("/v1/saved-tours/import", post(import))
        .route("/v1/saved-tours/{id}", put(save).delete(remove))
        .route("/v1/saved-tours/{id}/file", get(file))
}

#[derive(Deserialize)]
struct Import {
    /// The file as it is.
    text: String,
    /// For which site, whatever the file says; empty: what the file says.
    #[serde(default)]
    site: String,
}

async fn list(State(app): Shared, _staff: Staff) -> Json<Value> {
    let directory = app.engine.directory();
    let tours: Vec<&SavedTour> = directory.tours.values().collect();
    Json(json!({ "tours": tours }))
}

/// The id is the sender's own, so that the same request again changes nothing.
async fn save(
    State(app): Shared,
    Staff(agent): Staff,
    Path(id): Path<String>,
    Body(plan): Body<TourPlan>,
) -> Result<Json<SavedTour>, Problem> {
    let tour = SavedTour::of(body::id(&id, "tour")?, plan);
    keep(&app, &agent, tour).await.map(Json)
}

async fn import(
    State(app): Shared,
    Staff(agent): Staff,
    Body(Import { text, site }): Body<Import>,
) -> Result<(StatusCode, Json<SavedTour>), Problem> {
    let read = tour::read(&text).map_err(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Problem::new(422, "bad-tour", told.join("; "))
    });
    let mut plan = read?;
    if !site.is_empty() {
        plan.site = site;
    }
    let kept = keep(&app, &agent, SavedTour::of(random_id(), plan)).await?;
    Ok((StatusCode::CREATED, Json(kept)))
}

async fn remove(
    State(app): Shared,
    Staff(agent): Staff,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let command = DirectoryCommand::RemoveTour { tour: body::id(&id, "tour")? };
    accounts(&app).directory(Actor::Agent(agent.id), command).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn file(
    State(app): Shared,
    _staff: Staff,
    Path(id): Path<String>,
) -> Result<([(HeaderName, &'static str); 2], String), Problem> {
    let known = known(&app, body::id(&id, "tour")?)?;
    let headers = [
        (header::CONTENT_TYPE, "text/markdown; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"tour.md\""),
    ];
    Ok((headers, tour::written(&known.plan())))
}

async fn keep(app: &App, agent: &Agent, tour: SavedTour) -> Result<SavedTour, Problem> {
    let id = tour.id;
    let command = DirectoryCommand::SaveTour { tour };
    accounts(app).directory(Actor::Agent(agent.id), command).await?;
    known(app, id)
}

fn known(app: &App, id: TourId) -> Result<SavedTour, Problem> {
    app.engine.directory().tours.get(&id).cloned().ok_or_else(|| Problem::not_found("tour"))
}

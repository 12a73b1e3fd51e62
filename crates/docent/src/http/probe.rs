//! What an address will be like to drive to, for agents.

use super::Shared;
use super::body::{Body, site};
use super::caller::Staff;
use crate::app::App;
use crate::error::Problem;
use crate::probe::Ask;
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use docent_core::plan::Forecast;
use docent_core::policy::{Allowed, Purpose, judge};
use docent_core::refusal::Refusal;
use docent_core::site::Site;
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/probe", post(look))
}

#[derive(Deserialize)]
struct Look {
    site: String,
    url: String,
    /// With the query, too: the address is the agent's last word.
    #[serde(default)]
    whole: bool,
}

async fn look(
    State(app): Shared,
    Staff(agent): Staff,
    Body(Look { site: key, url, whole }): Body<Look>,
) -> Result<Json<Forecast>, Problem> {
    let settings = site(&app, &key)?;
    let says = |purpose| judge(&url, purpose, &settings, |_unknown| None);
    let allowed = says(Purpose::Chat).or_else(|_refused| says(Purpose::Tour));
    let Allowed { url, .. } = allowed.map_err(|why| Refusal::BadLocation { why })?;
    let typed = if whole { url.as_str() } else { url.split(['?', '#']).next().unwrap_or_default() };
    let site = Site { key, settings };
    let looked = app.probe.look(Ask { agent: agent.id, site: &site, url: typed }).await;
    looked.map(Json).map_err(Problem::too_many_looks)
}

//! What `--demo` adds: a site, an agent, and pages to drive to.

use crate::account::{Accounts, NewAgent};
use crate::app::App;
use crate::auth::password;
use crate::engine::RunError;
use crate::http;
use anyhow::{Context, anyhow};
use docent_core::actor::Actor;
use docent_core::directory::{DirectoryCommand, Role};
use docent_core::id::Id;
use docent_core::refusal::Refusal;
use docent_core::site::{JavaClient, Site, SiteSettings};
use docent_core::tour::{self, SavedTour};

/// The demonstration's site.
const SITE: &str = "demo";
/// Its tour.
const TOUR: &str = include_str!("../demo/tour.md");
/// Who serves it, and the password that everybody knows.
pub(super) const ADA: [&str; 3] = ["ada@example.com", "Ada", "lovelace"];

/// Adds what is missing, and brings the site's origins in line with where we listen now.
pub(super) async fn add(app: &App) -> anyhow::Result<()> {
    let accounts = Accounts { store: &app.store, engine: &app.engine };
    let directory = app.engine.directory();
    let command = match directory.site(SITE) {
        None => DirectoryCommand::AddSite { site: Site { key: SITE.into(), settings: shop(app) } },
        Some(_) => DirectoryCommand::ChangeSite { key: SITE.into(), settings: shop(app) },
    };
    let added = accounts.directory(Actor::Server, command).await;
    added.context("demo: cannot add the site")?;
    if directory.tours.is_empty() {
        let command = DirectoryCommand::SaveTour { tour: tour()? };
        let saved = accounts.directory(Actor::Server, command).await;
        saved.context("demo: cannot save the tour")?;
    }
    let [email, name, secret] = ADA;
    if directory.agent_by_email(email).is_some() {
        return Ok(());
    }
    let hash = password::hash_now(secret)?;
    let new = NewAgent { email: email.into(), name: name.into(), role: Role::Admin, hash };
    match accounts.add(Actor::Server, new).await {
        Ok(_) | Err(RunError::Refused(Refusal::AlreadyThere)) => Ok(()),
        Err(err) => Err(err).context("demo: cannot add the agent"),
    }
}

/// The tour beside the shop's pages, as its owner would have checked it in.
fn tour() -> anyhow::Result<SavedTour> {
    let read = tour::read(TOUR).map_err(|faults| anyhow!("demo: {}", faults[0]))?;
    Ok(SavedTour::of(Id::from_bytes([0; 16]), read))
}

fn shop(app: &App) -> SiteSettings {
    let origins = app.config.urls.clone();
    let host = |url: &String| url.split_once("://").map(|(_, host)| host.to_owned());
    SiteSettings {
        name: "Longwalk".into(),
        private_hosts: origins.iter().filter_map(host).collect(),
        origins,
        query_params: vec!["shoe".into(), "size".into()],
        pages: http::demo_pages(app),
        accent: "#a6402a".into(),
        java: JavaClient::Offered,
        ..SiteSettings::default()
    }
}

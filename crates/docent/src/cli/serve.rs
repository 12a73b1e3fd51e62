//! `docent serve`

use super::{print, seed};
use crate::account::Accounts;
use crate::app::{self, App};
use crate::assets;
use crate::config::{Config, Settings};
use crate::limit;
use anyhow::Context;
use docent_core::directory::Role;
use std::fmt::Write;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    log();
    let config = Config::read(settings)?;
    let listen = config.listen;
    let bound = TcpListener::bind(listen).await;
    let listener = bound.with_context(|| format!("listen: cannot listen on {listen}"))?;
    let config = config.bound_to(listener.local_addr()?);
    let data = config.data.clone();
    let started = App::start(config).await;
    let app =
        started.with_context(|| format!("cannot start on the data folder {}", data.display()))?;
    let accounts = Accounts { store: &app.store, engine: &app.engine };
    accounts.restore(&app.auth).await?;
    if app.config.demo {
        seed::add(&app).await?;
    }
    app.tasks.spawn(watch_sign_ins(Arc::clone(&app)));
    let warming = std::thread::Builder::new().name("docent-assets".into());
    warming.spawn(|| assets::built().warm())?;
    print(&greeting(&app))?;
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let shutdown = async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
    };
    app::run(app, listener, shutdown).await?;
    Ok(())
}

/// Looks whether the command line has ended sign-ins.
async fn watch_sign_ins(app: Arc<App>) {
    let mut tick = tokio::time::interval(limit::SIGN_INS_EVERY);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = app.tasks.stopping() => return,
        }
        let accounts = Accounts { store: &app.store, engine: &app.engine };
        if let Err(err) = accounts.drop_ended(&app.auth, &app.hub).await {
            tracing::warn!(error = %err, "could not look at the sign-ins");
        }
    }
}

/// Messages go to standard error; `DOCENT_LOG` says which, as in `docent=debug`.
fn log() {
    let filter = EnvFilter::builder()
        .with_env_var("DOCENT_LOG")
        .with_default_directive(tracing::level_filters::LevelFilter::INFO.into())
        .from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// What a person who has just started the server wants to know.
fn greeting(app: &App) -> String {
    let url = app.config.public_url();
    let mut out = format!("Docent {} serves {url}\n", App::VERSION);
    let mut line = |text: &str| writeln!(out, "{text}").expect("a string takes all");
    if app.config.demo {
        let [email, _, password] = seed::ADA;
        line("");
        line("  DEMONSTRATION: everybody knows this password. Do not use --demo on the internet.");
        line(&format!("  The shop:     {url}/demo/"));
        line(&format!("  The console:  {url}/console/   {email} / {password}"));
        line("");
    }
    let directory = app.engine.directory();
    if !directory.agents.values().any(|agent| agent.role == Role::Admin) {
        let code = app.auth.first.draw();
        line(&format!("Create your account here, once: {url}/first#{code}"));
    }
    if assets::built().get("button.js").is_none() {
        line("The web part was not built into this server: run `make run` for a whole one.");
    }
    if app.java.is_none() {
        line("No Java client in this build: visitors are not offered the desktop application.");
    }
    out
}

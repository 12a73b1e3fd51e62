//! `docent doctor`: looks for what is wrong before anybody else finds it.

use super::print;
use crate::assets;
use crate::config::{Config, Settings};
use crate::java::JavaClient;
use crate::store::Store;
use clap::Args;
use docent_core::id::LogId;
use serde::Serialize;
use std::net::TcpListener;

#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    settings: Settings,
    /// Write JSON for a program to read
    #[arg(long)]
    json: bool,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    ok: bool,
    /// What was found, and what to do where it is not as it should be.
    text: String,
}

pub(super) async fn run(doctor: Doctor) -> anyhow::Result<()> {
    let mut findings = vec![built()];
    match Config::read(doctor.settings) {
        Ok(config) => {
            findings.push(addresses(&config));
            findings.push(port(&config));
            findings.push(java(&config));
            findings.push(data(&config).await);
        }
        Err(err) => findings.push(bad("settings", err.to_string())),
    }
    let wrong = findings.iter().filter(|it| !it.ok).count();
    if doctor.json {
        print(&format!("{}\n", serde_json::to_string(&findings)?))?;
    } else {
        let mark = |it: &Finding| if it.ok { "ok   " } else { "WRONG" };
        let line = |it: &Finding| format!("{} {:<10} {}\n", mark(it), it.what, it.text);
        print(&findings.iter().map(line).collect::<String>())?;
    }
    anyhow::ensure!(wrong == 0, "{wrong} of {} things are not as they should be", findings.len());
    Ok(())
}

fn built() -> Finding {
    let assets = assets::built();
    let missing = ["button.js", "client/ask.html", "client/go.html", "console/index.html"]
        .into_iter()
        .find(|path| assets.get(path).is_none());
    match (missing, assets.module("client")) {
        (Some(path), _) => {
            bad("web", format!("{path} was not built into this server: run `make run`"))
        }
        (None, None) => {
            bad("web", "the client was not built into this server: run `make run`".into())
        }
        (None, Some(client)) => good("web", format!("the client is {} bytes", client.bytes)),
    }
}

fn addresses(config: &Config) -> Finding {
    let far = config.urls.iter().find(|url| !is_safe(url));
    match far {
        Some(url) => {
            bad("url", format!("{url} is not https: pages on https cannot load the button from it"))
        }
        None => good("url", config.urls.join(" ")),
    }
}

/// Browsers trust https, and one's own machine.
fn is_safe(url: &str) -> bool {
    let host = url.strip_prefix("http://").unwrap_or_default();
    url.starts_with("https://")
        || host.starts_with("127.0.0.1")
        || host.starts_with("localhost")
        || host.split(':').next().is_some_and(|name| name.ends_with(".localhost"))
}

fn port(config: &Config) -> Finding {
    match TcpListener::bind(config.listen) {
        Ok(_) => good("listen", format!("{} is free", config.listen)),
        Err(err) => {
            bad("listen", format!("{}: {err} (well, if this is the running server)", config.listen))
        }
    }
}

/// A server without the Java client is whole: it never offers it.
fn java(config: &Config) -> Finding {
    match JavaClient::load(config) {
        Ok(Some(java)) => good("java", format!("the Java client is {} bytes", java.bytes.len())),
        Ok(None) => good("java", "no Java client in this build: it is not offered".into()),
        Err(err) => bad("java", err.to_string()),
    }
}

async fn data(config: &Config) -> Finding {
    let folder = config.data.display();
    if !config.data.is_dir() {
        return good("data", format!("{folder} will be made at the first start"));
    }
    let store = match Store::open(&config.data) {
        Ok(store) => store,
        Err(err) => return bad("data", format!("{folder}: {err}")),
    };
    let head = store.head(LogId::Directory).await;
    store.close().await;
    match head {
        Ok(_) => good("data", format!("{folder} can be used")),
        Err(err) => bad("data", format!("{folder}: {err}")),
    }
}

fn good(what: &'static str, text: String) -> Finding {
    Finding { what, ok: true, text }
}

fn bad(what: &'static str, text: String) -> Finding {
    Finding { what, ok: false, text }
}

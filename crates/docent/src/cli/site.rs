//! `docent site …`

use super::open::Opened;
use super::print;
use crate::config::DataFolder;
use anyhow::Context;
use clap::{Args, Subcommand};
use docent_core::actor::Actor;
use docent_core::directory::DirectoryCommand;
use docent_core::site::{JavaClient, Site, SiteSettings};
use serde_json::json;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add a site
    Add(Add),
    /// List the sites
    List(super::Plain),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    #[command(flatten)]
    folder: DataFolder,
    /// Its public key: 1 to 40 of a-z 0-9 -
    key: String,
    /// What visitors and agents read [default: the key]
    #[arg(long, default_value = "")]
    name: String,
    /// Origin whose pages carry the button, such as <https://shop.example>; may be repeated
    #[arg(long = "origin", value_name = "ORIGIN")]
    origins: Vec<String>,
    /// Its colour, as #rrggbb
    #[arg(long, default_value = "")]
    accent: String,
    /// Private host that may be driven to, such as intranet:8080; may be repeated
    #[arg(long = "private-host", value_name = "HOST")]
    private_hosts: Vec<String>,
    /// Query parameter that reported addresses keep; may be repeated
    #[arg(long = "query-param", value_name = "NAME")]
    query_params: Vec<String>,
    /// Offer the desktop application to visitors who wait
    #[arg(long)]
    java: bool,
    /// Write JSON for a program to read
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(add) => run_add(add).await,
        Command::List(plain) => list(plain).await,
    }
}

async fn run_add(add: Add) -> anyhow::Result<()> {
    let Add { folder, key, name, origins, accent, private_hosts, query_params, java, json } = add;
    let opened = Opened::make(&folder).await?;
    let settings = SiteSettings {
        name,
        origins,
        accent,
        private_hosts,
        query_params,
        java: if java { JavaClient::Offered } else { JavaClient::Off },
        ..SiteSettings::default()
    };
    let command = DirectoryCommand::AddSite { site: Site { key: key.clone(), settings } };
    let added = opened.accounts().directory(Actor::Server, command).await;
    let directory = opened.engine.directory();
    opened.close().await;
    added.with_context(|| format!("cannot add the site {key}"))?;
    let settings = directory.site(&key).context("the site was added and is gone already")?;
    if json {
        return print(&format!("{}\n", json!({ "key": key, "settings": settings })));
    }
    print(&format!("Added the site {key} ({}).\n", settings.name))
}

async fn list(plain: super::Plain) -> anyhow::Result<()> {
    let opened = Opened::existing(&plain.folder).await?;
    let directory = opened.engine.directory();
    opened.close().await;
    if plain.json {
        return print(&format!("{}\n", json!({ "sites": directory.sites })));
    }
    let line = |(key, settings): (&String, &SiteSettings)| {
        format!("{key}\t{}\t{}\n", settings.name, settings.origins.join(" "))
    };
    print(&directory.sites.iter().map(line).collect::<String>())
}

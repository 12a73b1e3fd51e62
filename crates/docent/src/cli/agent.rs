//! `docent agent …`

use super::open::Opened;
use super::print;
use crate::account::NewAgent;
use crate::auth::password;
use crate::config::DataFolder;
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use docent_core::actor::Actor;
use docent_core::directory::{Agent, Role};
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add an agent's account
    Add(Add),
    /// List the accounts
    List(super::Plain),
    /// Give an agent another password, and end all its sign-ins
    Password(Password),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    #[command(flatten)]
    folder: DataFolder,
    /// Address that the agent signs in with
    #[arg(value_name = "EMAIL", required_unless_present = "email_option")]
    email: Option<String>,
    /// The same, as an option
    #[arg(long = "email", id = "email_option", value_name = "EMAIL", conflicts_with = "email")]
    email_option: Option<String>,
    /// What visitors read
    #[arg(long)]
    name: String,
    /// What the agent may do
    #[arg(long, value_enum, default_value_t = As::Agent)]
    role: As,
    /// The same as --role admin
    #[arg(long)]
    admin: bool,
    #[command(flatten)]
    password: Given,
    /// Write JSON for a program to read
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Password {
    #[command(flatten)]
    folder: DataFolder,
    /// Address that the agent signs in with
    #[arg(value_name = "EMAIL")]
    email: String,
    #[command(flatten)]
    new: Given,
}

/// Where the password comes from; one is drawn and printed where none is given.
#[derive(Debug, Args)]
struct Given {
    /// The password. Others on this machine may see it in the list of processes
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,
    /// File whose first line is the password; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "password")]
    password_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// Chat and drive
    Agent,
    /// Also change sites and agents
    Admin,
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(add) => run_add(add).await,
        Command::List(plain) => list(plain).await,
        Command::Password(given) => change(given).await,
    }
}

async fn run_add(add: Add) -> anyhow::Result<()> {
    let email = add.email.or(add.email_option).unwrap_or_default();
    let drawn = add.password.drawn();
    let secret = add.password.read()?;
    let hash = password::hash_now(&secret).context("password")?;
    let is_admin = add.admin || add.role == As::Admin;
    let role = if is_admin { Role::Admin } else { Role::Agent };
    let opened = Opened::make(&add.folder).await?;
    let new = NewAgent { email: email.clone(), name: add.name, role, hash };
    let added = opened.accounts().add(Actor::Server, new).await;
    opened.close().await;
    let agent = added.with_context(|| format!("cannot add the agent {email}"))?;
    print(&told(&agent, drawn.then_some(secret.as_str()), add.json))
}

fn told(agent: &Agent, secret: Option<&str>, json: bool) -> String {
    if json {
        return format!("{}\n", json!({ "agent": agent, "password": secret }));
    }
    let secret = secret.map(|it| format!("The password is: {it}\n")).unwrap_or_default();
    format!("Added {} <{}>.\n{secret}", agent.name, agent.email)
}

async fn list(plain: super::Plain) -> anyhow::Result<()> {
    let opened = Opened::existing(&plain.folder).await?;
    let directory = opened.engine.directory();
    opened.close().await;
    let agents: Vec<&Agent> = directory.agents.values().collect();
    if plain.json {
        return print(&format!("{}\n", json!({ "agents": agents })));
    }
    let line = |agent: &&Agent| format!("{}\t{}\t{:?}\n", agent.email, agent.name, agent.role);
    print(&agents.iter().map(line).collect::<String>())
}

async fn change(given: Password) -> anyhow::Result<()> {
    let drawn = given.new.drawn();
    let secret = given.new.read()?;
    let hash = password::hash_now(&secret).context("password")?;
    let opened = Opened::existing(&given.folder).await?;
    let agent = opened.engine.directory().agent_by_email(&given.email).cloned();
    let changed = match &agent {
        Some(agent) => opened.accounts().change_password(agent.id, &hash).await,
        None => Ok(()),
    };
    opened.close().await;
    anyhow::ensure!(agent.is_some(), "no agent signs in with {}", given.email);
    changed?;
    let secret = if drawn { format!("The password is: {secret}\n") } else { String::new() };
    print(&format!("Changed the password of {}.\n{secret}", given.email))
}

impl Given {
    fn drawn(&self) -> bool {
        self.password.is_none() && self.password_file.is_none()
    }

    fn read(&self) -> anyhow::Result<String> {
        match (&self.password, &self.password_file) {
            (Some(password), _) => Ok(password.clone()),
            (None, Some(file)) => first_line(file),
            (None, None) => Ok(password::draw()),
        }
    }
}

fn first_line(file: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).context("password-file: standard input")?;
    } else {
        let named = || format!("password-file: {}", file.display());
        text = std::fs::read_to_string(file).with_context(named)?;
    }
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

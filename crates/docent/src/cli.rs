//! The command line.

mod agent;
mod doctor;
mod extension;
mod open;
mod record;
mod seed;
mod serve;
mod site;
mod tour;

use crate::config::{DataFolder, Settings};
use clap::{Args, Parser, Subcommand};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Live web chat in which the agent can take the visitor there.
#[derive(Debug, Parser)]
#[command(name = "docent", version, propagate_version = true)]
struct Docent {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve visitors and agents
    Serve(Box<Settings>),
    /// Agents' accounts
    #[command(subcommand)]
    Agent(agent::Command),
    /// Sites that carry the button
    #[command(subcommand)]
    Site(site::Command),
    /// Tours that are written down
    #[command(subcommand)]
    Tour(tour::Command),
    /// Usage by site and agent
    Usage(record::Usage),
    /// The whole of a channel, as JSON Lines
    Export(record::Export),
    /// Erase every word of a channel that has ended, or some of what was said in any
    Erase(record::Erase),
    /// Check that no stored entry was changed
    Verify(Plain),
    /// Write a copy of everything, while the server runs
    Backup(record::Backup),
    /// Look for what is wrong with the settings, the data folder and the build
    Doctor(doctor::Doctor),
    /// Write the browser extension for this server, to load or to install by policy
    Extension(extension::Extension),
}

/// A command that needs nothing but the data folder.
#[derive(Debug, Args)]
struct Plain {
    #[command(flatten)]
    folder: DataFolder,
    /// Write JSON for a program to read
    #[arg(long)]
    json: bool,
}

/// A file to write, or `-`.
#[derive(Debug, Clone, Args)]
struct Target {
    /// File to write; it must not exist
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Runs the command that was given. The status says whether it succeeded.
pub fn main() -> ExitCode {
    let Docent { command } = Docent::parse();
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            // Nobody reads standard error: then there is nobody to tell.
            drop(writeln!(io::stderr(), "docent: {err:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let threads = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    threads.block_on(async {
        match command {
            Command::Serve(settings) => serve::run(*settings).await,
            Command::Agent(command) => agent::run(command).await,
            Command::Site(command) => site::run(command).await,
            Command::Tour(command) => tour::run(command),
            Command::Usage(usage) => record::usage(usage).await,
            Command::Export(export) => record::export(export).await,
            Command::Erase(erase) => record::erase(erase).await,
            Command::Verify(plain) => record::verify(plain).await,
            Command::Backup(backup) => record::backup(backup).await,
            Command::Doctor(doctor) => doctor::run(doctor).await,
            Command::Extension(extension) => extension::run(extension),
        }
    })
}

/// Writes to standard output.
///
/// # Errors
/// When nobody takes it: a closed pipe.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

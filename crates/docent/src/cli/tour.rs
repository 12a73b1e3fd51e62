//! `docent tour …`

use super::print;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use docent_core::limit::TOUR_BYTES_MAX;
use docent_core::tour;
use serde_json::json;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a tour file; each fault is told with its line
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Markdown with front matter, or JSON; the format stands in docs/TOURS.md
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write JSON for a program to read
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: Command) -> anyhow::Result<()> {
    let Command::Check(Check { file, json }) = command;
    let name = file.display().to_string();
    let mut text = String::new();
    let opened = File::open(&file).with_context(|| format!("cannot read {name}"))?;
    // One byte more than is allowed tells that there is more.
    let most = u64::try_from(TOUR_BYTES_MAX).unwrap_or(u64::MAX) + 1;
    let read = opened.take(most).read_to_string(&mut text);
    read.with_context(|| format!("cannot read {name}"))?;
    match tour::read(&text) {
        Ok(plan) if json => print(&format!("{}\n", json!({ "ok": true, "tour": plan }))),
        Ok(plan) => print(&format!("{name}: {} stops: {}\n", plan.stops.len(), plan.title)),
        Err(faults) => {
            let told = if json {
                format!("{}\n", json!({ "ok": false, "faults": faults }))
            } else {
                let line = |it: &tour::Fault| format!("{name}:{}: {}\n", it.line, it.message);
                faults.iter().map(line).collect::<Vec<_>>().concat()
            };
            print(&told)?;
            bail!("{name} is no tour: {} faults", faults.len())
        }
    }
}

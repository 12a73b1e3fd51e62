//! `docent usage`, `export`, `erase`, `verify` and `backup`.

use super::open::Opened;
use super::print;
use crate::config::DataFolder;
use crate::record::{self, Figures};
use anyhow::Context;
use clap::Args;
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::day::Day;
use docent_core::entry::Seq;
use docent_core::id::{ChannelId, LogId};
use docent_core::machine::{Command, Order};
use serde_json::json;
use std::fmt::Write;

#[derive(Debug, Args)]
pub(super) struct Usage {
    #[command(flatten)]
    folder: DataFolder,
    /// The first day, as YYYY-MM-DD, in UTC
    #[arg(long, value_name = "DAY")]
    from: Day,
    /// The last day, included
    #[arg(long, value_name = "DAY")]
    to: Day,
    /// Write JSON for a program to read
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Write comma-separated values for a spreadsheet
    #[arg(long)]
    csv: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    folder: DataFolder,
    /// The channel's id
    #[arg(value_name = "CHANNEL")]
    channel: String,
}

#[derive(Debug, Args)]
pub(super) struct Erase {
    #[command(flatten)]
    of: Export,
    /// Only what was said in these entries, as in 5..7 or 5; possible while the chat goes on
    #[arg(long, value_name = "FROM..TO", value_parser = span)]
    entries: Option<(Seq, Seq)>,
}

/// Reads `5..7` and `5`, both ends included.
fn span(text: &str) -> Result<(Seq, Seq), String> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) if from <= to => Ok((from, to)),
        _ => Err("5..7 or 5 names entries".into()),
    }
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    folder: DataFolder,
    #[command(flatten)]
    to: super::Target,
}

impl Export {
    fn id(&self) -> anyhow::Result<ChannelId> {
        let name = self.channel.strip_prefix("channel-").unwrap_or(&self.channel);
        name.parse().with_context(|| format!("channel `{}`", self.channel))
    }
}

pub(super) async fn usage(asked: Usage) -> anyhow::Result<()> {
    let Usage { folder, from, to, json, csv } = asked;
    anyhow::ensure!(from <= to, "--from {from} is after --to {to}");
    let opened = Opened::existing(&folder).await?;
    let lines =
        Figures::default().usage(&opened.store, &opened.engine.directory(), [from, to]).await;
    opened.close().await;
    let lines = lines?;
    if json {
        let rows = json!({ "from": from.to_string(), "to": to.to_string(), "rows": lines });
        return print(&format!("{rows}\n"));
    }
    if csv {
        return print(&record::csv(&lines));
    }
    print(&table(&lines))
}

fn table(lines: &[record::Line]) -> String {
    let mut out = String::from(
        "site                 agent                requests  waits  abandoned  channels  said  drives  arrived\n",
    );
    for record::Line { agent_name, row } in lines {
        let (counts, drives) = (&row.counts, &row.counts.drives);
        let agent = agent_name.as_deref().unwrap_or("-");
        let said = counts.said_by_visitors + counts.said_by_agents;
        let all = drives.dispatched
            + drives.taken
            + drives.left
            + drives.arrived
            + drives.blocked
            + drives.superseded
            + drives.gone;
        writeln!(
            out,
            "{:<20} {agent:<20} {:>8} {:>6} {:>10} {:>9} {said:>5} {all:>7} {:>8}",
            row.site,
            counts.requests,
            counts.waits,
            counts.abandoned,
            counts.channels,
            drives.arrived
        )
        .expect("a string takes all");
    }
    out
}

pub(super) async fn export(asked: Export) -> anyhow::Result<()> {
    let id = asked.id()?;
    let opened = Opened::existing(&asked.folder).await?;
    let (log, mut after) = (LogId::Channel(id), 0);
    while let Some((last, part)) = record::export(&opened.store, log, after).await? {
        after = last;
        print(&part)?;
    }
    opened.close().await;
    anyhow::ensure!(after > 0, "there is no channel {id}");
    Ok(())
}

/// Erases every word of a channel that has ended, or some words of any; that it was there, and
/// when, stays.
pub(super) async fn erase(asked: Erase) -> anyhow::Result<()> {
    let id = asked.of.id()?;
    let opened = Opened::existing(&asked.of.folder).await?;
    let log = LogId::Channel(id);
    let head = opened.store.head(log).await?;
    let (command, told) = match asked.entries {
        None => (ChannelCommand::NoteErased { from: 1, to: head }, format!("{head} entries")),
        Some((from, to)) => {
            (ChannelCommand::Erase { from, to }, format!("what was said in entries {from} to {to}"))
        }
    };
    let order = Order { by: Actor::Server, name: None, command: Command::Channel(command) };
    let erased = if head == 0 { Ok(None) } else { opened.engine.run(log, order).await.map(Some) };
    opened.close().await;
    let erased = erased.with_context(|| format!("cannot erase channel {id}"))?;
    anyhow::ensure!(erased.is_some(), "there is no channel {id}");
    print(&format!("Erased {told} of channel {id}. `docent verify` still proves the rest.\n"))
}

pub(super) async fn verify(plain: super::Plain) -> anyhow::Result<()> {
    let opened = Opened::existing(&plain.folder).await?;
    let found = opened.store.verify().await;
    opened.close().await;
    let found = found?;
    let broken = found.broken.as_ref().map(
        |it| json!({ "log": it.log.map(|log| log.to_string()), "seq": it.seq, "why": it.why }),
    );
    if plain.json {
        let (logs, entries, erased) = (found.logs, found.entries, found.erased);
        let told = json!({ "logs": logs, "entries": entries, "erased": erased, "broken": broken });
        print(&format!("{told}\n"))?;
    } else if broken.is_none() {
        let (logs, entries, erased) = (found.logs, found.entries, found.erased);
        print(&format!(
            "{entries} entries in {logs} logs are as they were stored; {erased} were erased.\n"
        ))?;
    }
    let Some(broken) = found.broken else { return Ok(()) };
    let log = broken.log.map_or_else(|| "a log that cannot be read".into(), |log| log.to_string());
    anyhow::bail!("entry {} of {log}: {}", broken.seq, broken.why)
}

pub(super) async fn backup(asked: Backup) -> anyhow::Result<()> {
    let opened = Opened::existing(&asked.folder).await?;
    let copied = opened.store.backup(&asked.to.file).await;
    opened.close().await;
    copied.with_context(|| format!("cannot back up to {}", asked.to.file.display()))?;
    print(&format!(
        "Wrote {}. It holds passwords' hashes and keys: keep it safe.\n",
        asked.to.file.display()
    ))
}

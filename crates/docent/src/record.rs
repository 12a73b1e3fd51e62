//! The record as people take it away: usage by site and agent, and the whole of a channel.

use crate::store::{Position, Row as StoredRow, Sealed, Store, StoreError};
use bytes::Bytes;
use docent_core::day::Day;
use docent_core::directory::Directory;
use docent_core::entry::{Entry, Event, Seq};
use docent_core::id::LogId;
use docent_core::usage::{Bare, ReachRow, Row, Usage};
use serde::Serialize;
use serde_json::value::RawValue;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard};
use tokio::sync::Semaphore;

/// Entries read at a time: with the longest of texts, 8 MB.
const PAGE: usize = 500;
/// What spreadsheets take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Usage of one site and agent, with the agent's name.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// What the agent is called; none for what happened before one was joined, or once removed.
    pub agent_name: Option<String>,
    /// What was counted.
    #[serde(flatten)]
    pub row: Row,
}

/// Usage, counted as far as somebody has asked: the next one counts what has come since.
#[derive(Debug)]
pub struct Figures {
    counted: Mutex<Counted>,
    /// One counts at a time; the others wait for what it has counted.
    turn: Semaphore,
}

#[derive(Debug, Default)]
struct Counted {
    usage: Usage,
    /// The last entry that was counted.
    last: Position,
}

impl Default for Figures {
    fn default() -> Self {
        Self { counted: Mutex::default(), turn: Semaphore::new(1) }
    }
}

impl Figures {
    /// Usage by site and agent, both days included, in UTC. The record is read page by page;
    /// given up in between, the next one goes on from there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn usage(
        &self,
        store: &Store,
        directory: &Directory,
        [from, to]: [Day; 2],
    ) -> Result<Vec<Line>, StoreError> {
        let turn = self.turn.acquire().await;
        while self.count(store).await? {}
        drop(turn);
        let rows = self.counted().usage.rows(from, to).into_iter();
        let name = |row: &Row| directory.agent(row.agent?).map(|agent| agent.name.clone());
        Ok(rows.map(|row| Line { agent_name: name(&row), row }).collect())
    }

    /// How drives stand by site, way and engine, as far as has been counted; both days included.
    pub fn reach(&self, [from, to]: [Day; 2]) -> Vec<ReachRow> {
        self.counted().usage.reach(from, to)
    }

    /// Counts the next page. Answers whether there may be more.
    async fn count(&self, store: &Store) -> Result<bool, StoreError> {
        let last = self.counted().last;
        let page = store.scan(last, PAGE).await?;
        let mut taken = Vec::with_capacity(page.len());
        for (position, log, row) in &page {
            taken.push((*position, *log, Taken::read(store, *log, row).await?));
        }
        let mut counted = self.counted();
        for (position, log, taken) in taken {
            match taken {
                Taken::Whole(entry) => counted.usage.take(&log, &entry),
                Taken::Erased(bare) => counted.usage.take_erased(&log, &bare),
            }
            counted.last = position;
        }
        Ok(page.len() == PAGE)
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().expect("nobody panics with this lock held")
    }
}

/// An entry as it can be counted.
enum Taken<'a> {
    Whole(Box<Entry>),
    Erased(Bare<'a>),
}

impl<'a> Taken<'a> {
    /// Where the entry that named the site was erased, the summary still knows it.
    async fn read(store: &Store, log: LogId, row: &'a StoredRow) -> Result<Self, StoreError> {
        if let Some(entry) = entry(log, row)? {
            return Ok(Self::Whole(Box::new(entry)));
        }
        let (kind, at_ms, by) = (row.kind.as_ref(), row.at_ms, row.by);
        let site = match log {
            LogId::Channel(channel) if kind == "Arrived" => {
                store.summary(channel).await?.map(|summary| summary.site)
            }
            _ => None,
        };
        Ok(Self::Erased(Bare { kind, at_ms, by, site }))
    }
}

/// Usage as comma-separated values with a heading, after RFC 4180. Times are in milliseconds.
pub fn csv(lines: &[Line]) -> String {
    let mut out = String::from(
        "site,agent,agent_name,requests,waits,wait_ms_total,wait_ms_max,abandoned,notes,channels,\
         said_by_visitors,said_by_agents,drives_dispatched,drives_taken,drives_left,\
         drives_arrived,drives_blocked,drives_superseded,drives_gone,joined_ms\r\n",
    );
    for Line { agent_name, row } in lines {
        let agent = row.agent.map(|agent| agent.to_string()).unwrap_or_default();
        let words = [row.site.as_str(), &agent, agent_name.as_deref().unwrap_or_default()];
        out.push_str(&words.map(cell).join(","));
        let (counts, drives) = (&row.counts, &row.counts.drives);
        for number in [
            counts.requests,
            counts.waits,
            counts.wait_ms_total,
            counts.wait_ms_max,
            counts.abandoned,
            counts.notes,
            counts.channels,
            counts.said_by_visitors,
            counts.said_by_agents,
            drives.dispatched,
            drives.taken,
            drives.left,
            drives.arrived,
            drives.blocked,
            drives.superseded,
            drives.gone,
            counts.joined_ms,
        ] {
            write!(out, ",{number}").expect("a string takes all");
        }
        out.push_str("\r\n");
    }
    out
}

/// The next part of a log as JSON Lines, after `after`: each entry with what proves it. Returns
/// the last entry written; none at the end.
///
/// # Errors
/// When the store fails.
pub async fn export(
    store: &Store,
    log: LogId,
    after: Seq,
) -> Result<Option<(Seq, String)>, StoreError> {
    let sealed = store.export(log, after, PAGE).await?;
    let Some(last) = sealed.last().map(|it| it.row.seq) else { return Ok(None) };
    let mut out = String::with_capacity(sealed.len() * 256);
    for it in &sealed {
        out.push_str(&json_line(log, it));
        out.push('\n');
    }
    Ok(Some((last, out)))
}

/// An entry as it is exported. An erased one has neither event nor salt.
#[derive(Serialize)]
struct Exported<'a> {
    log: LogId,
    seq: Seq,
    at_ms: u64,
    by: String,
    cause: Option<docent_core::entry::CommandName>,
    audience: &'a docent_core::actor::Audience,
    kind: &'a str,
    event: Option<&'a RawValue>,
    salt: Option<String>,
    commitment: String,
    hash: String,
}

fn json_line(log: LogId, sealed: &Sealed) -> String {
    let Sealed { row, salt, commitment, hash } = sealed;
    let exported = Exported {
        log,
        seq: row.seq,
        at_ms: row.at_ms,
        by: row.by.to_string(),
        cause: row.cause,
        audience: &row.audience,
        kind: &row.kind,
        event: row.body.as_ref().and_then(raw),
        salt: salt.map(|salt| hex(&salt)),
        commitment: hex(commitment),
        hash: hex(hash),
    };
    serde_json::to_string(&exported).expect("exports have string keys only")
}

/// The body as it was stored, byte for byte: its commitment can be computed from it.
fn raw(body: &Bytes) -> Option<&RawValue> {
    serde_json::from_slice(body).ok()
}

fn entry(log: LogId, row: &StoredRow) -> Result<Option<Entry>, StoreError> {
    let Some(body) = &row.body else { return Ok(None) };
    let event = Event::read(log, body).map_err(|err| StoreError::Damaged {
        what: format!("entry {} of log {log}", row.seq),
        why: err.to_string(),
    })?;
    let (seq, at_ms, by, cause) = (row.seq, row.at_ms, row.by, row.cause);
    Ok(Some(Entry { seq, at_ms, by, cause, audience: row.audience.clone(), event }))
}

/// A text as one cell. What a spreadsheet would calculate begins with an apostrophe instead.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) || !guard.is_empty() {
        return format!("\"{guard}{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(out, "{byte:02x}").expect("a string takes all");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use docent_core::usage::Counts;

    /// SE18: what an export holds is never calculated by the spreadsheet that opens it.
    #[test]
    fn se18_formulas_are_text_in_exports() {
        for name in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"x\",\"y\")"] {
            let row = Row { site: "shop".into(), agent: None, counts: Counts::default() };
            let csv = csv(&[Line { agent_name: Some(name.to_owned()), row }]);

            let line = csv.split_once("\r\n").unwrap().1;
            let cell = line.strip_prefix("shop,,").unwrap();
            assert!(cell.starts_with("\"'"), "{cell}");
        }
    }

    #[test]
    fn cells_with_commas_and_quotes_are_one_cell() {
        assert_eq!(cell("Ada"), "Ada");
        assert_eq!(cell("Lovelace, Ada"), "\"Lovelace, Ada\"");
        assert_eq!(cell("\"Ada\""), "\"\"\"Ada\"\"\"");
    }
}

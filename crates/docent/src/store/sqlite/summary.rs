//! A channel's line as a row.

use super::code::{self, int};
use super::fault::{Fault, damaged};
use docent_core::channel::EndReason;
use docent_core::id::{AgentId, LogId};
use docent_core::location::Page;
use docent_core::summary::{Snippet, Summary};
use docent_core::time::Millis;
use docent_core::view::{End, Guide, Offer, Status};
use rusqlite::{CachedStatement, Connection};
use serde::{Deserialize, Serialize};

/// The columns that [`read`] reads.
pub(super) const COLUMNS: &str = "l.name, s.site, s.line";

/// An entry that changes no column of an index writes only this.
const UPDATE: &str = "UPDATE summaries SET last_at_ms = ?2, line = ?3 WHERE log_id = ?1";
const REPLACE: &str = "INSERT OR REPLACE INTO summaries \
     (log_id, last_at_ms, line, site, joined_at_ms, closed_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// A summary ready to be stored.
#[derive(Debug)]
pub(super) struct SealedSummary {
    site: String,
    last_at_ms: Millis,
    indexed: Indexed,
    line: String,
}

/// What the indexes have of a summary, besides its site, which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indexed {
    joined_at_ms: Millis,
    closed_at_ms: Option<Millis>,
}

/// Both ways of writing a summary.
pub(super) struct Statements<'a> {
    update: CachedStatement<'a>,
    replace: CachedStatement<'a>,
}

/// What a line holds, written without names: it is rewritten with every entry. Whoever adds to it
/// adds at the end, and a migration that does so for the lines that there are.
#[derive(Serialize, Deserialize)]
struct Line<T>(
    (u64, u32, u32, u32),
    (Millis, Millis, Millis),
    (bool, bool, bool),
    Status,
    (T, T),
    Option<(T, T)>,
    Option<(Millis, EndReason)>,
    Option<(AgentId, T)>,
    Option<(AgentId, Millis)>,
    Option<(T, T)>,
    bool,
);

/// Makes a summary ready to be stored.
pub(super) fn seal(summary: &Summary) -> SealedSummary {
    let closed = summary.status == Status::Ended && !summary.open_note;
    let closed_at_ms = closed.then_some(summary.last_at_ms);
    let indexed = Indexed { joined_at_ms: summary.joined_at_ms, closed_at_ms };
    let (site, last_at_ms) = (summary.site.clone(), summary.last_at_ms);
    SealedSummary { site, last_at_ms, indexed, line: write_line(summary) }
}

impl<'a> Statements<'a> {
    pub(super) fn prepare(conn: &'a Connection) -> Result<Self, Fault> {
        Ok(Self { update: conn.prepare_cached(UPDATE)?, replace: conn.prepare_cached(REPLACE)? })
    }

    /// Writes a summary. `known` is what the indexes have of it, where that is known.
    pub(super) fn write(
        &mut self,
        log_id: i64,
        summary: &SealedSummary,
        known: Option<Indexed>,
    ) -> Result<Indexed, Fault> {
        let SealedSummary { site, last_at_ms, indexed, line } = summary;
        let last = int(*last_at_ms);
        if known == Some(*indexed) {
            self.update.execute((log_id, last, line))?;
        } else {
            let joined = int(indexed.joined_at_ms);
            let closed = indexed.closed_at_ms.map(int);
            self.replace.execute((log_id, last, line, site, joined, closed))?;
        }
        Ok(*indexed)
    }
}

/// Changes what stands in the line of a log, if it has one.
pub(super) fn rewrite(
    conn: &Connection,
    log_id: i64,
    change: impl FnOnce(&mut Summary),
) -> Result<(), Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM summaries s JOIN logs l ON l.id = s.log_id WHERE s.log_id = ?1"
    );
    let Some(mut summary) = code::one(&mut *conn.prepare_cached(&sql)?, [log_id], read)? else {
        return Ok(());
    };
    change(&mut summary);
    let write = "UPDATE summaries SET line = ?2 WHERE log_id = ?1";
    conn.prepare_cached(write)?.execute((log_id, write_line(&summary)))?;
    Ok(())
}

/// Reads a summary from [`COLUMNS`].
pub(super) fn read(sql: &rusqlite::Row<'_>) -> Result<Summary, Fault> {
    let LogId::Channel(channel) = code::log(sql, 0)? else {
        return Err(damaged("a summary", "it is not of a channel"));
    };
    let line: Line<String> = serde_json::from_str(code::text(sql, 2)?)
        .map_err(|err| damaged(format!("the summary of {channel}"), err.to_string()))?;
    let Line(counts, times, flags, status, person, page, end, guide, offer, said, tour) = line;
    Ok(Summary {
        channel,
        site: sql.get(1)?,
        seq: counts.0,
        browsers: counts.1,
        unread: counts.2,
        drives: counts.3,
        asked_at_ms: times.0,
        joined_at_ms: times.1,
        last_at_ms: times.2,
        away: flags.0,
        paused: flags.1,
        open_note: flags.2,
        status,
        name: person.0,
        tour,
        language: person.1,
        page: page.map(|(url, title)| Page { url, title }),
        end: end.map(|(at_ms, reason)| End { at_ms, reason }),
        guide: guide.map(|(agent, name)| Guide { agent, name }),
        offer: offer.map(|(agent, until_ms)| Offer { agent, until_ms }),
        last_said: said.map(|(by, text)| Snippet { by, text }),
    })
}

fn write_line(it: &Summary) -> String {
    let line: Line<&str> = Line(
        (it.seq, it.browsers, it.unread, it.drives),
        (it.asked_at_ms, it.joined_at_ms, it.last_at_ms),
        (it.away, it.paused, it.open_note),
        it.status,
        (&it.name, &it.language),
        it.page.as_ref().map(|page| (page.url.as_str(), page.title.as_str())),
        it.end.as_ref().map(|end| (end.at_ms, end.reason)),
        it.guide.as_ref().map(|guide| (guide.agent, guide.name.as_str())),
        it.offer.as_ref().map(|offer| (offer.agent, offer.until_ms)),
        it.last_said.as_ref().map(|said| (said.by.as_str(), said.text.as_str())),
        it.tour,
    );
    serde_json::to_string(&line).expect("a line has no maps")
}

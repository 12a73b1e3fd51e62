//! A channel's line as a row.

use super::code::{self, int, uint};
use super::fault::{Fault, damaged};
use docent_core::channel::EndReason;
use docent_core::id::LogId;
use docent_core::location::Page;
use docent_core::summary::{Snippet, Summary};
use docent_core::time::Millis;
use docent_core::view::{End, Guide, Offer, Status};
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, ToSql};

/// The columns that [`read`] reads: the log's name first.
pub(super) const COLUMNS: &str = "l.name, s.site, s.joined_at_ms, s.seq, s.status, s.last_at_ms, \
     s.asked_at_ms, s.ended_at_ms, s.end_reason, s.browsers, s.unread, s.drives, s.away, s.paused, \
     s.open_note, s.guide, s.guide_name, s.offered, s.offered_until_ms, s.name, s.language, \
     s.page_url, s.page_title, s.said_by, s.said";

/// The columns that no index knows first: an entry that changes only them touches no index.
const UPDATE: &str = "UPDATE summaries SET seq = ?2, status = ?3, last_at_ms = ?4, \
     asked_at_ms = ?5, ended_at_ms = ?6, end_reason = ?7, browsers = ?8, unread = ?9, \
     drives = ?10, away = ?11, paused = ?12, open_note = ?13, guide = ?14, guide_name = ?15, \
     offered = ?16, offered_until_ms = ?17, name = ?18, language = ?19, page_url = ?20, \
     page_title = ?21, said_by = ?22, said = ?23 WHERE log_id = ?1";
const REPLACE: &str = "INSERT OR REPLACE INTO summaries (log_id, seq, status, last_at_ms, \
     asked_at_ms, ended_at_ms, end_reason, browsers, unread, drives, away, paused, open_note, \
     guide, guide_name, offered, offered_until_ms, name, language, page_url, page_title, said_by, \
     said, site, joined_at_ms, closed_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
     ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)";

/// What the indexes have of a summary, besides its site, which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indexed {
    joined_at_ms: Millis,
    closed_at_ms: Option<Millis>,
}

impl Indexed {
    fn of(summary: &Summary) -> Self {
        let closed = summary.status == Status::Ended && !summary.open_note;
        let closed_at_ms = closed.then_some(summary.last_at_ms);
        Self { joined_at_ms: summary.joined_at_ms, closed_at_ms }
    }
}

/// Both ways of writing a line.
pub(super) struct Statements<'a> {
    update: CachedStatement<'a>,
    replace: CachedStatement<'a>,
}

impl<'a> Statements<'a> {
    pub(super) fn prepare(conn: &'a Connection) -> Result<Self, Fault> {
        Ok(Self { update: conn.prepare_cached(UPDATE)?, replace: conn.prepare_cached(REPLACE)? })
    }

    /// Writes a channel's line. `known` is what the indexes have of it, where that is known.
    pub(super) fn write(
        &mut self,
        log_id: i64,
        summary: &Summary,
        known: Option<Indexed>,
    ) -> Result<Indexed, Fault> {
        let indexed = Indexed::of(summary);
        let end = summary.end.as_ref();
        let (guide, offer) = (summary.guide.as_ref(), summary.offer.as_ref());
        let (page, said) = (summary.page.as_ref(), summary.last_said.as_ref());
        let hot: [&dyn ToSql; 23] = [
            &log_id,
            &int(summary.seq),
            &status(summary.status),
            &int(summary.last_at_ms),
            &int(summary.asked_at_ms),
            &end.map(|end| int(end.at_ms)),
            &end.map(|end| reason(end.reason)),
            &summary.browsers,
            &summary.unread,
            &summary.drives,
            &summary.away,
            &summary.paused,
            &summary.open_note,
            &guide.map(|guide| guide.agent.as_bytes().as_slice()),
            &guide.map(|guide| guide.name.as_str()),
            &offer.map(|offer| offer.agent.as_bytes().as_slice()),
            &offer.map(|offer| int(offer.until_ms)),
            &summary.name,
            &summary.language,
            &page.map(|page| page.url.as_str()),
            &page.map(|page| page.title.as_str()),
            &said.map(|said| said.by.as_str()),
            &said.map(|said| said.text.as_str()),
        ];
        if known == Some(indexed) {
            self.update.execute(hot)?;
            return Ok(indexed);
        }
        let joined = int(indexed.joined_at_ms);
        let closed = indexed.closed_at_ms.map_or(Value::Null, |at| Value::Integer(int(at)));
        let cold: [&dyn ToSql; 3] = [&summary.site, &joined, &closed];
        self.replace.execute(rusqlite::params_from_iter(hot.iter().chain(&cold)))?;
        Ok(indexed)
    }
}

/// Reads a channel's line from [`COLUMNS`].
pub(super) fn read(sql: &rusqlite::Row<'_>) -> Result<Summary, Fault> {
    let LogId::Channel(channel) = code::log(sql, 0)? else {
        return Err(damaged("a summary", "it is not of a channel"));
    };
    Ok(Summary {
        channel,
        site: sql.get(1)?,
        joined_at_ms: uint(sql, 2)?,
        seq: uint(sql, 3)?,
        status: read_status(code::text(sql, 4)?)?,
        last_at_ms: uint(sql, 5)?,
        asked_at_ms: uint(sql, 6)?,
        end: end(sql)?,
        browsers: sql.get(9)?,
        unread: sql.get(10)?,
        drives: sql.get(11)?,
        away: sql.get(12)?,
        paused: sql.get(13)?,
        open_note: sql.get(14)?,
        guide: guide(sql)?,
        offer: offer(sql)?,
        name: sql.get(19)?,
        language: sql.get(20)?,
        page: pair(sql, 21)?.map(|(url, title)| Page { url, title }),
        last_said: pair(sql, 23)?.map(|(by, text)| Snippet { by, text }),
    })
}

fn end(sql: &rusqlite::Row<'_>) -> Result<Option<End>, Fault> {
    if sql.get::<_, Option<i64>>(7)?.is_none() {
        return Ok(None);
    }
    Ok(Some(End { at_ms: uint(sql, 7)?, reason: read_reason(code::text(sql, 8)?)? }))
}

fn guide(sql: &rusqlite::Row<'_>) -> Result<Option<Guide>, Fault> {
    let Some(agent) = code::id(sql, 15)? else { return Ok(None) };
    Ok(Some(Guide { agent, name: sql.get(16)? }))
}

fn offer(sql: &rusqlite::Row<'_>) -> Result<Option<Offer>, Fault> {
    let Some(agent) = code::id(sql, 17)? else { return Ok(None) };
    Ok(Some(Offer { agent, until_ms: uint(sql, 18)? }))
}

fn pair(sql: &rusqlite::Row<'_>, column: usize) -> Result<Option<(String, String)>, Fault> {
    let (first, second): (Option<_>, Option<_>) = (sql.get(column)?, sql.get(column + 1)?);
    Ok(first.zip(second))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::New => "new",
        Status::Waiting => "waiting",
        Status::Joined => "joined",
        Status::Ended => "ended",
    }
}

fn read_status(text: &str) -> Result<Status, Fault> {
    match text {
        "new" => Ok(Status::New),
        "waiting" => Ok(Status::Waiting),
        "joined" => Ok(Status::Joined),
        "ended" => Ok(Status::Ended),
        other => Err(damaged("a channel's status", other)),
    }
}

fn reason(reason: EndReason) -> &'static str {
    match reason {
        EndReason::Agent => "agent",
        EndReason::Visitor => "visitor",
        EndReason::Abandoned => "abandoned",
        EndReason::Absent => "absent",
        EndReason::Note => "note",
    }
}

fn read_reason(text: &str) -> Result<EndReason, Fault> {
    match text {
        "agent" => Ok(EndReason::Agent),
        "visitor" => Ok(EndReason::Visitor),
        "abandoned" => Ok(EndReason::Abandoned),
        "absent" => Ok(EndReason::Absent),
        "note" => Ok(EndReason::Note),
        other => Err(damaged("why a channel ended", other)),
    }
}

//! Reads the lines of channels: the open ones, one, those found, those that waited.

use super::code::{self, int};
use super::fault::Fault;
use super::search::{self, WORDS_MAX};
use super::summary::{self, COLUMNS};
use crate::store::Find;
use docent_core::id::{ChannelId, LogId};
use docent_core::summary::Summary;
use docent_core::time::Millis;
use rusqlite::{Connection, ToSql};

/// Those in use: not ended, or with a note that nobody has dealt with.
pub(super) fn open(conn: &Connection) -> Result<Vec<Summary>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM summaries s JOIN logs l ON l.id = s.log_id \
         WHERE s.closed_at_ms IS NULL ORDER BY s.log_id"
    );
    code::all(&mut *conn.prepare_cached(&sql)?, [], summary::read)
}

/// The line of one channel.
pub(super) fn one(conn: &Connection, channel: ChannelId) -> Result<Option<Summary>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM summaries s JOIN logs l ON l.id = s.log_id WHERE l.name = ?1"
    );
    let name = LogId::Channel(channel).to_string();
    code::one(&mut *conn.prepare_cached(&sql)?, [name], summary::read)
}

/// The channels of `site` that were joined last, the latest first.
pub(super) fn joined(conn: &Connection, site: &str, limit: usize) -> Result<Vec<Summary>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM summaries s JOIN logs l ON l.id = s.log_id \
         WHERE s.site = ?1 AND s.joined_at_ms > 0 ORDER BY s.joined_at_ms DESC LIMIT ?2"
    );
    code::all(&mut *conn.prepare_cached(&sql)?, (site, int(limit as u64)), summary::read)
}

/// What was asked for, the latest first. Channels in use are few and sorted each time; the others
/// stand sorted in an index.
pub(super) fn found(conn: &Connection, find: &Find) -> Result<Vec<Summary>, Fault> {
    let Some(words) = search::terms(&find.words) else { return Ok(Vec::new()) };
    let before = find.before_ms.unwrap_or(Millis::MAX);
    let mut params: Vec<Box<dyn ToSql>> =
        vec![Box::new(int(before)), Box::new(int(find.limit as u64))];
    let mut filter = String::new();
    if let Some(site) = &find.site {
        params.push(Box::new(site.clone()));
        filter += " AND s.site = ?3";
    }
    for word in words.into_iter().take(WORDS_MAX) {
        params.push(Box::new(word));
        filter += &search::filter(params.len());
    }
    let open =
        format!("s.closed_at_ms IS NULL AND s.last_at_ms < ?1{filter} ORDER BY s.last_at_ms");
    let closed = format!("s.closed_at_ms < ?1{filter} ORDER BY s.closed_at_ms");
    let mut lines = Vec::new();
    for condition in [open, closed] {
        let sql = format!(
            "SELECT {COLUMNS} FROM summaries s JOIN logs l ON l.id = s.log_id \
             WHERE {condition} DESC LIMIT ?2"
        );
        let params = rusqlite::params_from_iter(params.iter());
        lines.extend(code::all(&mut *conn.prepare_cached(&sql)?, params, summary::read)?);
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.last_at_ms));
    lines.truncate(find.limit);
    Ok(lines)
}

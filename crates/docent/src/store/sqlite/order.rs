//! Reads all logs in the order of commits.

use super::code::{self, ROW, ROW_COLUMNS, int, uint};
use super::fault::Fault;
use crate::store::{Position, Row};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use rusqlite::Connection;

/// Which entries were committed after `after`, at most `limit`.
pub(super) fn changes(
    conn: &Connection,
    after: Position,
    limit: usize,
) -> Result<Vec<(Position, LogId, Seq)>, Fault> {
    let mut find = conn.prepare_cached(
        "SELECT e.pos, l.name, e.seq FROM entries e JOIN logs l ON l.id = e.log_id \
         WHERE e.pos > ?1 ORDER BY e.pos LIMIT ?2",
    )?;
    code::all(&mut find, (int(after), int(limit as u64)), |sql| {
        Ok((uint(sql, 0)?, code::log(sql, 1)?, uint(sql, 2)?))
    })
}

/// The entries committed after `after`, at most `limit`.
pub(super) fn scan(
    conn: &Connection,
    after: Position,
    limit: usize,
) -> Result<Vec<(Position, LogId, Row)>, Fault> {
    let sql = format!(
        "SELECT {ROW}, e.pos, l.name FROM entries e JOIN logs l ON l.id = e.log_id \
         WHERE e.pos > ?1 ORDER BY e.pos LIMIT ?2"
    );
    let mut find = conn.prepare_cached(&sql)?;
    code::all(&mut find, (int(after), int(limit as u64)), |sql| {
        Ok((uint(sql, ROW_COLUMNS)?, code::log(sql, ROW_COLUMNS + 1)?, code::row(sql)?))
    })
}

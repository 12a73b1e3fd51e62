//! Reads one log, backwards from its end or from a milestone.

use super::append::MILESTONE_EVERY;
use super::code::{self, ROW, ROW_COLUMNS, int, uint};
use super::fault::{Fault, damaged};
use crate::store::{Position, Row, Sealed};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use rusqlite::Connection;

/// Where a log ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) log_id: i64,
    pub(super) seq: Seq,
    pub(super) pos: Position,
}

/// Which entries of a log: from the first to the last, both included.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: Seq,
    last: Seq,
}

/// Where `log` ends; none where nothing was ever appended to it.
pub(super) fn end(conn: &Connection, log: LogId) -> Result<Option<End>, Fault> {
    let mut find = conn.prepare_cached(
        "SELECT h.log_id, h.seq, h.pos FROM logs l JOIN heads h ON h.log_id = l.id \
         WHERE l.name = ?1",
    )?;
    code::one(&mut find, [log.to_string()], |sql| {
        Ok(End { log_id: sql.get(0)?, seq: uint(sql, 1)?, pos: uint(sql, 2)? })
    })
}

/// At most `limit` entries after `after`, in order.
pub(super) fn after(
    conn: &Connection,
    log: LogId,
    after: Seq,
    limit: usize,
) -> Result<Vec<Row>, Fault> {
    let last = after.saturating_add(limit as u64);
    walk(conn, log, Span { first: after.saturating_add(1), last }, code::row)
}

/// The last `limit` entries before `before`, in order.
pub(super) fn before(
    conn: &Connection,
    log: LogId,
    before: Seq,
    limit: usize,
) -> Result<Vec<Row>, Fault> {
    let Some(end) = end(conn, log)? else { return Ok(Vec::new()) };
    let last = before.saturating_sub(1).min(end.seq);
    let first = last.saturating_sub(limit as u64) + 1;
    walk(conn, log, Span { first, last }, code::row)
}

/// Like [`after`], with what proves each entry.
pub(super) fn sealed(
    conn: &Connection,
    log: LogId,
    after: Seq,
    limit: usize,
) -> Result<Vec<Sealed>, Fault> {
    let last = after.saturating_add(limit as u64);
    walk(conn, log, Span { first: after.saturating_add(1), last }, |sql| {
        Ok(Sealed {
            row: code::row(sql)?,
            salt: code::salt(sql, ROW_COLUMNS + 1)?,
            commitment: code::hash(sql, ROW_COLUMNS + 2)?,
            hash: code::hash(sql, ROW_COLUMNS + 3)?,
        })
    })
}

/// Reads a span backwards along `prev_pos`, and turns it round.
fn walk<T>(
    conn: &Connection,
    log: LogId,
    span: Span,
    read: impl Fn(&rusqlite::Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let Some(end) = end(conn, log)? else { return Ok(Vec::new()) };
    let span = Span { last: span.last.min(end.seq), ..span };
    if span.first > span.last {
        return Ok(Vec::new());
    }
    let End { log_id, seq: mut next, mut pos } = start(conn, end, span.last)?;
    let sql = format!(
        "SELECT {ROW}, e.prev_pos, e.salt, e.commitment, e.hash FROM entries e \
         WHERE e.pos = ?1 AND e.log_id = ?2 AND e.seq = ?3"
    );
    let mut look = conn.prepare_cached(&sql)?;
    let mut found = Vec::new();
    while next >= span.first {
        let wanted = next <= span.last;
        let entry = code::one(&mut look, (int(pos), log_id, int(next)), |sql| {
            let value = if wanted { Some(read(sql)?) } else { None };
            Ok((value, uint(sql, ROW_COLUMNS)?))
        })?;
        let Some((value, prev)) = entry else {
            return Err(damaged(
                format!("entry {next} of log {log}"),
                "it is not where it should be",
            ));
        };
        found.extend(value);
        (next, pos) = (next - 1, prev);
    }
    found.reverse();
    Ok(found)
}

/// The nearest place at or behind `last` from which to walk back.
fn start(conn: &Connection, end: End, last: Seq) -> Result<End, Fault> {
    if end.seq - last < MILESTONE_EVERY {
        return Ok(end);
    }
    let mut find = conn.prepare_cached(
        "SELECT seq, pos FROM milestones WHERE log_id = ?1 AND seq >= ?2 ORDER BY seq LIMIT 1",
    )?;
    let found = code::one(&mut find, (end.log_id, int(last)), |sql| {
        Ok(End { log_id: end.log_id, seq: uint(sql, 0)?, pos: uint(sql, 1)? })
    })?;
    Ok(found.unwrap_or(end))
}

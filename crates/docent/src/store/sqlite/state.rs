//! Cached folds of logs.

use super::code::{self, int, uint};
use super::fault::{Fault, damaged};
use super::log;
use crate::store::State;
use bytes::Bytes;
use docent_core::id::LogId;
use rusqlite::Connection;

/// The cached fold of `log`.
pub(super) fn read(conn: &Connection, log: LogId) -> Result<Option<State>, Fault> {
    let mut read = conn.prepare_cached(
        "SELECT s.seq, s.format, s.bytes FROM logs l JOIN states s ON s.log_id = l.id \
         WHERE l.name = ?1",
    )?;
    code::one(&mut read, [log.to_string()], |sql| {
        let bytes = code::bytes(sql, 2)?.map(Bytes::copy_from_slice).unwrap_or_default();
        Ok(State { seq: uint(sql, 0)?, format: sql.get(1)?, bytes })
    })
}

/// Keeps a fold, unless the one that is there is of the same format and of a later entry.
pub(super) fn write(conn: &Connection, log: LogId, state: &State) -> Result<(), Fault> {
    let end = log::end(conn, log)?.filter(|end| state.seq <= end.seq);
    let Some(end) = end else {
        let why = format!("log {log} has no entry {}", state.seq);
        return Err(damaged("a state", why));
    };
    let mut write = conn.prepare_cached(
        "INSERT INTO states (log_id, seq, format, bytes) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (log_id) DO UPDATE SET \
         seq = excluded.seq, format = excluded.format, bytes = excluded.bytes \
         WHERE excluded.seq >= seq OR excluded.format <> format",
    )?;
    write.execute((end.log_id, int(state.seq), state.format, state.bytes.as_ref()))?;
    Ok(())
}

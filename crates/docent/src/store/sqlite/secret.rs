//! Secrets: rows of their own, never entries.

use super::code;
use super::fault::Fault;
use rusqlite::Connection;

/// Puts a secret, in place of one that is there.
pub(super) fn put(conn: &Connection, kind: &str, key: &str, value: &[u8]) -> Result<(), Fault> {
    let put = "INSERT OR REPLACE INTO secrets (kind, key, value) VALUES (?1, ?2, ?3)";
    conn.prepare_cached(put)?.execute((kind, key, value))?;
    Ok(())
}

/// Reads a secret.
pub(super) fn read(conn: &Connection, kind: &str, key: &str) -> Result<Option<Vec<u8>>, Fault> {
    let read = "SELECT value FROM secrets WHERE kind = ?1 AND key = ?2";
    code::one(&mut *conn.prepare_cached(read)?, (kind, key), |sql| Ok(sql.get(0)?))
}

/// All of one kind, by key.
pub(super) fn all(conn: &Connection, kind: &str) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let read = "SELECT key, value FROM secrets WHERE kind = ?1 ORDER BY key";
    code::all(&mut *conn.prepare_cached(read)?, [kind], |sql| Ok((sql.get(0)?, sql.get(1)?)))
}

/// Takes a secret away, and answers what it was.
pub(super) fn take(conn: &Connection, kind: &str, key: &str) -> Result<Option<Vec<u8>>, Fault> {
    let take = "DELETE FROM secrets WHERE kind = ?1 AND key = ?2 RETURNING value";
    code::one(&mut *conn.prepare_cached(take)?, (kind, key), |sql| Ok(sql.get(0)?))
}

//! Adds entries to the ends of logs within the writer's transaction.

use super::code::{self, int, uint};
use super::erase;
use super::fault::Fault;
use super::seal::{SealedRow, Sealing};
use super::summary;
use crate::store::{Position, StoreError};
use docent_core::chain::{self, Hash};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use docent_core::summary::Summary;
use lru::LruCache;
use rusqlite::Connection;
use std::collections::HashMap;
use std::num::NonZeroUsize;

/// Logs whose ends the writer remembers, about 250 bytes each: more than are open at once.
const HEADS_MAX: NonZeroUsize = NonZeroUsize::new(32_768).expect("not zero");
/// Distance of the entries from which reading in the middle of a long log can start.
pub(super) const MILESTONE_EVERY: Seq = 1_024;

const INSERT_ENTRY: &str = "INSERT INTO entries (pos, log_id, seq, prev_pos, at_ms, \"by\", sender, \
     n, audience, kind, salt, commitment, hash, body) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

/// The end of a log.
#[derive(Debug, Clone)]
struct Head {
    log_id: i64,
    seq: Seq,
    pos: Position,
    hash: Hash,
    /// What the log's summary has in its indexes, where it was written by us.
    indexed: Option<summary::Indexed>,
}

/// A log that the transaction has added to.
#[derive(Debug)]
struct Touched {
    head: Head,
    summary: Option<Summary>,
    /// What was erased of this log.
    erased: Option<erase::Erased>,
}

impl Touched {
    /// Notes every so-manieth entry, for readers.
    fn milestone(&self, conn: &Connection, seq: Seq) -> Result<(), Fault> {
        if seq % MILESTONE_EVERY == 0 {
            let note = "INSERT INTO milestones (log_id, seq, pos) VALUES (?1, ?2, ?3)";
            let Head { log_id, pos, .. } = self.head;
            conn.prepare_cached(note)?.execute((log_id, int(seq), int(pos)))?;
        }
        Ok(())
    }
}

/// Adds entries, and remembers where logs end.
#[derive(Debug)]
pub(super) struct Appender {
    known: LruCache<LogId, Head>,
    touched: HashMap<LogId, Touched>,
    last_pos: Position,
    version: Option<i64>,
}

impl Appender {
    pub(super) fn new() -> Self {
        let known = LruCache::new(HEADS_MAX);
        Self { known, touched: HashMap::new(), last_pos: 0, version: None }
    }

    /// Begins with a transaction that has the write lock. Forgets all when another process wrote.
    pub(super) fn begin(&mut self, conn: &Connection) -> Result<(), Fault> {
        let version =
            conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if self.version != Some(version) {
            self.known.clear();
            let mut last =
                conn.prepare_cached("SELECT max(pos) FROM entries HAVING max(pos) > 0")?;
            self.last_pos = code::one(&mut last, [], |sql| uint(sql, 0))?.unwrap_or(0);
            self.version = Some(version);
        }
        Ok(())
    }

    /// Adds the entries of one log, all or none. Answers the position of the last one, or the
    /// conflict that concerns this log only. After a fault nothing may be committed.
    pub(super) fn append(
        &mut self,
        conn: &Connection,
        sealing: &mut Sealing,
    ) -> Result<Result<Position, StoreError>, Fault> {
        let (log, last) = (sealing.log, sealing.last);
        let mut touched = self.touch(conn, log)?;
        if touched.head.seq != last {
            self.touched.insert(log, touched);
            return Ok(Err(StoreError::Conflict { log, last }));
        }
        if touched.head.log_id == 0 {
            touched.head.log_id = open_log(conn, log)?;
        }
        let mut insert = conn.prepare_cached(INSERT_ENTRY)?;
        for row in &sealing.rows {
            self.add(&mut insert, &mut touched.head, row)?;
            if let Some(range) = row.erases {
                let end = (touched.head.log_id, touched.head.pos);
                touched.erased.get_or_insert_default().extend(erase::carry_out(conn, end, range)?);
            }
            touched.milestone(conn, row.row.seq)?;
        }
        let position = touched.head.pos;
        touched.summary = sealing.summary.take().or(touched.summary);
        self.touched.insert(log, touched);
        Ok(Ok(position))
    }

    /// Adds one entry.
    fn add(
        &mut self,
        insert: &mut rusqlite::Statement<'_>,
        head: &mut Head,
        sealed: &SealedRow,
    ) -> Result<(), Fault> {
        let (row, pos) = (&sealed.row, self.last_pos + 1);
        let hash = sealed.hash(&head.hash);
        insert.execute(rusqlite::params![
            int(pos),
            head.log_id,
            int(row.seq),
            int(head.pos),
            int(row.at_ms),
            sealed.by,
            row.cause.as_ref().map(|cause| cause.sender.as_bytes().as_slice()),
            row.cause.map(|cause| int(cause.n)),
            sealed.audience,
            row.kind,
            sealed.salt.as_slice(),
            sealed.commitment.as_slice(),
            hash.as_slice(),
            sealed.body(),
        ])?;
        self.last_pos = pos;
        (head.seq, head.pos, head.hash) = (row.seq, pos, hash);
        Ok(())
    }

    /// Takes the end of a log from memory or from the table.
    fn touch(&mut self, conn: &Connection, log: LogId) -> Result<Touched, Fault> {
        if let Some(touched) = self.touched.remove(&log) {
            return Ok(touched);
        }
        let head = match self.known.pop(&log) {
            Some(head) => head,
            None => read_head(conn, log)?,
        };
        Ok(Touched { head, summary: None, erased: None })
    }

    /// Writes where the touched logs end now, once for each.
    pub(super) fn finish(&mut self, conn: &Connection) -> Result<(), Fault> {
        let mut touched: Vec<&mut Touched> = self.touched.values_mut().collect();
        touched.sort_unstable_by_key(|it| it.head.log_id);
        let mut write = conn.prepare_cached(
            "INSERT OR REPLACE INTO heads (log_id, seq, pos, hash) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for Touched { head, summary, erased } in touched {
            if head.log_id == 0 {
                continue;
            }
            write.execute((head.log_id, int(head.seq), int(head.pos), head.hash.as_slice()))?;
            if let Some(summary) = summary {
                head.indexed = Some(summary::write(conn, head.log_id, summary, head.indexed)?);
            }
            if let Some(erased) = erased {
                erased.rewrite_derived(conn, head.log_id)?;
            }
        }
        Ok(())
    }

    /// Ends with a transaction that was committed.
    pub(super) fn keep(&mut self) {
        for (log, touched) in self.touched.drain().filter(|(_, it)| it.head.log_id != 0) {
            self.known.put(log, touched.head);
        }
    }

    /// Ends with a transaction that was rolled back: what was touched is read again.
    pub(super) fn forget(&mut self) {
        self.touched.clear();
        self.version = None;
    }
}

fn read_head(conn: &Connection, log: LogId) -> Result<Head, Fault> {
    let mut read = conn.prepare_cached(
        "SELECT h.log_id, h.seq, h.pos, h.hash FROM logs l JOIN heads h ON h.log_id = l.id \
         WHERE l.name = ?1",
    )?;
    let found = code::one(&mut read, [log.to_string()], |sql| {
        let (seq, pos, hash) = (uint(sql, 1)?, uint(sql, 2)?, code::hash(sql, 3)?);
        Ok(Head { log_id: sql.get(0)?, seq, pos, hash, indexed: None })
    })?;
    let hash = || chain::genesis(log);
    Ok(found.unwrap_or_else(|| Head { log_id: 0, seq: 0, pos: 0, hash: hash(), indexed: None }))
}

fn open_log(conn: &Connection, log: LogId) -> Result<i64, Fault> {
    conn.prepare_cached("INSERT INTO logs (name) VALUES (?1)")?.execute([log.to_string()])?;
    Ok(conn.last_insert_rowid())
}

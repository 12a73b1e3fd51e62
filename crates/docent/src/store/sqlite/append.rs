//! Adds entries to the ends of logs within the writer's transaction.

use super::code::{self, int, uint};
use super::erase;
use super::fault::Fault;
use super::seal::{self, Seal, Sealing};
use super::summary::{self, SealedSummary};
use crate::store::{Position, Row, StoreError};
use docent_core::chain::{self, Hash};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use lru::LruCache;
use rusqlite::{CachedStatement, Connection};

/// Logs whose ends the writer remembers, about 200 bytes each: more than are open at once.
const HEADS_MAX: usize = 32_768;
/// Distance of the entries from which reading in the middle of a long log can start.
pub(super) const MILESTONE_EVERY: Seq = 1_024;

const INSERT_ENTRY: &str = "INSERT INTO entries (pos, log_id, seq, prev_pos, at_ms, \"by\", sender, \
     n, audience, kind, salt, commitment, hash, body) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const WRITE_HEAD: &str =
    "INSERT OR REPLACE INTO heads (log_id, seq, pos, hash) VALUES (?1, ?2, ?3, ?4)";

/// The end of a log.
#[derive(Debug)]
struct Head {
    log_id: i64,
    seq: Seq,
    pos: Position,
    hash: Hash,
    /// What the log's summary has in its indexes, where it was written by us.
    indexed: Option<summary::Indexed>,
    /// Which of the touched logs of this transaction it is.
    touched: Option<usize>,
}

/// A log that the transaction has added to, and what is still to be written of it.
#[derive(Debug)]
struct Touched {
    log_id: i64,
    log: LogId,
    summary: Option<SealedSummary>,
    erased: Option<erase::Erased>,
}

/// Adds entries, and remembers where logs end.
#[derive(Debug)]
pub(super) struct Appender {
    /// Bounded by [`HEADS_MAX`] after each transaction.
    known: LruCache<LogId, Head>,
    touched: Vec<Touched>,
    last_pos: Position,
    version: Option<i64>,
}

impl Appender {
    pub(super) fn new() -> Self {
        Self { known: LruCache::unbounded(), touched: Vec::new(), last_pos: 0, version: None }
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
        statements: &mut Statements<'_>,
        sealing: &mut Sealing,
    ) -> Result<Result<Position, StoreError>, Fault> {
        let (log, last) = (sealing.log, sealing.last);
        let read = || read_head(statements.conn, log);
        let head = self.known.try_get_or_insert_mut(log, read)?;
        if head.seq != last {
            return Ok(Err(StoreError::Conflict { log, last }));
        }
        if head.log_id == 0 {
            head.log_id = open_log(statements.conn, log)?;
        }
        let touched = *head.touched.get_or_insert(self.touched.len());
        if touched == self.touched.len() {
            self.touched.push(Touched { log_id: head.log_id, log, summary: None, erased: None });
        }
        let touched = &mut self.touched[touched];
        for (row, seal) in sealing.entries() {
            self.last_pos += 1;
            head.add(statements, (row, seal), self.last_pos)?;
            touched.erase(statements.conn, head.pos, seal)?;
        }
        touched.summary = sealing.summary.take().or_else(|| touched.summary.take());
        Ok(Ok(head.pos))
    }

    /// Writes where the touched logs end now, once for each and in the order of the tables.
    pub(super) fn finish(&mut self, statements: &mut Statements<'_>) -> Result<(), Fault> {
        self.touched.sort_unstable_by_key(|it| it.log_id);
        for touched in &self.touched {
            let head = self.known.peek_mut(&touched.log);
            let head = head.expect("none is let go within a transaction");
            head.touched = None;
            head.write(statements, touched)?;
        }
        Ok(())
    }

    /// Ends with a transaction that was committed.
    pub(super) fn keep(&mut self) {
        self.touched.clear();
        while self.known.len() > HEADS_MAX {
            self.known.pop_lru();
        }
    }

    /// Ends with a transaction that was rolled back: everything is read again.
    pub(super) fn forget(&mut self) {
        self.touched.clear();
        self.version = None;
    }
}

/// What a transaction does again and again.
pub(super) struct Statements<'a> {
    pub(super) conn: &'a Connection,
    insert: CachedStatement<'a>,
    head: CachedStatement<'a>,
    summary: summary::Statements<'a>,
}

impl<'a> Statements<'a> {
    pub(super) fn prepare(conn: &'a Connection) -> Result<Self, Fault> {
        let insert = conn.prepare_cached(INSERT_ENTRY)?;
        let head = conn.prepare_cached(WRITE_HEAD)?;
        Ok(Self { conn, insert, head, summary: summary::Statements::prepare(conn)? })
    }
}

impl Head {
    /// Adds one entry.
    fn add(
        &mut self,
        statements: &mut Statements<'_>,
        (row, seal): (&Row, &Seal),
        pos: Position,
    ) -> Result<(), Fault> {
        let hash = seal::hash(row, &seal.commitment, &self.hash);
        statements.insert.execute(rusqlite::params![
            int(pos),
            self.log_id,
            int(row.seq),
            int(self.pos),
            int(row.at_ms),
            seal.by,
            row.cause.as_ref().map(|cause| cause.sender.as_bytes().as_slice()),
            row.cause.map(|cause| int(cause.n)),
            seal.audience,
            row.kind,
            seal.salt.as_slice(),
            seal.commitment.as_slice(),
            hash.as_slice(),
            seal::body(row),
        ])?;
        (self.seq, self.pos, self.hash) = (row.seq, pos, hash);
        if row.seq.is_multiple_of(MILESTONE_EVERY) {
            let note = "INSERT INTO milestones (log_id, seq, pos) VALUES (?1, ?2, ?3)";
            let values = (self.log_id, int(row.seq), int(pos));
            statements.conn.prepare_cached(note)?.execute(values)?;
        }
        Ok(())
    }

    /// Writes where the log ends now, and what follows from its new entries.
    fn write(&mut self, statements: &mut Statements<'_>, touched: &Touched) -> Result<(), Fault> {
        let values = (self.log_id, int(self.seq), int(self.pos), self.hash.as_slice());
        statements.head.execute(values)?;
        if let Some(summary) = &touched.summary {
            let indexed = statements.summary.write(self.log_id, summary, self.indexed)?;
            self.indexed = Some(indexed);
        }
        if let Some(erased) = touched.erased {
            erased.rewrite_derived(statements.conn, self.log_id)?;
        }
        Ok(())
    }
}

impl Touched {
    /// Carries out what the entry at `pos`, the last of this log, says of others.
    fn erase(&mut self, conn: &Connection, pos: Position, seal: &Seal) -> Result<(), Fault> {
        let Some(span) = seal.erases else { return Ok(()) };
        let erased = erase::carry_out(conn, (self.log_id, pos), span)?;
        self.erased.get_or_insert_default().extend(erased);
        Ok(())
    }
}

fn read_head(conn: &Connection, log: LogId) -> Result<Head, Fault> {
    let mut read = conn.prepare_cached(
        "SELECT h.log_id, h.seq, h.pos, h.hash FROM logs l JOIN heads h ON h.log_id = l.id \
         WHERE l.name = ?1",
    )?;
    let found = code::one(&mut read, [log.to_string()], |sql| {
        Ok((sql.get(0)?, uint(sql, 1)?, uint(sql, 2)?, code::hash(sql, 3)?))
    })?;
    let (log_id, seq, pos, hash) = found.unwrap_or_else(|| (0, 0, 0, chain::genesis(log)));
    Ok(Head { log_id, seq, pos, hash, indexed: None, touched: None })
}

fn open_log(conn: &Connection, log: LogId) -> Result<i64, Fault> {
    conn.prepare_cached("INSERT INTO logs (name) VALUES (?1)")?.execute([log.to_string()])?;
    Ok(conn.last_insert_rowid())
}

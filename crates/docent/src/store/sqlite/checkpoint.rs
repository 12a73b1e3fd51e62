//! Moves what is in the write-ahead log into the database, on a thread of its own, so that no
//! commit waits for it.

use super::fault::Fault;
use super::schema::{self, Files};
use crate::store::StoreError;
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// Pages of the write-ahead log that wait before a checkpoint is worth its sync.
const PASS_PAGES: i64 = 4_096;
/// Pages after which the log should begin anew: its index and its file stay small.
const RESTART_PAGES: i64 = 16_384;
/// Pages that the writer may move itself between two commits, in about 3 ms.
const REST_PAGES: i64 = 512;
/// How long the writer waits for readers that see the log as it was.
const EMPTY_WITHIN: Duration = Duration::from_millis(500);
/// Passes in a row while the writer goes on writing.
const PASSES_MAX: usize = 8;

/// The writer's side: says when there is something to move.
#[derive(Debug)]
pub(super) struct Checkpoints {
    wake: SyncSender<()>,
    /// Set when so little is left that the writer may move the rest, and begin the log anew.
    nearly: Arc<AtomicBool>,
}

/// The thread's side.
pub(super) struct Checkpointer {
    conn: Connection,
    woken: Receiver<()>,
    nearly: Arc<AtomicBool>,
}

/// How long the log is.
#[derive(Debug, Clone, Copy)]
struct Length {
    pages: i64,
    moved: i64,
}

/// Both sides.
pub(super) fn pair(files: &Files) -> Result<(Checkpoints, Checkpointer), Fault> {
    let conn = schema::open_plain(&files.database)?;
    let (wake, woken) = sync_channel(1);
    let nearly = Arc::new(AtomicBool::new(false));
    let writers = Checkpoints { wake, nearly: Arc::clone(&nearly) };
    Ok((writers, Checkpointer { conn, woken, nearly }))
}

impl Checkpoints {
    /// Looks at the log between two commits. Failing to is no harm: the log grows until it works.
    pub(super) fn look(&self, conn: &Connection) {
        if self.nearly.swap(false, Ordering::Relaxed) {
            warn(checkpoint(conn, "PASSIVE"));
            return;
        }
        let long = length(conn).is_ok_and(|it| it.pages - it.moved >= PASS_PAGES);
        if long && self.wake.try_send(()).is_err() {
            tracing::trace!("a checkpoint is under way already");
        }
    }
}

impl Checkpointer {
    /// Moves pages whenever woken, until the writer has gone.
    pub(super) fn run(self) {
        while self.woken.recv().is_ok() {
            let _near_the_end = (0..PASSES_MAX).any(|_pass| self.pass());
        }
    }

    /// Moves what is there. Answers whether little is left.
    fn pass(&self) -> bool {
        warn(checkpoint(&self.conn, "PASSIVE"));
        let Ok(length) = length(&self.conn) else { return true };
        let rest = length.pages - length.moved;
        if rest <= REST_PAGES && length.pages >= RESTART_PAGES {
            self.nearly.store(true, Ordering::Relaxed);
        }
        rest <= REST_PAGES || length.pages < RESTART_PAGES
    }
}

/// Empties the log, so that no older copy of a page stays in it. Waits for readers, not for long.
pub(super) fn empty(conn: &Connection) -> Result<(), StoreError> {
    let what = "empty its write-ahead log";
    let emptied = conn
        .busy_timeout(EMPTY_WITHIN)
        .and_then(|()| checkpoint(conn, "TRUNCATE"))
        .and_then(|left| conn.busy_timeout(schema::BUSY).map(|()| left));
    match emptied.map_err(|err| Fault::from(err).during(what))? {
        None => Ok(()),
        Some(_) => Err(StoreError::Failed { what, source: "somebody is still reading".into() }),
    }
}

/// Answers the pages left when something was in the way.
fn checkpoint(conn: &Connection, mode: &'static str) -> rusqlite::Result<Option<i64>> {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    conn.prepare_cached(&sql)?.query_row([], |row| {
        let (busy, pages, moved): (bool, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(busy.then_some(pages - moved))
    })
}

fn length(conn: &Connection) -> rusqlite::Result<Length> {
    conn.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?
        .query_row([], |row| Ok(Length { pages: row.get(1)?, moved: row.get(2)? }))
}

fn warn(result: rusqlite::Result<Option<i64>>) {
    if let Err(err) = result {
        tracing::warn!(error = %err, "a checkpoint failed; the next one tries again");
    }
}

//! The one thread that writes: whatever waits goes into one transaction.

use super::append::{Appender, Statements};
use super::checkpoint::{self, Checkpoints};
use super::fault::Fault;
use super::job::{Job, again};
use super::search::Nudge;
use crate::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

/// Jobs that may wait for the writer; whoever writes waits beyond it.
pub(super) const JOBS_MAX: usize = 1_024;
/// Entries after which a transaction takes no more jobs: keeps a commit within 10 ms.
const COMMIT_ENTRIES: usize = 1_024;
/// Jobs after which a transaction takes no more.
const COMMIT_JOBS: usize = 512;
/// Entries and jobs between two looks at the length of the write-ahead log.
const LOOK_EVERY: usize = 256;

/// What the thread is asked.
pub(super) enum Ask {
    /// To write.
    Write(Box<dyn Job>),
    /// To empty the write-ahead log into the database.
    Empty(oneshot::Sender<Result<(), StoreError>>),
    /// To finish what waits, and end.
    Stop,
}

/// The state of the thread.
pub(super) struct Writer {
    conn: Connection,
    asked: mpsc::Receiver<Ask>,
    checkpoints: Checkpoints,
    search: Nudge,
    /// Entries and jobs since the last look at the write-ahead log.
    written: usize,
    /// Whether older copies of erased words may still be in the write-ahead log.
    must_empty: bool,
}

impl Writer {
    pub(super) fn new(
        conn: Connection,
        asked: mpsc::Receiver<Ask>,
        (checkpoints, search): (Checkpoints, Nudge),
    ) -> Self {
        Self { conn, asked, checkpoints, search, written: 0, must_empty: false }
    }

    /// Writes until all who could ask are gone, or until asked to stop.
    pub(super) fn run(mut self) {
        let mut appender = Appender::new();
        while let Some(first) = self.asked.blocking_recv() {
            let turn = self.gather(first);
            self.written += turn.jobs.len() + turn.entries;
            let must_empty = turn.erases || !turn.empties.is_empty();
            if !turn.jobs.is_empty() {
                self.commit(&mut appender, turn.jobs);
                self.search.nudge();
            }
            let look = self.written >= LOOK_EVERY;
            if must_empty || (look && self.must_empty) {
                self.empty(turn.empties);
            }
            if look {
                self.written = 0;
                self.checkpoints.look(&self.conn);
            }
        }
    }

    /// Empties the write-ahead log, or remembers that it is still to be done.
    fn empty(&mut self, askers: Vec<oneshot::Sender<Result<(), StoreError>>>) {
        let emptied = checkpoint::empty(&self.conn);
        self.must_empty = emptied.is_err();
        for asker in askers {
            drop(asker.send(emptied.as_ref().copied().map_err(again)));
        }
    }

    /// Takes what waits, up to what one transaction may hold.
    fn gather(&mut self, first: Ask) -> Turn {
        let mut turn = Turn::default();
        let mut next = Some(first);
        while let Some(ask) = next {
            match ask {
                Ask::Write(job) => turn.take(job),
                Ask::Empty(asker) => turn.empties.push(asker),
                Ask::Stop => self.asked.close(),
            }
            let room = turn.entries < COMMIT_ENTRIES && turn.jobs.len() < COMMIT_JOBS;
            next = room.then(|| self.asked.try_recv().ok()).flatten();
        }
        turn
    }

    /// Writes all jobs in one transaction, and tells whoever asked.
    fn commit(&mut self, appender: &mut Appender, mut jobs: Vec<Box<dyn Job>>) {
        let written = write(&mut self.conn, appender, &mut jobs);
        let written = written.map_err(|fault| fault.during("write"));
        match &written {
            Ok(()) => appender.keep(),
            Err(err) => {
                tracing::debug!(error = %err, jobs = jobs.len(), "nothing of a commit was stored");
                appender.forget();
            }
        }
        for job in jobs {
            job.tell(written.as_ref().copied().map_err(again));
        }
    }
}

fn write(
    conn: &mut Connection,
    appender: &mut Appender,
    jobs: &mut [Box<dyn Job>],
) -> Result<(), Fault> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    appender.begin(&tx)?;
    let mut statements = Statements::prepare(&tx)?;
    for job in jobs {
        job.write(appender, &mut statements)?;
    }
    appender.finish(&mut statements)?;
    drop(statements);
    tx.commit()?;
    Ok(())
}

/// What one transaction takes.
#[derive(Default)]
struct Turn {
    jobs: Vec<Box<dyn Job>>,
    entries: usize,
    erases: bool,
    empties: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

impl Turn {
    fn take(&mut self, job: Box<dyn Job>) {
        self.entries += job.entries();
        self.erases |= job.erases();
        self.jobs.push(job);
    }
}

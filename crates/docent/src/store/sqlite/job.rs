//! What the writer is asked to write, and how each asker is told.

use super::append::{Appender, Statements};
use super::fault::Fault;
use super::seal::Sealing;
use crate::store::{Position, StoreError};
use rusqlite::Connection;
use tokio::sync::oneshot;

/// What the appends of one call came to, in their order.
type Answers = Vec<Result<Position, StoreError>>;

/// Something to write in a transaction that is shared with others.
pub(super) trait Job: Send {
    /// Writes. After a fault the whole transaction is undone.
    fn write(&mut self, appender: &mut Appender, on: &mut Statements<'_>) -> Result<(), Fault>;

    /// Tells the asker, who may have gone, once it is on disk or has failed.
    fn tell(self: Box<Self>, committed: Result<(), StoreError>);

    /// How many entries it adds.
    fn entries(&self) -> usize {
        0
    }

    /// Whether it took words away, so that no older copy of a page may stay in the log of writes.
    fn erases(&self) -> bool {
        false
    }
}

/// Entries for the ends of some logs.
pub(super) struct Appending {
    entries: Appended,
    asker: oneshot::Sender<Appended>,
    erases: bool,
}

/// What became of them. The entries go back too: whoever made them frees them, not the writer.
pub(super) struct Appended {
    sealings: Vec<Result<Sealing, StoreError>>,
    answers: Answers,
    committed: Result<(), StoreError>,
}

impl Appended {
    /// The answer to each append, in their order.
    pub(super) fn answers(self) -> Answers {
        let mut answers = self.answers.into_iter();
        let answers = self.sealings.into_iter().map(|sealing| {
            let answer = answers.next();
            match (sealing, &self.committed) {
                (Err(unsealed), _) => Err(unsealed),
                (Ok(_), Err(err)) => Err(again(err)),
                (Ok(_), Ok(())) => answer.expect("what was committed was answered"),
            }
        });
        answers.collect()
    }
}

impl Appending {
    pub(super) fn new(
        sealings: Vec<Result<Sealing, StoreError>>,
        asker: oneshot::Sender<Appended>,
    ) -> Self {
        let erases = sealings.iter().flatten().any(Sealing::erases);
        let answers = Vec::with_capacity(sealings.len());
        Self { entries: Appended { sealings, answers, committed: Ok(()) }, asker, erases }
    }
}

impl Job for Appending {
    fn write(&mut self, appender: &mut Appender, on: &mut Statements<'_>) -> Result<(), Fault> {
        for sealing in &mut self.entries.sealings {
            let answer = match sealing {
                Ok(sealing) => appender.append(on, sealing)?,
                Err(_) => Ok(0),
            };
            self.entries.answers.push(answer);
        }
        Ok(())
    }

    fn tell(self: Box<Self>, committed: Result<(), StoreError>) {
        drop(self.asker.send(Appended { committed, ..self.entries }));
    }

    fn entries(&self) -> usize {
        self.entries.sealings.iter().flatten().map(Sealing::count).sum()
    }

    fn erases(&self) -> bool {
        self.erases
    }
}

/// Anything else.
pub(super) struct Work<F, T> {
    act: Option<F>,
    found: Option<T>,
    asker: oneshot::Sender<Result<T, StoreError>>,
}

impl<F, T> Work<F, T> {
    pub(super) fn new(act: F, asker: oneshot::Sender<Result<T, StoreError>>) -> Self {
        Self { act: Some(act), found: None, asker }
    }
}

impl<F, T> Job for Work<F, T>
where
    F: FnOnce(&Connection) -> Result<T, Fault> + Send,
    T: Send,
{
    fn write(&mut self, _appender: &mut Appender, on: &mut Statements<'_>) -> Result<(), Fault> {
        let act = self.act.take().expect("it is done once");
        self.found = Some(act(on.conn)?);
        Ok(())
    }

    fn tell(self: Box<Self>, committed: Result<(), StoreError>) {
        let Self { found, asker, .. } = *self;
        drop(asker.send(committed.map(|()| found.expect("what was committed was done"))));
    }
}

/// The same failure for another asker.
pub(super) fn again(err: &StoreError) -> StoreError {
    match err {
        StoreError::Full => StoreError::Full,
        StoreError::Closed => StoreError::Closed,
        StoreError::Damaged { what, why } => {
            StoreError::Damaged { what: what.clone(), why: why.clone() }
        }
        StoreError::Failed { what, source } => {
            StoreError::Failed { what, source: source.to_string().into() }
        }
        StoreError::Conflict { .. } | StoreError::FromTheFuture { .. } => {
            StoreError::Failed { what: "write", source: err.to_string().into() }
        }
    }
}

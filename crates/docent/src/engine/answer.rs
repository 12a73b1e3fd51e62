//! Where the answer to a command goes: to a task that waits, or straight to a socket.

use super::{Done, RunError};
use crate::hub::outbox::Outbox;
use crate::hub::wire;
use crate::limit;
use crate::store::StoreError;
use bytes::Bytes;
use docent_core::frame::ServerFrame;
use docent_core::id::LogId;
use std::sync::Arc;
use tokio::sync::oneshot;

/// The answer to one command. One that is dropped was not given: the server is stopping.
#[derive(Debug)]
pub(super) struct Answer(Option<To>);

#[derive(Debug)]
enum To {
    Task(oneshot::Sender<Result<Done, RunError>>),
    Socket(Reply),
}

/// A counted command of a socket, which is answered by a frame.
#[derive(Debug)]
pub struct Reply {
    /// What waits for the socket.
    pub outbox: Arc<Outbox>,
    /// The log of the command.
    pub log: LogId,
    /// Its count.
    pub n: u64,
}

impl Answer {
    pub(super) const fn to_task(asker: oneshot::Sender<Result<Done, RunError>>) -> Self {
        Self(Some(To::Task(asker)))
    }

    pub(super) const fn to_socket(reply: Reply) -> Self {
        Self(Some(To::Socket(reply)))
    }

    /// Gives it. Whoever asked may have gone; it then falls to the ground.
    pub(super) fn give(mut self, answer: Result<Done, RunError>) {
        if let Some(to) = self.0.take() {
            to.give(answer);
        }
    }

    /// Takes it back, so that nobody is answered: the asker is told by other means.
    pub(super) fn take_back(mut self) {
        self.0 = None;
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if let Some(to) = self.0.take() {
            to.give(Err(RunError::Store(StoreError::Closed)));
        }
    }
}

impl To {
    fn give(self, answer: Result<Done, RunError>) {
        match self {
            Self::Task(asker) => drop(asker.send(answer)),
            Self::Socket(Reply { outbox, log, n }) => outbox.answer(match answer {
                Ok(Done { seq, .. }) => wire::frame(&ServerFrame::Done { log, n, seq }),
                Err(err) => refused(log, n, &err),
            }),
        }
    }
}

/// The frame that says why a command was not carried out.
pub fn refused(log: LogId, n: u64, err: &RunError) -> Bytes {
    let (code, retry_ms) = match err {
        RunError::Refused(refusal) => (refusal.code(), None),
        RunError::Busy { retry_ms } => ("busy", Some(*retry_ms)),
        RunError::Store(_) => ("store", Some(limit::STORE_RETRY_MS)),
    };
    let message = err.to_string();
    wire::frame(&ServerFrame::Refused { log, n, code: code.into(), message, retry_ms })
}

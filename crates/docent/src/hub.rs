//! Who follows what here: publishes stored entries and signals to every follower that may see them.
//!
//! Logs are spread over shards, one task each. A lane sends its publications and its new followers
//! through the same queue, so that a follower sees every entry after its greeting, in order.

mod fanout;
pub mod outbox;
pub mod presence;
pub mod wire;

use crate::limit;
use crate::store::Row;
use crate::tasks::Tasks;
use bytes::Bytes;
use docent_core::actor::{Actor, Reader};
use docent_core::entry::Seq;
use docent_core::frame::Signal;
use docent_core::id::{AgentId, LogId};
use outbox::Outbox;
use presence::{Gone, Presence};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::mpsc;

/// One socket's interest in one log.
#[derive(Debug)]
pub struct Follower {
    /// Which log.
    pub log: LogId,
    /// As whom it reads.
    pub reader: Reader,
    /// Who it is.
    pub who: Actor,
    /// What waits for its socket.
    pub outbox: Arc<Outbox>,
    /// The last entry that it may see and was sent.
    last: AtomicU64,
    left: AtomicBool,
}

impl Follower {
    /// A follower that has not been greeted yet.
    pub fn new(log: LogId, reader: Reader, who: Actor, outbox: Arc<Outbox>) -> Arc<Self> {
        let (last, left) = (AtomicU64::new(0), AtomicBool::new(false));
        Arc::new(Self { log, reader, who, outbox, last, left })
    }

    /// The last entry that it may see and was sent; 0 for none.
    pub fn last(&self) -> Seq {
        self.last.load(Ordering::Acquire)
    }

    /// Follows no longer. The hub forgets it at the next publication.
    pub fn leave(&self) {
        self.left.store(true, Ordering::Release);
    }

    fn is_gone(&self) -> bool {
        self.left.load(Ordering::Acquire) || self.outbox.is_closed()
    }
}

/// Stored entries of one log, in order, not empty.
pub(crate) type Publication = (LogId, Arc<[Row]>);

enum Job {
    Greet { follower: Arc<Follower>, frames: Vec<Bytes>, last: Seq },
    Publish { turn: Vec<Publication> },
    Signal { log: LogId, by: Actor, signal: Signal },
    Tell { log: LogId, frame: Bytes },
    Sweep { log: LogId },
}

/// Publishes to the followers of this server.
#[derive(Debug, Clone)]
pub struct Hub {
    shards: Arc<[mpsc::Sender<Job>]>,
    hasher: RandomState,
    presence: Arc<Presence>,
}

impl Hub {
    /// Starts `shards` tasks. Who goes away is said to the receiver.
    pub fn start(tasks: &Tasks, shards: usize) -> (Self, mpsc::Receiver<Gone>) {
        let (presence, gone) = Presence::new();
        let shards = (0..shards.max(1)).map(|_| {
            let (jobs, queue) = mpsc::channel(limit::HUB_JOBS_MAX);
            let stop = tasks.clone();
            tasks.spawn(async move { fanout::run(queue, stop).await });
            jobs
        });
        let hub = Self { shards: shards.collect(), hasher: RandomState::new(), presence };
        (hub, gone)
    }

    /// Who is connected.
    pub fn presence(&self) -> &Presence {
        &self.presence
    }

    /// Sends a follower its greeting, which ends with entry `last`, and all that comes after.
    pub(crate) async fn greet(&self, follower: Arc<Follower>, frames: Vec<Bytes>, last: Seq) {
        let log = follower.log;
        self.send(log, Job::Greet { follower, frames, last }).await;
    }

    /// Sends what a turn has stored to all followers that may see it.
    pub(crate) async fn publish(&self, turn: Vec<Publication>) {
        let mut turns: Vec<Vec<Publication>> = vec![Vec::new(); self.shards.len()];
        for (log, rows) in turn {
            turns[self.place(log)].push((log, rows));
        }
        for (shard, turn) in self.shards.iter().zip(turns) {
            if !turn.is_empty() && shard.send(Job::Publish { turn }).await.is_err() {
                tracing::debug!("published after the hub stopped");
            }
        }
    }

    /// Sends a signal to everybody else in the channel. Dropped when the hub is busy: the latest
    /// wins, and the next one is never far.
    pub fn signal(&self, log: LogId, by: Actor, signal: Signal) {
        self.offer(log, Job::Signal { log, by, signal });
    }

    /// Sends a frame to the browsers that follow `log`.
    pub async fn tell_browsers(&self, log: LogId, frame: Bytes) {
        self.send(log, Job::Tell { log, frame }).await;
    }

    /// Forgets followers of `log` that have left.
    pub(crate) fn sweep(&self, log: LogId) {
        self.offer(log, Job::Sweep { log });
    }

    /// Closes all sockets of an agent whose right to be here has ended.
    pub fn sign_out(&self, agent: AgentId) {
        self.presence.close_agent(agent, "signed-out", "you have been signed out");
    }

    async fn send(&self, log: LogId, job: Job) {
        if self.shard(log).send(job).await.is_err() {
            tracing::debug!(%log, "published after the hub stopped");
        }
    }

    fn offer(&self, log: LogId, job: Job) {
        if self.shard(log).try_send(job).is_err() {
            tracing::debug!(%log, "a signal was dropped");
        }
    }

    fn shard(&self, log: LogId) -> &mpsc::Sender<Job> {
        &self.shards[self.place(log)]
    }

    fn place(&self, log: LogId) -> usize {
        let count = self.shards.len() as u64;
        usize::try_from(self.hasher.hash_one(log) % count).expect("few shards")
    }
}

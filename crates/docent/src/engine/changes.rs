//! What has changed since somebody looked: the latest per log, so that nobody can fall behind.

use docent_core::desk::AwayReason;
use docent_core::id::{AgentId, LogId};
use docent_core::summary::Summary;
use docent_core::time::Millis;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// What a log is about, and where it stands.
#[derive(Debug, Clone)]
pub enum Now {
    /// A channel: its line, and who has left an offer of it unanswered.
    Channel(Arc<Summary>, Vec<AgentId>),
    /// A desk: why its agent takes no visitors; none when they are taken.
    Desk(AgentId, Option<AwayReason>),
    /// The directory.
    Directory,
}

/// Where a log stands after a turn.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where it stands.
    pub now: Now,
    /// When `Tick` would do something.
    pub deadline: Option<Millis>,
}

/// The latest change of each log.
#[derive(Debug, Default)]
pub struct Changes {
    latest: Mutex<HashMap<LogId, Change>>,
    wake: Notify,
}

impl Changes {
    /// Notes where a log stands now.
    pub fn note(&self, log: LogId, change: Change) {
        self.latest.lock().expect("no one panics while holding changes").insert(log, change);
        self.wake.notify_one();
    }

    /// Waits for changes and takes them.
    pub async fn take(&self) -> HashMap<LogId, Change> {
        loop {
            let latest = self.take_now();
            if !latest.is_empty() {
                return latest;
            }
            self.wake.notified().await;
        }
    }

    fn take_now(&self) -> HashMap<LogId, Change> {
        std::mem::take(&mut *self.latest.lock().expect("no one panics while holding changes"))
    }
}

//! Who is connected: visitors' browsers by channel, and agents.

use super::outbox::{Outbox, Reason};
use docent_core::actor::BrowserNo;
use docent_core::id::{AgentId, ChannelId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::mpsc;

/// Departures that may wait to be looked at. One lost to a full queue is found by the next sweep.
const GONE_MAX: usize = 65_536;

/// Somebody whose last socket has closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gone {
    /// A visitor's browser.
    Browser(ChannelId, BrowserNo),
    /// An agent.
    Agent(AgentId),
}

/// Who is connected to this server.
#[derive(Debug)]
pub struct Presence {
    here: Mutex<HashMap<Gone, Vec<Arc<Outbox>>>>,
    gone: mpsc::Sender<Gone>,
}

impl Presence {
    pub(super) fn new() -> (Arc<Self>, mpsc::Receiver<Gone>) {
        let (gone, receiver) = mpsc::channel(GONE_MAX);
        (Arc::new(Self { here: Mutex::default(), gone }), receiver)
    }

    /// A socket of `who` has said hello. Answers whether it is the first.
    pub fn arrive(&self, who: Gone, outbox: &Arc<Outbox>) -> bool {
        let mut here = self.lock();
        let sockets = here.entry(who).or_default();
        sockets.push(Arc::clone(outbox));
        sockets.len() == 1
    }

    /// A socket of `who` has closed. Answers whether it was the last.
    pub fn depart(&self, who: Gone, outbox: &Arc<Outbox>) -> bool {
        let last = {
            let mut here = self.lock();
            let Some(sockets) = here.get_mut(&who) else { return false };
            sockets.retain(|it| !Arc::ptr_eq(it, outbox));
            let last = sockets.is_empty();
            if last {
                here.remove(&who);
            }
            last
        };
        if last && self.gone.try_send(who).is_err() {
            tracing::warn!(?who, "a departure was not noted");
        }
        last
    }

    /// Whether `who` has a socket here.
    pub fn is_here(&self, who: Gone) -> bool {
        self.lock().contains_key(&who)
    }

    /// How many sockets `who` has here.
    pub fn sockets(&self, who: Gone) -> usize {
        self.lock().get(&who).map_or(0, Vec::len)
    }

    /// How many browsers and how many agents are connected.
    pub fn counts(&self) -> (usize, usize) {
        let here = self.lock();
        let agents = here.keys().filter(|it| matches!(it, Gone::Agent(_))).count();
        (here.len() - agents, agents)
    }

    pub(super) fn close_agent(&self, agent: AgentId, code: &'static str, message: &'static str) {
        let sockets = self.lock().get(&Gone::Agent(agent)).cloned().unwrap_or_default();
        for outbox in sockets {
            outbox.close(Reason { code, message, retry_ms: None });
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Gone, Vec<Arc<Outbox>>>> {
        self.here.lock().expect("no one panics while holding presence")
    }
}

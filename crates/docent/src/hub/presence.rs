//! Who is connected: visitors' browsers by channel, and agents.

use super::outbox::{Outbox, Reason};
use super::wire;
use docent_core::actor::Actor;
use docent_core::actor::BrowserNo;
use docent_core::channel::TabId;
use docent_core::frame::{ServerFrame, Signal};
use docent_core::id::{AgentId, ChannelId, LogId};
use docent_core::limit::TABS_MAX;
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

/// One connection of somebody.
#[derive(Debug, Clone)]
struct Socket {
    outbox: Arc<Outbox>,
    tab: Option<TabId>,
}

/// Who is connected to this server.
#[derive(Debug)]
pub struct Presence {
    here: Mutex<HashMap<Gone, Vec<Socket>>>,
    gone: mpsc::Sender<Gone>,
}

impl Presence {
    pub(super) fn new() -> (Arc<Self>, mpsc::Receiver<Gone>) {
        let (gone, receiver) = mpsc::channel(GONE_MAX);
        (Arc::new(Self { here: Mutex::default(), gone }), receiver)
    }

    /// A socket of `who` has said hello, in this tab. Answers whether it is the first.
    pub fn arrive(&self, who: Gone, outbox: &Arc<Outbox>, tab: Option<TabId>) -> bool {
        let mut here = self.lock();
        let sockets = here.entry(who).or_default();
        let before = tabs(sockets);
        sockets.push(Socket { outbox: Arc::clone(outbox), tab });
        if tabs(sockets) != before {
            tell_tabs(who, sockets, |it| !Arc::ptr_eq(it, outbox));
        }
        sockets.len() == 1
    }

    /// Tells a socket of a browser which tabs of it are connected.
    pub fn tell_tabs(&self, who: Gone, outbox: &Arc<Outbox>) {
        if let Some(sockets) = self.lock().get(&who) {
            tell_tabs(who, sockets, |it| Arc::ptr_eq(it, outbox));
        }
    }

    /// A socket of `who` has closed. Answers whether it was the last.
    pub fn depart(&self, who: Gone, outbox: &Arc<Outbox>) -> bool {
        let last = {
            let mut here = self.lock();
            let Some(sockets) = here.get_mut(&who) else { return false };
            let before = tabs(sockets);
            sockets.retain(|it| !Arc::ptr_eq(&it.outbox, outbox));
            if tabs(sockets) != before {
                tell_tabs(who, sockets, |_| true);
            }
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
        for Socket { outbox, .. } in sockets {
            outbox.close(Reason { code, message, retry_ms: None });
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Gone, Vec<Socket>>> {
        self.here.lock().expect("no one panics while holding presence")
    }
}

/// Tells some sockets of a browser which tabs of it are connected: the others find out that the one
/// in the seat has gone. Nothing is told to agents, and of many sockets only those that came last
/// are told: else each of thousands that arrive would be told to all.
fn tell_tabs(who: Gone, sockets: &[Socket], is_told: impl Fn(&Arc<Outbox>) -> bool) {
    let Gone::Browser(channel, browser) = who else { return };
    let mut told = listening(sockets).filter(|(it, _)| is_told(it)).peekable();
    if told.peek().is_none() {
        return;
    }
    let (log, by, tabs) = (LogId::Channel(channel), Actor::Browser(browser), tabs(sockets));
    let frame = wire::frame(&ServerFrame::Signal { log, by, signal: Signal::Tabs { tabs } });
    for (outbox, _) in told {
        outbox.replace(frame.clone());
    }
}

/// The tabs of these sockets, each once, those that came last first.
fn tabs(sockets: &[Socket]) -> Vec<TabId> {
    let mut tabs: Vec<TabId> = Vec::new();
    for (_, tab) in listening(sockets) {
        if !tabs.contains(&tab) {
            tabs.push(tab);
        }
    }
    tabs
}

/// The sockets that came last. A page without scripts has no tab, and does not listen.
fn listening(sockets: &[Socket]) -> impl Iterator<Item = (&Arc<Outbox>, TabId)> {
    let with_tab = sockets.iter().rev().filter_map(|it| Some((&it.outbox, it.tab?)));
    with_tab.take(TABS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::random_id;

    /// EN18: of thousands of sockets of one browser those that came last are told of its tabs, and
    /// what a socket has not taken yet is replaced.
    #[tokio::test]
    async fn en18_telling_of_tabs_is_bounded() {
        let (presence, _gone) = Presence::new();
        let who = Gone::Browser(random_id(), 1);
        let mut outboxes = Vec::new();
        for _ in 0..10_000 {
            let outbox = Arc::new(Outbox::default());
            presence.arrive(who, &outbox, Some(random_id()));
            outboxes.push(outbox);
        }
        let early = outboxes.first().expect("there are many");
        assert!(!early.is_closed(), "an early tab is not cut off");
        let late = &outboxes[9_990];

        let taken = late.take().await.expect("a late tab is not cut off");

        assert_eq!(taken.frames.len(), 1, "the last notice replaces those before it");
        let notice: ServerFrame = serde_json::from_slice(&taken.frames[0]).expect("a frame");
        let ServerFrame::Signal { signal: Signal::Tabs { tabs }, .. } = notice else {
            panic!("this is no notice: {notice:?}")
        };
        assert_eq!(tabs.len(), TABS_MAX);
        presence.depart(who, early);
        late.push(bytes::Bytes::from_static(b"{}"));
        let taken = late.take().await.expect("a late tab is not cut off");
        assert_eq!(taken.frames.len(), 1, "the going of a tab that nobody was told of is no news");
    }
}

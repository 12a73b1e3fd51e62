//! Deadlines: has a channel look at the clock when it is time, and notes who has stayed away.

use crate::clock;
use crate::engine::{Engine, RunError, settled};
use crate::hub::Hub;
use crate::hub::presence::Gone;
use crate::limit;
use crate::tasks::Tasks;
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::desk::{AwayReason, DeskCommand};
use docent_core::frame::Signal;
use docent_core::id::LogId;
use docent_core::limit::GRACE_MS;
use docent_core::machine::{Command, Order};
use docent_core::time::Millis;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// How long a deadline that met a busy lane or a full disk waits before it is tried again.
const AGAIN_MS: Millis = 1_000;
/// Longest sleep: the machine's clock may be set meanwhile.
const SLEEP_MAX_MS: Millis = 60_000;

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Due {
    /// A log's own deadline.
    Tick(LogId),
    /// Somebody has been gone for the grace.
    Browser(LogId, u32),
    /// An agent has had no console for the grace.
    Desk(LogId),
}

/// The deadlines of this server.
#[derive(Debug)]
pub struct Alarm {
    started_ms: Millis,
    inner: Mutex<Inner>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct Inner {
    in_order: BTreeSet<(Millis, Due)>,
    at: HashMap<Due, Millis>,
}

impl Alarm {
    /// Without deadlines, of a server that started at `started_ms`.
    pub fn new(started_ms: Millis) -> Self {
        Self { started_ms, inner: Mutex::default(), wake: Notify::new() }
    }

    /// Sets, moves or takes back the deadline of a log. One that passed while no server was up
    /// waits until clients have had time to come back: their absence was not theirs.
    pub fn set(&self, log: LogId, at: Option<Millis>) {
        let settle_ms = Millis::try_from(limit::SETTLE.as_millis()).expect("a small bound");
        let settled_ms = self.started_ms + settle_ms;
        let at = at.map(|at| if at <= self.started_ms { settled_ms } else { at });
        self.change(Due::Tick(log), at);
    }

    /// Looks after a while whether `who` is still gone.
    pub fn watch(&self, who: Gone, after: Duration) {
        let due = match who {
            Gone::Browser(channel, browser) => Due::Browser(LogId::Channel(channel), browser),
            Gone::Agent(agent) => Due::Desk(LogId::Desk(agent)),
        };
        let after_ms = Millis::try_from(after.as_millis()).unwrap_or(Millis::MAX / 2);
        self.change(due, Some(clock::now_ms() + after_ms));
    }

    fn change(&self, due: Due, at: Option<Millis>) {
        let sooner = {
            let mut inner = self.lock();
            if inner.at.get(&due).copied() == at {
                return;
            }
            if let Some(before) = inner.at.remove(&due) {
                inner.in_order.remove(&(before, due));
            }
            if let Some(at) = at {
                inner.at.insert(due, at);
                inner.in_order.insert((at, due));
            }
            at.is_some() && inner.in_order.first().is_some_and(|(_, first)| *first == due)
        };
        if sooner {
            self.wake.notify_one();
        }
    }

    /// Tries again in a while what could not be done. What it changes, once it is done, comes back
    /// as a change of the log: one that came first has set a later deadline, and keeps it.
    fn again(&self, due: Due) {
        let is_set = self.lock().at.contains_key(&due);
        if !is_set {
            self.change(due, Some(clock::now_ms() + AGAIN_MS));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no one panics while holding deadlines")
    }

    /// Takes what is due, and says how long until the next.
    fn take_due(&self, now_ms: Millis) -> (Vec<Due>, Duration) {
        let mut inner = self.lock();
        let mut due = Vec::new();
        while let Some((at, first)) = inner.in_order.first().copied() {
            if at > now_ms {
                break;
            }
            inner.in_order.pop_first();
            inner.at.remove(&first);
            due.push(first);
        }
        let next = inner.in_order.first().map_or(SLEEP_MAX_MS, |(at, _)| at - now_ms);
        (due, Duration::from_millis(next.min(SLEEP_MAX_MS)))
    }
}

/// Watches the clock until the server stops.
pub async fn run(alarm: Arc<Alarm>, engine: Engine, hub: Hub, stop: Tasks) {
    loop {
        let (due, next) = alarm.take_due(clock::now_ms());
        for due in due {
            ring(&alarm, &engine, (&hub, &stop), due);
        }
        tokio::select! {
            () = tokio::time::sleep(next) => {}
            () = alarm.wake.notified() => {}
            () = stop.stopping() => return,
        }
    }
}

/// Starts the grace of everybody whose last socket has closed.
pub async fn departures(alarm: Arc<Alarm>, hub: Hub, mut gone: mpsc::Receiver<Gone>, stop: Tasks) {
    loop {
        let who = tokio::select! {
            who = gone.recv() => who,
            () = stop.stopping() => return,
        };
        let Some(who) = who else { return };
        // Whoever has come back meanwhile is not said to be gone.
        if let Gone::Browser(channel, browser) = who
            && !hub.presence().is_here(who)
        {
            let by = Actor::Browser(browser);
            hub.signal(LogId::Channel(channel), by, Signal::Online { on: false });
        }
        alarm.watch(who, Duration::from_millis(GRACE_MS));
    }
}

fn ring(alarm: &Arc<Alarm>, engine: &Engine, (hub, tasks): (&Hub, &Tasks), due: Due) {
    let is_here = |who| hub.presence().is_here(who);
    let (log, command) = match due {
        Due::Tick(log) => (log, Command::Channel(ChannelCommand::Tick)),
        Due::Browser(log, browser) => match log {
            LogId::Channel(channel) if !is_here(Gone::Browser(channel, browser)) => {
                (log, Command::Channel(ChannelCommand::NoteAway { browser }))
            }
            _ => return,
        },
        Due::Desk(log) => match log {
            LogId::Desk(agent) if !is_here(Gone::Agent(agent)) => {
                let reason = AwayReason::NoConsole;
                (log, Command::Desk(DeskCommand::BeAway { reason }))
            }
            _ => return,
        },
    };
    match engine.submit(log, Order { by: Actor::Server, name: None, command }) {
        Ok(answered) => {
            let alarm = Arc::clone(alarm);
            tasks.spawn(async move {
                if let Err(RunError::Busy { .. } | RunError::Store(_)) = settled(answered.await) {
                    alarm.again(due);
                }
            });
        }
        Err(_busy) => alarm.again(due),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// EN3: a deadline that was moved rings once, at its new time.
    #[test]
    fn en3_a_moved_deadline_rings_once() {
        let alarm = Alarm::new(0);
        alarm.set(LogId::Directory, Some(1_000));
        alarm.set(LogId::Directory, Some(2_000));

        let (early, wait) = alarm.take_due(1_500);
        let (due, _) = alarm.take_due(2_000);

        assert!(early.is_empty());
        assert_eq!(wait, Duration::from_millis(500));
        assert_eq!(due, [Due::Tick(LogId::Directory)]);
    }

    /// EN13: a deadline that met a full disk is tried again, unless it has been moved meanwhile.
    #[test]
    fn en13_what_could_not_be_done_is_tried_again() {
        let alarm = Alarm::new(0);
        let due = Due::Tick(LogId::Directory);

        alarm.again(due);
        let (now, _) = alarm.take_due(clock::now_ms() + AGAIN_MS);
        alarm.set(LogId::Directory, Some(u64::MAX / 2));
        alarm.again(due);
        let (later, _) = alarm.take_due(clock::now_ms() + AGAIN_MS);

        assert_eq!((now, later), (vec![due], vec![]));
    }

    /// EN4: a deadline that passed while the server was down waits until clients could return.
    #[test]
    fn en4_downtime_is_nobodys_absence() {
        let alarm = Alarm::new(10_000);
        alarm.set(LogId::Directory, Some(9_000));

        let (early, _) = alarm.take_due(69_999);
        let (due, _) = alarm.take_due(70_000);

        assert!(early.is_empty());
        assert_eq!(due, [Due::Tick(LogId::Directory)]);
    }
}

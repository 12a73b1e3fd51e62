//! Who is on a socket, what they may reach, and their commands under way.

use super::Bye;
use super::frame::{self, Hello, Incoming};
use crate::app::App;
use crate::engine::{Follow, Reply, RunError, refused};
use crate::hub::outbox::{Outbox, Reason};
use crate::hub::presence::Gone;
use crate::hub::{Follower, wire};
use crate::limit;
use bytes::Bytes;
use docent_core::actor::{Actor, Reader};
use docent_core::entry::{CommandName, Seq};
use docent_core::frame::{ServerFrame, Signal};
use docent_core::id::{ChannelId, LogId, SenderId};
use docent_core::machine::{Command, Order};
use docent_core::refusal::Refusal;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::time::Instant;

const DEPARTED: Reason =
    Reason { code: "ended", message: "this connection has ended", retry_ms: None };
const FLOOD: Reason = Reason {
    code: "slow",
    message: "this client sends more than can be read",
    retry_ms: Some(5_000),
};

/// Whoever is on a socket.
pub(super) struct Guest {
    who: Actor,
    /// The one channel a visitor may reach; none for staff, who may reach all.
    home: Option<ChannelId>,
    presence: Gone,
    sender: SenderId,
    pub(super) outbox: Arc<Outbox>,
    /// Commands whose answers the socket has not taken yet.
    under_way: usize,
    follows: HashMap<LogId, Arc<Follower>>,
    allowance: Allowance,
}

impl Guest {
    /// Lets in who has a token of a channel or is signed in; nobody else. Who is signed in is asked
    /// when this socket is known to those who sign out: until then they cannot close it.
    pub(super) fn welcome(
        app: &App,
        outbox: &Arc<Outbox>,
        cookies: &str,
        hello: &Hello,
    ) -> Option<Self> {
        let (who, home, presence) = if let Some(token) = &hello.token {
            let (channel, browser) = app.auth.read_token(token)?;
            (Actor::Browser(browser), Some(channel), Gone::Browser(channel, browser))
        } else {
            let agent = app.auth.session(cookies)?;
            (Actor::Agent(agent), None, Gone::Agent(agent))
        };
        let is_first = app.hub.presence().arrive(presence, outbox, hello.tab);
        if !is_still_known(app, who, cookies) {
            app.hub.presence().depart(presence, outbox);
            return None;
        }
        outbox.push(wire::frame(&ServerFrame::Welcome {
            you: who,
            log: home.map(LogId::Channel),
            now_ms: app.now_ms(),
            version: App::VERSION.into(),
        }));
        if is_first && let Some(channel) = home {
            app.hub.signal(LogId::Channel(channel), who, Signal::Online { on: true });
        }
        tracing::debug!(%who, tab = ?hello.tab, "a socket said hello");
        Some(Self {
            who,
            home,
            presence,
            sender: hello.sender,
            outbox: Arc::clone(outbox),
            under_way: 0,
            follows: HashMap::new(),
            allowance: Allowance::new(),
        })
    }

    /// Whether another command may be under way; until then the socket is not read.
    pub(super) fn has_room(&self) -> bool {
        self.under_way < limit::COMMANDS_IN_FLIGHT
    }

    /// So many answers have been taken.
    pub(super) fn answered(&mut self, answers: usize) {
        self.under_way = self.under_way.saturating_sub(answers);
    }

    /// The last entry this guest may see of each log it follows.
    pub(super) fn beat(&self) -> ServerFrame {
        let heads = self.follows.iter().map(|(log, it)| (*log, it.last())).collect();
        ServerFrame::Beat { heads }
    }

    /// Leaves everything it follows, the board too: that forgets outboxes that are closed.
    pub(super) fn depart(&mut self, app: &App) {
        for (log, follower) in self.follows.drain() {
            follower.leave();
            app.hub.sweep(log);
        }
        app.hub.presence().depart(self.presence, &self.outbox);
        self.outbox.close(DEPARTED);
    }

    /// Takes one text frame.
    pub(super) async fn take(&mut self, app: &Arc<App>, text: &str) -> Result<(), Bye> {
        if !self.allowance.take() {
            return Err(FLOOD.into());
        }
        match frame::read(text)? {
            Incoming::Follow { log, after } => self.follow(app, log, after).await?,
            Incoming::Unfollow { log } => self.unfollow(app, log),
            Incoming::FollowBoard if self.home.is_none() => {
                app.board.follow(Arc::clone(&self.outbox));
            }
            Incoming::FollowBoard | Incoming::Hello(_) => {}
            Incoming::Do { log, n, command } => self.run(app, (log, n), command, text.len()),
            Incoming::Signal { log, signal } => {
                if self.may_signal(app, log, &signal) {
                    app.hub.signal(log, self.who, signal);
                }
            }
        }
        Ok(())
    }

    /// Whoever cannot be greeted now comes again: a client waits for no second greeting.
    async fn follow(&mut self, app: &Arc<App>, log: LogId, after: Seq) -> Result<(), Bye> {
        if after > 0 && self.follows.is_empty() {
            app.returns.enter(app.now_ms()).map_err(Bye::busy)?;
        }
        let known = self.follows.contains_key(&log);
        if !self.may_follow(log) || (!known && self.follows.len() >= limit::FOLLOWS_MAX) {
            let refusal = Refusal::NoSuch { what: "channel" };
            self.outbox.push(refused(log, 0, &RunError::Refused(refusal)));
            return Ok(());
        }
        let reader = match self.who {
            Actor::Browser(browser) => Reader::Browser(browser),
            Actor::Agent(_) | Actor::Server => Reader::Staff,
        };
        let follower = Follower::new(log, reader, self.who, Arc::clone(&self.outbox));
        if let Some(before) = self.follows.insert(log, Arc::clone(&follower)) {
            before.leave();
        }
        let follow = Follow { follower, after, sender: self.sender };
        match app.engine.follow(follow).await {
            Ok(()) => app.hub.presence().tell_tabs(self.presence, &self.outbox),
            Err(err @ RunError::Refused(_)) => self.outbox.push(refused(log, 0, &err)),
            Err(RunError::Busy { retry_ms }) => return Err(Bye::busy(retry_ms)),
            Err(RunError::Store(_)) => return Err(Bye::busy(limit::STORE_RETRY_MS)),
        }
        if let Some(place) = self.home.and_then(|channel| app.board.place(channel)) {
            self.outbox.push(place.frame());
        }
        Ok(())
    }

    fn unfollow(&mut self, app: &App, log: LogId) {
        if let Some(follower) = self.follows.remove(&log) {
            follower.leave();
            app.hub.sweep(log);
        }
    }

    fn run(
        &mut self,
        app: &App,
        (log, n): (LogId, u64),
        command: Result<Command, String>,
        bytes: usize,
    ) {
        let command = match command {
            Ok(command) if self.may_command(log) => command,
            Ok(_) => {
                let refusal = Refusal::NoSuch { what: "channel" };
                return self.answer(refused(log, n, &refusal.into()));
            }
            Err(message) => {
                let code = "malformed".into();
                let frame = ServerFrame::Refused { log, n, code, message, retry_ms: None };
                return self.answer(wire::frame(&frame));
            }
        };
        if let Err(err) = self.pay(app, &command, bytes) {
            return self.answer(refused(log, n, &err));
        }
        let name = Some(CommandName { sender: self.sender, n });
        let order = Order { by: self.who, name, command };
        let reply = Reply { outbox: Arc::clone(&self.outbox), log, n };
        match app.engine.submit_from(order, reply) {
            Ok(()) => self.under_way += 1,
            Err(err) => self.answer(refused(log, n, &err)),
        }
    }

    /// Visitors pay for what they have written down; agents are trusted with their work.
    fn pay(&self, app: &App, command: &Command, bytes: usize) -> Result<(), RunError> {
        match (self.presence, command) {
            (Gone::Browser(channel, browser), Command::Channel(command)) => {
                app.pay((channel, browser), command, bytes)
            }
            _ => Ok(()),
        }
    }

    fn answer(&mut self, frame: Bytes) {
        self.under_way += 1;
        self.outbox.answer(frame);
    }

    fn may_follow(&self, log: LogId) -> bool {
        match (log, self.home) {
            (LogId::Channel(channel), Some(home)) => channel == home,
            (LogId::Channel(_), None) => true,
            (LogId::Desk(_) | LogId::Directory, _) => false,
        }
    }

    /// Who looks into a channel without being joined is not seen to type.
    fn may_signal(&self, app: &App, log: LogId, signal: &Signal) -> bool {
        let own = !matches!(signal, Signal::Online { .. } | Signal::Tabs { .. });
        let joined = match (self.who, log) {
            (Actor::Agent(agent), LogId::Channel(channel)) => {
                app.board.is_guided_by(channel, agent)
            }
            _ => true,
        };
        own && joined && self.follows.contains_key(&log)
    }

    fn may_command(&self, log: LogId) -> bool {
        match log {
            LogId::Channel(_) => self.may_follow(log),
            LogId::Desk(agent) => self.who == Actor::Agent(agent),
            LogId::Directory => false,
        }
    }
}

/// An agent is known while signed in and in the directory; a visitor as long as the token is.
fn is_still_known(app: &App, who: Actor, cookies: &str) -> bool {
    let Actor::Agent(agent) = who else { return true };
    let known = app.engine.directory().agent(agent).is_some();
    known && app.auth.session(cookies) == Some(agent)
}

/// Frames that a socket may still send: refilled as time goes by.
struct Allowance {
    left: f64,
    at: Instant,
}

impl Allowance {
    fn new() -> Self {
        Self { left: f64::from(limit::FRAMES_BURST), at: Instant::now() }
    }

    fn take(&mut self) -> bool {
        let now = Instant::now();
        let refill = (now - self.at).as_secs_f64() * f64::from(limit::FRAMES_PER_SECOND);
        self.at = now;
        self.left = (self.left + refill).min(f64::from(limit::FRAMES_BURST)) - 1.0;
        self.left >= 0.0
    }
}

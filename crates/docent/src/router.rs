//! Queue changed → offers; and the board and the places that follow from it.

use crate::alarm::Alarm;
use crate::board::{Board, News};
use crate::engine::{Changes, Engine};
use crate::hub::Hub;
use crate::limit;
use crate::tasks::Tasks;
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::desk::{AwayReason, DeskCommand};
use docent_core::id::{AgentId, ChannelId, LogId};
use docent_core::machine::{Command, Order};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Places sent before others may run.
const PLACES_CHUNK: usize = 256;

/// What routing works with.
#[derive(Debug, Clone)]
pub struct Router {
    /// The board.
    pub board: Arc<Board>,
    /// Who carries out offers.
    pub engine: Engine,
    /// Who tells places.
    pub hub: Hub,
    /// Who keeps the deadlines.
    pub alarm: Arc<Alarm>,
    /// What has happened.
    pub changes: Arc<Changes>,
}

/// A thing to do at most so often: at once, then again when its time has come. What is urgent
/// comes at once while the allowance lasts.
struct Paced {
    every: Duration,
    next: Instant,
    due: bool,
    urgent: bool,
    allowance: u32,
}

impl Paced {
    fn new(every: Duration) -> Self {
        let allowance = limit::BOARD_URGENT;
        Self { every, next: Instant::now(), due: false, urgent: false, allowance }
    }

    /// Whether it is to be done now.
    fn take(&mut self) -> bool {
        let now = Instant::now();
        if !self.due {
            return false;
        }
        if now >= self.next {
            self.allowance = limit::BOARD_URGENT;
            self.next = now + self.every;
        } else if self.urgent && self.allowance > 0 {
            self.allowance -= 1;
        } else {
            return false;
        }
        (self.due, self.urgent) = (false, false);
        true
    }

    async fn wait(&self) {
        if self.due {
            tokio::time::sleep_until(self.next).await;
        } else {
            std::future::pending::<()>().await;
        }
    }
}

impl Router {
    /// Follows what the engine notes until the server stops.
    pub async fn run(self, tasks: Tasks) {
        let mut board = Paced::new(limit::BOARD_EVERY);
        let mut places = Paced::new(limit::PLACES_EVERY);
        loop {
            tokio::select! {
                changes = self.changes.take() => {
                    let news = self.board.apply(changes);
                    board.due = true;
                    board.urgent |= news.urgent;
                    places.due |= news.places;
                    if news.directory {
                        self.board.name_agents(&self.engine.directory());
                    }
                    self.follow_up(news, &tasks);
                    self.offer(&tasks);
                }
                () = board.wait() => {}
                () = places.wait() => {}
                () = tasks.stopping() => return,
            }
            if board.take() {
                self.board.send();
            }
            if places.take() {
                self.tell_places().await;
            }
        }
    }

    fn follow_up(&self, news: News, tasks: &Tasks) {
        for (log, at) in news.deadlines {
            self.alarm.set(log, at);
        }
        for agent in news.unanswered {
            let reason = AwayReason::Unanswered;
            let command = Command::Desk(DeskCommand::BeAway { reason });
            let order = Order { by: Actor::Server, name: None, command };
            let engine = self.engine.clone();
            tasks.spawn(async move { set_away(&engine, agent, order).await });
        }
    }

    fn offer(&self, tasks: &Tasks) {
        for (channel, agent) in self.board.route() {
            let router = self.clone();
            tasks.spawn(async move { router.offer_one(channel, agent).await });
        }
    }

    async fn offer_one(&self, channel: ChannelId, agent: AgentId) {
        let command = Command::Channel(ChannelCommand::Offer { agent });
        let order = Order { by: Actor::Server, name: None, command };
        if let Err(err) = self.engine.run(LogId::Channel(channel), order).await {
            tracing::debug!(%channel, %agent, error = %err, "an offer was not made");
        }
        self.board.offered(channel);
    }

    async fn tell_places(&self) {
        for (told, (channel, place)) in self.board.moved().into_iter().enumerate() {
            self.hub.tell_browsers(LogId::Channel(channel), place.frame()).await;
            if told % PLACES_CHUNK == PLACES_CHUNK - 1 {
                tokio::task::yield_now().await;
            }
        }
    }
}

async fn set_away(engine: &Engine, agent: AgentId, order: Order) {
    if let Err(err) = engine.run(LogId::Desk(agent), order).await {
        tracing::warn!(%agent, error = %err, "could not set an agent away");
    }
}

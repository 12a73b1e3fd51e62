//! The board: open channels, the queue and who is available, as a fold of what the engine notes.
//!
//! Kept in memory and rebuilt at start from open summaries. The queue is a view of it.

mod rows;

use crate::engine::{Change, Now};
use crate::hub::outbox::Outbox;
use crate::hub::wire;
use bytes::Bytes;
use docent_core::actor::BrowserNo;
use docent_core::desk::{AwayReason, Unanswered};
use docent_core::directory::Directory;
use docent_core::entry::Seq;
use docent_core::frame::{Colleague, ServerFrame};
use docent_core::id::{AgentId, ChannelId, LogId};
use docent_core::limit::{AGENT_CHANNELS, ROWS_MAX};
use docent_core::queue::{Wait, Waits, shown_position};
use docent_core::routing::{self, DeskState, Waiting};
use docent_core::site::SiteKey;
use docent_core::summary::Summary;
use docent_core::time::Millis;
use docent_core::view::Status;
use rows::Rows;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

/// Estimates are shown in steps of this: one that changes every second helps nobody.
const ESTIMATE_STEP_MS: Millis = 30_000;

/// A visitor's place in the queue, as the visitor reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1; exact to 20, then in steps.
    pub position: u32,
    /// How long it will take; none: we cannot say yet.
    pub estimate_ms: Option<Millis>,
    /// Whether anyone is available.
    pub staffed: bool,
}

impl Place {
    /// The frame that tells it.
    pub fn frame(self) -> Bytes {
        let Self { position, estimate_ms, staffed } = self;
        wire::frame(&ServerFrame::Place { position, estimate_ms, staffed })
    }
}

/// What a button shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SiteState {
    /// Whether anyone is available.
    pub staffed: bool,
    /// How many wait.
    pub waiting: u32,
}

/// What the router has to do after changes.
#[derive(Debug, Default)]
pub struct News {
    /// Deadlines to set, or to take back.
    pub deadlines: Vec<(LogId, Option<Millis>)>,
    /// Agents who left an offer unanswered.
    pub unanswered: Vec<AgentId>,
    /// Whether someone's place may have changed.
    pub places: bool,
    /// Whether consoles should hear of it at once: somebody asks, or is offered.
    pub urgent: bool,
    /// Whether the directory has changed.
    pub directory: bool,
}

#[derive(Debug, Clone, Copy)]
struct Desk {
    away: Option<AwayReason>,
    idle_since_ms: Millis,
}

/// The board of this server.
#[derive(Debug, Default)]
pub struct Board {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    rows: Rows,
    desks: HashMap<AgentId, Desk>,
    waits: HashMap<SiteKey, Waits>,
    unanswered: Unanswered,
    /// Offers that are being made, so that they are not made twice.
    offering: HashMap<ChannelId, AgentId>,
    shown: HashMap<ChannelId, Place>,
    consoles: Vec<Arc<Outbox>>,
    /// Names of the agents, by id, as the directory has them.
    names: HashMap<AgentId, String>,
    changed: BTreeSet<ChannelId>,
    gone: Vec<LogId>,
    desks_changed: bool,
    /// The directory's last entry about replies, and whether consoles have not heard of it.
    replies: (Seq, bool),
    top: BTreeSet<ChannelId>,
}

impl Board {
    /// Takes a site's recent waits, latest first, as the store has them.
    pub fn recall(&self, site: &str, joined: &[Summary]) {
        let mut inner = self.lock();
        let waits = inner.waits.entry(site.to_owned()).or_default();
        for it in joined.iter().rev() {
            let stood = |other: &&Summary| {
                other.asked_at_ms < it.asked_at_ms && other.joined_at_ms > it.asked_at_ms
            };
            let ahead = u32::try_from(joined.iter().filter(stood).count()).unwrap_or(u32::MAX);
            let wait_ms = it.joined_at_ms.saturating_sub(it.asked_at_ms);
            waits.take(Wait { places_ahead: ahead, wait_ms });
        }
    }

    /// Takes the agents' names from the directory.
    pub fn name_agents(&self, directory: &Directory) {
        let names = directory.agents.iter().map(|(id, agent)| (*id, agent.name.clone())).collect();
        let mut inner = self.lock();
        inner.desks_changed |= inner.names != names;
        inner.names = names;
        if inner.replies.0 != directory.replies_seq {
            inner.replies = (directory.replies_seq, true);
        }
    }

    /// Takes what the engine noted.
    pub fn apply(&self, changes: HashMap<LogId, Change>) -> News {
        let mut inner = self.lock();
        let mut news = News::default();
        for (log, Change { now, deadline }) in changes {
            news.deadlines.push((log, deadline));
            match now {
                Now::Channel(summary, passed) => inner.channel(summary, passed, &mut news),
                Now::Desk(agent, away) => inner.desk(agent, away, &mut news),
                Now::Directory => news.directory = true,
            }
        }
        news
    }

    /// The offers to make now. Each must be told to [`Board::offered`] when it was made or failed.
    pub fn route(&self) -> Vec<(ChannelId, AgentId)> {
        let mut inner = self.lock();
        let desks: Vec<DeskState> =
            inner.desks.iter().map(|(agent, desk)| inner.desk_state(*agent, *desk)).collect();
        if !desks.iter().any(|desk| desk.available && desk.channels < AGENT_CHANNELS) {
            return Vec::new();
        }
        let waiting: Vec<Waiting> = inner.rows.waiting().map(|row| inner.waiting(row)).collect();
        let offers = routing::route(&waiting, &desks);
        inner.offering.extend(offers.iter().copied());
        offers
    }

    /// An offer was made, or could not be.
    pub fn offered(&self, channel: ChannelId) {
        self.lock().offering.remove(&channel);
    }

    /// Whether this agent is joined in the channel.
    pub fn is_guided_by(&self, channel: ChannelId, agent: AgentId) -> bool {
        let inner = self.lock();
        let guide = inner.rows.get(channel).and_then(|row| row.summary.guide.as_ref());
        guide.is_some_and(|guide| guide.agent == agent)
    }

    /// Where this visitor stands; none when not waiting.
    pub fn place(&self, channel: ChannelId) -> Option<Place> {
        let inner = self.lock();
        let exact = inner.rows.position(channel)?;
        let site = &inner.rows.get(channel)?.summary.site;
        Some(inner.place_at(site, exact))
    }

    /// What the button of a site shows.
    pub fn site_state(&self, site: &str) -> SiteState {
        let inner = self.lock();
        SiteState { staffed: inner.staffed(), waiting: inner.rows.count(site) }
    }

    /// The places whose text has changed since they were last asked for here.
    pub fn moved(&self) -> Vec<(ChannelId, Place)> {
        let mut inner = self.lock();
        let now: Vec<(ChannelId, Place)> = inner
            .rows
            .places()
            .map(|(channel, site, exact)| (channel, inner.place_at(site, exact)))
            .collect();
        let moved = now.iter().filter(|(id, place)| inner.shown.get(id) != Some(place));
        let moved = moved.copied().collect();
        inner.shown = now.into_iter().collect();
        moved
    }

    /// Sends a console the whole board, and from then on what changes.
    pub fn follow(&self, outbox: Arc<Outbox>) {
        let mut inner = self.lock();
        inner.consoles.retain(|it| !it.is_closed() && !Arc::ptr_eq(it, &outbox));
        if inner.consoles.is_empty() {
            inner.begin();
        }
        outbox.push(inner.whole());
        inner.consoles.push(outbox);
    }

    /// Sends all consoles what has changed. Answers whether there was anything.
    pub fn send(&self) -> bool {
        let mut inner = self.lock();
        inner.consoles.retain(|it| !it.is_closed());
        if inner.consoles.is_empty() {
            inner.begin();
            return false;
        }
        let Some(frame) = inner.changes() else { return false };
        for outbox in &inner.consoles {
            outbox.push(frame.clone());
        }
        true
    }

    /// Open channels' lines: how many wait, and how many are joined.
    pub fn counts(&self) -> (usize, usize) {
        self.lock().rows.counts()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no one panics while holding the board")
    }
}

impl Inner {
    fn channel(&mut self, summary: Arc<Summary>, passed_over: Vec<AgentId>, news: &mut News) {
        let id = summary.channel;
        let before = self.rows.get(id).map(|it| (Arc::clone(&it.summary), it.ahead));
        let was_waiting = before.as_ref().is_some_and(|(it, _)| it.status == Status::Waiting);
        let waits = summary.status == Status::Waiting;
        news.places |= was_waiting != waits;
        let offer = before.as_ref().and_then(|(it, _)| it.offer.as_ref());
        news.urgent |= waits && (!was_waiting || offer != summary.offer.as_ref());
        let open = summary.status != Status::Ended || summary.open_note;
        if !open {
            self.rows.take(id);
        }
        if let Some((before, ahead)) = &before {
            self.note_answer((before, *ahead), &summary, news);
        }
        if open {
            let ahead = before.map_or_else(|| self.rows.count(&summary.site), |(_, ahead)| ahead);
            self.rows.put(rows::Row { summary, passed_over, ahead });
            self.changed.insert(id);
        } else if before.is_some() {
            self.changed.remove(&id);
            self.gone.push(LogId::Channel(id));
        }
        if !waits {
            self.shown.remove(&id);
        }
    }

    /// Learns from how an offer or a wait has ended.
    fn note_answer(&mut self, (before, ahead): (&Summary, u32), now: &Summary, news: &mut News) {
        if before.status == Status::Waiting && now.status == Status::Joined {
            let wait_ms = now.joined_at_ms.saturating_sub(now.asked_at_ms);
            let wait = Wait { places_ahead: ahead, wait_ms };
            self.waits.entry(now.site.clone()).or_default().take(wait);
            let guide = now.guide.as_ref().map(|it| it.agent);
            if let Some(agent) = guide {
                self.unanswered.answered(agent);
            }
            if let Some(desk) = guide.and_then(|it| self.desks.get_mut(&it)) {
                desk.idle_since_ms = now.joined_at_ms;
            }
        }
        self.desks_changed |= before.guide != now.guide || now.end.is_some();
        let offered = before.offer.as_ref().map(|it| it.agent);
        let still = now.offer.as_ref().map(|it| it.agent);
        let passed = offered.filter(|_| now.status == Status::Waiting && offered != still);
        if let Some(agent) = passed.filter(|agent| self.unanswered.passed_over(*agent)) {
            news.unanswered.push(agent);
            // Offered nothing from now on, before the desk's own log says so.
            if let Some(desk) = self.desks.get_mut(&agent) {
                desk.away = Some(AwayReason::Unanswered);
            }
        }
    }

    fn desk(&mut self, agent: AgentId, away: Option<AwayReason>, news: &mut News) {
        let was_staffed = self.staffed();
        let idle_since_ms = crate::clock::now_ms();
        let desk = self.desks.entry(agent).or_insert(Desk { away, idle_since_ms });
        if desk.away != away {
            self.unanswered.answered(agent);
            *desk = Desk { away, idle_since_ms };
        }
        self.desks_changed = true;
        news.places |= was_staffed != self.staffed();
    }

    fn staffed(&self) -> bool {
        self.desks.values().any(|desk| desk.away.is_none())
    }

    fn waiting(&self, row: &rows::Row) -> Waiting {
        let channel = row.summary.channel;
        let standing = row.summary.offer.as_ref().map(|it| it.agent);
        let offered = standing.or_else(|| self.offering.get(&channel).copied());
        Waiting { channel, offered, passed_over: row.passed_over.clone() }
    }

    fn desk_state(&self, agent: AgentId, desk: Desk) -> DeskState {
        let Desk { away, idle_since_ms, .. } = desk;
        DeskState {
            agent,
            available: away.is_none(),
            channels: self.rows.joined_by(agent),
            idle_since_ms,
        }
    }

    fn place_at(&self, site: &str, exact: u32) -> Place {
        let estimate = self.waits.get(site).and_then(|waits| waits.estimate(exact));
        let in_steps = |it: Millis| it.div_ceil(ESTIMATE_STEP_MS).max(1) * ESTIMATE_STEP_MS;
        let staffed = self.staffed();
        let estimate_ms = estimate.filter(|_| staffed).map(in_steps);
        Place { position: shown_position(exact), estimate_ms, staffed }
    }

    /// With nobody there, nothing is to be told; whoever comes first is told the whole.
    fn begin(&mut self) {
        self.changed.clear();
        self.gone.clear();
        self.desks_changed = false;
        self.top = self.rows.top(ROWS_MAX).collect();
    }

    fn whole(&mut self) -> Bytes {
        let rows = self.rows.board(ROWS_MAX).cloned().collect();
        self.frame((true, Some(self.replies.0)), rows, Vec::new(), self.colleagues())
    }

    fn changes(&mut self) -> Option<Bytes> {
        if self.changed.is_empty() && self.gone.is_empty() && !self.desks_changed && !self.replies.1
        {
            return None;
        }
        let top: BTreeSet<ChannelId> = self.rows.top(ROWS_MAX).collect();
        let changed = std::mem::take(&mut self.changed);
        let risen = top.difference(&self.top).copied();
        let ids: BTreeSet<ChannelId> = changed.into_iter().chain(risen).collect();
        let rows = ids.into_iter().filter_map(|id| self.rows.get(id));
        let seen = rows
            .filter(|it| it.summary.status != Status::Waiting || top.contains(&it.summary.channel));
        let seen = seen.map(|it| Summary::clone(&it.summary)).collect();
        let gone = std::mem::take(&mut self.gone);
        let desks = std::mem::take(&mut self.desks_changed);
        let colleagues = if desks { self.colleagues() } else { Vec::new() };
        self.top = top;
        let replies = std::mem::take(&mut self.replies.1).then_some(self.replies.0);
        Some(self.frame((false, replies), seen, gone, colleagues))
    }

    fn frame(
        &self,
        (whole, replies): (bool, Option<Seq>),
        rows: Vec<Summary>,
        gone: Vec<LogId>,
        colleagues: Vec<Colleague>,
    ) -> Bytes {
        let waiting = u32::try_from(self.rows.counts().0).unwrap_or(u32::MAX);
        wire::frame(&ServerFrame::Board { whole, waiting, rows, gone, colleagues, replies })
    }

    fn colleagues(&self) -> Vec<Colleague> {
        let colleague = |(agent, name): (&AgentId, &String)| {
            let away = self.desks.get(agent).map_or(Some(AwayReason::Own), |desk| desk.away);
            Colleague {
                agent: *agent,
                name: name.clone(),
                available: away.is_none(),
                away,
                channels: self.rows.joined_by(*agent),
            }
        };
        let mut colleagues: Vec<Colleague> = self.names.iter().map(colleague).collect();
        colleagues
            .sort_by(|one, other| one.name.cmp(&other.name).then(one.agent.cmp(&other.agent)));
        colleagues
    }
}

/// The browsers of a channel that may have a connection.
pub fn browsers(summary: &Summary) -> impl Iterator<Item = BrowserNo> + use<> {
    1..=summary.browsers
}

/// An open channel as the store remembers it, before its log is read. Who was passed over is
/// forgotten; a deadline it may have had stands in the past, and waits for its browsers to return.
pub fn recalled(summary: Summary) -> Change {
    let deadline = (summary.away || summary.offer.is_some()).then_some(0);
    Change { now: Now::Channel(Arc::new(summary), Vec::new()), deadline }
}

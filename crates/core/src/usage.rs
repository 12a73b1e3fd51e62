//! Usage by visitors and agents: a fold of all entries, per day, site and agent.

mod erased;
mod reach;

use crate::actor::{Actor, BrowserNo};
use crate::channel::{ChannelEvent, EndReason};
use crate::day::Day;
use crate::drive::{DriveNo, Outcome, Receipt};
use crate::entry::{Entry, Event};
use crate::id::{AgentId, ChannelId, LogId};
use crate::site::SiteKey;
use crate::time::Millis;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;

pub use erased::Bare;
pub use reach::{Engine, ReachRow};
use reach::{Reach, Riders};

/// How many browsers' drives ended, or stand, so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DriveCounts {
    /// Nothing was heard of it.
    pub dispatched: u64,
    /// Our code ran, the page before was not left.
    pub taken: u64,
    /// The page before was left.
    pub left: u64,
    /// The page itself said so.
    pub arrived: u64,
    /// It did not go.
    pub blocked: u64,
    /// A later drive replaced it.
    pub superseded: u64,
    /// The browser went away.
    pub gone: u64,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counts {
    /// Clicks that became a place in the queue.
    pub requests: u64,
    /// Waits that ended with an agent.
    pub waits: u64,
    /// How long these took in all.
    pub wait_ms_total: Millis,
    /// How long the longest took.
    pub wait_ms_max: Millis,
    /// Waits that ended without an agent: left, absent for too long.
    pub abandoned: u64,
    /// Waits that ended with a note.
    pub notes: u64,
    /// Channels that an agent was joined in.
    pub channels: u64,
    /// Tours begun, which are channels too.
    pub tours: u64,
    /// Visitors who came into a tour.
    pub tour_visitors: u64,
    /// Messages of visitors.
    pub said_by_visitors: u64,
    /// Messages and links of agents.
    pub said_by_agents: u64,
    /// Drives, once for each browser driven.
    pub drives: DriveCounts,
    /// How long visitors and agents were joined, in channels that have ended.
    pub joined_ms: Millis,
}

/// Usage of one site and agent. What happened before an agent was joined has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// The site.
    pub site: SiteKey,
    /// The agent; none for what happened before one was joined.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub agent: Option<AgentId>,
    /// What was counted.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A channel that may still be counted for.
#[derive(Debug, Default)]
struct Open {
    site: SiteKey,
    asked_at_ms: Millis,
    joined_at_ms: Millis,
    agent: Option<AgentId>,
    /// Whether the visitor left a note.
    noted: bool,
    /// Each browser's last drive, the day it was asked for, and how it stands.
    rides: BTreeMap<BrowserNo, (DriveNo, Day, Outcome)>,
    is_tour: bool,
    riders: Riders,
}

/// Day, site and agent.
type Cell = (Day, SiteKey, Option<AgentId>);

/// The fold.
#[derive(Debug, Default)]
pub struct Usage {
    open: HashMap<ChannelId, Open>,
    cells: BTreeMap<Cell, Counts>,
    reach: Reach,
}

impl Usage {
    /// Takes an entry into account. Those of one log come in order, logs in any.
    pub fn take(&mut self, log: &LogId, entry: &Entry) {
        if let (LogId::Channel(id), Event::Channel(event)) = (log, &entry.event) {
            self.take_event(*id, (entry.at_ms, entry.by), event);
        }
    }

    /// Takes an entry into account whose body was erased: as far as its kind tells.
    pub fn take_erased(&mut self, log: &LogId, bare: &Bare<'_>) {
        let LogId::Channel(id) = log else { return };
        let noted = self.open.get(id).is_some_and(|open| open.noted);
        if let Some(event) = bare.event(noted) {
            self.take_event(*id, (bare.at_ms, bare.by), &event);
        }
    }

    /// What is over is counted for no longer, and forgotten.
    fn take_event(&mut self, id: ChannelId, made: (Millis, Actor), event: &ChannelEvent) {
        let begins = matches!(event, ChannelEvent::Arrived { .. }).then(Open::default);
        let Some(mut open) = self.open.remove(&id).or(begins) else { return };
        self.count(&mut open, made, event);
        if !matches!(event, ChannelEvent::Ended { .. }) {
            self.open.insert(id, open);
        }
    }

    /// The usage of these days, both included, by site and agent: none before the agents.
    pub fn rows(&self, from: Day, to: Day) -> Vec<Row> {
        let mut sums: BTreeMap<(&SiteKey, Option<AgentId>), Counts> = BTreeMap::new();
        for ((day, site, agent), counts) in &self.cells {
            if (from..=to).contains(day) {
                *sums.entry((site, *agent)).or_default() += *counts;
            }
        }
        let row =
            |((site, agent), counts): ((&SiteKey, _), _)| Row { site: site.clone(), agent, counts };
        sums.into_iter().map(row).collect()
    }

    /// How the drives of these days stand, both included, by site, way and engine.
    pub fn reach(&self, from: Day, to: Day) -> Vec<ReachRow> {
        self.reach.rows(from, to)
    }

    fn count(&mut self, open: &mut Open, (at_ms, by): (Millis, Actor), event: &ChannelEvent) {
        use ChannelEvent as E;
        match event {
            E::Arrived { site, browser, visitor } => {
                open.site.clone_from(site);
                open.riders.arrived(*browser, visitor);
                if open.is_tour {
                    self.cell(open, at_ms).tour_visitors += 1;
                }
            }
            E::TourStarted { site, .. } => {
                open.site.clone_from(site);
                open.is_tour = true;
            }
            E::Asked => {
                open.asked_at_ms = at_ms;
                self.cell(open, at_ms).requests += 1;
            }
            E::Joined { agent, .. } => self.count_joined(open, at_ms, *agent),
            E::Said { .. } | E::Linked { .. } => {
                let cell = self.cell(open, at_ms);
                match by {
                    Actor::Browser(_) => cell.said_by_visitors += 1,
                    Actor::Agent(_) | Actor::Server => cell.said_by_agents += 1,
                }
            }
            E::Driven { drive, browsers, .. } => {
                let ride = (*drive, Day::of(at_ms), Outcome::Dispatched);
                open.rides.extend(browsers.iter().map(|number| (*number, ride.clone())));
                let count = u64::try_from(browsers.len()).unwrap_or(u64::MAX);
                self.cell(open, at_ms).drives.dispatched += count;
                let on = (Day::of(at_ms), &open.site);
                self.reach.driven(on, &mut open.riders, browsers);
            }
            E::Receipted { drive, receipts } => self.count_receipts(open, *drive, receipts),
            E::Ended { reason } => self.count_end(open, at_ms, *reason),
            E::NoteLeft { .. } => open.noted = true,
            E::Delivered { .. }
            | E::Named { .. }
            | E::Offered { .. }
            | E::PassedOver { .. }
            | E::Marked { .. }
            | E::Equipped { .. }
            | E::Seated { .. }
            | E::Moved { .. }
            | E::Paused { .. }
            | E::Resumed { .. }
            | E::Consented { .. }
            | E::Withdrew { .. }
            | E::Away { .. }
            | E::Returned { .. }
            | E::NoteSettled
            | E::Rated { .. }
            | E::TourChanged { .. }
            | E::CodeSet { .. }
            | E::Departed { .. }
            | E::TakenAlong { .. }
            | E::Erased { .. }
            | E::Unknown => {}
        }
    }

    /// The wait is counted for the agent who ended it; a second agent's join ends no wait.
    fn count_joined(&mut self, open: &mut Open, at_ms: Millis, agent: AgentId) {
        let has_waited = open.agent.is_none() && !open.is_tour;
        let waited = has_waited.then(|| at_ms.saturating_sub(open.asked_at_ms));
        let opens_tour = open.agent.is_none() && open.is_tour;
        self.count_joined_time(open, at_ms);
        open.agent = Some(agent);
        open.joined_at_ms = at_ms;
        let cell = self.cell(open, at_ms);
        cell.channels += 1;
        cell.tours += u64::from(opens_tour);
        if let Some(wait_ms) = waited {
            cell.waits += 1;
            cell.wait_ms_total += wait_ms;
            cell.wait_ms_max = cell.wait_ms_max.max(wait_ms);
        }
    }

    fn count_end(&mut self, open: &Open, at_ms: Millis, reason: EndReason) {
        self.count_joined_time(open, at_ms);
        let cell = self.cell(open, at_ms);
        match (open.agent, reason) {
            (None, EndReason::Note) => cell.notes += 1,
            (None, _) => cell.abandoned += 1,
            (Some(_), _) => {}
        }
    }

    fn count_joined_time(&mut self, open: &Open, at_ms: Millis) {
        if open.agent.is_some() {
            self.cell(open, at_ms).joined_ms += at_ms.saturating_sub(open.joined_at_ms);
        }
    }

    /// A drive stays on the day it was asked for, under what is known of it last.
    fn count_receipts(&mut self, open: &mut Open, drive: DriveNo, receipts: &[Receipt]) {
        for receipt in receipts {
            let Some(ride) = open.rides.get_mut(&receipt.browser) else { continue };
            let (last, day, known) = ride;
            if *last != drive {
                continue;
            }
            self.reach.receipted((*day, &open.site), &mut open.riders, receipt);
            let cell = (*day, open.site.clone(), open.agent);
            let counts = &mut self.cells.entry(cell).or_default().drives;
            *counts.of(known) = counts.of(known).saturating_sub(1);
            *counts.of(&receipt.outcome) += 1;
            known.clone_from(&receipt.outcome);
        }
    }

    fn cell(&mut self, open: &Open, at_ms: Millis) -> &mut Counts {
        self.cells.entry((Day::of(at_ms), open.site.clone(), open.agent)).or_default()
    }
}

impl DriveCounts {
    fn of(&mut self, outcome: &Outcome) -> &mut u64 {
        match outcome {
            Outcome::Dispatched => &mut self.dispatched,
            Outcome::Taken { .. } => &mut self.taken,
            Outcome::Left => &mut self.left,
            Outcome::Arrived { .. } => &mut self.arrived,
            Outcome::Blocked { .. } => &mut self.blocked,
            Outcome::Superseded => &mut self.superseded,
            Outcome::Gone => &mut self.gone,
        }
    }
}

impl AddAssign for DriveCounts {
    fn add_assign(&mut self, other: Self) {
        self.dispatched += other.dispatched;
        self.taken += other.taken;
        self.left += other.left;
        self.arrived += other.arrived;
        self.blocked += other.blocked;
        self.superseded += other.superseded;
        self.gone += other.gone;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.waits += other.waits;
        self.wait_ms_total += other.wait_ms_total;
        self.wait_ms_max = self.wait_ms_max.max(other.wait_ms_max);
        self.abandoned += other.abandoned;
        self.notes += other.notes;
        self.channels += other.channels;
        self.tours += other.tours;
        self.tour_visitors += other.tour_visitors;
        self.said_by_visitors += other.said_by_visitors;
        self.said_by_agents += other.said_by_agents;
        self.drives += other.drives;
        self.joined_ms += other.joined_ms;
    }
}

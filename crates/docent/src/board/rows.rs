//! The board's rows: open channels by id, and the queue of each site in order.

use docent_core::id::{AgentId, ChannelId};
use docent_core::site::SiteKey;
use docent_core::summary::Summary;
use docent_core::time::Millis;
use docent_core::view::Status;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// An open channel.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) summary: Arc<Summary>,
    pub(super) passed_over: Vec<AgentId>,
    /// How many stood before this visitor when the wait began.
    pub(super) ahead: u32,
}

type Turn = (Millis, ChannelId);

/// Open channels, and who of them waits.
#[derive(Debug, Default)]
pub(super) struct Rows {
    by_id: HashMap<ChannelId, Row>,
    queue: BTreeSet<Turn>,
    queues: BTreeMap<SiteKey, BTreeSet<Turn>>,
    others: BTreeSet<ChannelId>,
    joined: HashMap<AgentId, u32>,
}

impl Rows {
    pub(super) fn get(&self, channel: ChannelId) -> Option<&Row> {
        self.by_id.get(&channel)
    }

    /// Puts a row, in place of the one that is there. Mostly it stays where it is.
    pub(super) fn put(&mut self, row: Row) {
        let it = &row.summary;
        if let Some(before) = self.by_id.get_mut(&it.channel) {
            if place(&before.summary) == place(it) {
                *before = row;
                return;
            }
            self.take(row.summary.channel);
        }
        self.add(row);
    }

    fn add(&mut self, row: Row) {
        let it = &row.summary;
        if it.status == Status::Waiting {
            self.queue.insert(turn(it));
            self.queues.entry(it.site.clone()).or_default().insert(turn(it));
        } else {
            self.others.insert(it.channel);
        }
        if let Some(agent) = guide(it) {
            *self.joined.entry(agent).or_default() += 1;
        }
        self.by_id.insert(it.channel, row);
    }

    /// Takes a row out.
    pub(super) fn take(&mut self, channel: ChannelId) -> Option<Row> {
        let row = self.by_id.remove(&channel)?;
        let it = &row.summary;
        self.queue.remove(&turn(it));
        self.others.remove(&channel);
        if let Some(queue) = self.queues.get_mut(&it.site) {
            queue.remove(&turn(it));
        }
        if let Some(count) = guide(it).and_then(|agent| self.joined.get_mut(&agent)) {
            *count = count.saturating_sub(1);
        }
        Some(row)
    }

    /// All who wait, in the order of asking.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Row> {
        self.queue.iter().filter_map(|(_, id)| self.by_id.get(id))
    }

    /// Everybody's exact place, from 1, in the queue of their site.
    pub(super) fn places(&self) -> impl Iterator<Item = (ChannelId, &str, u32)> {
        self.queues.iter().flat_map(|(site, queue)| {
            (1..).zip(queue).map(|(place, (_, id))| (*id, site.as_str(), place))
        })
    }

    /// The exact place of one, from 1.
    pub(super) fn position(&self, channel: ChannelId) -> Option<u32> {
        let it = &self.by_id.get(&channel)?.summary;
        let queue = self.queues.get(&it.site)?;
        let own = turn(it);
        // Whoever has just come is last, and need not be counted.
        if queue.last() == Some(&own) {
            return Some(length(queue));
        }
        queue.contains(&own).then(|| count(queue.range(..own)) + 1)
    }

    /// How many wait on a site.
    pub(super) fn count(&self, site: &str) -> u32 {
        self.queues.get(site).map_or(0, length)
    }

    /// How many wait, and how many open channels do not.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.queue.len(), self.others.len())
    }

    /// How many channels an agent is joined in.
    pub(super) fn joined_by(&self, agent: AgentId) -> u32 {
        self.joined.get(&agent).copied().unwrap_or_default()
    }

    /// The first `most` who wait.
    pub(super) fn top(&self, most: usize) -> impl Iterator<Item = ChannelId> {
        self.queue.iter().take(most).map(|(_, id)| *id)
    }

    /// The first `most` who wait, and all other open channels.
    pub(super) fn board(&self, most: usize) -> impl Iterator<Item = &Summary> {
        let ids = self.top(most).chain(self.others.iter().copied());
        ids.filter_map(|id| self.by_id.get(&id)).map(|it| &*it.summary)
    }
}

/// All that says where a row stands in the lists.
fn place(it: &Summary) -> (Status, Turn, &str, Option<AgentId>) {
    (it.status, turn(it), &it.site, guide(it))
}

fn turn(it: &Summary) -> Turn {
    (it.asked_at_ms, it.channel)
}

fn length(queue: &BTreeSet<Turn>) -> u32 {
    u32::try_from(queue.len()).unwrap_or(u32::MAX)
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn guide(it: &Summary) -> Option<AgentId> {
    (it.status == Status::Joined).then(|| it.guide.as_ref().map(|guide| guide.agent)).flatten()
}

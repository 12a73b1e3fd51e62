//! Who is offered which visitor.

use crate::id::{AgentId, ChannelId};
use crate::limit::AGENT_CHANNELS;
use crate::time::Millis;
use std::collections::BTreeSet;

/// A channel that waits, as routing looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which channel.
    pub channel: ChannelId,
    /// To whom it is offered now.
    pub offered: Option<AgentId>,
    /// Who has left an offer of it unanswered.
    pub passed_over: Vec<AgentId>,
}

/// An agent's desk, as routing looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskState {
    /// Whose.
    pub agent: AgentId,
    /// Whether the agent takes visitors.
    pub available: bool,
    /// Joined channels that are open.
    pub channels: u32,
    /// Since when nothing new came: the last join or, before any, becoming available.
    pub idle_since_ms: Millis,
}

/// The offers to make now: for each channel of `waiting`, which is in the queue's order, the
/// available agent with the fewest channels, of these the one idle the longest.
///
/// An agent has at most one offer at a time, at most `AGENT_CHANNELS` channels, and is not offered
/// again what was passed over, unless all who are available have passed it over.
pub fn route(waiting: &[Waiting], desks: &[DeskState]) -> Vec<(ChannelId, AgentId)> {
    let asked: BTreeSet<AgentId> = waiting.iter().filter_map(|it| it.offered).collect();
    let available: Vec<&DeskState> = desks.iter().filter(|desk| desk.available).collect();
    let mut free: Vec<&DeskState> = available
        .iter()
        .copied()
        .filter(|desk| desk.channels < AGENT_CHANNELS && !asked.contains(&desk.agent))
        .collect();
    free.sort_by_key(|desk| (desk.channels, desk.idle_since_ms, desk.agent));
    let mut offers = Vec::new();
    for channel in waiting.iter().filter(|it| it.offered.is_none()) {
        if free.is_empty() {
            break;
        }
        let passed = |desk: &DeskState| channel.passed_over.contains(&desk.agent);
        let start_again = available.iter().all(|desk| passed(desk));
        if let Some(first) = free.iter().position(|desk| start_again || !passed(desk)) {
            offers.push((channel.channel, free.remove(first).agent));
        }
    }
    offers
}

//! The queue: a view of the channels that wait, not a place of its own.

use crate::id::ChannelId;
use crate::limit::{WAITS_KEPT, WAITS_NEEDED};
use crate::summary::Summary;
use crate::time::Millis;
use std::collections::{BTreeMap, VecDeque};

/// Places up to here are shown exactly; later ones in steps, so that few numbers change at once.
const EXACT_TO: u32 = 20;

/// The place of each waiting channel in its site's queue, from 1: who asked first is first, and of
/// two who asked in the same millisecond the one with the lower id. In that order over all sites.
pub fn places(waiting: &[Summary]) -> Vec<(ChannelId, u32)> {
    let mut queue: Vec<&Summary> = waiting.iter().collect();
    queue.sort_by_key(|it| (it.asked_at_ms, it.channel));
    let mut ends: BTreeMap<&str, u32> = BTreeMap::new();
    let place = |it: &Summary, end: &mut u32| {
        *end += 1;
        (it.channel, *end)
    };
    queue.into_iter().map(|it| place(it, ends.entry(&it.site).or_default())).collect()
}

/// The place as a visitor reads it: exact to 20, then rounded up to 25, 50, 100, 250, 500, 1000 …
pub fn shown_position(exact: u32) -> u32 {
    if exact <= EXACT_TO {
        return exact;
    }
    let scales = std::iter::successors(Some(1_u64), |scale| scale.checked_mul(10));
    scales
        .flat_map(|scale| [25, 50, 100].map(|step| step * scale))
        .find(|step| *step >= u64::from(exact))
        .map_or(exact, |step| u32::try_from(step).unwrap_or(u32::MAX))
}

/// A wait that ended with an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// How many stood before this visitor when the wait began.
    pub places_ahead: u32,
    /// How long it took.
    pub wait_ms: Millis,
}

/// The last `WAITS_KEPT` waits of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waits {
    recent: VecDeque<Wait>,
}

impl Waits {
    /// Adds a wait that ended with an agent; the oldest is forgotten.
    pub fn take(&mut self, wait: Wait) {
        if self.recent.len() >= WAITS_KEPT {
            self.recent.pop_front();
        }
        self.recent.push_back(wait);
    }

    /// How long it will take from this place (from 1) to an agent; none while fewer than
    /// `WAITS_NEEDED` waits are known.
    ///
    /// A queue moves by one place at a time, so the waits are read as a pace: time waited by all
    /// of them over the places that they moved up.
    pub fn estimate(&self, position: u32) -> Option<Millis> {
        if self.recent.len() < WAITS_NEEDED {
            return None;
        }
        let waited: Millis = self.recent.iter().map(|it| it.wait_ms).sum();
        let moved: Millis = self.recent.iter().map(|it| u64::from(it.places_ahead) + 1).sum();
        Some(waited.saturating_mul(u64::from(position)) / moved)
    }
}

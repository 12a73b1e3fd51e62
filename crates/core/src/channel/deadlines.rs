//! What happens in a channel when nothing happens.

use super::draft::{for_all, for_staff};
use super::{Channel, ChannelEvent, EndReason};
use crate::actor::BrowserNo;
use crate::drive::{Obstacle, Outcome, Ride};
use crate::entry::Draft;
use crate::limit::{
    ANNOUNCED_WITHIN_MS, CHANNEL_KEPT_MS, LEFT_WITHIN_MS, PLACE_KEPT_MS, TAKEN_WITHIN_MS,
    TOUR_IDLE_MS,
};
use crate::machine::Context;
use crate::time::Millis;
use crate::view::Status;

impl Channel {
    /// The earliest time at which `Tick` would do something.
    pub fn deadline(&self) -> Option<Millis> {
        if self.is_over() {
            return None;
        }
        let offer = self.view.offer.as_ref().map(|offer| offer.until_ms);
        let drive = self.drive_deadlines().map(|(_, at_ms, _)| at_ms).min();
        let part = self.memory.spread.as_ref().map(|it| it.next_at_ms);
        [offer, drive, part, self.absence_deadline()].into_iter().flatten().min()
    }

    /// Does what is due by now: the offer, the drive, its next part, the absence, in this order.
    pub(super) fn tick(&self, ctx: &Context<'_>) -> Vec<Draft> {
        let now_ms = ctx.now_ms;
        if self.is_over() {
            return vec![];
        }
        let mut drafts = Vec::new();
        if let Some(offer) = self.view.offer.as_ref().filter(|offer| offer.until_ms <= now_ms) {
            drafts.push(for_staff(ChannelEvent::PassedOver { agent: offer.agent }));
        }
        for why in [Obstacle::Link, Obstacle::Lost, Obstacle::Download] {
            let due: Vec<BrowserNo> = self
                .drive_deadlines()
                .filter(|(_, at_ms, obstacle)| *at_ms <= now_ms && *obstacle == why)
                .map(|(browser, ..)| browser)
                .collect();
            drafts.extend(self.settle(&due, &Outcome::Blocked { why }, now_ms));
        }
        if self.memory.spread.as_ref().is_some_and(|it| it.next_at_ms <= now_ms) {
            drafts.extend(self.next_part(ctx));
        }
        if self.absence_deadline().is_some_and(|at_ms| at_ms <= now_ms) {
            drafts.push(for_all(ChannelEvent::Ended { reason: EndReason::Absent }));
        }
        drafts
    }

    /// When each browser that may still go where it was driven is given up, and as what.
    fn drive_deadlines(&self) -> impl Iterator<Item = (BrowserNo, Millis, Obstacle)> {
        let rides = self.view.browsers.iter();
        rides.filter_map(|(number, it)| {
            let ride = it.ride.as_ref()?;
            let is_waited_for = ride.outcome == Outcome::Dispatched && self.is_silent(*number);
            let until_ms = ride.at_ms.saturating_add(ANNOUNCED_WITHIN_MS);
            if is_waited_for {
                Some((*number, until_ms, Obstacle::Link))
            } else {
                ride_deadline(*number, ride)
            }
        })
    }

    /// When the channel ends because all its browsers are away.
    fn absence_deadline(&self) -> Option<Millis> {
        if self.view.tour.is_some() {
            return Some(self.head.last_at_ms.saturating_add(TOUR_IDLE_MS));
        }
        let kept_ms = match self.view.status {
            Status::Waiting => PLACE_KEPT_MS,
            Status::Joined => CHANNEL_KEPT_MS,
            Status::New | Status::Ended => return None,
        };
        if self.memory.away_since_ms.len() < self.view.browsers.len() {
            return None;
        }
        self.memory.away_since_ms.values().max().map(|since_ms| since_ms.saturating_add(kept_ms))
    }
}

fn ride_deadline(browser: BrowserNo, ride: &Ride) -> Option<(BrowserNo, Millis, Obstacle)> {
    match ride.outcome {
        Outcome::Dispatched => {
            Some((browser, ride.at_ms.saturating_add(TAKEN_WITHIN_MS), Obstacle::Lost))
        }
        Outcome::Taken { .. } => {
            let left_by_ms = u64::from(ride.ms) + LEFT_WITHIN_MS;
            Some((browser, ride.at_ms.saturating_add(left_by_ms), Obstacle::Download))
        }
        Outcome::Left
        | Outcome::Arrived { .. }
        | Outcome::Blocked { .. }
        | Outcome::Superseded
        | Outcome::Gone => None,
    }
}

//! What happens in a channel when nothing happens.

use super::draft::{for_all, for_staff};
use super::drives::outcome_in;
use super::{Channel, ChannelEvent, EndReason};
use crate::actor::BrowserNo;
use crate::drive::{Drive, Obstacle, Outcome};
use crate::entry::Draft;
use crate::limit::{
    ANNOUNCED_WITHIN_MS, CHANNEL_KEPT_MS, LEFT_WITHIN_MS, PLACE_KEPT_MS, TAKEN_WITHIN_MS,
};
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
        [offer, drive, self.absence_deadline()].into_iter().flatten().min()
    }

    /// Does what is due by now: the offer, the drive, the absence, in this order.
    pub(super) fn tick(&self, now_ms: Millis) -> Vec<Draft> {
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
            drafts.extend(self.settle_drive(&due, &Outcome::Blocked { why }, now_ms));
        }
        if self.absence_deadline().is_some_and(|at_ms| at_ms <= now_ms) {
            drafts.push(for_all(ChannelEvent::Ended { reason: EndReason::Absent }));
        }
        drafts
    }

    /// When each browser of the last drive that may still go is given up, and as what.
    fn drive_deadlines(&self) -> impl Iterator<Item = (BrowserNo, Millis, Obstacle)> {
        let last = self.view.drives.last();
        last.into_iter().flat_map(move |drive| {
            let due = |browser: &BrowserNo| self.drive_deadline(drive, *browser);
            self.memory.targets.iter().filter_map(due)
        })
    }

    /// When the channel ends because all its browsers are away.
    fn absence_deadline(&self) -> Option<Millis> {
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

    fn drive_deadline(
        &self,
        drive: &Drive,
        browser: BrowserNo,
    ) -> Option<(BrowserNo, Millis, Obstacle)> {
        match outcome_in(drive, browser) {
            Outcome::Dispatched if self.is_silent(browser) => {
                Some((browser, drive.at_ms.saturating_add(ANNOUNCED_WITHIN_MS), Obstacle::Link))
            }
            Outcome::Dispatched => {
                Some((browser, drive.at_ms.saturating_add(TAKEN_WITHIN_MS), Obstacle::Lost))
            }
            Outcome::Taken { .. } => {
                let taken_ms = drive.receipts.get(&browser).map_or(0, |receipt| receipt.ms);
                let left_by_ms = u64::from(taken_ms) + LEFT_WITHIN_MS;
                Some((browser, drive.at_ms.saturating_add(left_by_ms), Obstacle::Download))
            }
            Outcome::Left
            | Outcome::Arrived { .. }
            | Outcome::Blocked { .. }
            | Outcome::Superseded
            | Outcome::Gone => None,
        }
    }
}

//! How a view follows drives: in one visitor's channel, in a tour, and as a tour's visitor.

use super::View;
use super::fold::push_bounded;
use crate::actor::BrowserNo;
use crate::channel::ChannelEvent;
use crate::drive::{Drive, DriveNo, Outcome, Receipt, Ride, Skipped, Tally};
use crate::entry::Entry;
use crate::limit::DRIVES_IN_VIEW_MAX;
use std::collections::BTreeMap;

impl View {
    pub(super) fn drive(&mut self, entry: &Entry, event: &ChannelEvent) {
        let ChannelEvent::Driven {
            drive,
            to,
            browsers,
            facts,
            of,
            everyone,
            later,
            part,
            skipped,
            ..
        } = event
        else {
            return;
        };
        let receipts = BTreeMap::new();
        let (at_ms, facts) = (entry.at_ms, *facts);
        let (drive, to) = (*drive, to.clone());
        let fresh = Drive { drive, to: to.clone(), at_ms, facts, receipts, tally: None };
        // A visitor of a tour, who is meant, keeps the last.
        if browsers.is_empty() && self.tour.is_some() && skipped.is_empty() && later.is_empty() {
            self.drives = vec![fresh];
            return;
        }
        if of.is_none() {
            self.open_stop(fresh, later.len(), *everyone);
        }
        let stop = of.unwrap_or(drive);
        for browser in browsers {
            let outcome = Outcome::Dispatched;
            let to = to.clone();
            self.ride(*browser, Ride { drive, stop, to, at_ms, facts, outcome, ms: 0 });
        }
        if let Some(tally) = tally(&mut self.drives, stop) {
            settle_skipped(tally, browsers, skipped, *part);
        }
    }

    /// What was still to be driven to the stop before is replaced with it.
    fn open_stop(&mut self, mut fresh: Drive, later: usize, everyone: bool) {
        if let Some(tour) = &mut self.tour {
            if let Some(tally) = self.drives.last_mut().and_then(|it| it.tally.as_mut()) {
                tally.superseded += std::mem::take(&mut tally.later);
                tally.skipped.clear();
            }
            let later = count(later);
            fresh.tally = Some(Tally { later, ..Tally::default() });
            if everyone {
                tour.stop = Some(fresh.drive);
            }
        }
        push_bounded(&mut self.drives, fresh, DRIVES_IN_VIEW_MAX);
    }

    /// A browser counts once at each stop: by its last drive there.
    fn ride(&mut self, number: BrowserNo, ride: Ride) {
        let Some(browser) = self.browsers.get_mut(&number) else { return };
        let stop = ride.stop;
        let before = browser.ride.replace(ride);
        let Some(tally) = tally(&mut self.drives, stop) else { return };
        tally.dispatched += 1;
        if let Some(before) = before.filter(|it| it.stop == stop) {
            let count = tally.of(&before.outcome);
            *count = count.saturating_sub(1);
        }
    }

    pub(super) fn receipt(&mut self, drive: DriveNo, receipts: &[Receipt]) {
        for receipt in receipts {
            let is_ridden = self.receive(drive, receipt);
            if is_ridden && self.tour.is_some() {
                continue;
            }
            if let Some(drive) = self.drives.iter_mut().find(|it| it.drive == drive) {
                drive.receipts.insert(receipt.browser, receipt.clone());
            }
        }
    }

    /// Whether the browser's last drive is known, and so who reads is staff where it is a tour.
    fn receive(&mut self, drive: DriveNo, receipt: &Receipt) -> bool {
        let browser = self.browsers.get_mut(&receipt.browser);
        let Some(ride) = browser.and_then(|it| it.ride.as_mut()) else { return false };
        if ride.drive == drive {
            let before = std::mem::replace(&mut ride.outcome, receipt.outcome.clone());
            ride.ms = receipt.ms;
            if let Some(tally) = tally(&mut self.drives, ride.stop) {
                let count = tally.of(&before);
                *count = count.saturating_sub(1);
                *tally.of(&receipt.outcome) += 1;
            }
        }
        true
    }
}

fn tally(drives: &mut [Drive], stop: DriveNo) -> Option<&mut Tally> {
    drives.iter_mut().find(|it| it.drive == stop)?.tally.as_mut()
}

/// Who is driven now is no longer missed; who is not, is. A part was counted among the later ones.
fn settle_skipped(tally: &mut Tally, driven: &[BrowserNo], skipped: &[Skipped], part: bool) {
    let is_named = |browser: &BrowserNo| {
        driven.binary_search(browser).is_ok() || skipped.iter().any(|it| it.browser == *browser)
    };
    if !tally.skipped.is_empty() {
        let before = tally.skipped.len();
        tally.skipped.retain(|it| !is_named(&it.browser));
        tally.missed = tally.missed.saturating_sub(count(before - tally.skipped.len()));
    }
    tally.missed += count(skipped.len());
    tally.skipped.extend_from_slice(skipped);
    if part {
        tally.later = tally.later.saturating_sub(count(driven.len() + skipped.len()));
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The drive, and what became of it in this browser.
pub(super) fn own_drive(drive: &Drive, own: BrowserNo) -> Drive {
    let receipt = drive.receipts.get(&own).map(|receipt| (own, receipt.clone()));
    let Drive { drive, to, at_ms, facts, .. } = drive;
    let receipts = receipt.into_iter().collect();
    Drive { drive: *drive, to: to.clone(), at_ms: *at_ms, facts: *facts, receipts, tally: None }
}

/// A tour's visitor's last drive, as the visitor's own fold has it.
pub(super) fn as_drive(ride: Ride, own: BrowserNo) -> Drive {
    let Ride { drive, to, at_ms, facts, outcome, ms, .. } = ride;
    let is_known = outcome != Outcome::Dispatched;
    let receipt = is_known.then_some((own, Receipt { browser: own, outcome, ms }));
    Drive { drive, to, at_ms, facts, receipts: receipt.into_iter().collect(), tally: None }
}

//! Browsers of a tour that come to the current stop on their own time: late, again, or part by part.

use super::draft::for_these;
use super::drives::{has_way, only_links};
use super::{Channel, ChannelEvent};
use crate::actor::BrowserNo;
use crate::drive::{Drive, DriveNo, Obstacle, Outcome, Skipped};
use crate::entry::Draft;
use crate::machine::{Context, Decision};
use crate::refusal::Refusal;
use crate::site::{Consent, Driving};
use crate::view::Browser;

impl Channel {
    /// Drives stragglers to the current stop again: these, or all who have not come.
    pub(super) fn again(&self, browsers: Option<&[BrowserNo]>, ctx: &Context<'_>) -> Decision {
        let settings = self.settings(ctx);
        if settings.driving == Driving::Stopped {
            return Err(Refusal::DrivingStopped);
        }
        let stop = self.stop().ok_or(Refusal::NoSuch { what: "stop" })?;
        let is_meant = |number: BrowserNo| match browsers {
            Some(these) => these.contains(&number),
            None => !self.has_come(number, stop.drive),
        };
        let later = self.memory.spread.as_ref().map(|it| it.rest.as_slice()).unwrap_or_default();
        let meant: Vec<BrowserNo> = self
            .view
            .browsers
            .iter()
            .filter(|(_, it)| !it.departed)
            .map(|(number, _)| *number)
            .filter(|number| is_meant(*number) && !later.contains(number))
            .collect();
        if meant.is_empty() {
            return Err(Refusal::NoSuch { what: "browser" });
        }
        let mut drafts = self.settle(&meant, &Outcome::Superseded, ctx.now_ms);
        drafts.extend(self.repeat(stop, &meant, settings.consent, false));
        Ok(drafts)
    }

    /// Back to the guide: a visitor who wandered off comes to the current stop by one click.
    pub(super) fn rejoin(&self, browser: BrowserNo, ctx: &Context<'_>) -> Decision {
        let settings = self.settings(ctx);
        if settings.driving == Driving::Stopped {
            return Err(Refusal::DrivingStopped);
        }
        let stop = self.stop().ok_or(Refusal::NoSuch { what: "stop" })?;
        let known = self.browser(browser).ok_or(Refusal::NoSuch { what: "browser" })?;
        match self.hindrance(known, settings.consent) {
            Some(Obstacle::Paused) => return Err(Refusal::Paused),
            Some(Obstacle::Consent) => return Err(Refusal::NoConsent),
            _ => {}
        }
        let mut drafts = self.settle(&[browser], &Outcome::Superseded, ctx.now_ms);
        drafts.extend(self.repeat(stop, &[browser], settings.consent, false));
        Ok(drafts)
    }

    /// Who comes late, or back, lands on the current stop, once. `then` is the browser as it will
    /// be when what is just being decided has happened.
    pub(super) fn catch_up(
        &self,
        number: BrowserNo,
        then: &Browser,
        ctx: &Context<'_>,
    ) -> Vec<Draft> {
        let settings = self.settings(ctx);
        let Some(stop) = self.stop() else { return vec![] };
        let has_ridden = then.ride.as_ref();
        let is_due = has_ridden.is_none_or(|it| it.stop < stop.drive || is_missed(&it.outcome));
        let may = settings.driving == Driving::Allowed && !self.is_later(number);
        if !is_due || !may || self.hindrance(then, settings.consent).is_some() {
            return vec![];
        }
        let mut drafts = self.settle(&[number], &Outcome::Superseded, ctx.now_ms);
        let only_link = !has_way(then);
        drafts.extend(self.repetition(stop, (vec![number], vec![]), false, |_| only_link));
        drafts
    }

    /// The same for one whose client has said in which ways it can be driven; else it is driven
    /// when it has.
    pub(super) fn catch_up_known(
        &self,
        number: BrowserNo,
        then: &Browser,
        ctx: &Context<'_>,
    ) -> Vec<Draft> {
        if self.is_silent(number) { vec![] } else { self.catch_up(number, then, ctx) }
    }

    /// Whether a connection of this browser is news: it was away, or missed the current stop.
    pub fn wants_note_here(&self, browser: BrowserNo) -> bool {
        let Some(known) = self.browser(browser) else { return false };
        let is_lost = known.ride.as_ref().is_some_and(|ride| {
            Some(ride.stop) == self.stop().map(|it| it.drive) && is_missed(&ride.outcome)
        });
        known.away || is_lost
    }

    /// The next part of a drive that is spread.
    pub(super) fn next_part(&self, ctx: &Context<'_>) -> Vec<Draft> {
        let Some(spread) = &self.memory.spread else { return vec![] };
        let settings = self.settings(ctx);
        let stop = self.view.drives.iter().find(|it| it.drive == spread.stop);
        let Some(stop) = stop.filter(|_| settings.driving == Driving::Allowed) else {
            return vec![];
        };
        let part = spread.rest.split_at(spread.per_part.min(spread.rest.len())).0;
        self.repeat(stop, part, settings.consent, true)
    }

    /// Where everybody is to be.
    fn stop(&self) -> Option<&Drive> {
        let stop = self.view.tour.as_ref()?.stop?;
        self.view.drives.iter().rev().find(|it| it.drive == stop)
    }

    fn has_come(&self, browser: BrowserNo, stop: DriveNo) -> bool {
        let ride = self.browser(browser).and_then(|it| it.ride.as_ref());
        ride.is_some_and(|it| {
            it.stop == stop && matches!(it.outcome, Outcome::Left | Outcome::Arrived { .. })
        })
    }

    fn is_later(&self, browser: BrowserNo) -> bool {
        self.memory.spread.as_ref().is_some_and(|it| it.rest.contains(&browser))
    }

    /// One more drive to a stop, for those of these who can be driven.
    fn repeat(
        &self,
        stop: &Drive,
        browsers: &[BrowserNo],
        consent: Consent,
        part: bool,
    ) -> Vec<Draft> {
        let sorted = self.sort(browsers, consent);
        let only_link = |number| !self.browser(number).is_some_and(has_way);
        self.repetition(stop, sorted, part, only_link)
    }

    fn repetition(
        &self,
        stop: &Drive,
        (going, skipped): (Vec<BrowserNo>, Vec<Skipped>),
        part: bool,
        only_link: impl Fn(BrowserNo) -> bool,
    ) -> Vec<Draft> {
        let drive = self.memory.last_drive + 1;
        let told = only_links(drive, &going, only_link);
        let driven = for_these(ChannelEvent::Driven {
            drive,
            to: stop.to.clone(),
            browsers: going,
            facts: stop.facts,
            of: Some(stop.drive),
            everyone: false,
            later: Vec::new(),
            part,
            spread_ms: 0,
            skipped,
        });
        std::iter::once(driven).chain(told).collect()
    }
}

/// Whether the browser did not hear of a drive at its time.
fn is_missed(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Gone | Outcome::Blocked { why: Obstacle::Lost })
}

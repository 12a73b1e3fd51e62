//! Driving: who may be driven where, and what became of it.

use super::draft::{for_all, for_one, for_these};
use super::{Channel, ChannelEvent};
use crate::actor::BrowserNo;
use crate::drive::{DriveNo, Obstacle, Outcome, Receipt, Ride, Skipped, Way};
use crate::entry::{Draft, Event};
use crate::limit::{BROWSERS_MAX, SPREAD_EVERY_MS, SPREAD_MS_MAX};
use crate::location;
use crate::machine::{Context, Decision};
use crate::plan::Facts;
use crate::refusal::Refusal;
use crate::site::{Consent, Driving, SiteSettings};
use crate::time::Millis;
use crate::view::Browser;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Whom an agent drives, and how.
pub(super) struct Whom<'a> {
    /// These; none: everybody.
    pub(super) browsers: Option<&'a [BrowserNo]>,
    /// Spread over so many milliseconds.
    pub(super) spread_ms: u32,
    /// That a host the site does not list was confirmed.
    pub(super) confirmed: bool,
}

impl Channel {
    /// Drives the browsers that let themselves be driven. What the drive before has not yet left
    /// for is superseded, which is said first. A browser that can only be sent a link is told so
    /// at once; one whose client has only just come has a moment to say what it can do.
    pub(super) fn drive(
        &self,
        (url, title): (&str, &str),
        whom: &Whom<'_>,
        ctx: &Context<'_>,
    ) -> Decision {
        let settings = self.settings(ctx);
        if settings.driving == Driving::Stopped {
            return Err(Refusal::DrivingStopped);
        }
        let (to, confirm) = self.destination((url, title), ctx, |url| ctx.foresight.facts(url))?;
        let chosen = self.chosen(whom.browsers)?;
        let (going, skipped) = self.sort_out(&chosen, settings.consent)?;
        if confirm && !whom.confirmed {
            return Err(Refusal::Unconfirmed { browsers: going.len() });
        }
        let facts = facts(&to.url, &settings, ctx);
        let drive = self.memory.last_drive + 1;
        let everyone = whom.browsers.is_none();
        let mut drafts = self.settle(&chosen, &Outcome::Superseded, ctx.now_ms);
        if self.view.tour.is_none() {
            drafts.push(for_all(ChannelEvent::driven(drive, to, facts, going.clone())));
        } else {
            let (now, later) = parts(&going, whom.spread_ms)?;
            let (browsers, later) = (now.to_vec(), later.to_vec());
            let spread_ms = if later.is_empty() { 0 } else { whom.spread_ms };
            let (of, part) = (None, false);
            drafts.push(for_these(ChannelEvent::Driven {
                drive,
                to,
                browsers,
                facts,
                of,
                everyone,
                later,
                part,
                spread_ms,
                skipped,
            }));
        }
        let has_way = |number| self.browser(number).is_some_and(has_way);
        let only_link = |number| !has_way(number) && !self.is_silent(number);
        let told = only_links(drive, drafted(&drafts), only_link);
        drafts.extend(told);
        Ok(drafts)
    }

    /// A browser's word on its last drive: `taken` once, then `left`, then `arrived`; or `blocked`
    /// before it has left.
    pub(super) fn receipt(
        &self,
        browser: BrowserNo,
        drive: DriveNo,
        outcome: &Outcome,
        ctx: &Context<'_>,
    ) -> Decision {
        let none = Refusal::NoSuch { what: "drive" };
        let Some(ride) = self.browser(browser).and_then(|it| it.ride.as_ref()) else {
            return Err(none);
        };
        if drive == 0 || drive > ride.drive {
            return Err(none);
        }
        if drive < ride.drive {
            return Err(Refusal::DriveOver);
        }
        let settings = self.settings(ctx);
        let Some(outcome) = next_outcome(&ride.outcome, outcome, &settings)? else {
            return Ok(vec![]);
        };
        if matches!(outcome, Outcome::Taken { .. }) {
            self.check_still_allowed(browser, &settings)?;
        }
        let receipt = Receipt { browser, outcome, ms: since(ride, ctx.now_ms) };
        Ok(vec![for_one(browser, ChannelEvent::Receipted { drive, receipts: vec![receipt] })])
    }

    pub(super) fn pause(&self, browser: BrowserNo, now_ms: Millis) -> Vec<Draft> {
        if self.browser(browser).is_some_and(|it| it.paused) {
            return vec![];
        }
        let mut drafts = vec![for_one(browser, ChannelEvent::Paused { browser })];
        let blocked = Outcome::Blocked { why: Obstacle::Paused };
        drafts.extend(self.settle(&[browser], &blocked, now_ms));
        drafts
    }

    pub(super) fn resume(&self, number: BrowserNo, ctx: &Context<'_>) -> Vec<Draft> {
        let Some(known) = self.browser(number).filter(|it| it.paused) else { return vec![] };
        let then = Browser { paused: false, ..known.clone() };
        let resumed = for_one(number, ChannelEvent::Resumed { browser: number });
        std::iter::once(resumed).chain(self.catch_up_known(number, &then, ctx)).collect()
    }

    pub(super) fn consent(&self, number: BrowserNo, ctx: &Context<'_>) -> Vec<Draft> {
        let Some(known) = self.browser(number).filter(|it| !it.consented) else { return vec![] };
        let then = Browser { consented: true, ..known.clone() };
        let consented = for_one(number, ChannelEvent::Consented { browser: number });
        std::iter::once(consented).chain(self.catch_up_known(number, &then, ctx)).collect()
    }

    pub(super) fn withdraw(&self, browser: BrowserNo, now_ms: Millis) -> Vec<Draft> {
        if !self.browser(browser).is_some_and(|it| it.consented) {
            return vec![];
        }
        let mut drafts = vec![for_one(browser, ChannelEvent::Withdrew { browser })];
        let blocked = Outcome::Blocked { why: Obstacle::Consent };
        drafts.extend(self.settle(&[browser], &blocked, now_ms));
        drafts
    }

    /// Says the same of the last drive of each of these browsers that has not yet left for it.
    pub(super) fn settle(
        &self,
        browsers: &[BrowserNo],
        outcome: &Outcome,
        now_ms: Millis,
    ) -> Vec<Draft> {
        let mut by_drive: BTreeMap<DriveNo, Vec<Receipt>> = BTreeMap::new();
        for browser in browsers {
            let ride = self.browser(*browser).and_then(|it| it.ride.as_ref());
            if let Some(ride) = ride.filter(|it| it.is_pending()) {
                let (outcome, ms) = (outcome.clone(), since(ride, now_ms));
                let receipt = Receipt { browser: *browser, outcome, ms };
                by_drive.entry(ride.drive).or_default().push(receipt);
            }
        }
        let said = |(drive, receipts)| for_these(ChannelEvent::Receipted { drive, receipts });
        by_drive.into_iter().map(said).collect()
    }

    /// The settings of the channel's site; what nobody has set where the site is not known.
    pub(super) fn settings<'a>(&self, ctx: &Context<'a>) -> Cow<'a, SiteSettings> {
        ctx.directory.site(&self.view.site).map_or_else(Cow::default, Cow::Borrowed)
    }

    /// What the site's owner has changed since the drive was asked for holds for it too.
    fn check_still_allowed(
        &self,
        browser: BrowserNo,
        settings: &SiteSettings,
    ) -> Result<(), Refusal> {
        if settings.driving == Driving::Stopped {
            return Err(Refusal::DrivingStopped);
        }
        let consented = self.browser(browser).is_some_and(|it| it.consented);
        if settings.consent == Consent::Ask && !consented {
            return Err(Refusal::NoConsent);
        }
        Ok(())
    }

    /// The browsers that are meant, in ascending order: these, or all who have not left.
    fn chosen(&self, browsers: Option<&[BrowserNo]>) -> Result<Vec<BrowserNo>, Refusal> {
        let is_there = |number: &BrowserNo| self.browser(*number).is_some_and(|it| !it.departed);
        let mut chosen: Vec<BrowserNo> = match browsers {
            None => self.view.browsers.keys().copied().filter(is_there).collect(),
            Some(these) => these.iter().take(BROWSERS_MAX).copied().collect(),
        };
        chosen.sort_unstable();
        chosen.dedup();
        if chosen.is_empty() || !chosen.iter().all(is_there) {
            return Err(Refusal::NoSuch { what: "browser" });
        }
        Ok(chosen)
    }

    /// Those who can be driven now, and of a tour those who cannot, with why.
    fn sort_out(
        &self,
        chosen: &[BrowserNo],
        consent: Consent,
    ) -> Result<(Vec<BrowserNo>, Vec<Skipped>), Refusal> {
        let (going, skipped) = self.sort(chosen, consent);
        if going.is_empty() {
            let is_all = |why: Obstacle| skipped.iter().all(|it| it.why == why);
            return Err(match () {
                () if is_all(Obstacle::Paused) => Refusal::Paused,
                () if is_all(Obstacle::Away) => Refusal::NoSuch { what: "browser" },
                () => Refusal::NoConsent,
            });
        }
        Ok((going, skipped))
    }

    pub(super) fn sort(
        &self,
        chosen: &[BrowserNo],
        consent: Consent,
    ) -> (Vec<BrowserNo>, Vec<Skipped>) {
        let (mut going, mut skipped) = (Vec::new(), Vec::new());
        for browser in chosen {
            match self.hindrance_of(*browser, consent) {
                None => going.push(*browser),
                Some(why) => skipped.push(Skipped { browser: *browser, why }),
            }
        }
        (going, skipped)
    }

    /// Whether its client has not yet said in which ways it can be driven.
    pub(super) fn is_silent(&self, browser: BrowserNo) -> bool {
        !self.memory.announced.contains(&browser)
    }

    /// Why a browser is not driven now; in a tour, who has only just come is driven when ready.
    fn hindrance_of(&self, number: BrowserNo, consent: Consent) -> Option<Obstacle> {
        let hindrance = self.hindrance(self.browser(number)?, consent);
        let is_new = self.view.tour.is_some() && self.is_silent(number);
        hindrance.or_else(|| is_new.then_some(Obstacle::Away))
    }

    /// Why a browser is not driven now: the visitor has the wheel, has not consented where the
    /// site asks for it, or, in a tour, is not there: who comes later is driven then.
    pub(super) fn hindrance(&self, browser: &Browser, consent: Consent) -> Option<Obstacle> {
        if browser.paused {
            Some(Obstacle::Paused)
        } else if consent == Consent::Ask && !browser.consented {
            Some(Obstacle::Consent)
        } else if self.view.tour.is_some() && (browser.away || browser.departed) {
            Some(Obstacle::Away)
        } else {
            None
        }
    }
}

pub(super) fn has_way(browser: &Browser) -> bool {
    browser.ways.iter().any(|way| *way != Way::Link)
}

/// What those are told who were sent a link, because nothing else can be done.
pub(super) fn only_links(
    drive: DriveNo,
    driven: &[BrowserNo],
    only_link: impl Fn(BrowserNo) -> bool,
) -> Option<Draft> {
    let outcome = Outcome::Blocked { why: Obstacle::Link };
    let receipts: Vec<Receipt> = driven
        .iter()
        .filter(|number| only_link(**number))
        .map(|browser| Receipt { browser: *browser, outcome: outcome.clone(), ms: 0 })
        .collect();
    (!receipts.is_empty()).then(|| for_these(ChannelEvent::Receipted { drive, receipts }))
}

/// What is known of the target, and whether it is the site's own.
fn facts(url: &str, settings: &SiteSettings, ctx: &Context<'_>) -> Option<Facts> {
    let known = ctx.foresight.facts(url)?;
    Some(Facts { own: settings.is_own(url), ..known })
}

fn since(ride: &Ride, now_ms: Millis) -> u32 {
    u32::try_from(now_ms.saturating_sub(ride.at_ms)).unwrap_or(u32::MAX)
}

/// Who is driven now, and who later.
fn parts(going: &[BrowserNo], spread_ms: u32) -> Result<(&[BrowserNo], &[BrowserNo]), Refusal> {
    if spread_ms > SPREAD_MS_MAX {
        return Err(Refusal::Invalid { field: "spread_ms", why: "a minute is the longest" });
    }
    let parts = usize::try_from(spread_ms.div_ceil(SPREAD_EVERY_MS)).unwrap_or(1) + 1;
    Ok(going.split_at(going.len().div_ceil(parts)))
}

/// The browsers that the last of these drafts drives.
fn drafted(drafts: &[Draft]) -> &[BrowserNo] {
    match drafts.last().map(|it| &it.event) {
        Some(Event::Channel(ChannelEvent::Driven { browsers, .. })) => browsers,
        _ => &[],
    }
}

/// What follows from a browser's word; none where it is known already.
fn next_outcome(
    known: &Outcome,
    told: &Outcome,
    settings: &SiteSettings,
) -> Result<Option<Outcome>, Refusal> {
    use Outcome as O;
    match (known, told) {
        (_, O::Dispatched | O::Superseded | O::Gone) => {
            Err(Refusal::Invalid { field: "outcome", why: "only the server can know this" })
        }
        (O::Dispatched, O::Taken { .. } | O::Blocked { .. })
        | (O::Taken { .. }, O::Left | O::Blocked { .. }) => Ok(Some(told.clone())),
        (O::Taken { .. } | O::Left, O::Arrived { url, in_view }) => {
            let url = location::reported(url, &settings.query_params);
            let url = url.ok_or(Refusal::Invalid { field: "url", why: "it is no web address" })?;
            Ok(Some(O::Arrived { url, in_view: *in_view }))
        }
        (O::Left, O::Left) => Ok(None),
        (O::Dispatched, O::Left | O::Arrived { .. }) => {
            Err(Refusal::Invalid { field: "outcome", why: "the drive was not taken yet" })
        }
        (O::Taken { .. } | O::Left, O::Taken { .. })
        | (O::Left, O::Blocked { .. })
        | (O::Arrived { .. } | O::Blocked { .. } | O::Superseded | O::Gone, _) => {
            Err(Refusal::DriveOver)
        }
    }
}

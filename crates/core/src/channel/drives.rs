//! Driving: who may be driven where, and what became of it.

use super::draft::{draft, for_all, for_one};
use super::{Channel, ChannelEvent};
use crate::actor::{Audience, BrowserNo};
use crate::drive::{Drive, DriveNo, Obstacle, Outcome, Receipt, Way};
use crate::entry::Draft;
use crate::location;
use crate::machine::{Context, Decision};
use crate::plan::Facts;
use crate::refusal::Refusal;
use crate::site::{Consent, Driving, SiteSettings};
use crate::time::Millis;
use crate::view::Browser;
use std::borrow::Cow;

impl Channel {
    /// Drives every browser that lets itself be driven. What the drive before has not yet left
    /// for is superseded, which is said first. A browser that can only be sent a link is told so
    /// at once; one whose client has only just come has a moment to say what it can do.
    pub(super) fn drive(&self, url: &str, title: &str, ctx: &Context<'_>) -> Decision {
        let settings = self.settings(ctx);
        if settings.driving == Driving::Stopped {
            return Err(Refusal::DrivingStopped);
        }
        let to = self.destination(url, title, ctx, |url| ctx.foresight.facts(url))?;
        let browsers = self.drivable(settings.consent)?;
        let drive = self.view.drives.last().map_or(1, |last| last.drive + 1);
        let has_none = |number: &BrowserNo| !self.has_way(*number) && !self.is_silent(*number);
        let only_link: Vec<BrowserNo> = browsers.iter().copied().filter(has_none).collect();
        let mut drafts: Vec<Draft> =
            self.settle_drive(&self.memory.targets, &Outcome::Superseded, ctx.now_ms);
        drafts.push(for_all(ChannelEvent::Driven {
            drive,
            facts: facts(&to.url, &settings, ctx),
            to,
            browsers,
        }));
        let blocked = Outcome::Blocked { why: Obstacle::Link };
        let told = only_link.into_iter().map(|browser| {
            let receipt = Receipt { browser, outcome: blocked.clone(), ms: 0 };
            for_one(browser, ChannelEvent::Receipted { drive, receipts: vec![receipt] })
        });
        drafts.extend(told);
        Ok(drafts)
    }

    /// A browser's word on the last drive: `taken` once, then `left`, then `arrived`; or `blocked`
    /// before it has left.
    pub(super) fn receipt(
        &self,
        browser: BrowserNo,
        drive: DriveNo,
        outcome: &Outcome,
        ctx: &Context<'_>,
    ) -> Decision {
        let last = self.view.drives.last().filter(|last| drive <= last.drive && drive > 0);
        let last = last.ok_or(Refusal::NoSuch { what: "drive" })?;
        if drive < last.drive {
            return Err(Refusal::DriveOver);
        }
        if !self.is_target(browser) {
            return Err(Refusal::NoSuch { what: "drive" });
        }
        let settings = self.settings(ctx);
        let Some(outcome) = next_outcome(outcome_in(last, browser), outcome, &settings)? else {
            return Ok(vec![]);
        };
        if matches!(outcome, Outcome::Taken { .. }) {
            self.check_still_allowed(browser, &settings)?;
        }
        let receipt = Receipt { browser, outcome, ms: since(last, ctx.now_ms) };
        Ok(vec![for_one(browser, ChannelEvent::Receipted { drive, receipts: vec![receipt] })])
    }

    pub(super) fn pause(&self, browser: BrowserNo, now_ms: Millis) -> Vec<Draft> {
        if self.browser(browser).is_some_and(|it| it.paused) {
            return vec![];
        }
        let mut drafts = vec![for_one(browser, ChannelEvent::Paused { browser })];
        let blocked = Outcome::Blocked { why: Obstacle::Paused };
        drafts.extend(self.settle_drive(&[browser], &blocked, now_ms));
        drafts
    }

    pub(super) fn resume(&self, browser: BrowserNo) -> Vec<Draft> {
        if self.browser(browser).is_some_and(|it| it.paused) {
            return vec![for_one(browser, ChannelEvent::Resumed { browser })];
        }
        vec![]
    }

    pub(super) fn consent(&self, browser: BrowserNo) -> Vec<Draft> {
        if self.browser(browser).is_some_and(|it| it.consented) {
            return vec![];
        }
        vec![for_one(browser, ChannelEvent::Consented { browser })]
    }

    pub(super) fn withdraw(&self, browser: BrowserNo, now_ms: Millis) -> Vec<Draft> {
        if !self.browser(browser).is_some_and(|it| it.consented) {
            return vec![];
        }
        let mut drafts = vec![for_one(browser, ChannelEvent::Withdrew { browser })];
        let blocked = Outcome::Blocked { why: Obstacle::Consent };
        drafts.extend(self.settle_drive(&[browser], &blocked, now_ms));
        drafts
    }

    /// Says the same of the last drive in each of these browsers that has not yet left for it:
    /// to the browser where it is one, to staff where there are several.
    pub(super) fn settle_drive(
        &self,
        browsers: &[BrowserNo],
        outcome: &Outcome,
        now_ms: Millis,
    ) -> Vec<Draft> {
        let Some(last) = self.view.drives.last() else { return vec![] };
        let receipts: Vec<Receipt> = browsers
            .iter()
            .filter(|number| self.is_target(**number) && is_pending(last, **number))
            .map(|browser| Receipt {
                browser: *browser,
                outcome: outcome.clone(),
                ms: since(last, now_ms),
            })
            .collect();
        let audience = match receipts.as_slice() {
            [] => return vec![],
            [one] => Audience::These(vec![one.browser]),
            [_, _, ..] => Audience::Staff,
        };
        vec![draft(ChannelEvent::Receipted { drive: last.drive, receipts }, audience)]
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

    fn is_target(&self, browser: BrowserNo) -> bool {
        self.memory.targets.binary_search(&browser).is_ok()
    }

    /// Those that have not taken the wheel and, where the site asks for it, have consented.
    fn drivable(&self, consent: Consent) -> Result<Vec<BrowserNo>, Refusal> {
        if self.view.browsers.is_empty() {
            return Err(Refusal::NoSuch { what: "browser" });
        }
        let allows = |it: &Browser| consent == Consent::Inform || it.consented;
        let free = || self.view.browsers.iter().filter(|(_, it)| !it.paused);
        let browsers: Vec<BrowserNo> =
            free().filter(|(_, it)| allows(it)).map(|(number, _)| *number).collect();
        if browsers.is_empty() {
            let all_paused = free().next().is_none();
            return Err(if all_paused { Refusal::Paused } else { Refusal::NoConsent });
        }
        Ok(browsers)
    }

    /// Whether its client has not yet said in which ways it can be driven.
    pub(super) fn is_silent(&self, browser: BrowserNo) -> bool {
        !self.memory.announced.contains(&browser)
    }

    fn has_way(&self, browser: BrowserNo) -> bool {
        self.browser(browser).is_some_and(|it| it.ways.iter().any(|way| *way != Way::Link))
    }
}

/// What is known of a drive in a browser.
pub(super) fn outcome_in(drive: &Drive, browser: BrowserNo) -> &Outcome {
    drive.receipts.get(&browser).map_or(&Outcome::Dispatched, |receipt| &receipt.outcome)
}

/// Whether the browser may still go: it has neither left nor is it settled that it will not.
fn is_pending(drive: &Drive, browser: BrowserNo) -> bool {
    matches!(outcome_in(drive, browser), Outcome::Dispatched | Outcome::Taken { .. })
}

/// What is known of the target, and whether it is the site's own.
fn facts(url: &str, settings: &SiteSettings, ctx: &Context<'_>) -> Option<Facts> {
    let known = ctx.foresight.facts(url)?;
    Some(Facts { own: settings.is_own(url), ..known })
}

fn since(drive: &Drive, now_ms: Millis) -> u32 {
    u32::try_from(now_ms.saturating_sub(drive.at_ms)).unwrap_or(u32::MAX)
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

//! How far drives came, by way and engine: what of this works, and where.

use super::DriveCounts;
use crate::actor::BrowserNo;
use crate::channel::Visitor;
use crate::day::Day;
use crate::drive::{Outcome, Receipt, Way};
use crate::site::SiteKey;
use serde::Serialize;
use std::collections::BTreeMap;

/// What shows pages in a visitor's browser, as the browser says it of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Engine {
    /// Chromium, and all that is built on it.
    Chromium,
    /// Firefox.
    Gecko,
    /// Safari, and every browser on iOS.
    Webkit,
    /// None that we know, or one whose word was erased.
    #[default]
    Other,
}

impl Engine {
    /// The engine of this user agent. All claim to be others, so who claims the most comes first.
    pub fn of(user_agent: &str) -> Self {
        let says = |word: &str| user_agent.contains(word);
        if says("Chrome/") || says("Chromium/") {
            Self::Chromium
        } else if says("AppleWebKit/") {
            Self::Webkit
        } else if says("Gecko/") {
            Self::Gecko
        } else {
            Self::Other
        }
    }
}

/// How drives of one way and engine stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReachRow {
    /// The site.
    pub site: SiteKey,
    /// The way; none where the browser has taken nothing.
    pub way: Option<Way>,
    /// The engine of the visitor's browser.
    pub engine: Engine,
    /// How they stand.
    #[serde(flatten)]
    pub drives: DriveCounts,
}

type Cell = (Day, SiteKey, Option<Way>, Engine);

/// The counts of all days.
#[derive(Debug, Default)]
pub(super) struct Reach {
    cells: BTreeMap<Cell, DriveCounts>,
}

/// The browsers of one channel, and the last drive of each.
#[derive(Debug, Default)]
pub(super) struct Riders {
    engines: BTreeMap<BrowserNo, Engine>,
    last: BTreeMap<BrowserNo, (Option<Way>, Outcome)>,
}

impl Riders {
    pub(super) fn arrived(&mut self, browser: BrowserNo, visitor: &Visitor) {
        self.engines.insert(browser, Engine::of(&visitor.user_agent));
    }

    fn engine(&self, browser: BrowserNo) -> Engine {
        self.engines.get(&browser).copied().unwrap_or_default()
    }
}

impl Reach {
    pub(super) fn driven(
        &mut self,
        (day, site): (Day, &SiteKey),
        riders: &mut Riders,
        browsers: &[BrowserNo],
    ) {
        riders.last.extend(browsers.iter().map(|it| (*it, (None, Outcome::Dispatched))));
        for browser in browsers {
            let cell = (day, site.clone(), None, riders.engine(*browser));
            self.cells.entry(cell).or_default().dispatched += 1;
        }
    }

    /// The receipt of a browser's last drive, which was on this day: moves it to another count.
    pub(super) fn receipted(
        &mut self,
        (day, site): (Day, &SiteKey),
        riders: &mut Riders,
        Receipt { browser, outcome, .. }: &Receipt,
    ) {
        let engine = riders.engine(*browser);
        let Some((way, known)) = riders.last.get_mut(browser) else { return };
        let cell = |way: Option<Way>| (day, site.clone(), way, engine);
        let before = self.cells.entry(cell(*way)).or_default().of(known);
        *before = before.saturating_sub(1);
        if let Outcome::Taken { way: taken } = outcome {
            *way = Some(*taken);
        }
        *self.cells.entry(cell(*way)).or_default().of(outcome) += 1;
        known.clone_from(outcome);
    }

    /// How drives of these days stand, both included, by site, way and engine; none without a drive.
    pub(super) fn rows(&self, from: Day, to: Day) -> Vec<ReachRow> {
        let mut sums: BTreeMap<(&SiteKey, Option<Way>, Engine), DriveCounts> = BTreeMap::new();
        for ((day, site, way, engine), drives) in &self.cells {
            if (from..=to).contains(day) && *drives != DriveCounts::default() {
                *sums.entry((site, *way, *engine)).or_default() += *drives;
            }
        }
        let row = |((site, way, engine), drives): ((&SiteKey, _, _), _)| ReachRow {
            site: site.clone(),
            way,
            engine,
            drives,
        };
        sums.into_iter().map(row).collect()
    }
}

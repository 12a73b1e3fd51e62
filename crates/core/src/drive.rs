//! A drive: one location, the browsers it is for, and what became of it in each.

use crate::actor::BrowserNo;
use crate::location::Page;
use crate::numbered;
use crate::plan::Facts;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Number of a drive within its channel, from 1.
pub type DriveNo = u32;

/// How a browser is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Way {
    /// The chat window drives the tab that opened it, through the hop.
    Window,
    /// The chat window drives a window that it opened by a click of the visitor.
    Guided,
    /// The page that carries the button drives its own tab.
    Page,
    /// Our page with a frame.
    Stage,
    /// The browser extension.
    Extension,
    /// A browser that the Java client started.
    Java,
    /// A link in the chat: the visitor clicks.
    Link,
}

/// Why a browser did not go where it was driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Obstacle {
    /// The site's policy.
    Policy,
    /// The tab can no longer be reached.
    Lost,
    /// The browser refused to open a window.
    Popup,
    /// The target refuses to be framed.
    Frame,
    /// The visitor had paused.
    Paused,
    /// The visitor has not allowed it.
    Consent,
    /// The page that was to be left asked the visitor, who stayed.
    PageAsks,
    /// The target was a download or had no content: nothing was left.
    Download,
    /// The browser has no way but a link, which was sent.
    Link,
    /// The visitor has closed the browser that was driven.
    Closed,
    /// The visitor was not there.
    Away,
}

/// What is known of a drive in one browser. Never more than is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Outcome {
    /// On its way to the browser.
    Dispatched,
    /// Our code ran in that browser for this drive.
    Taken {
        /// How the browser is driven.
        way: Way,
    },
    /// The page before was replaced. No proof of the right page.
    Left,
    /// Said by the page that carries the button, the extension or the `DevTools` protocol.
    Arrived {
        /// The final address, filtered like every reported address.
        url: String,
        /// Whether the driven page was visible.
        in_view: bool,
    },
    /// It did not go.
    Blocked {
        /// Why.
        why: Obstacle,
    },
    /// A later drive replaced it.
    Superseded,
    /// The browser went away.
    Gone,
}

impl Outcome {
    /// Whether nothing can follow. `Left` may still become `Arrived`.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Dispatched | Self::Taken { .. } | Self::Left => false,
            Self::Arrived { .. } | Self::Blocked { .. } | Self::Superseded | Self::Gone => true,
        }
    }
}

/// What became of a drive in one browser, as an event says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Receipt {
    /// Which browser.
    pub browser: BrowserNo,
    /// What is known.
    pub outcome: Outcome,
    /// Milliseconds from the entry of the drive to this receipt.
    pub ms: u32,
}

/// A drive and its receipts so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Drive {
    /// Its number in the channel.
    pub drive: DriveNo,
    /// Where to.
    pub to: Page,
    /// When it was asked for.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_ms: Millis,
    /// What was known of the target then; none where nobody had looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub facts: Option<Facts>,
    /// The last receipt of each browser; a browser without one is `dispatched`. In a tour staff
    /// finds them with the browsers instead.
    #[serde(deserialize_with = "numbered::read")]
    pub receipts: BTreeMap<BrowserNo, Receipt>,
    /// In a tour: how many stand how. Staff only.
    pub tally: Option<Tally>,
}

/// Who was not driven, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Skipped {
    /// Which browser.
    pub browser: BrowserNo,
    /// Why.
    pub why: Obstacle,
}

/// The last drive of one browser, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Ride {
    /// Its number.
    pub drive: DriveNo,
    /// The drive that it repeats; else its own number.
    pub stop: DriveNo,
    /// Where to.
    pub to: Page,
    /// When it was dispatched.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_ms: Millis,
    /// What was known of the target then; none where nobody had looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub facts: Option<Facts>,
    /// What is known.
    pub outcome: Outcome,
    /// Milliseconds from its entry to what is known.
    pub ms: u32,
}

impl Ride {
    /// Whether the browser may still go: it has neither left nor is it settled that it will not.
    pub fn is_pending(&self) -> bool {
        matches!(self.outcome, Outcome::Dispatched | Outcome::Taken { .. })
    }
}

/// How many browsers of a tour stand how at a stop: each counts once, by its last drive there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tally {
    /// Nothing was heard yet.
    pub dispatched: u32,
    /// Our code ran.
    pub taken: u32,
    /// The page before was left.
    pub left: u32,
    /// The page itself said so.
    pub arrived: u32,
    /// It did not go.
    pub blocked: u32,
    /// A later drive replaced it.
    pub superseded: u32,
    /// The browser went away.
    pub gone: u32,
    /// Still to be driven: the drive is spread.
    pub later: u32,
    /// Not driven.
    pub missed: u32,
    /// Who was not driven; of the last stop only.
    pub skipped: Vec<Skipped>,
}

impl Tally {
    /// The count that this outcome belongs to.
    pub fn of(&mut self, outcome: &Outcome) -> &mut u32 {
        match outcome {
            Outcome::Dispatched => &mut self.dispatched,
            Outcome::Taken { .. } => &mut self.taken,
            Outcome::Left => &mut self.left,
            Outcome::Arrived { .. } => &mut self.arrived,
            Outcome::Blocked { .. } => &mut self.blocked,
            Outcome::Superseded => &mut self.superseded,
            Outcome::Gone => &mut self.gone,
        }
    }
}

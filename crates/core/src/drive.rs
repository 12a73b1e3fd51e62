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
    /// The last receipt of each browser; a browser without one is `dispatched`.
    #[serde(deserialize_with = "numbered::read")]
    pub receipts: BTreeMap<BrowserNo, Receipt>,
}

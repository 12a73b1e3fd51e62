//! What can happen in a channel.

use super::{ClientKind, EndReason, TabId, Visitor};
use crate::actor::BrowserNo;
use crate::drive::{DriveNo, Obstacle, Receipt, Way};
use crate::entry::Seq;
use crate::id::AgentId;
use crate::location::Page;
use crate::plan::Facts;
use crate::site::SiteKey;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What happened in a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ChannelEvent {
    /// A visitor's browser came. The first entry of every channel. For staff and that browser.
    Arrived {
        /// The site whose button was clicked.
        site: SiteKey,
        /// The number the browser has in this channel.
        browser: BrowserNo,
        /// What it says of itself.
        visitor: Visitor,
    },
    /// The visitor stands in the queue.
    Asked,
    /// The client application has reached the browser.
    Delivered {
        /// Which browser.
        browser: BrowserNo,
        /// Which application.
        client: ClientKind,
        /// Its version.
        version: String,
        /// Bytes as the server sent them, compressed; 0 when the browser had them already.
        #[cfg_attr(test, ts(type = "number"))]
        bytes: u64,
        /// Milliseconds from its first request to its start.
        ms: u32,
    },
    /// The visitor has said what to be called.
    Named {
        /// Which browser.
        browser: BrowserNo,
        /// The name.
        name: String,
    },
    /// An agent was offered this visitor. For staff.
    Offered {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
        /// Until when the offer stands.
        #[cfg_attr(test, ts(type = "number"))]
        until_ms: Millis,
    },
    /// The offered agent did not answer. For staff.
    PassedOver {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
    },
    /// An agent was joined with the visitor.
    Joined {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
        /// What the agent is called.
        name: String,
    },
    /// Someone said something. Plain text, with line breaks.
    Said {
        /// The words.
        text: String,
    },
    /// An agent sent a link, to be opened by a click.
    Linked {
        /// Where to.
        to: Page,
    },
    /// Messages up to here have reached, and been seen by, the one who says it.
    Marked {
        /// The last entry delivered.
        #[cfg_attr(test, ts(type = "number"))]
        delivered: Seq,
        /// The last entry seen. At most `delivered`.
        #[cfg_attr(test, ts(type = "number"))]
        seen: Seq,
    },
    /// A browser has proven in which ways it can be driven, or lost one.
    Equipped {
        /// Which browser.
        browser: BrowserNo,
        /// The ways that work, the best first. Empty: only links.
        ways: Vec<Way>,
        /// What was lost, where this announces a loss.
        lost: Option<Obstacle>,
    },
    /// This tab is the one of the visitor's tabs that drives carry on in.
    Seated {
        /// Which browser.
        browser: BrowserNo,
        /// Which tab.
        #[cfg_attr(test, ts(type = "string"))]
        tab: TabId,
    },
    /// An agent drives these browsers to a location.
    Driven {
        /// Its number in this channel, from 1.
        drive: DriveNo,
        /// Where to.
        to: Page,
        /// Which browsers, in ascending order.
        browsers: Vec<BrowserNo>,
        /// What was known of the target, as a stranger sees it; none where nobody had looked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        facts: Option<Facts>,
    },
    /// What became of a drive. Plural: one entry for all that a turn brought.
    Receipted {
        /// Which drive.
        drive: DriveNo,
        /// One per browser.
        receipts: Vec<Receipt>,
    },
    /// A page with the button said where the visitor is. Filtered. For staff and that browser.
    Moved {
        /// Which browser.
        browser: BrowserNo,
        /// The page.
        page: Page,
    },
    /// The visitor has taken the wheel: no drive until `Resumed`.
    Paused {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor has given the wheel back.
    Resumed {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor allowed to be driven.
    Consented {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor took the consent back.
    Withdrew {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor has had no connection for `GRACE_MS`. For staff.
    Away {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor is connected again after `Away`. For staff.
    Returned {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor left a note where nobody was available.
    NoteLeft {
        /// What to call the visitor.
        name: String,
        /// Where to answer: mail address or telephone number.
        contact: String,
        /// The note.
        text: String,
    },
    /// An agent has dealt with the note. For staff.
    NoteSettled,
    /// It is over.
    Ended {
        /// Why.
        reason: EndReason,
    },
    /// The visitor has said how it was.
    Rated {
        /// 1 to 5.
        stars: u8,
    },
    /// The bodies of these entries were erased.
    Erased {
        /// The first.
        #[cfg_attr(test, ts(type = "number"))]
        from: Seq,
        /// The last, included.
        #[cfg_attr(test, ts(type = "number"))]
        to: Seq,
    },
    /// A body that was erased, or a kind that is newer than we are.
    #[serde(other)]
    Unknown,
}

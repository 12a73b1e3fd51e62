//! What can happen in a channel.

use super::{ClientKind, EndReason, Questions, TabId, Visitor};
use crate::actor::{Audience, BrowserNo, Reader};
use crate::drive::{DriveNo, Obstacle, Receipt, Skipped, Way};
use crate::entry::Seq;
use crate::id::{AgentId, ChannelId};
use crate::location::Page;
use crate::plan::Facts;
use crate::site::SiteKey;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
        /// Who, for the others of a tour, who do not know the one who speaks. Else empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[cfg_attr(test, ts(optional, as = "Option<String>"))]
        name: String,
        /// In a tour: the browser to which alone the guide said it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        to: Option<BrowserNo>,
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
        /// Which browsers, in ascending order. In a tour a visitor's copy names none: it is meant.
        browsers: Vec<BrowserNo>,
        /// What was known of the target, as a stranger sees it; none where nobody had looked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        facts: Option<Facts>,
        /// In a tour: which drive this one repeats, for those who come late or are driven again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        of: Option<DriveNo>,
        /// In a tour: whether it is the stop where everybody is to be. Staff only.
        #[serde(default, skip_serializing_if = "is_default")]
        #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
        everyone: bool,
        /// In a tour: those who are driven after these, part by part, in this order. Staff only.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(test, ts(optional, as = "Option<Vec<BrowserNo>>"))]
        later: Vec<BrowserNo>,
        /// In a tour: whether these stood in `later` of the drive that this one repeats. Staff only.
        #[serde(default, skip_serializing_if = "is_default")]
        #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
        part: bool,
        /// In a tour: how long it takes until the last of them is driven. Staff only.
        #[serde(default, skip_serializing_if = "is_default")]
        #[cfg_attr(test, ts(optional, as = "Option<u32>"))]
        spread_ms: u32,
        /// In a tour: those who are not driven, and why. Staff only.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(test, ts(optional, as = "Option<Vec<Skipped>>"))]
        skipped: Vec<Skipped>,
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
    /// An agent began a tour: a channel with many browsers. The first entry of its log.
    TourStarted {
        /// The site whose settings hold.
        site: SiteKey,
        /// What the tour is called.
        title: String,
        /// Who sees what visitors say.
        questions: Questions,
    },
    /// What a tour is called, who sees questions, or whether its door is open was changed.
    TourChanged {
        /// What the tour is called.
        title: String,
        /// Who sees what visitors say.
        questions: Questions,
        /// Whether more may come.
        open: bool,
    },
    /// The code that those who come by the link are asked for; empty for none. For staff.
    CodeSet {
        /// The code.
        code: String,
    },
    /// A visitor left the tour, or was taken out of it.
    Departed {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor is taken along into a tour: the client goes on there.
    TakenAlong {
        /// Which tour.
        #[cfg_attr(test, ts(type = "string"))]
        tour: ChannelId,
        /// What it is called.
        title: String,
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
        /// Whether only words were erased: what was said, linked, or noted. The channel goes on.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(test, ts(as = "Option<bool>", optional))]
        words: bool,
    },
    /// A body that was erased, or a kind that is newer than we are.
    #[serde(other)]
    Unknown,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl ChannelEvent {
    /// What `reader` gets of this event, which is for `audience` and which the reader may see.
    ///
    /// Of what is said to several browsers each gets its own part: the drive without the names of
    /// the others, its own receipt.
    pub fn seen_by(&self, audience: &Audience, reader: Reader) -> Cow<'_, Self> {
        let (Audience::These(_), Reader::Browser(own)) = (audience, reader) else {
            return Cow::Borrowed(self);
        };
        if let Self::Driven { drive, to, facts, .. } = self {
            return Cow::Owned(Self::driven(*drive, to.clone(), *facts, Vec::new()));
        }
        if let Self::Receipted { drive, receipts } = self {
            let own = receipts.iter().filter(|it| it.browser == own).cloned().collect();
            return Cow::Owned(Self::Receipted { drive: *drive, receipts: own });
        }
        Cow::Borrowed(self)
    }

    /// A drive of one browser, or of those of a channel that is no tour.
    pub fn driven(
        drive: DriveNo,
        to: Page,
        facts: Option<Facts>,
        browsers: Vec<BrowserNo>,
    ) -> Self {
        Self::Driven {
            drive,
            to,
            browsers,
            facts,
            of: None,
            everyone: false,
            later: Vec::new(),
            part: false,
            spread_ms: 0,
            skipped: Vec::new(),
        }
    }
}

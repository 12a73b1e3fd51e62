//! What a follower may see of a channel now: a fold of the entries that it may see.
//!
//! The same fold stands in TypeScript (`web/link/src/view.ts`) and Java; `vectors/` holds all of
//! them to the same result. [`View::for_reader`] of the staff view equals the fold of the entries
//! that this reader may see.

mod fold;
mod rides;

use crate::actor::{Actor, BrowserNo};
use crate::channel::{ClientKind, EndReason, Questions, TabId, Visitor};
use crate::drive::{Drive, DriveNo, Obstacle, Ride, Way};
use crate::entry::Seq;
use crate::id::{AgentId, ChannelId};
use crate::location::Page;
use crate::numbered;
use crate::site::SiteKey;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a channel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Status {
    /// Nothing has happened yet.
    #[default]
    New,
    /// The visitor stands in the queue.
    Waiting,
    /// Visitor and agent are joined.
    Joined,
    /// It is over; also when a note was left.
    Ended,
}

/// The joined agent, as visitors see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Guide {
    /// Who.
    #[cfg_attr(test, ts(type = "string"))]
    pub agent: AgentId,
    /// What the agent is called.
    pub name: String,
}

/// An offer that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Offer {
    /// To whom.
    #[cfg_attr(test, ts(type = "string"))]
    pub agent: AgentId,
    /// Until when.
    #[cfg_attr(test, ts(type = "number"))]
    pub until_ms: Millis,
}

/// The end of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct End {
    /// When.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_ms: Millis,
    /// Why.
    pub reason: EndReason,
}

impl End {
    /// Whether it ended with a note.
    pub fn is_note(&self) -> bool {
        self.reason == EndReason::Note
    }
}

/// How far someone has received and seen the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Marks {
    /// The last entry delivered.
    #[cfg_attr(test, ts(type = "number"))]
    pub delivered: Seq,
    /// The last entry seen.
    #[cfg_attr(test, ts(type = "number"))]
    pub seen: Seq,
}

/// One stop of a visitor's trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Stop {
    /// When the page said it.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_ms: Millis,
    /// Which page.
    pub page: Page,
}

/// The client that a browser has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Delivery {
    /// Which application.
    pub client: ClientKind,
    /// Its version.
    pub version: String,
    /// Bytes as sent; 0 from the browser's cache.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// Milliseconds.
    pub ms: u32,
}

/// A visitor's browser in a channel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Browser {
    /// What it says of itself.
    pub visitor: Visitor,
    /// The client that it last started.
    pub delivery: Option<Delivery>,
    /// The ways in which it can be driven, the best first.
    pub ways: Vec<Way>,
    /// What was lost, until ways are announced again without a loss.
    pub lost: Option<Obstacle>,
    /// The tab in which drives carry on.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub seat: Option<TabId>,
    /// Whether the visitor has the wheel.
    pub paused: bool,
    /// Whether the visitor has allowed to be driven.
    pub consented: bool,
    /// Whether the visitor is away.
    pub away: bool,
    /// Where the visitor was, the oldest first. At most `TRAIL_MAX`.
    pub trail: Vec<Stop>,
    /// Its last drive. In a tour for staff only; the visitor finds it among the drives.
    pub ride: Option<Ride>,
    /// Whether it has left the tour.
    pub departed: bool,
}

/// A tour: a channel with many browsers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tour {
    /// What it is called.
    pub title: String,
    /// Who sees what visitors say.
    pub questions: Questions,
    /// Whether more may come.
    pub open: bool,
    /// The code that those who come by the link are asked for; empty for none. Staff only.
    pub code: String,
    /// The drive that everybody was last driven by. Staff only.
    pub stop: Option<DriveNo>,
}

/// What a follower may see of a channel now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct View {
    /// The last entry that this view holds; 0 for none.
    #[cfg_attr(test, ts(type = "number"))]
    pub seq: Seq,
    /// The site.
    pub site: SiteKey,
    /// Where the channel stands.
    pub status: Status,
    /// When the visitor asked; 0 for not yet.
    #[cfg_attr(test, ts(type = "number"))]
    pub asked_at_ms: Millis,
    /// When the agent was joined; 0 for not yet.
    #[cfg_attr(test, ts(type = "number"))]
    pub joined_at_ms: Millis,
    /// The end.
    pub end: Option<End>,
    /// The joined agent. Stays after the end.
    pub guide: Option<Guide>,
    /// The offer that stands. Staff only.
    pub offer: Option<Offer>,
    /// Agents who were passed over since the visitor asked. Staff only.
    #[cfg_attr(test, ts(type = "Array<string>"))]
    pub passed_over: Vec<AgentId>,
    /// The browsers, by number. A visitor sees its own.
    #[serde(deserialize_with = "numbered::read")]
    // In boxes: a map makes room for eleven, and most channels have one.
    pub browsers: BTreeMap<BrowserNo, Box<Browser>>,
    /// The last drives, the oldest first. At most `DRIVES_IN_VIEW_MAX`; of a tour's visitor its own
    /// last one. Those that repeat another are not among them.
    pub drives: Vec<Drive>,
    /// How far each one has read.
    #[cfg_attr(test, ts(type = "Record<string, Marks>"))]
    pub marks: BTreeMap<Actor, Marks>,
    /// The last entry somebody said, linked or noted; 0 for none, and in a tour.
    #[cfg_attr(test, ts(type = "number"))]
    pub last_said: Seq,
    /// A note that nobody has dealt with yet.
    pub open_note: bool,
    /// The rating, 1 to 5; 0 for none.
    pub stars: u8,
    /// What makes it a tour; none for one visitor's channel.
    pub tour: Option<Tour>,
    /// The tour that the visitor is taken along into.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub taken_along: Option<ChannelId>,
}

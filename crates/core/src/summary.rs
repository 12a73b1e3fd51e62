//! A channel on one line: what lists, the queue and start-up read instead of its log.

use crate::actor::BrowserNo;
use crate::id::ChannelId;
use crate::location::Page;
use crate::site::SiteKey;
use crate::time::Millis;
use crate::view::{End, Guide, Offer, Status};
use serde::{Deserialize, Serialize};

/// The last thing said, cut to one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Snippet {
    /// Who: `browser-1` or `agent-…`.
    pub by: String,
    /// The words, at most 120 characters.
    pub text: String,
}

/// A channel on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Summary {
    /// Which channel.
    #[cfg_attr(test, ts(type = "string"))]
    pub channel: ChannelId,
    /// The last entry it accounts for.
    #[cfg_attr(test, ts(type = "number"))]
    pub seq: u64,
    /// The site.
    pub site: SiteKey,
    /// Where it stands.
    pub status: Status,
    /// The visitor's name, or empty.
    pub name: String,
    /// The visitor's language, such as `de-AT`.
    pub language: String,
    /// Where the visitor is, as last reported.
    pub page: Option<Page>,
    /// How many browsers.
    pub browsers: BrowserNo,
    /// When the visitor asked; 0 for not yet.
    #[cfg_attr(test, ts(type = "number"))]
    pub asked_at_ms: Millis,
    /// When the agent was joined; 0 for not yet.
    #[cfg_attr(test, ts(type = "number"))]
    pub joined_at_ms: Millis,
    /// When the last entry was made.
    #[cfg_attr(test, ts(type = "number"))]
    pub last_at_ms: Millis,
    /// The end.
    pub end: Option<End>,
    /// The joined agent.
    pub guide: Option<Guide>,
    /// The offer that stands.
    pub offer: Option<Offer>,
    /// Whether the visitor is away.
    pub away: bool,
    /// Whether the visitor has the wheel.
    pub paused: bool,
    /// The last thing said.
    pub last_said: Option<Snippet>,
    /// Messages of the visitor that the agent has not seen.
    pub unread: u32,
    /// A note that nobody has dealt with yet.
    pub open_note: bool,
    /// Drives so far.
    pub drives: u32,
}

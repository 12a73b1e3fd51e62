//! A channel on one line: what lists, the queue and start-up read instead of its log.

use crate::actor::BrowserNo;
use crate::channel::Channel;
use crate::id::ChannelId;
use crate::location::Page;
use crate::site::SiteKey;
use crate::time::Millis;
use crate::view::{Browser, End, Guide, Offer, Status};
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
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the line")]
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
    /// The visitor's name, or empty; of a tour, what it is called.
    pub name: String,
    /// Whether it is a tour.
    pub tour: bool,
    /// The visitor's language, such as `de-AT`.
    pub language: String,
    /// Where the visitor is, as last reported.
    pub page: Option<Page>,
    /// How many browsers; of a tour, those who have not left it.
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

impl Channel {
    /// The channel on one line. Of several browsers the first one gives the name.
    pub fn summary(&self, channel: ChannelId) -> Summary {
        let view = &self.view;
        let first = view.browsers.values().next();
        let visitor = first.map(|it| &it.visitor);
        let stop = first.and_then(|it| it.trail.last()).map(|stop| &stop.page);
        let page = stop.or_else(|| visitor.and_then(|it| it.page.as_ref()));
        let everybody = |is: fn(&Browser) -> bool| {
            !view.browsers.is_empty() && view.browsers.values().all(|it| is(it))
        };
        let present = view.browsers.values().filter(|it| !it.departed).count();
        Summary {
            channel,
            seq: self.head.seq,
            site: view.site.clone(),
            status: view.status,
            name: match &view.tour {
                Some(tour) => tour.title.clone(),
                None => visitor.map(|it| it.name.clone()).unwrap_or_default(),
            },
            tour: view.tour.is_some(),
            language: visitor.map(|it| it.language.clone()).unwrap_or_default(),
            page: page.cloned(),
            browsers: BrowserNo::try_from(present).unwrap_or(BrowserNo::MAX),
            asked_at_ms: view.asked_at_ms,
            joined_at_ms: view.joined_at_ms,
            last_at_ms: self.head.last_at_ms,
            end: view.end.clone(),
            guide: view.guide.clone(),
            offer: view.offer.clone(),
            away: everybody(|it| it.away),
            paused: everybody(|it| it.paused),
            last_said: self.last_words().cloned(),
            unread: self.unread(),
            open_note: view.open_note,
            drives: view.drives.last().map_or(0, |drive| drive.drive),
        }
    }
}

//! Every bound of the rules and of the wire, with its unit and its reason.

use crate::time::Millis;

/// Characters of one chat message. Longer texts are refused with this number.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Characters of a person's name or of an address to answer to.
pub const NAME_CHARS_MAX: usize = 120;
/// Bytes of a location: what browsers and servers agree on.
pub const URL_BYTES_MAX: usize = 2_048;
/// Characters of a page's title; the rest is cut off.
pub const TITLE_CHARS_MAX: usize = 200;
/// Characters of other words that a browser reports (user agent, language, version).
pub const REPORT_CHARS_MAX: usize = 400;
/// Senders a log remembers for idempotency, of visitors and of agents each; the one heard longest
/// ago is forgotten first.
pub const SENDERS_MAX: usize = 64;
/// Drives that a view carries; older ones are in the record.
pub const DRIVES_IN_VIEW_MAX: usize = 20;
/// Stops of a visitor's trail that a view carries.
pub const TRAIL_MAX: usize = 20;
/// Browsers of one channel.
pub const BROWSERS_MAX: usize = 20_000;
/// Tabs of one browser that it is told of; those that came last.
pub const TABS_MAX: usize = 32;
/// Entries that a new follower gets with its view, and the most of one page of history.
pub const PAGE_ENTRIES: usize = 100;
/// Bytes of one frame from a client.
pub const FRAME_BYTES_MAX: usize = 32 * 1_024;
/// Sites in a directory.
pub const SITES_MAX: usize = 500;
/// Agents in a directory.
pub const AGENTS_MAX: usize = 2_000;
/// Canned replies in a directory.
pub const REPLIES_MAX: usize = 1_000;
/// Canned replies of one agent alone.
pub const OWN_REPLIES_MAX: usize = 100;
/// Known pages, listed origins or listed query parameters of one site.
pub const SITE_LIST_MAX: usize = 200;
/// How long an offered agent has to accept.
pub const OFFER_MS: Millis = 30_000;
/// Absence below this is no event: in the `page` way every drive is a reconnect.
pub const GRACE_MS: Millis = 30_000;
/// How long a place in the queue is kept without a connection (a phone that switches apps).
pub const PLACE_KEPT_MS: Millis = 5 * 60_000;
/// How long a joined channel stays open without its visitor.
pub const CHANNEL_KEPT_MS: Millis = 30 * 60_000;
/// A drive that no browser has taken after this is lost.
pub const TAKEN_WITHIN_MS: Millis = 3_000;
/// A browser whose client has not said within this of a drive what it can do is sent the link.
pub const ANNOUNCED_WITHIN_MS: Millis = 2_000;
/// A taken drive whose page before has not been left after this is blocked.
pub const LEFT_WITHIN_MS: Millis = 60_000;
/// Channels one agent is offered at the same time, unless the directory says otherwise.
pub const AGENT_CHANNELS: u32 = 5;
/// Recent waits of a site that an estimate looks at.
pub const WAITS_KEPT: usize = 50;
/// With fewer recent waits than this we cannot say how long it takes.
pub const WAITS_NEEDED: usize = 5;
/// Waiting rows that a console is sent; the count tells of the rest.
pub const ROWS_MAX: usize = 100;
/// Offers in a row that an agent may leave unanswered before being sent away.
pub const UNANSWERED_MAX: u32 = 2;
/// Unseen messages that a summary counts; what is above is said as this number.
pub const UNREAD_MAX: usize = 99;
/// Characters of the last thing said, in a summary.
pub const SNIPPET_CHARS_MAX: usize = 120;
/// Characters of a site's key.
pub const SITE_KEY_CHARS_MAX: usize = 40;
/// Bytes of one origin, host or query parameter that a site lists.
pub const LISTED_BYTES_MAX: usize = 300;

/// Time between the parts of a drive that is spread over some seconds.
pub const SPREAD_EVERY_MS: u32 = 500;
/// The longest that a drive may be spread over.
pub const SPREAD_MS_MAX: u32 = 60_000;
/// A tour in which nothing has happened for so long has ended.
pub const TOUR_IDLE_MS: Millis = 12 * 3_600_000;
/// Characters of the code that a tour asks for.
pub const CODE_CHARS_MAX: usize = 40;
/// Bytes of a tour file: it travels in the body of one request.
pub const TOUR_BYTES_MAX: usize = 48 * 1_024;
/// Stops of one tour: more are several tours.
pub const TOUR_STOPS_MAX: usize = 100;
/// Saved tours: each stands in the directory, which is held in memory.
pub const TOURS_MAX: usize = 200;

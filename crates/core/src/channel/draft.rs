//! What a rule says should happen, with who may see it.

use super::ChannelEvent;
use crate::actor::{Actor, Audience, BrowserNo};
use crate::entry::{Draft, Event};

/// The browser that asks; 0, which no browser has, for others.
pub(super) fn browser_of(by: Actor) -> BrowserNo {
    if let Actor::Browser(number) = by { number } else { 0 }
}

/// For those who are named.
pub(super) fn draft(event: ChannelEvent, audience: Audience) -> Draft {
    Draft { event: Event::Channel(event), audience }
}

/// For everybody in the channel.
pub(super) fn for_all(event: ChannelEvent) -> Draft {
    draft(event, Audience::All)
}

/// For agents only.
pub(super) fn for_staff(event: ChannelEvent) -> Draft {
    draft(event, Audience::Staff)
}

/// What concerns one browser is for it and staff: the others of a tour do not see it.
pub(super) fn for_one(browser: BrowserNo, event: ChannelEvent) -> Draft {
    draft(event, Audience::These(vec![browser]))
}

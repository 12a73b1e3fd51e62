//! What a rule says should happen, with who may see it.

use super::ChannelEvent;
use crate::actor::{Actor, Audience, BrowserNo};
use crate::drive::{DriveNo, Receipt};
use crate::entry::{Draft, Event};
use std::collections::BTreeMap;

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

/// What concerns several browsers is for them and staff: each gets its own part of it. What
/// concerns none is for staff.
pub(super) fn for_these(event: ChannelEvent) -> Draft {
    let mut browsers: Vec<BrowserNo> = Vec::new();
    if let ChannelEvent::Driven { browsers: driven, .. } = &event {
        browsers.clone_from(driven);
    }
    if let ChannelEvent::Receipted { receipts, .. } = &event {
        browsers.extend(receipts.iter().map(|it| it.browser));
    }
    let audience = if browsers.is_empty() { Audience::Staff } else { Audience::These(browsers) };
    draft(event, audience)
}

/// What several browsers of a tour said at once, as one entry for each drive: what each says of
/// its own drive does not hang on what the others say.
pub fn together(receipts: impl IntoIterator<Item = Draft>) -> Vec<Draft> {
    let mut by_drive: BTreeMap<DriveNo, Vec<Receipt>> = BTreeMap::new();
    for draft in receipts {
        if let Event::Channel(ChannelEvent::Receipted { drive, receipts }) = draft.event {
            by_drive.entry(drive).or_default().extend(receipts);
        }
    }
    let one = |(drive, mut receipts): (DriveNo, Vec<Receipt>)| {
        receipts.sort_unstable_by_key(|it| it.browser);
        for_these(ChannelEvent::Receipted { drive, receipts })
    };
    by_drive.into_iter().map(one).collect()
}

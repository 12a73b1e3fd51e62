//! What rules and summaries need of a channel besides what staff may see of it.

use super::{Channel, ChannelEvent, ClientKind};
use crate::actor::{Actor, Audience, BrowserNo};
use crate::drive::DriveNo;
use crate::entry::{Entry, Event, Seq};
use crate::limit::{SNIPPET_CHARS_MAX, SPREAD_EVERY_MS, UNREAD_MAX};
use crate::summary::Snippet;
use crate::text;
use crate::time::Millis;
use crate::view::Status;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What a channel remembers besides its view.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// Whether an entry lacks its body.
    pub(super) lacking: bool,
    /// The browsers that have said in which ways they can be driven.
    pub(super) announced: BTreeSet<BrowserNo>,
    /// The number of the last drive, of those that repeat another too.
    pub(super) last_drive: DriveNo,
    /// What is still to come of a drive that is spread.
    pub(super) spread: Option<Spread>,
    /// The last entry somebody said, linked or noted, whoever may see it.
    pub(super) last_said: Seq,
    /// Since when each absent browser is away.
    pub(super) away_since_ms: BTreeMap<BrowserNo, Millis>,
    /// The last thing said.
    pub(super) snippet: Option<Snippet>,
    /// Messages of browsers that no agent has seen. The last `UNREAD_MAX` of them.
    pub(super) unread: VecDeque<Seq>,
    /// The last entry for all.
    last_for_all: Seq,
    /// The last entry for some browsers only.
    last_for: BTreeMap<BrowserNo, Seq>,
}

/// What is still to come of a drive that is spread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spread {
    /// Which drive.
    pub(super) stop: DriveNo,
    /// Who is still to be driven, in this order.
    pub(super) rest: Vec<BrowserNo>,
    /// How many at a time.
    pub(super) per_part: usize,
    /// When the next part is due.
    pub(super) next_at_ms: Millis,
}

impl Memory {
    /// The last entry that this browser may see; 0 for none.
    pub(super) fn last_for(&self, browser: BrowserNo) -> Seq {
        self.last_for.get(&browser).copied().unwrap_or(0).max(self.last_for_all)
    }

    /// Takes the next entry into account.
    pub(super) fn take(&mut self, entry: &Entry) {
        self.take_audience(entry);
        let Event::Channel(event) = &entry.event else { return };
        self.take_words(entry, event);
        self.take_drive(entry.at_ms, event);
        if let ChannelEvent::Equipped { browser, .. }
        | ChannelEvent::Delivered { browser, client: ClientKind::Plain, .. } = event
        {
            self.announced.insert(*browser);
        }
        if let ChannelEvent::Away { browser } = event {
            self.away_since_ms.insert(*browser, entry.at_ms);
        }
        if let ChannelEvent::Returned { browser } | ChannelEvent::Departed { browser } = event {
            self.away_since_ms.remove(browser);
        }
    }

    /// A new stop ends what was still to come of the one before.
    fn take_drive(&mut self, at_ms: Millis, event: &ChannelEvent) {
        let ChannelEvent::Driven { drive, browsers, of, later, part, spread_ms, skipped, .. } =
            event
        else {
            return;
        };
        self.last_drive = *drive;
        if of.is_none() {
            let parts = spread_ms.div_ceil(SPREAD_EVERY_MS).max(1);
            let per_part = later.len().div_ceil(usize::try_from(parts).unwrap_or(1)).max(1);
            let (stop, next_at_ms) = (*drive, at_ms + Millis::from(SPREAD_EVERY_MS));
            let rest = later.clone();
            self.spread = (!rest.is_empty()).then_some(Spread { stop, rest, per_part, next_at_ms });
        } else if let (true, Some(spread)) = (part, &mut self.spread) {
            let done = browsers.len() + skipped.len();
            spread.rest.drain(..done.min(spread.rest.len()));
            spread.next_at_ms = at_ms + Millis::from(SPREAD_EVERY_MS);
            if spread.rest.is_empty() {
                self.spread = None;
            }
        }
    }

    fn take_audience(&mut self, entry: &Entry) {
        match &entry.audience {
            Audience::All => self.last_for_all = entry.seq,
            Audience::Staff => {}
            Audience::These(browsers) => {
                for browser in browsers {
                    self.last_for.insert(*browser, entry.seq);
                }
            }
        }
    }

    fn take_words(&mut self, entry: &Entry, event: &ChannelEvent) {
        if matches!(
            event,
            ChannelEvent::Said { .. } | ChannelEvent::Linked { .. } | ChannelEvent::NoteLeft { .. }
        ) {
            self.last_said = entry.seq;
        }
        if let ChannelEvent::Said { text, .. } | ChannelEvent::NoteLeft { text, .. } = event {
            let text = text::cut(text, SNIPPET_CHARS_MAX);
            // Words that were erased leave nothing; what was typed is never empty.
            self.snippet = (!text.is_empty()).then(|| Snippet { by: entry.by.to_string(), text });
        }
        match (entry.by, event) {
            (Actor::Browser(_), ChannelEvent::Said { .. }) => {
                if self.unread.len() >= UNREAD_MAX {
                    self.unread.pop_front();
                }
                self.unread.push_back(entry.seq);
            }
            (Actor::Agent(_), ChannelEvent::Marked { seen, .. }) => {
                self.unread.retain(|said| said > seen);
            }
            _ => {}
        }
    }
}

impl Channel {
    /// Takes into account that the body of the entry just applied was erased.
    pub(crate) fn lack(&mut self) {
        self.memory.lacking = true;
        self.stay_over();
    }

    /// Bodies are erased after the end. What lacks one may lack its end, and is over all the same.
    pub(super) fn stay_over(&mut self) {
        if self.memory.lacking {
            self.view.status = Status::Ended;
            self.view.offer = None;
        }
    }

    /// The last thing said, cut to one line.
    pub fn last_words(&self) -> Option<&Snippet> {
        self.memory.snippet.as_ref()
    }

    /// How many messages of browsers no agent has seen, at most `UNREAD_MAX`.
    pub fn unread(&self) -> u32 {
        u32::try_from(self.memory.unread.len()).unwrap_or(u32::MAX)
    }
}

//! Entries whose bodies were erased, as far as usage can still count them: kind, time and who stay.

use crate::actor::Actor;
use crate::channel::{ChannelEvent, EndReason, Visitor};
use crate::location::Page;
use crate::site::SiteKey;
use crate::time::Millis;

/// An entry without its body.
#[derive(Debug, Clone)]
pub struct Bare<'a> {
    /// Its kind.
    pub kind: &'a str,
    /// When it was made.
    pub at_ms: Millis,
    /// Who made it.
    pub by: Actor,
    /// The channel's site, as its summary still knows it. Looked at for the kind `Arrived` alone.
    pub site: Option<SiteKey>,
}

impl Bare<'_> {
    /// An event that is counted as the erased one was, where that can be known. `noted` says
    /// whether a note was left before. Of a drive it is not known what became of it, and in how
    /// many browsers: it is counted as one that nothing was heard of.
    pub(super) fn event(&self, noted: bool) -> Option<ChannelEvent> {
        match (self.kind, self.by) {
            ("Arrived", _) => Some(ChannelEvent::Arrived {
                site: self.site.clone().unwrap_or_default(),
                browser: 1,
                visitor: Visitor::default(),
            }),
            ("Asked", _) => Some(ChannelEvent::Asked),
            ("Joined", Actor::Agent(agent)) => {
                Some(ChannelEvent::Joined { agent, name: String::new() })
            }
            ("Said", _) => {
                Some(ChannelEvent::Said { text: String::new(), name: String::new(), to: None })
            }
            ("Linked", _) => Some(ChannelEvent::Linked { to: nowhere() }),
            ("Driven", _) => Some(ChannelEvent::driven(0, nowhere(), None, vec![1])),
            ("NoteLeft", _) => Some(ChannelEvent::NoteLeft {
                name: String::new(),
                contact: String::new(),
                text: String::new(),
            }),
            ("Ended", _) => {
                let reason = if noted { EndReason::Note } else { EndReason::Visitor };
                Some(ChannelEvent::Ended { reason })
            }
            _ => None,
        }
    }
}

fn nowhere() -> Page {
    Page { url: String::new(), title: String::new() }
}

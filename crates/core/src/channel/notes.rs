//! Notes left where nobody was available.

use super::draft::{for_all, for_one, for_staff};
use super::{Channel, ChannelEvent, EndReason};
use crate::actor::BrowserNo;
use crate::limit::{NAME_CHARS_MAX, TEXT_CHARS_MAX};
use crate::machine::Decision;
use crate::refusal::Refusal;
use crate::text;
use crate::view::{End, Status};

impl Channel {
    /// A note ends the wait. `words` are name, contact and text; the name may be empty.
    pub(super) fn leave_note(&self, browser: BrowserNo, words: [&str; 3]) -> Decision {
        if self.view.status != Status::Waiting {
            return Err(Refusal::NotWaiting);
        }
        let [name, contact, text] = words;
        let note = ChannelEvent::NoteLeft {
            name: text::cut(name, NAME_CHARS_MAX),
            contact: text::line("contact", contact, NAME_CHARS_MAX)?,
            text: text::words("text", text, TEXT_CHARS_MAX)?,
        };
        let ended = ChannelEvent::Ended { reason: EndReason::Note };
        Ok(vec![for_one(browser, note), for_all(ended)])
    }

    pub(super) fn settle_note(&self) -> Decision {
        if !self.view.end.as_ref().is_some_and(End::is_note) {
            return Err(Refusal::NoSuch { what: "note" });
        }
        let settled = for_staff(ChannelEvent::NoteSettled);
        Ok(if self.view.open_note { vec![settled] } else { vec![] })
    }
}

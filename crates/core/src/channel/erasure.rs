//! Bodies that are erased: all of what is over, and what was said in what goes on.

use super::draft::for_all;
use super::{Channel, ChannelEvent};
use crate::entry::Seq;
use crate::location::Page;
use crate::machine::Decision;
use crate::refusal::Refusal;

impl ChannelEvent {
    /// Whether an event of this kind is words that somebody typed, and nothing that rules need:
    /// such a body may be erased while the chat goes on.
    pub fn is_words(kind: &str) -> bool {
        Self::without_words(kind).is_some()
    }

    /// What stands for an event of this kind whose words were erased; none for other kinds.
    pub fn without_words(kind: &str) -> Option<Self> {
        let none = String::new;
        match kind {
            "Said" => Some(Self::Said { text: none(), name: none(), to: None }),
            "Linked" => Some(Self::Linked { to: Page { url: none(), title: none() } }),
            "NoteLeft" => Some(Self::NoteLeft { name: none(), contact: none(), text: none() }),
            _ => None,
        }
    }
}

impl Channel {
    /// Only what is over can lose bodies of every kind: without them rules could not know what is so.
    pub(super) fn note_erased(&self, from: Seq, to: Seq) -> Decision {
        if !self.is_over() {
            return Err(Refusal::Invalid { field: "from", why: "the chat has not ended" });
        }
        self.check_span(from, to)?;
        Ok(vec![for_all(ChannelEvent::Erased { from, to, words: false })])
    }

    /// What was said can be erased at any time: that something was said, when and by whom, stays.
    pub(super) fn erase_words(&self, from: Seq, to: Seq) -> Decision {
        self.check_span(from, to)?;
        Ok(vec![for_all(ChannelEvent::Erased { from, to, words: true })])
    }

    fn check_span(&self, from: Seq, to: Seq) -> Result<(), Refusal> {
        if from == 0 || from > to || to > self.head.seq {
            return Err(Refusal::Invalid { field: "to", why: "there are no such entries" });
        }
        Ok(())
    }
}

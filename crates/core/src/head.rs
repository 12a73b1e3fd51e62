//! What every machine knows of its log, whichever kind of log it is.

use crate::entry::{CommandName, Entry, Seq};
use crate::id::SenderId;
use crate::limit::SENDERS_MAX;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The end of a log, and who has been heard in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// The last entry applied; 0 for none.
    pub seq: Seq,
    /// When it was made; 0 for none.
    pub last_at_ms: Millis,
    /// Whether the log holds kinds that are newer than we are. Such a log can be read, not changed.
    pub newer: bool,
    /// The last command of each sender, the one heard longest ago first. At most `SENDERS_MAX`.
    senders: Vec<Heard>,
}

/// The last command that a sender is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Heard {
    sender: SenderId,
    n: u64,
    /// The first entry that it caused.
    seq: Seq,
}

impl Head {
    /// Takes the place, time and cause of an entry into account.
    pub fn take(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        self.last_at_ms = entry.at_ms;
        if let Some(name) = entry.cause {
            self.hear(name, entry.seq);
        }
    }

    /// The entry that this command caused, when it or a later one of its sender is known.
    /// For a command before the sender's last one: the entry of the last one.
    pub fn answered(&self, name: CommandName) -> Option<Seq> {
        self.heard(name.sender).filter(|heard| name.n <= heard.n).map(|heard| heard.seq)
    }

    /// The last count of this sender; 0 for one that is not known.
    pub fn last_n(&self, sender: SenderId) -> u64 {
        self.heard(sender).map_or(0, |heard| heard.n)
    }

    fn heard(&self, sender: SenderId) -> Option<&Heard> {
        self.senders.iter().find(|heard| heard.sender == sender)
    }

    /// Several entries of one command keep the first one's place.
    fn hear(&mut self, name: CommandName, seq: Seq) {
        match self.senders.iter().position(|heard| heard.sender == name.sender) {
            Some(place) if self.senders[place].n >= name.n => return,
            Some(place) => {
                self.senders.remove(place);
            }
            None if self.senders.len() >= SENDERS_MAX => {
                self.senders.remove(0);
            }
            None => {}
        }
        self.senders.push(Heard { sender: name.sender, n: name.n, seq });
    }
}

//! What every machine knows of its log, whichever kind of log it is.

use crate::actor::Actor;
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
    /// The last command of each sender, the one heard longest ago first. At most `SENDERS_MAX` of
    /// visitors and as many of agents: a visitor with many tabs makes us forget no agent.
    senders: Vec<Heard>,
}

/// What is known of a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Heard {
    sender: SenderId,
    /// Whether it is an agent's.
    staff: bool,
    /// The last count that caused an entry.
    n: u64,
    /// The first entry that it caused.
    seq: Seq,
    /// Which of the last 64 counts caused an entry: bit 0 is `n`, bit 1 the one before.
    carried_out: u64,
}

impl Head {
    /// Takes the place, time and cause of an entry into account.
    pub fn take(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        self.last_at_ms = entry.at_ms;
        if let Some(name) = entry.cause {
            self.hear(name, entry);
        }
    }

    /// Where this command was carried out: its first entry, or, when a later command of its sender
    /// was carried out since, that one's. None when it caused nothing, or too long ago to know.
    pub fn answered(&self, name: CommandName) -> Option<Seq> {
        let heard = self.heard(name.sender)?;
        let back = u32::try_from(heard.n.checked_sub(name.n)?).ok()?;
        let bits = heard.carried_out.checked_shr(back)?;
        (bits & 1 == 1).then_some(heard.seq)
    }

    /// Whether a later command of the same sender was carried out, and this one not: what was
    /// refused, or could not be carried out at its time, must not be carried out after that.
    pub fn was_overtaken(&self, name: CommandName) -> bool {
        name.n <= self.last_n(name.sender) && self.answered(name).is_none()
    }

    /// The last count of this sender that caused an entry; 0 for a sender that is not known.
    pub fn last_n(&self, sender: SenderId) -> u64 {
        self.heard(sender).map_or(0, |heard| heard.n)
    }

    fn heard(&self, sender: SenderId) -> Option<&Heard> {
        self.senders.iter().find(|heard| heard.sender == sender)
    }

    /// Several entries of one command keep the first one's place.
    fn hear(&mut self, name: CommandName, entry: &Entry) {
        let staff = !matches!(entry.by, Actor::Browser(_));
        let place = self.senders.iter().position(|heard| heard.sender == name.sender);
        let known = place.map(|place| self.senders[place]);
        if known.is_some_and(|heard| heard.n >= name.n) {
            return;
        }
        if let Some(place) = place {
            self.senders.remove(place);
        } else {
            self.forget_one_of(staff);
        }
        let earlier = known.map_or(0, |heard| shifted(heard.carried_out, name.n - heard.n));
        let carried_out = earlier | 1;
        let CommandName { sender, n } = name;
        self.senders.push(Heard { sender, staff, n, seq: entry.seq, carried_out });
    }

    /// Makes room for one more sender of this kind: the one heard longest ago goes.
    fn forget_one_of(&mut self, staff: bool) {
        let mut alike = self.senders.iter().enumerate().filter(|(_, it)| it.staff == staff);
        let oldest = alike.next().map(|(place, _)| place);
        if let Some(oldest) = oldest.filter(|_| alike.count() + 1 >= SENDERS_MAX) {
            self.senders.remove(oldest);
        }
    }
}

fn shifted(bits: u64, by: u64) -> u64 {
    u32::try_from(by).ok().and_then(|by| bits.checked_shl(by)).unwrap_or(0)
}

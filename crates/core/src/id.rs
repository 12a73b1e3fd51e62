//! Ids: 128 random bits from the operating system, written as 26 letters of Crockford's base32.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const TEXT_LEN: usize = 26;

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 26 letters of Crockford's base32 in lower case are one")]
pub struct BadId;

/// 128 bits that name something. Never the only secret that protects it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id([u8; 16]);

impl Id {
    /// The id of these bits.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bits of this id.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = u128::from_be_bytes(self.0);
        for place in (0..TEXT_LEN).rev() {
            let digit = usize::try_from((bits >> (place * 5)) & 31).expect("five bits fit");
            fmt::Write::write_char(f, char::from(ALPHABET[digit]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        if text.len() != TEXT_LEN {
            return Err(BadId);
        }
        let mut bits: u128 = 0;
        for (place, letter) in text.bytes().enumerate() {
            let digit = ALPHABET.iter().position(|it| *it == letter).ok_or(BadId)?;
            if place == 0 && digit > 7 {
                return Err(BadId);
            }
            bits = (bits << 5) | digit as u128;
        }
        Ok(Self(bits.to_be_bytes()))
    }
}

impl TryFrom<String> for Id {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

/// A channel: one visitor, or the many of a tour, joined with an agent.
pub type ChannelId = Id;
/// An agent's account.
pub type AgentId = Id;
/// One tab, console or application as the sender of counted commands.
pub type SenderId = Id;

/// Which log: the directory, an agent's desk, or a channel.
///
/// Written `directory`, `desk-<id>` or `channel-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum LogId {
    /// Sites and agents.
    Directory,
    /// One agent's comings and goings.
    Desk(AgentId),
    /// One channel.
    Channel(ChannelId),
}

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory => f.write_str("directory"),
            Self::Desk(id) => write!(f, "desk-{id}"),
            Self::Channel(id) => write!(f, "channel-{id}"),
        }
    }
}

impl FromStr for LogId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.split_once('-') {
            None if text == "directory" => Ok(Self::Directory),
            Some(("desk", id)) => Ok(Self::Desk(id.parse()?)),
            Some(("channel", id)) => Ok(Self::Channel(id.parse()?)),
            _ => Err(BadId),
        }
    }
}

impl TryFrom<String> for LogId {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<LogId> for String {
    fn from(log: LogId) -> Self {
        log.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WI1: an id is written as 26 letters and read back; everything else is no id.
    #[test]
    fn wi1_ids_round_trip_and_refuse_other_texts() {
        let id = Id::from_bytes([0xfe; 16]);

        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "0", "0e1", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "ilou0000000000000000000000"] {
            assert_eq!(bad.parse::<Id>(), Err(BadId), "{bad}");
        }
        assert_eq!(LogId::Channel(id).to_string().parse(), Ok(LogId::Channel(id)));
    }
}

//! Ids: 128 random bits from the operating system, written as 26 letters of Crockford's base32.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const TEXT_LEN: usize = 26;
const NO_DIGIT: u8 = u8::MAX;
/// What each letter stands for.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut digit: u8 = 0;
    while digit < 32 {
        digits[ALPHABET[digit as usize] as usize] = digit;
        digit += 1;
    }
    digits
};

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 26 letters of Crockford's base32 in lower case are one")]
pub struct BadId;

/// 128 bits that name something. Never the only secret that protects it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    fn letters(&self) -> [u8; TEXT_LEN] {
        let mut letters = [0; TEXT_LEN];
        let mut bits = u128::from_be_bytes(self.0);
        // In parts of 60 bits, which are shifted faster than 128.
        for part in letters.rchunks_mut(12) {
            let mut low = u64::try_from(bits & ((1 << 60) - 1)).expect("60 bits fit");
            for letter in part.iter_mut().rev() {
                *letter = ALPHABET[usize::try_from(low & 31).expect("five bits fit")];
                low >>= 5;
            }
            bits >>= 60;
        }
        letters
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.letters()).expect("letters are ASCII"))
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
            let digit = DIGITS[usize::from(letter)];
            if digit == NO_DIGIT || (place == 0 && digit > 7) {
                return Err(BadId);
            }
            bits = (bits << 5) | u128::from(digit);
        }
        Ok(Self(bits.to_be_bytes()))
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for LogId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }
}

impl<'de> Deserialize<'de> for LogId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }
}

/// Reads what is written as a text from where it stands.
struct Text<T>(PhantomData<T>);

impl<T: FromStr<Err = BadId>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
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

//! Who someone is: the server's key, visitors' tokens, agents' passwords and sign-ins.
//!
//! Nothing here reads or writes the store: `account`, above, does, for what must outlive us.

pub mod code;
pub mod crowd;
pub mod first;
pub mod hand_over;
pub mod pairing;
pub mod password;
pub mod purse;
pub mod returns;
pub mod sign_in;
pub mod source;
pub mod tries;

use docent_core::actor::BrowserNo;
use docent_core::id::{AgentId, ChannelId, Id};
use first::FirstLink;
use hand_over::HandOvers;
use pairing::Pairings;
use password::Passwords;
use sign_in::SignIns;
use std::fmt;
use subtle::ConstantTimeEq;
use tries::Tries;

const CHANNEL: &str = "docent 2026-11 channel of a draw";
const INVITE: &str = "docent 2026-11 invitation to a tour";
const TOKEN: &str = "docent 2026-11 visitor token";

/// The server's secret: 32 bytes from the operating system, kept in the store.
#[derive(Clone, Copy)]
pub struct Key([u8; 32]);

impl Key {
    /// A new key.
    pub fn draw() -> Self {
        Self(random())
    }

    /// The key that was kept; none where these are not 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// What is to be kept.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> [u8; 16] {
        let key = blake3::derive_key(purpose, &self.0);
        let mac = blake3::keyed_hash(&key, message);
        *mac.as_bytes().first_chunk().expect("a hash has 32 bytes")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Who someone is.
#[derive(Debug)]
pub struct Auth {
    key: Key,
    /// Agents who are signed in.
    pub sign_ins: SignIns,
    /// Guesses, counted.
    pub tries: Tries,
    /// Passwords, hashed and checked.
    pub passwords: Passwords,
    /// The link for the first admin.
    pub first: FirstLink,
    /// Codes with which panels carry on at other origins.
    pub hand_overs: HandOvers,
    /// Applications that wait to carry a channel on.
    pub pairings: Pairings,
}

impl Auth {
    /// With this key, and nobody signed in.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            sign_ins: SignIns::default(),
            tries: Tries::default(),
            passwords: Passwords::default(),
            first: FirstLink::default(),
            hand_overs: HandOvers::default(),
            pairings: Pairings::default(),
        }
    }

    /// Which agent sent these cookies (a `Cookie` header); none where nobody is signed in.
    pub fn session(&self, cookies: &str) -> Option<AgentId> {
        self.sign_ins.agent(cookies, crate::clock::now_ms())
    }

    /// The channel that a page's draw opens. The same draw gives the same channel.
    pub fn channel_id(&self, draw: Id) -> ChannelId {
        Id::from_bytes(self.key.mac(CHANNEL, draw.as_bytes()))
    }

    /// What lets whoever has it into a tour: the same each time it is asked for.
    pub fn invite(&self, tour: ChannelId) -> String {
        let mac = Id::from_bytes(self.key.mac(INVITE, tour.as_bytes()));
        format!("{tour}.{mac}")
    }

    /// Which tour this is an invitation to; none when it was not given out by this server.
    pub fn read_invite(&self, invite: &str) -> Option<ChannelId> {
        let (tour, mac) = invite.split_once('.')?;
        let (tour, mac): (ChannelId, Id) = (tour.parse().ok()?, mac.parse().ok()?);
        let ours = self.key.mac(INVITE, tour.as_bytes());
        bool::from(ours.ct_eq(mac.as_bytes())).then_some(tour)
    }

    /// What lets a visitor's browser into its channel, and no other.
    pub fn visitor_token(&self, channel: ChannelId, browser: BrowserNo) -> String {
        let named = format!("{channel}.{browser}");
        let mac = Id::from_bytes(self.key.mac(TOKEN, named.as_bytes()));
        format!("{named}.{mac}")
    }

    /// Whose token this is; none when it was not given out by this server.
    pub fn read_token(&self, token: &str) -> Option<(ChannelId, BrowserNo)> {
        let (named, mac) = token.rsplit_once('.')?;
        let (channel, browser) = named.split_once('.')?;
        let mac: Id = mac.parse().ok()?;
        let ours = self.key.mac(TOKEN, named.as_bytes());
        if !bool::from(ours.ct_eq(mac.as_bytes())) {
            return None;
        }
        Some((channel.parse().ok()?, browser.parse().ok()?))
    }
}

/// An id nobody can guess.
pub fn random_id() -> Id {
    Id::from_bytes(random())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE6: only the whole token of a channel lets a browser in; ids alone, parts of tokens and
    /// tokens of another server do not.
    #[test]
    fn se6_guessed_and_changed_tokens_are_refused() {
        let auth = Auth::new(Key::draw());
        let (channel, other) = (random_id(), random_id());

        let token = auth.visitor_token(channel, 1);

        assert_eq!(auth.read_token(&token), Some((channel, 1)));
        let mac = token.rsplit_once('.').unwrap().1;
        for bad in [
            format!("{other}.1.{mac}"),
            format!("{channel}.2.{mac}"),
            format!("{channel}.01.{mac}"),
            format!("{channel}.1."),
            format!("{channel}.1.{}", "0".repeat(26)),
            format!("{channel}.1"),
            channel.to_string(),
            format!("{token}.{mac}"),
            token.to_uppercase(),
            String::new(),
            "0e1".into(),
            "[]".into(),
            ".".repeat(70_000),
        ] {
            assert_eq!(auth.read_token(&bad), None, "{bad:.80}");
        }
        assert_eq!(Auth::new(Key::draw()).read_token(&token), None);
    }

    /// SE5: keys and tokens are never part of what is printed for debugging.
    #[test]
    fn se5_the_key_is_not_printed() {
        let auth = Auth::new(Key::from_bytes(&[7; 32]).unwrap());

        let printed = format!("{auth:?}");

        assert!(printed.contains("Key(…)") && !printed.contains("7, 7"), "{printed}");
    }

    #[test]
    fn the_same_draw_gives_the_same_channel() {
        let auth = Auth::new(Key::draw());
        let draw = random_id();

        assert_eq!(auth.channel_id(draw), auth.channel_id(draw));
        assert_ne!(auth.channel_id(draw), draw);
        assert_ne!(auth.channel_id(draw), auth.channel_id(random_id()));
    }
}

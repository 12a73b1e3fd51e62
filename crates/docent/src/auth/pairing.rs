//! Applications that wait to be told whose channel they carry on, and the codes that they show.
//!
//! Memory alone: a restart ends every pairing, and its application asks for another.

use super::code::Code;
use super::tries::Tries;
use docent_core::actor::BrowserNo;
use docent_core::id::{ChannelId, Id};
use docent_core::time::Millis;
use lru::LruCache;
use std::collections::VecDeque;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard};
use subtle::ConstantTimeEq;
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// How long a code or a token of a JNLP file is good.
pub const GOOD_MS: Millis = 10 * 60_000;
/// An application that has not asked for so long was closed.
const SILENT_MS: Millis = 60_000;
/// How long we know of a code or token that it is over: later it is unknown.
const KNOWN_MS: Millis = 10 * 60_000;
/// Pairings kept, those that are over included.
const PAIRINGS_MAX: usize = 4_096;
/// Applications that wait at one address: as many codes as a person can compare.
const PER_ADDRESS_MAX: usize = 8;
/// When to ask again where there is no room.
const RETRY_MS: Millis = 10_000;
/// Wrong codes of one channel; after that it confirms none.
const GUESSES_MAX: u32 = 5;
/// Channels whose wrong codes are remembered; the one heard longest ago is forgotten first.
const GUESSERS: NonZeroUsize = NonZeroUsize::new(10_000).expect("not zero");

/// What an application carries on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuation {
    /// The channel.
    pub channel: ChannelId,
    /// As which browser.
    pub browser: BrowserNo,
    /// Bytes of the application that were sent for this visitor.
    pub bytes: u64,
}

/// A pairing that has just been opened.
#[derive(Clone, Copy)]
pub struct Opened {
    /// Its public name.
    pub pairing: Id,
    /// What application and page show.
    pub code: Code,
    /// What the application alone knows.
    pub secret: Id,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened(…)")
    }
}

/// Why a code was not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unconfirmed {
    /// No application waits with it. Counted.
    Unknown,
    /// This channel has given too many wrong ones.
    Locked,
}

/// What an application that asks is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// There is no such pairing, or the secret is not its own.
    Unknown,
    /// Nobody has confirmed it yet.
    Waiting,
    /// Somebody has. Told once.
    Confirmed(Continuation),
    /// It was claimed already, or took too long.
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open(Code),
    /// The code stays known to the channel that confirmed it; a JNLP file has none.
    Confirmed(Option<Code>, Continuation),
    Used,
}

struct Pairing {
    id: Id,
    secret: Id,
    from: Option<IpAddr>,
    state: State,
    until_ms: Millis,
    heard_ms: Millis,
}

/// Every pairing, the oldest first.
pub struct Pairings {
    inner: Mutex<Inner>,
    confirmed: Notify,
    /// Guesses at codes, per channel and address.
    pub tries: Tries,
}

struct Inner {
    pairings: VecDeque<Pairing>,
    guesses: LruCache<ChannelId, u32>,
}

impl Default for Pairings {
    fn default() -> Self {
        let (pairings, guesses) = (VecDeque::new(), LruCache::new(GUESSERS));
        let inner = Mutex::new(Inner { pairings, guesses });
        Self { inner, confirmed: Notify::new(), tries: Tries::default() }
    }
}

impl std::fmt::Debug for Pairings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pairings(…)")
    }
}

impl Pairings {
    /// A new pairing for an application at this address.
    ///
    /// # Errors
    /// How many milliseconds to wait: too many wait at this address, or here at all.
    pub fn open(&self, from: Option<IpAddr>, now_ms: Millis) -> Result<Opened, Millis> {
        let mut inner = self.lock(now_ms);
        let here = inner.open_at(from, now_ms).count();
        if inner.pairings.len() >= PAIRINGS_MAX || from.is_some() && here >= PER_ADDRESS_MAX {
            return Err(RETRY_MS);
        }
        let is_free = |code: &Code| !inner.pairings.iter().any(|it| it.state == State::Open(*code));
        let code = std::iter::repeat_with(Code::draw).find(is_free);
        let code = code.expect("there are more codes than pairings");
        let (pairing, secret) = inner.add(from, State::Open(code), now_ms);
        Ok(Opened { pairing, code, secret })
    }

    /// The codes of applications that wait at this address, the oldest first.
    pub fn codes(&self, from: IpAddr, now_ms: Millis) -> Vec<Code> {
        let inner = self.lock(now_ms);
        let code = |it: &Pairing| match it.state {
            State::Open(code) => Some(code),
            State::Confirmed(..) | State::Used => None,
        };
        inner.open_at(Some(from), now_ms).filter_map(code).collect()
    }

    /// Whether this channel has given too many wrong codes to confirm any.
    pub fn is_locked(&self, channel: ChannelId) -> bool {
        let inner = self.inner.lock().expect("nobody panics with this lock held");
        inner.is_locked(channel)
    }

    /// Lets the application with this code carry a channel on. Doing so again changes nothing.
    ///
    /// # Errors
    /// [`Unconfirmed`]: why nothing was confirmed.
    pub fn confirm(
        &self,
        code: Code,
        with: Continuation,
        now_ms: Millis,
    ) -> Result<(), Unconfirmed> {
        let mut inner = self.lock(now_ms);
        if inner.is_locked(with.channel) {
            return Err(Unconfirmed::Locked);
        }
        let is_done = |it: &Pairing| match it.state {
            State::Confirmed(Some(known), known_with) => {
                known == code && known_with.channel == with.channel
            }
            State::Confirmed(None, _) | State::Open(_) | State::Used => false,
        };
        if inner.pairings.iter().any(is_done) {
            return Ok(());
        }
        let waits = |it: &&mut Pairing| it.state == State::Open(code) && it.is_alive(now_ms);
        let Some(pairing) = inner.pairings.iter_mut().find(waits) else {
            *inner.guesses.get_or_insert_mut(with.channel, || 0) += 1;
            return Err(Unconfirmed::Unknown);
        };
        pairing.state = State::Confirmed(Some(code), with);
        self.confirmed.notify_waiters();
        Ok(())
    }

    /// A pairing that is confirmed from the start, for a JNLP file: its token. One before of the
    /// same browser is burned.
    ///
    /// # Errors
    /// How many milliseconds to wait where there is no room.
    pub fn give(&self, with: Continuation, now_ms: Millis) -> Result<String, Millis> {
        let mut inner = self.lock(now_ms);
        inner.pairings.retain(|it| match it.state {
            State::Confirmed(None, it) => (it.channel, it.browser) != (with.channel, with.browser),
            State::Confirmed(Some(_), _) | State::Open(_) | State::Used => true,
        });
        if inner.pairings.len() >= PAIRINGS_MAX {
            return Err(RETRY_MS);
        }
        let (pairing, secret) = inner.add(None, State::Confirmed(None, with), now_ms);
        Ok(format!("{pairing}.{secret}"))
    }

    /// What this application carries on, if that is known by now; told once.
    pub fn claim(&self, pairing: Id, secret: Id, now_ms: Millis) -> Claim {
        let mut inner = self.lock(now_ms);
        let is_own = |it: &&mut Pairing| {
            it.id == pairing && bool::from(it.secret.as_bytes().ct_eq(secret.as_bytes()))
        };
        let Some(known) = inner.pairings.iter_mut().find(is_own) else { return Claim::Unknown };
        if !known.is_alive(now_ms) {
            return Claim::Over;
        }
        known.heard_ms = now_ms;
        match known.state {
            State::Open(_) => Claim::Waiting,
            State::Confirmed(_, with) => {
                known.state = State::Used;
                Claim::Confirmed(with)
            }
            State::Used => Claim::Over,
        }
    }

    /// What the token of a JNLP file stands for, once.
    pub fn redeem(&self, token: &str, now_ms: Millis) -> Option<Continuation> {
        let (pairing, secret) = token.split_once('.')?;
        match self.claim(pairing.parse().ok()?, secret.parse().ok()?, now_ms) {
            Claim::Confirmed(with) => Some(with),
            Claim::Unknown | Claim::Waiting | Claim::Over => None,
        }
    }

    /// Ends when something is confirmed after this call.
    pub fn confirmed(&self) -> Notified<'_> {
        self.confirmed.notified()
    }

    fn lock(&self, now_ms: Millis) -> MutexGuard<'_, Inner> {
        let mut inner = self.inner.lock().expect("nobody panics with this lock held");
        inner.pairings.retain(|it| it.is_heard(now_ms) && now_ms < it.until_ms + KNOWN_MS);
        inner
    }
}

impl Inner {
    fn is_locked(&self, channel: ChannelId) -> bool {
        self.guesses.peek(&channel).is_some_and(|wrong| *wrong >= GUESSES_MAX)
    }

    fn open_at(&self, from: Option<IpAddr>, now_ms: Millis) -> impl Iterator<Item = &Pairing> {
        let waits = |state| matches!(state, State::Open(_));
        self.pairings
            .iter()
            .filter(move |it| it.from == from && waits(it.state) && it.is_alive(now_ms))
    }

    fn add(&mut self, from: Option<IpAddr>, state: State, now_ms: Millis) -> (Id, Id) {
        let (id, secret) = (super::random_id(), super::random_id());
        let until_ms = now_ms + GOOD_MS;
        let pairing = Pairing { id, secret, from, state, until_ms, heard_ms: now_ms };
        self.pairings.push_back(pairing);
        (id, secret)
    }
}

impl Pairing {
    /// Whether it may still be confirmed or claimed.
    fn is_alive(&self, now_ms: Millis) -> bool {
        self.is_heard(now_ms) && now_ms < self.until_ms
    }

    /// Whether its application is there still; once confirmed it may take its time.
    fn is_heard(&self, now_ms: Millis) -> bool {
        match self.state {
            State::Open(_) => now_ms < self.heard_ms + SILENT_MS,
            State::Confirmed(..) | State::Used => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::random_id;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

    fn visitor() -> Continuation {
        Continuation { channel: random_id(), browser: 1, bytes: 300_000 }
    }

    fn open(pairings: &Pairings, now_ms: Millis) -> Opened {
        pairings.open(Some(HERE), now_ms).unwrap()
    }

    /// SE13: a code is confirmed by one visitor and claimed once, by the application that shows it.
    #[test]
    fn se13_a_pairing_is_for_one_visitor_and_good_once() {
        let pairings = Pairings::default();
        let (mine, other) = (visitor(), visitor());
        let Opened { pairing, code, secret } = open(&pairings, 0);

        assert_eq!(pairings.claim(pairing, secret, 1), Claim::Waiting);
        assert_eq!(pairings.confirm(code, mine, 2), Ok(()));
        assert_eq!(pairings.confirm(code, mine, 2), Ok(()), "the answer may have been lost");
        assert_eq!(pairings.confirm(code, other, 2), Err(Unconfirmed::Unknown));
        assert_eq!(pairings.claim(pairing, random_id(), 3), Claim::Unknown);
        assert_eq!(pairings.claim(random_id(), secret, 3), Claim::Unknown);
        assert_eq!(pairings.claim(pairing, secret, 3), Claim::Confirmed(mine));
        assert_eq!(pairings.claim(pairing, secret, 3), Claim::Over);
        assert_eq!(pairings.confirm(code, other, 4), Err(Unconfirmed::Unknown));
    }

    /// SE13: after five wrong codes a channel confirms none, not even a right one.
    #[test]
    fn se13_guessing_codes_locks_the_channel() {
        let pairings = Pairings::default();
        let (eve, mine) = (visitor(), visitor());
        let code = open(&pairings, 0).code;
        for _ in 0..GUESSES_MAX {
            assert_eq!(pairings.confirm(Code::draw(), eve, 1), Err(Unconfirmed::Unknown));
        }

        assert_eq!(pairings.confirm(code, eve, 1), Err(Unconfirmed::Locked));

        assert_eq!(pairings.confirm(code, mine, 1), Ok(()), "others go on");
    }

    /// SE13: a code ends after its time, and with the application that shows it.
    #[test]
    fn se13_codes_expire() {
        let pairings = Pairings::default();
        let closed = open(&pairings, 0);
        let Opened { pairing, code, secret } = open(&pairings, 0);
        for now_ms in (0..GOOD_MS).step_by(25_000) {
            assert_eq!(pairings.claim(pairing, secret, now_ms), Claim::Waiting);
        }

        assert_eq!(pairings.codes(HERE, GOOD_MS - 1), [code], "whoever is silent was closed");
        let late = pairings.confirm(closed.code, visitor(), GOOD_MS - 1);
        assert_eq!(late, Err(Unconfirmed::Unknown));

        assert!(pairings.codes(HERE, GOOD_MS).is_empty());
        assert_eq!(pairings.confirm(code, visitor(), GOOD_MS), Err(Unconfirmed::Unknown));
        assert_eq!(pairings.claim(pairing, secret, GOOD_MS), Claim::Over);
        assert_eq!(pairings.claim(pairing, secret, GOOD_MS + KNOWN_MS), Claim::Unknown);
    }

    /// SE13: codes are shown at their own address only.
    #[test]
    fn se13_codes_of_another_address_are_not_shown() {
        let pairings = Pairings::default();
        let code = open(&pairings, 0).code;
        let used = open(&pairings, 0).code;
        pairings.open(None, 0).unwrap();
        pairings.confirm(used, visitor(), 1).unwrap();

        assert_eq!(pairings.codes(HERE, 1), [code]);
        assert!(pairings.codes(THERE, 1).is_empty());
    }

    /// SE13: the token of a JNLP file is good once, and burned by the next one of that browser.
    #[test]
    fn se13_tokens_of_jnlp_files_burn() {
        let pairings = Pairings::default();
        let mine = visitor();
        let first = pairings.give(mine, 0).unwrap();
        let theirs = pairings.give(visitor(), 0).unwrap();
        let second = pairings.give(mine, 1).unwrap();

        let open = open(&pairings, 1);
        let not_yet = format!("{}.{}", open.pairing, open.secret);
        for bad in [first.as_str(), "", ".", "0e1.0e1", &not_yet, &second.to_uppercase()] {
            assert_eq!(pairings.redeem(bad, 2), None, "{bad}");
        }
        assert_eq!(pairings.redeem(&second, 2), Some(mine));
        assert_eq!(pairings.redeem(&second, 2), None, "once");
        assert_eq!(pairings.redeem(&theirs, GOOD_MS), None, "too late");
    }

    /// SE24: pairings of one address and in all are bounded.
    #[test]
    fn se24_pairings_are_bounded() {
        let pairings = Pairings::default();
        for _ in 0..PER_ADDRESS_MAX {
            open(&pairings, 0);
        }

        assert_eq!(pairings.open(Some(HERE), 1).unwrap_err(), RETRY_MS);
        open(&pairings, SILENT_MS);
        for _ in 0..PAIRINGS_MAX - 1 {
            pairings.open(None, SILENT_MS).unwrap();
        }
        assert_eq!(pairings.open(Some(THERE), SILENT_MS).unwrap_err(), RETRY_MS);
        assert_eq!(pairings.give(visitor(), SILENT_MS).unwrap_err(), RETRY_MS);
        assert!(pairings.open(Some(THERE), GOOD_MS + KNOWN_MS).is_ok(), "what is over goes");
    }

    /// SE5: codes and secrets are never part of what is printed for debugging.
    #[test]
    fn se5_pairings_are_not_printed() {
        let pairings = Pairings::default();
        let opened = open(&pairings, 0);

        let printed = format!("{pairings:?} {opened:?}");

        assert!(!printed.contains(&opened.secret.to_string()), "{printed}");
        assert!(!printed.contains(&opened.code.to_string()), "{printed}");
    }
}

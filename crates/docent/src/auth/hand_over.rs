//! One-time codes with which a visitor's panel carries on in a page of another origin.

use docent_core::actor::BrowserNo;
use docent_core::id::{ChannelId, Id};
use docent_core::time::Millis;
use std::collections::VecDeque;
use std::sync::Mutex;
use subtle::ConstantTimeEq;

/// How long a code is good: one page has to load.
pub const GOOD_MS: Millis = 60_000;
/// Codes that are good at a time; beyond it the oldest is burned.
const CODES_MAX: usize = 1_024;

/// The codes that are good now, oldest first: memory alone, a restart burns them.
#[derive(Default)]
pub struct HandOvers(Mutex<VecDeque<(Id, Millis, HandOver)>>);

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The channel that is carried on.
    pub channel: ChannelId,
    /// Whose browser carries it on.
    pub browser: BrowserNo,
    /// The origin of the page that it is for, exactly.
    pub origin: String,
    /// What the panel keeps, for itself on the next page: a text that we do not read.
    pub carry: String,
}

impl HandOvers {
    /// A new code for this; one before of the same browser is burned.
    pub fn draw(&self, hand_over: HandOver, now_ms: Millis) -> Id {
        let code = super::random_id();
        let mut codes = self.0.lock().expect("nobody panics with this lock held");
        let whose = (hand_over.channel, hand_over.browser);
        codes.retain(|(_, until_ms, it)| *until_ms > now_ms && (it.channel, it.browser) != whose);
        if codes.len() >= CODES_MAX {
            codes.pop_front();
        }
        codes.push_back((code, now_ms + GOOD_MS, hand_over));
        code
    }

    /// Burns the code and gives what it stands for; none when it is not good for this origin, which
    /// burns nothing.
    pub fn take(&self, code: Id, origin: &str, now_ms: Millis) -> Option<HandOver> {
        let mut codes = self.0.lock().expect("nobody panics with this lock held");
        let at = codes.iter().position(|(good, until_ms, it)| {
            bool::from(good.as_bytes().ct_eq(code.as_bytes()))
                && *until_ms > now_ms
                && it.origin == origin
        })?;
        codes.remove(at).map(|(_, _, hand_over)| hand_over)
    }
}

impl std::fmt::Debug for HandOvers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HandOvers(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::random_id;

    const HOME: &str = "https://shop.example";

    fn hand_over() -> HandOver {
        HandOver { channel: random_id(), browser: 1, origin: HOME.into(), carry: String::new() }
    }

    /// SE13: a code for a hand-over is good once, within its minute, and a newer one of the same
    /// browser burns it.
    #[test]
    fn se13_hand_over_codes_burn() {
        let codes = HandOvers::default();
        let (mine, other) = (hand_over(), hand_over());
        let first = codes.draw(mine.clone(), 0);
        let theirs = codes.draw(other.clone(), 0);
        let second = codes.draw(mine.clone(), 1);

        assert_eq!(codes.take(first, HOME, 2), None, "a newer one has replaced it");
        assert_eq!(codes.take(random_id(), HOME, 2), None);
        assert_eq!(codes.take(second, HOME, 2), Some(mine));
        assert_eq!(codes.take(second, HOME, 2), None, "once");
        assert_eq!(codes.take(theirs, HOME, GOOD_MS), None, "too late");
    }

    /// SE31: a code is for one origin, exactly; to try it for another burns nothing.
    #[test]
    fn se31_hand_over_codes_are_for_one_origin() {
        let codes = HandOvers::default();
        let mine = hand_over();
        let code = codes.draw(mine.clone(), 0);

        for wrong in ["", "https://evil.example", "https://shop.example.evil.example"] {
            assert_eq!(codes.take(code, wrong, 1), None, "{wrong}");
        }

        assert_eq!(codes.take(code, HOME, 1), Some(mine));
    }

    /// SE24: what is remembered of hand-overs is bounded.
    #[test]
    fn se24_hand_overs_are_bounded() {
        let codes = HandOvers::default();
        let first = codes.draw(hand_over(), 0);
        let second = codes.draw(hand_over(), 0);

        for _ in 1..CODES_MAX {
            codes.draw(hand_over(), 0);
        }

        assert_eq!(codes.0.lock().unwrap().len(), CODES_MAX);
        assert_eq!(codes.take(first, HOME, 1), None);
        assert!(codes.take(second, HOME, 1).is_some());
    }

    /// SE5: codes are never part of what is printed for debugging.
    #[test]
    fn se5_hand_overs_are_not_printed() {
        let codes = HandOvers::default();
        let code = codes.draw(hand_over(), 0).to_string();

        assert!(!format!("{codes:?}").contains(&code));
    }
}

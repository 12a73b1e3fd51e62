//! Who comes back after a restart: let in at a bounded rate, for each return reads a log.

use super::random;
use docent_core::time::Millis;
use std::sync::Mutex;

/// After a start everybody comes back. Later they come one by one.
const RUSH_MS: Millis = 60_000;
/// The shortest wait of who has to come again.
const WAIT_MS: Millis = 1_000;
/// Waits are spread over so long, so that not all come again at once.
const SPREAD_MS: Millis = 5_000;

/// Lets in those who come back.
#[derive(Debug)]
pub struct Returns {
    per_second: u32,
    started_ms: Millis,
    /// The last second in which somebody came back, counted from the start, and how many did.
    latest: Mutex<(Millis, u32)>,
}

impl Returns {
    /// With so many a second; 0 is no bound.
    pub fn new(per_second: u32, started_ms: Millis) -> Self {
        Self { per_second, started_ms, latest: Mutex::default() }
    }

    /// Lets one in.
    ///
    /// # Errors
    /// When to come again, in milliseconds: not the same for all.
    pub fn enter(&self, now_ms: Millis) -> Result<(), Millis> {
        let up_ms = now_ms.saturating_sub(self.started_ms);
        if self.per_second == 0 || up_ms >= RUSH_MS {
            return Ok(());
        }
        let mut latest = self.latest.lock().expect("nobody panics with this lock held");
        let second = up_ms / 1_000;
        if latest.0 != second {
            *latest = (second, 0);
        }
        if latest.1 < self.per_second {
            latest.1 += 1;
            return Ok(());
        }
        Err(WAIT_MS + u64::from_le_bytes(random()) % SPREAD_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// EN15: after a start so many a second come back; the others are told times apart.
    #[test]
    fn en15_so_many_a_second_come_back() {
        let returns = Returns::new(2_000, 10_000);
        let come = |now_ms| (0..15_000).map(|_| returns.enter(now_ms)).collect::<Vec<_>>();

        let first = come(10_000);

        assert_eq!(first.iter().filter(|it| it.is_ok()).count(), 2_000);
        let waits: BTreeSet<Millis> = first.iter().filter_map(|it| it.err()).collect();
        assert!(waits.len() > 1_000 && waits.first() >= Some(&WAIT_MS), "they are spread");
        assert!(waits.last() < Some(&(WAIT_MS + SPREAD_MS)), "and not sent away for long");
        assert_eq!(come(10_999).iter().filter(|it| it.is_ok()).count(), 0);
        assert_eq!(come(11_000).iter().filter(|it| it.is_ok()).count(), 2_000);
    }

    /// EN15: 100,000 who come again as they are told are all back within a minute and a half.
    #[test]
    fn en15_everybody_comes_back() {
        let returns = Returns::new(2_000, 0);
        let mut due: BTreeSet<(Millis, u32)> = (0..100_000).map(|who| (0, who)).collect();

        let mut last_ms = 0;
        while let Some((now_ms, who)) = due.pop_first() {
            last_ms = now_ms;
            if let Err(wait) = returns.enter(now_ms) {
                due.insert((now_ms + wait, who));
            }
        }

        assert!(last_ms < 90_000, "{last_ms}");
    }

    #[test]
    fn nobody_waits_later_or_where_the_owner_says_so() {
        let (bounded, free) = (Returns::new(1, 0), Returns::new(0, 0));

        assert!((0..5_000).all(|_| bounded.enter(RUSH_MS).is_ok() && free.enter(0).is_ok()));
    }
}

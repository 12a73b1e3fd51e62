//! How often each agent may look, and how many looks are under way.

use crate::limit;
use docent_core::id::AgentId;
use docent_core::limit::AGENTS_MAX;
use docent_core::time::Millis;
use lru::LruCache;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// When to try again where too many are under way.
const IN_FLIGHT_RETRY_MS: Millis = 500;

/// The looks of all agents.
#[derive(Debug)]
pub(super) struct Allowance {
    agents: Mutex<LruCache<AgentId, Own>>,
    all: Arc<Semaphore>,
}

/// The looks of one agent.
#[derive(Debug)]
struct Own {
    under_way: Arc<Semaphore>,
    left: f64,
    at: Instant,
}

/// One look; it is over when this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl Default for Allowance {
    fn default() -> Self {
        let most = NonZeroUsize::new(AGENTS_MAX).expect("the bound is not zero");
        let all = Arc::new(Semaphore::new(limit::PROBES_AT_ONCE));
        Self { agents: Mutex::new(LruCache::new(most)), all }
    }
}

impl Allowance {
    /// Begins a look.
    ///
    /// # Errors
    /// How many milliseconds to wait.
    pub(super) fn take(&self, agent: AgentId, now: Instant) -> Result<Turn, Millis> {
        let mut agents = self.agents.lock().expect("nobody panics with this lock held");
        let own = agents.get_or_insert_mut(agent, || Own::new(now));
        let turn = || {
            let under_way = Arc::clone(&own.under_way).try_acquire_owned().ok()?;
            let all = Arc::clone(&self.all).try_acquire_owned().ok()?;
            Some(Turn { _own: under_way, _all: all })
        };
        let turn = turn().ok_or(IN_FLIGHT_RETRY_MS)?;
        own.spend(now).map(|()| turn)
    }
}

impl Own {
    fn new(now: Instant) -> Self {
        let under_way = Arc::new(Semaphore::new(limit::PROBES_PER_AGENT));
        let left = f64::from(limit::PROBES_PER_MINUTE);
        Self { under_way, left, at: now }
    }

    fn spend(&mut self, now: Instant) -> Result<(), Millis> {
        let most = f64::from(limit::PROBES_PER_MINUTE);
        let refill = now.saturating_duration_since(self.at).as_secs_f64() * most / 60.0;
        (self.left, self.at) = ((self.left + refill).min(most), now);
        if self.left < 1.0 {
            return Err(60_000 / Millis::from(limit::PROBES_PER_MINUTE));
        }
        self.left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use docent_core::id::Id;
    use std::time::Duration;

    /// PR5: an agent has four looks under way and sixty a minute; others have their own.
    #[test]
    fn pr5_looks_are_rationed_per_agent() {
        let (allowance, now) = (Allowance::default(), Instant::now());
        let (ada, bob) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));

        let under_way: Vec<_> = (0..4).map(|_| allowance.take(ada, now).unwrap()).collect();
        assert_eq!(allowance.take(ada, now).err(), Some(IN_FLIGHT_RETRY_MS));
        assert!(allowance.take(bob, now).is_ok());
        drop(under_way);
        for _ in 4..60 {
            assert!(allowance.take(ada, now).is_ok());
        }

        assert_eq!(allowance.take(ada, now).err(), Some(1_000));
        let later = now + Duration::from_secs(1);
        assert!(allowance.take(ada, later).is_ok());
        assert_eq!(allowance.take(ada, later).err(), Some(1_000));
    }

    /// PR5: all agents together have a bounded number of looks under way.
    #[test]
    fn pr5_all_looks_together_are_bounded() {
        let (allowance, now) = (Allowance::default(), Instant::now());
        let agent = |number: usize| Id::from_bytes([u8::try_from(number / 4).unwrap(); 16]);
        let take = |number: usize| allowance.take(agent(number), now);

        let under_way: Vec<_> = (0..limit::PROBES_AT_ONCE).map(|it| take(it).unwrap()).collect();

        assert_eq!(take(1_000).err(), Some(IN_FLIGHT_RETRY_MS));
        drop(under_way);
        assert!(take(1_000).is_ok());
    }
}

//! Guesses, counted per name and per address: after a few, each next one has to wait.

use docent_core::time::Millis;
use lru::LruCache;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::Mutex;

/// Names and addresses remembered, each; the one seen longest ago is forgotten first.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("not zero");
/// Wrong tries of one name that cost nothing: people mistype.
const FREE_PER_NAME: u32 = 5;
/// Wrong tries from one address that cost nothing: an office shares one.
const FREE_PER_ADDRESS: u32 = 30;
/// The longest wait. Longer ones would let a stranger lock an agent out.
const WAIT_MS_MAX: Millis = 60_000;
/// After so long without a try, all is forgotten.
const FORGOTTEN_MS: Millis = 15 * 60_000;

/// Guesses, counted.
pub struct Tries {
    inner: Mutex<Counts>,
}

struct Counts {
    names: LruCache<[u8; 32], Count>,
    addresses: LruCache<IpAddr, Count>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    wrong: u32,
    last_ms: Millis,
}

impl Default for Tries {
    fn default() -> Self {
        let (names, addresses) = (LruCache::new(REMEMBERED), LruCache::new(REMEMBERED));
        Self { inner: Mutex::new(Counts { names, addresses }) }
    }
}

impl std::fmt::Debug for Tries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tries(…)")
    }
}

impl Tries {
    /// Counts a try before it is made, so that many at once are counted too.
    ///
    /// # Errors
    /// How many milliseconds to wait; that try must not be made, and is not counted.
    pub fn start(&self, name: &str, address: Option<IpAddr>, now_ms: Millis) -> Result<(), Millis> {
        let mut counts = self.inner.lock().expect("nobody panics with this lock held");
        let key = key_of(name);
        let by_name = counts.names.get(&key).copied().unwrap_or_default();
        let by_address =
            address.and_then(|it| counts.addresses.get(&it).copied()).unwrap_or_default();
        let wait = by_name.wait_ms(FREE_PER_NAME, now_ms);
        let wait = wait.max(by_address.wait_ms(FREE_PER_ADDRESS, now_ms));
        if wait > 0 {
            return Err(wait);
        }
        counts.names.put(key, by_name.next(now_ms));
        if let Some(address) = address {
            counts.addresses.put(address, by_address.next(now_ms));
        }
        Ok(())
    }

    /// Takes back a try that was right: nothing counts against its name any more, and one less
    /// against its address.
    pub fn forget(&self, name: &str, address: Option<IpAddr>) {
        let mut counts = self.inner.lock().expect("nobody panics with this lock held");
        counts.names.pop(&key_of(name));
        if let Some(count) = address.and_then(|address| counts.addresses.get_mut(&address)) {
            count.wrong = count.wrong.saturating_sub(1);
        }
    }
}

impl Count {
    fn wait_ms(self, free: u32, now_ms: Millis) -> Millis {
        let Some(beyond) = self.wrong.checked_sub(free) else { return 0 };
        if self.is_old(now_ms) {
            return 0;
        }
        let wait = 1_000_u64.saturating_mul(1 << beyond.min(16)).min(WAIT_MS_MAX);
        (self.last_ms + wait).saturating_sub(now_ms)
    }

    fn next(self, now_ms: Millis) -> Self {
        let wrong = if self.is_old(now_ms) { 0 } else { self.wrong };
        Self { wrong: wrong.saturating_add(1), last_ms: now_ms }
    }

    fn is_old(self, now_ms: Millis) -> bool {
        now_ms.saturating_sub(self.last_ms) > FORGOTTEN_MS
    }
}

/// A hash, so that long names take no memory; of the name as the directory looks it up.
fn key_of(name: &str) -> [u8; 32] {
    *blake3::hash(name.trim().to_lowercase().as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));

    /// SE13: guessing is slowed down per name, whatever address it comes from.
    #[test]
    fn se13_guesses_at_one_name_must_wait() {
        let tries = Tries::default();
        for _ in 0..FREE_PER_NAME {
            assert_eq!(tries.start("ada@example.com", None, 1_000), Ok(()));
        }

        for same in ["Ada@example.com", " ada@example.com", "ADA@EXAMPLE.COM\u{2003}\n"] {
            assert_eq!(tries.start(same, HERE, 1_000), Err(1_000), "{same:?}");
        }
        assert_eq!(tries.start("bob@example.com", HERE, 1_000), Ok(()));
        assert_eq!(tries.start("ada@example.com", HERE, 2_000), Ok(()));
        assert_eq!(tries.start("ada@example.com", HERE, 2_000), Err(2_000));
    }

    /// SE13: guessing is slowed down per address, whatever name it tries.
    #[test]
    fn se13_guesses_from_one_address_must_wait() {
        let tries = Tries::default();
        for number in 0..FREE_PER_ADDRESS {
            assert_eq!(tries.start(&format!("{number}@example.com"), HERE, 1_000), Ok(()));
        }

        assert_eq!(tries.start("next@example.com", HERE, 1_000), Err(1_000));
    }

    /// SE24: what is remembered of guesses is bounded, and a wait never exceeds a minute.
    #[test]
    fn se24_counting_guesses_is_bounded() {
        let tries = Tries::default();
        let mut now_ms = 0;
        for _ in 0..40 {
            while let Err(wait_ms) = tries.start("ada@example.com", None, now_ms) {
                assert!(wait_ms <= WAIT_MS_MAX);
                now_ms += wait_ms;
            }
        }
        for number in 0..REMEMBERED.get() + 5 {
            assert_eq!(tries.start(&number.to_string(), None, now_ms), Ok(()));
        }

        assert_eq!(tries.inner.lock().unwrap().names.len(), REMEMBERED.get());
    }

    #[test]
    fn being_right_forgives() {
        let tries = Tries::default();
        for _ in 0..FREE_PER_NAME {
            assert_eq!(tries.start("ada@example.com", HERE, 0), Ok(()));
        }

        tries.forget("ada@example.com", HERE);

        assert_eq!(tries.start("ada@example.com", HERE, 0), Ok(()));
    }
}

//! How much one address may have here at a time: connections, and channels opened.

use docent_core::time::Millis;
use lru::LruCache;
use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// Addresses that opened channels, remembered; the one heard longest ago is forgotten first.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("not zero");
/// Milliseconds after which an address may open one more channel.
const REFILL_MS: Millis = 1_000;

/// What each address has here.
#[derive(Debug)]
pub struct Crowd {
    connections_max: u32,
    channels_max: u32,
    connections: Mutex<HashMap<IpAddr, u32>>,
    /// When each address will have all its channels again.
    full_ms: Mutex<LruCache<IpAddr, Millis>>,
    refused: AtomicU64,
}

/// A connection that counts until it is dropped.
#[derive(Debug)]
pub struct Place {
    crowd: Arc<Crowd>,
    address: IpAddr,
}

impl Crowd {
    /// With so many connections at a time and channels at once per address; 0 is no bound.
    pub fn new(connections_max: u32, channels_max: u32) -> Arc<Self> {
        let (connections, full_ms) = (Mutex::default(), Mutex::new(LruCache::new(REMEMBERED)));
        let refused = AtomicU64::new(0);
        Arc::new(Self { connections_max, channels_max, connections, full_ms, refused })
    }

    /// A place for one more connection from here; none when there are too many.
    pub fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let mut connections = self.connections();
        let count = connections.entry(address).or_default();
        if self.connections_max > 0 && *count >= self.connections_max {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        *count += 1;
        Some(Place { crowd: Arc::clone(self), address })
    }

    /// Counts a channel that is opened from here.
    ///
    /// # Errors
    /// How many milliseconds to wait; that channel must not be opened.
    pub fn open(&self, address: IpAddr, now_ms: Millis) -> Result<(), Millis> {
        if self.channels_max == 0 {
            return Ok(());
        }
        let mut all = self.full_ms.lock().expect("nobody panics with this lock held");
        let full_ms = all.get(&address).copied().unwrap_or_default().max(now_ms) + REFILL_MS;
        let wait = (full_ms - now_ms).saturating_sub(u64::from(self.channels_max) * REFILL_MS);
        if wait > 0 {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return Err(wait);
        }
        all.put(address, full_ms);
        Ok(())
    }

    /// Connections and channels that were refused since the start.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    fn connections(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.connections.lock().expect("nobody panics with this lock held")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut connections = self.crowd.connections();
        if let Some(count) = connections.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                connections.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
    const THERE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

    /// SE24: one address has so many connections at a time; who has gone leaves its place.
    #[test]
    fn se24_connections_of_one_address_are_bounded() {
        let crowd = Crowd::new(2, 0);
        let (first, _second) = (crowd.enter(HERE).unwrap(), crowd.enter(HERE).unwrap());

        assert!(crowd.enter(HERE).is_none());
        assert!(crowd.enter(THERE).is_some());
        drop(first);
        assert!(crowd.enter(HERE).is_some());
        assert_eq!(crowd.refused(), 1);
        assert_eq!(crowd.connections().len(), 1, "who has gone is forgotten");
    }

    /// SE24: one address opens some channels at once, and then one a second.
    #[test]
    fn se24_channels_opened_from_one_address_are_bounded() {
        let crowd = Crowd::new(0, 3);
        for _ in 0..3 {
            assert_eq!(crowd.open(HERE, 10_000), Ok(()));
        }

        assert_eq!(crowd.open(HERE, 10_000), Err(1_000));
        assert_eq!(crowd.open(THERE, 10_000), Ok(()));
        assert_eq!(crowd.open(HERE, 10_400), Err(600));
        assert_eq!(crowd.open(HERE, 11_000), Ok(()));
        assert_eq!(crowd.open(HERE, 11_000), Err(1_000));
    }

    #[test]
    fn nothing_is_bounded_where_the_owner_says_so() {
        let crowd = Crowd::new(0, 0);

        let places: Vec<_> = (0..5_000).filter_map(|_| crowd.enter(HERE)).collect();

        assert_eq!(places.len(), 5_000);
        assert!((0..5_000).all(|_| crowd.open(HERE, 0).is_ok()));
    }
}

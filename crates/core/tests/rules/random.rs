//! Chance with a seed, so that what went wrong once can be done again.

use std::time::Duration;

/// `SplitMix64` (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
    is_calm: bool,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, is_calm: false }
    }

    /// Chance by which nothing rare ever happens.
    pub(crate) fn calm() -> Self {
        Self { state: 0, is_calm: true }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `0..bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    /// True once in `of` times.
    pub(crate) fn once_in(&mut self, of: usize) -> bool {
        !self.is_calm && self.below(of) == 0
    }

    /// A span in milliseconds with this mean, as waiting for what comes at random takes.
    pub(crate) fn span_ms(&mut self, mean: Duration) -> u64 {
        let bits = u32::try_from(self.next() >> 32).unwrap();
        let fraction = (f64::from(bits) + 1.0) / (f64::from(u32::MAX) + 1.0);
        u64::try_from(mean.mul_f64(-fraction.ln()).as_millis()).unwrap()
    }
}

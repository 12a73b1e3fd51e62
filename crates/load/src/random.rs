//! Randomness from a seed, so that a run can be repeated.

use docent_core::id::Id;
use std::hash::{BuildHasher, RandomState};

/// A generator of random numbers (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The generator of this seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A seed that nobody has chosen.
    pub fn fresh_seed() -> u64 {
        RandomState::new().hash_one(std::process::id())
    }

    /// 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.state;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    /// A number from 0 to `end`, `end` not included; 0 where `end` is 0.
    pub const fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.bits() % end }
    }

    /// A random id.
    pub fn id(&mut self) -> Id {
        let bits = (u128::from(self.bits()) << 64) | u128::from(self.bits());
        Id::from_bytes(bits.to_be_bytes())
    }
}

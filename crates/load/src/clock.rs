//! The clock of a run.

use crate::table::float;
use std::sync::LazyLock;
use tokio::time::Instant;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Nanoseconds since the first look at the clock.
pub fn now_ns() -> u64 {
    u64::try_from(START.elapsed().as_nanos()).expect("a run is shorter than centuries")
}

/// Nanoseconds as milliseconds.
pub fn ms(ns: u64) -> f64 {
    float(ns) / 1e6
}

/// How many a second, when `count` took `ns`.
pub fn per_second(count: u64, ns: u64) -> f64 {
    float(count) * 1e9 / float(ns.max(1))
}

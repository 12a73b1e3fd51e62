//! The clock: the only place that asks what time it is.
#![expect(clippy::disallowed_methods, reason = "this is the place that may ask")]

use docent_core::time::Millis;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC. May jump when the machine's clock is set.
pub(crate) fn now_ms() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}

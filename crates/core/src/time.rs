//! Points in time and spans, as numbers that travel.

/// Milliseconds since 1970-01-01 UTC, or a span of milliseconds where the name says so (`…_ms`).
pub type Millis = u64;

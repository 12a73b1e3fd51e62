//! Placeholder until below.

//! The rules of `docs/SPEC.md`, each with a test of its name.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod chain;
mod channel;
mod coming;
mod directory;
mod drive;
mod follow;
mod location;
mod log;
mod notes;
mod plan;
mod policy;
mod property;
mod queue;
mod random;
mod receipt;
mod refused;
mod routing;
mod simulation;
mod stage;
mod story;
mod summary;
mod talk;
mod tour;
mod tour_file;
mod usage;
mod vectors;
mod wire;

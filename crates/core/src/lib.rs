//! The rules of Docent: pure functions and values, without IO, clock or async.
//!
//! Everything that happens is an entry in a log. [`machine::State::decide`] says which events a
//! command causes, [`machine::State::apply`] applies an entry to the state.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod actor;
pub mod chain;
pub mod channel;
pub mod day;
pub mod desk;
pub mod directory;
pub mod drive;
pub mod entry;
pub mod follow;
pub mod frame;
pub mod head;
pub mod id;
pub mod limit;
pub mod location;
pub mod machine;
mod numbered;
pub mod plan;
pub mod policy;
pub mod queue;
pub mod refusal;
pub mod routing;
pub mod site;
pub mod summary;
pub mod text;
pub mod time;
pub mod tour;
pub mod usage;
pub mod view;

#[cfg(test)]
mod golden;

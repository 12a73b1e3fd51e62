//! The store is the truth: what is appended here has happened.
//!
//! One enum rather than a trait object: a second store is a second variant, and
//! `tests/contract.rs` holds every variant to the same behaviour.

mod sqlite;

use bytes::Bytes;
use docent_core::actor::{Actor, Audience};
use docent_core::entry::{CommandName, Seq};
use docent_core::id::LogId;
use docent_core::summary::Summary;
use docent_core::time::Millis;
use std::borrow::Cow;

/// Place of an entry in the order of all commits, across logs. The first is 1.
pub type Position = u64;

/// An entry as it is stored: the body is the event's JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in its log.
    pub seq: Seq,
    /// When, by the writer's clock.
    pub at_ms: Millis,
    /// Who did it.
    pub by: Actor,
    /// The command that caused it.
    pub cause: Option<CommandName>,
    /// Who may see it.
    pub audience: Audience,
    /// The event's kind.
    pub kind: Cow<'static, str>,
    /// The event's JSON, with its kind; none once erased.
    pub body: Option<Bytes>,
}

/// Entries for the end of one log.
#[derive(Debug, Clone)]
pub struct Append {
    /// Which log.
    pub log: LogId,
    /// The log's last entry, as the writer believes; 0 for a new log.
    pub last: Seq,
    /// The entries, numbered from `last + 1` without gaps. Not empty.
    pub rows: Vec<Row>,
    /// The channel's line after these entries; none for other logs.
    pub summary: Option<Summary>,
}

/// A cached fold of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The last entry folded.
    pub seq: Seq,
    /// Version of the bytes' format. Another one than ours means: fold again.
    pub format: u32,
    /// The state.
    pub bytes: Bytes,
}

/// Which channels' lines are asked for. Latest first.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Words said, names or pages; empty for all.
    pub words: String,
    /// One site only.
    pub site: Option<String>,
    /// Only channels whose last entry is before this.
    pub before_ms: Option<Millis>,
    /// At most so many.
    pub limit: usize,
}

/// What went wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The log has grown past `last`: read it and decide again.
    #[error("log {log} has already grown past entry {last}")]
    Conflict {
        /// Which log.
        log: LogId,
        /// What the writer believed.
        last: Seq,
    },
    /// No space is left. Reading goes on.
    #[error("the disk is full")]
    Full,
    /// The database was written by a newer version.
    #[error("the database {path} is of format {found}; this version knows up to {known}: start a newer version of Docent")]
    FromTheFuture {
        /// The file.
        path: String,
        /// Its format.
        found: u32,
        /// What we know.
        known: u32,
    },
    /// A stored value cannot be read.
    #[error("{what} is damaged: {why}")]
    Damaged {
        /// What.
        what: String,
        /// How.
        why: String,
    },
    /// The database failed; trying again may help.
    #[error("the database failed to {what}")]
    Failed {
        /// While doing what.
        what: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

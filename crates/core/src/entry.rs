//! An entry: one event at its place in a log.

use crate::actor::{Actor, Audience};
use crate::channel::ChannelEvent;
use crate::desk::DeskEvent;
use crate::directory::DirectoryEvent;
use crate::id::{LogId, SenderId};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// Position of an entry in its log. The first is 1; 0 means "before the first". At most 2^53.
pub type Seq = u64;

/// The name of a command: who counts, and the count. Counts go up from 1 per sender and log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CommandName {
    /// The tab, console or application that sent it.
    pub sender: SenderId,
    /// Its count.
    pub n: u64,
}

/// Any event. Which kind of log it stands in says which variant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// In a channel's log.
    Channel(ChannelEvent),
    /// In the directory.
    Directory(DirectoryEvent),
    /// In an agent's desk log.
    Desk(DeskEvent),
}

impl Event {
    /// Reads the JSON body of an entry of `log`. A kind newer than we are is `Unknown`.
    ///
    /// # Errors
    /// When the body is no JSON object with a `kind`, or a known kind lacks a field.
    pub fn read(log: LogId, body: &[u8]) -> Result<Self, serde_json::Error> {
        match log {
            LogId::Channel(_) => serde_json::from_slice(body).map(Self::Channel),
            LogId::Directory => serde_json::from_slice(body).map(Self::Directory),
            LogId::Desk(_) => serde_json::from_slice(body).map(Self::Desk),
        }
    }
}

/// What `decide` says should happen: an event and who may see it. The lane gives it place and time.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What happens.
    pub event: Event,
    /// Who may see it.
    pub audience: Audience,
}

/// One event at its place in a log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place, from 1 without gaps.
    pub seq: Seq,
    /// When, by the writer's clock; never before the entry before it.
    pub at_ms: Millis,
    /// Who did it.
    pub by: Actor,
    /// The command that caused it; none where the server acted by itself.
    pub cause: Option<CommandName>,
    /// Who may see it.
    pub audience: Audience,
    /// What happened.
    pub event: Event,
}

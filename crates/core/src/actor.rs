//! Who did something, and who may see it.

use crate::id::{AgentId, BadId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Number of a visitor's browser within its channel, from 1. All tabs of one visitor are one browser.
pub type BrowserNo = u32;

/// Who did something. Written `server`, `browser-1` or `agent-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Actor {
    /// The server itself: offers, deadlines, absence.
    Server,
    /// A visitor, named by the browser.
    Browser(BrowserNo),
    /// An agent.
    Agent(AgentId),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server => f.write_str("server"),
            Self::Browser(number) => write!(f, "browser-{number}"),
            Self::Agent(id) => write!(f, "agent-{id}"),
        }
    }
}

impl FromStr for Actor {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.split_once('-') {
            None if text == "server" => Ok(Self::Server),
            Some(("browser", number)) => read_number(number).map(Self::Browser),
            Some(("agent", id)) => Ok(Self::Agent(id.parse()?)),
            _ => Err(BadId),
        }
    }
}

/// Digits without a sign and without a zero at their start: one spelling for each number.
fn read_number(text: &str) -> Result<BrowserNo, BadId> {
    if !matches!(text.bytes().next(), Some(b'1'..=b'9')) {
        return Err(BadId);
    }
    text.parse().map_err(|_number_error| BadId)
}

impl TryFrom<String> for Actor {
    type Error = BadId;

    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<Actor> for String {
    fn from(actor: Actor) -> Self {
        actor.to_string()
    }
}

/// Who may see an entry. Staff sees every entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody in the channel.
    All,
    /// Agents only.
    Staff,
    /// These browsers, and staff. In ascending order, not empty.
    These(Vec<BrowserNo>),
}

/// As whom a follower reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// An agent or admin.
    Staff,
    /// A visitor's browser.
    Browser(BrowserNo),
}

impl Audience {
    /// Whether `reader` may see what is for this audience.
    pub fn includes(&self, reader: Reader) -> bool {
        match (self, reader) {
            (Self::All, _) | (_, Reader::Staff) => true,
            (Self::Staff, Reader::Browser(_)) => false,
            (Self::These(browsers), Reader::Browser(own)) => browsers.binary_search(&own).is_ok(),
        }
    }
}

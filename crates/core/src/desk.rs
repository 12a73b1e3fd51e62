//! An agent's desk: when the agent signed in and was available. A log of its own per agent.

use serde::{Deserialize, Serialize};

/// Why an agent went away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum AwayReason {
    /// The agent said so.
    Own,
    /// No console has been connected for `GRACE_MS`.
    NoConsole,
    /// Two offers in a row went unanswered.
    Unanswered,
}

/// What happened at an agent's desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum DeskEvent {
    /// The agent signed in.
    SignedIn,
    /// The agent signed out.
    SignedOut,
    /// The agent takes visitors.
    Available,
    /// The agent takes no visitors.
    WentAway {
        /// Why.
        reason: AwayReason,
    },
    /// A kind that is newer than we are.
    #[serde(other)]
    Unknown,
}

/// What may be asked of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum DeskCommand {
    /// Record a sign-in. By the server.
    NoteSignIn,
    /// Record a sign-out. By the server.
    NoteSignOut,
    /// Take visitors. By the agent.
    BeAvailable,
    /// Take no visitors. By the agent or the server.
    BeAway {
        /// Why.
        reason: AwayReason,
    },
}

//! An agent's desk: when the agent signed in and was available. A log of its own per agent.

use crate::actor::{Actor, Audience};
use crate::entry::{Draft, Entry, Event};
use crate::head::Head;
use crate::id::AgentId;
use crate::limit::UNANSWERED_MAX;
use crate::machine::Decision;
use crate::refusal::Refusal;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
#[cfg_attr(test, derive(ts_rs::TS))]
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

/// An agent's desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// What every machine knows of its log.
    pub head: Head,
    /// Whose desk it is.
    pub agent: AgentId,
    /// Whether the agent takes visitors.
    pub available: bool,
    /// Since when it is so; 0 for never.
    pub since_ms: Millis,
    /// Why the agent takes none; none while available and before the first time.
    pub away: Option<AwayReason>,
}

impl Desk {
    /// The desk of an agent who has never sat at it.
    pub fn new(agent: AgentId) -> Self {
        Self { head: Head::default(), agent, available: false, since_ms: 0, away: None }
    }

    /// Which events a command causes.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] for anybody but the agent and the server.
    pub fn decide(&self, by: Actor, command: &DeskCommand) -> Decision {
        use DeskCommand as C;
        let own = by == Actor::Agent(self.agent);
        let server = by == Actor::Server;
        match command {
            C::NoteSignIn if server => Ok(vec![draft(DeskEvent::SignedIn)]),
            C::NoteSignOut if server => Ok(self.sign_out()),
            C::BeAvailable if own && self.available => Ok(vec![]),
            C::BeAvailable if own => Ok(vec![draft(DeskEvent::Available)]),
            C::BeAway { reason } if server || (own && *reason == AwayReason::Own) => {
                Ok(self.go_away(*reason))
            }
            C::NoteSignIn | C::NoteSignOut | C::BeAvailable | C::BeAway { .. } => {
                Err(Refusal::NotAllowed)
            }
        }
    }

    /// Takes an entry into account.
    pub fn apply(&mut self, entry: &Entry) {
        self.head.take(entry);
        let Event::Desk(event) = &entry.event else { return };
        match event {
            DeskEvent::Available => {
                self.available = true;
                self.since_ms = entry.at_ms;
                self.away = None;
            }
            DeskEvent::WentAway { reason } => {
                self.available = false;
                self.since_ms = entry.at_ms;
                self.away = Some(*reason);
            }
            DeskEvent::SignedIn | DeskEvent::SignedOut | DeskEvent::Unknown => {}
        }
    }

    fn sign_out(&self) -> Vec<Draft> {
        let mut drafts = self.go_away(AwayReason::Own);
        drafts.push(draft(DeskEvent::SignedOut));
        drafts
    }

    fn go_away(&self, reason: AwayReason) -> Vec<Draft> {
        if self.available { vec![draft(DeskEvent::WentAway { reason })] } else { vec![] }
    }
}

/// How many offers in a row each agent has left unanswered: a fold of all channels' entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unanswered {
    in_a_row: BTreeMap<AgentId, u32>,
}

impl Unanswered {
    /// The agent has answered an offer: the count begins anew.
    pub fn answered(&mut self, agent: AgentId) {
        self.in_a_row.remove(&agent);
    }

    /// The agent has left an offer unanswered. Answers whether that was one too many in a row,
    /// and the agent is to be sent away; the count begins anew.
    pub fn passed_over(&mut self, agent: AgentId) -> bool {
        let count = self.in_a_row.entry(agent).or_default();
        *count += 1;
        let one_too_many = *count >= UNANSWERED_MAX;
        if one_too_many {
            self.in_a_row.remove(&agent);
        }
        one_too_many
    }
}

fn draft(event: DeskEvent) -> Draft {
    Draft { event: Event::Desk(event), audience: Audience::Staff }
}

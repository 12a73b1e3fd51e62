//! Agents' accounts.

use super::{Agent, Directory, DirectoryEvent, Role, one};
use crate::id::AgentId;
use crate::limit::{AGENTS_MAX, NAME_CHARS_MAX};
use crate::machine::Decision;
use crate::refusal::Refusal;
use crate::text;

impl Directory {
    pub(super) fn add_agent(&self, agent: &Agent) -> Decision {
        if self.agents.contains_key(&agent.id) {
            return Err(Refusal::AlreadyThere);
        }
        if self.agents.len() >= AGENTS_MAX {
            return Err(Refusal::TooMany { what: "agents", max: AGENTS_MAX });
        }
        let agent = self.checked_agent(agent)?;
        Ok(one(DirectoryEvent::AgentAdded { agent }))
    }

    pub(super) fn change_agent(&self, agent: &Agent) -> Decision {
        let known = self.agent(agent.id).ok_or(Refusal::NoSuch { what: "agent" })?;
        let agent = self.checked_agent(agent)?;
        if *known == agent {
            return Ok(vec![]);
        }
        if agent.role != Role::Admin {
            self.keep_an_admin(agent.id)?;
        }
        Ok(one(DirectoryEvent::AgentChanged { agent }))
    }

    pub(super) fn remove_agent(&self, agent: AgentId) -> Decision {
        if !self.agents.contains_key(&agent) {
            return Err(Refusal::NoSuch { what: "agent" });
        }
        self.keep_an_admin(agent)?;
        Ok(one(DirectoryEvent::AgentRemoved { agent }))
    }

    /// Without an admin nobody could ever change anything again.
    fn keep_an_admin(&self, leaving: AgentId) -> Result<(), Refusal> {
        let is_admin = |agent: &&Agent| agent.role == Role::Admin;
        let mut admins = self.agents.values().filter(is_admin).map(|agent| agent.id);
        match (admins.next(), admins.next()) {
            (Some(only), None) if only == leaving => {
                Err(Refusal::Invalid { field: "role", why: "this is the last admin" })
            }
            _ => Ok(()),
        }
    }

    fn checked_agent(&self, agent: &Agent) -> Result<Agent, Refusal> {
        let email = text::line("email", &agent.email, NAME_CHARS_MAX)?.to_lowercase();
        let parts = email.split_once('@');
        let whole = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        if !whole || email.contains(char::is_whitespace) {
            return Err(Refusal::Invalid { field: "email", why: "it is no mail address" });
        }
        if self.agent_by_email(&email).is_some_and(|known| known.id != agent.id) {
            return Err(Refusal::AlreadyThere);
        }
        let name = text::line("name", &agent.name, NAME_CHARS_MAX)?;
        Ok(Agent { email, name, ..agent.clone() })
    }
}

//! Canned replies: what agents say again and again, for all sites or one, of all agents or one.

use super::{Directory, DirectoryEvent, Role, one};
use crate::actor::Actor;
use crate::id::{AgentId, Id};
use crate::limit::{
    NAME_CHARS_MAX, OWN_REPLIES_MAX, REPLIES_MAX, SITE_KEY_CHARS_MAX, TEXT_CHARS_MAX,
};
use crate::machine::Decision;
use crate::refusal::Refusal;
use crate::site::SiteKey;
use crate::text;
use serde::{Deserialize, Serialize};

/// A reply's id.
pub type ReplyId = Id;

/// A text that is kept to be said again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reply {
    /// Its id.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: ReplyId,
    /// The site whose visitors it is for; none: for all.
    pub site: Option<SiteKey>,
    /// The agent who alone has it; none: all agents.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub agent: Option<AgentId>,
    /// What an agent types for it, without the `/`. Lower case.
    pub shortcut: String,
    /// What it is called in lists.
    pub title: String,
    /// The words.
    pub text: String,
}

impl Directory {
    /// The replies that this agent may use, by shortcut: everybody's and the agent's own.
    pub fn replies_of(&self, agent: AgentId) -> Vec<&Reply> {
        let seen = |reply: &&Reply| reply.agent.is_none_or(|own| own == agent);
        let mut replies: Vec<&Reply> = self.replies.values().filter(seen).collect();
        replies.sort_by(|one, other| one.shortcut.cmp(&other.shortcut).then(one.id.cmp(&other.id)));
        replies
    }

    pub(super) fn add_reply(&self, by: Actor, reply: &Reply) -> Decision {
        self.admit_to_reply(by, reply.agent)?;
        if self.replies.contains_key(&reply.id) {
            return Err(Refusal::AlreadyThere);
        }
        if self.replies.len() >= REPLIES_MAX {
            return Err(Refusal::TooMany { what: "replies", max: REPLIES_MAX });
        }
        let alike = self.replies.values().filter(|it| it.agent == reply.agent).count();
        if reply.agent.is_some() && alike >= OWN_REPLIES_MAX {
            return Err(Refusal::TooMany { what: "own replies", max: OWN_REPLIES_MAX });
        }
        let reply = self.checked_reply(reply)?;
        Ok(one(DirectoryEvent::ReplyAdded { reply }))
    }

    /// Whose it is stays so: an own reply does not become everybody's by a change.
    pub(super) fn change_reply(&self, by: Actor, reply: &Reply) -> Decision {
        let known = self.known_reply(by, reply.id)?;
        let reply = self.checked_reply(&Reply { agent: known.agent, ..reply.clone() })?;
        Ok(if *known == reply { vec![] } else { one(DirectoryEvent::ReplyChanged { reply }) })
    }

    pub(super) fn remove_reply(&self, by: Actor, reply: ReplyId) -> Decision {
        self.known_reply(by, reply)?;
        Ok(one(DirectoryEvent::ReplyRemoved { reply }))
    }

    /// Of other agents' own replies nobody but admins knows.
    fn known_reply(&self, by: Actor, id: ReplyId) -> Result<&Reply, Refusal> {
        let none = Refusal::NoSuch { what: "reply" };
        let Some(known) = self.replies.get(&id) else { return Err(none) };
        match self.admit_to_reply(by, known.agent) {
            Err(_) if known.agent.is_some() => Err(none),
            admitted => admitted.map(|()| known),
        }
    }

    /// Admins have a say in all replies, agents in their own.
    fn admit_to_reply(&self, by: Actor, owner: Option<AgentId>) -> Result<(), Refusal> {
        let may = match by {
            Actor::Server => true,
            Actor::Agent(id) => self
                .agent(id)
                .is_some_and(|agent| agent.role == Role::Admin || owner == Some(agent.id)),
            Actor::Browser(_) => false,
        };
        if may { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    fn checked_reply(&self, reply: &Reply) -> Result<Reply, Refusal> {
        let Reply { id, site, agent, .. } = reply.clone();
        if site.as_ref().is_some_and(|key| self.site(key).is_none()) {
            return Err(Refusal::NoSuch { what: "site" });
        }
        if agent.is_some_and(|id| self.agent(id).is_none()) {
            return Err(Refusal::NoSuch { what: "agent" });
        }
        let shortcut = reply.shortcut.trim().to_lowercase();
        let is_letter = |it: char| it.is_alphanumeric() || it == '-';
        let chars = shortcut.chars().count();
        if !(1..=SITE_KEY_CHARS_MAX).contains(&chars) || !shortcut.chars().all(is_letter) {
            let why = "1 to 40 letters, digits and - are a shortcut";
            return Err(Refusal::Invalid { field: "shortcut", why });
        }
        let same = |it: &&Reply| it.id != id && (&it.site, it.agent) == (&site, agent);
        if self.replies.values().filter(same).any(|it| it.shortcut == shortcut) {
            return Err(Refusal::AlreadyThere);
        }
        let title = text::line("title", &reply.title, NAME_CHARS_MAX)?;
        let text = text::words("text", &reply.text, TEXT_CHARS_MAX)?;
        Ok(Reply { id, site, agent, shortcut, title, text })
    }
}

//! The directory: sites, agents and canned replies. The second machine on the same kind of log.

mod accounts;
mod replies;
mod sites;
mod tours;

use crate::actor::{Actor, Audience};
use crate::entry::{Draft, Entry, Event, Seq};
use crate::head::Head;
use crate::id::AgentId;
use crate::machine::Decision;
use crate::refusal::Refusal;
use crate::site::{Site, SiteKey, SiteSettings};
use crate::tour::{SavedTour, TourId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use replies::{Reply, ReplyId};

/// What an agent may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Role {
    /// Chat and drive.
    Agent,
    /// Also change sites and agents.
    Admin,
}

/// An agent's account, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Agent {
    /// Its id.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: AgentId,
    /// What the agent signs in with, in lower case.
    pub email: String,
    /// What visitors read.
    pub name: String,
    /// What the agent may do.
    pub role: Role,
    /// Whether the agent may drive visitors' browsers.
    #[serde(default = "may")]
    pub may_drive: bool,
}

/// What is not said of an account written before there was this right.
const fn may() -> bool {
    true
}

/// What happened to the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum DirectoryEvent {
    /// A site was added.
    SiteAdded {
        /// The site.
        site: Site,
    },
    /// A site's settings were replaced.
    SiteChanged {
        /// The site.
        site: Site,
    },
    /// An agent was added.
    AgentAdded {
        /// The agent.
        agent: Agent,
    },
    /// An agent's account was changed.
    AgentChanged {
        /// The agent.
        agent: Agent,
    },
    /// An agent's account was removed.
    AgentRemoved {
        /// Who.
        agent: AgentId,
    },
    /// A tour was saved, or saved anew under the same id.
    TourSaved {
        /// The tour.
        tour: SavedTour,
    },
    /// A saved tour was removed.
    TourRemoved {
        /// Which.
        tour: TourId,
    },
    /// A canned reply was added.
    ReplyAdded {
        /// The reply.
        reply: Reply,
    },
    /// A canned reply was changed.
    ReplyChanged {
        /// The reply.
        reply: Reply,
    },
    /// A canned reply was removed.
    ReplyRemoved {
        /// Which.
        reply: ReplyId,
    },
    /// A kind that is newer than we are.
    #[serde(other)]
    Unknown,
}

/// What an admin, or the command line, may ask the directory for; an agent for replies of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum DirectoryCommand {
    /// Add a site.
    AddSite {
        /// The site.
        site: Site,
    },
    /// Replace a site's settings.
    ChangeSite {
        /// Which site.
        key: SiteKey,
        /// Its settings.
        settings: SiteSettings,
    },
    /// Add an agent.
    AddAgent {
        /// The agent.
        agent: Agent,
    },
    /// Change an agent's name or role.
    ChangeAgent {
        /// The agent.
        agent: Agent,
    },
    /// Remove an agent.
    RemoveAgent {
        /// Who.
        agent: AgentId,
    },
    /// Save a tour, new or anew. By an agent who may drive, too.
    SaveTour {
        /// The tour.
        tour: SavedTour,
    },
    /// Remove a saved tour. By an agent who may drive, too.
    RemoveTour {
        /// Which.
        tour: TourId,
    },
    /// Add a canned reply.
    AddReply {
        /// The reply.
        reply: Reply,
    },
    /// Change a canned reply; whose it is stays so.
    ChangeReply {
        /// The reply.
        reply: Reply,
    },
    /// Remove a canned reply.
    RemoveReply {
        /// Which.
        reply: ReplyId,
    },
}

/// Sites and agents as of now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Directory {
    /// What every machine knows of its log.
    pub head: Head,
    /// The sites, by key.
    pub sites: BTreeMap<SiteKey, SiteSettings>,
    /// The agents, by id.
    pub agents: BTreeMap<AgentId, Agent>,
    /// The saved tours, by id.
    #[serde(default)]
    pub tours: BTreeMap<TourId, SavedTour>,
    /// The canned replies, by id.
    pub replies: BTreeMap<ReplyId, Reply>,
    /// The last entry that changed a reply; 0 for none.
    pub replies_seq: Seq,
}

impl Directory {
    /// The settings of a site.
    pub fn site(&self, key: &str) -> Option<&SiteSettings> {
        self.sites.get(key)
    }

    /// An agent's account.
    pub fn agent(&self, id: AgentId) -> Option<&Agent> {
        self.agents.get(&id)
    }

    /// The account that signs in with this address, in any case.
    pub fn agent_by_email(&self, email: &str) -> Option<&Agent> {
        let email = email.trim().to_lowercase();
        self.agents.values().find(|agent| agent.email == email)
    }

    /// Which events a command causes.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] for anybody but an admin and the server; else why not.
    pub fn decide(&self, by: Actor, command: &DirectoryCommand) -> Decision {
        use DirectoryCommand as C;
        if !about_replies(command) {
            self.admit(by, command)?;
        }
        match command {
            C::AddSite { site } => self.add_site(site),
            C::ChangeSite { key, settings } => self.change_site(key, settings),
            C::AddAgent { agent } => self.add_agent(agent),
            C::ChangeAgent { agent } => self.change_agent(agent),
            C::RemoveAgent { agent } => self.remove_agent(*agent),
            C::SaveTour { tour } => self.save_tour(tour),
            C::RemoveTour { tour } => self.remove_tour(*tour),
            C::AddReply { reply } => self.add_reply(by, reply),
            C::ChangeReply { reply } => self.change_reply(by, reply),
            C::RemoveReply { reply } => self.remove_reply(by, *reply),
        }
    }

    /// Takes an entry into account.
    pub fn apply(&mut self, entry: &Entry) {
        use DirectoryEvent as E;
        self.head.take(entry);
        let Event::Directory(event) = &entry.event else { return };
        match event {
            E::SiteAdded { site } | E::SiteChanged { site } => {
                self.sites.insert(site.key.clone(), site.settings.clone());
            }
            E::AgentAdded { agent } | E::AgentChanged { agent } => {
                self.agents.insert(agent.id, agent.clone());
            }
            E::AgentRemoved { agent } => {
                self.agents.remove(agent);
                self.replies.retain(|_, reply| reply.agent != Some(*agent));
            }
            E::ReplyAdded { reply } | E::ReplyChanged { reply } => {
                self.replies_seq = entry.seq;
                self.replies.insert(reply.id, reply.clone());
            }
            E::ReplyRemoved { reply } => {
                self.replies_seq = entry.seq;
                self.replies.remove(reply);
            }
            E::TourSaved { tour } => {
                self.tours.insert(tour.id, tour.clone());
            }
            E::TourRemoved { tour } => {
                self.tours.remove(tour);
            }
            E::Unknown => {}
        }
    }

    /// Admins change all; who may drive writes tours down.
    fn admit(&self, by: Actor, command: &DirectoryCommand) -> Result<(), Refusal> {
        use DirectoryCommand as C;
        let is_tour = matches!(command, C::SaveTour { .. } | C::RemoveTour { .. });
        let is_enough = |agent: &Agent| agent.role == Role::Admin || (is_tour && agent.may_drive);
        let may = match by {
            Actor::Server => true,
            Actor::Agent(id) => self.agent(id).is_some_and(is_enough),
            Actor::Browser(_) => false,
        };
        if may { Ok(()) } else { Err(Refusal::NotAllowed) }
    }
}

fn one(event: DirectoryEvent) -> Vec<Draft> {
    vec![Draft { event: Event::Directory(event), audience: Audience::Staff }]
}

/// Replies have givers of their own: agents keep some, too.
fn about_replies(command: &DirectoryCommand) -> bool {
    use DirectoryCommand as C;
    matches!(command, C::AddReply { .. } | C::ChangeReply { .. } | C::RemoveReply { .. })
}

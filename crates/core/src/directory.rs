//! The directory: sites and agents. The second machine on the same kind of log.

use crate::id::AgentId;
use crate::site::{Site, SiteKey, SiteSettings};
use serde::{Deserialize, Serialize};

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
    /// A kind that is newer than we are.
    #[serde(other)]
    Unknown,
}

/// What an admin, or the command line, may ask the directory for.
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
}

// State, decide and apply follow: see machine.rs for the signatures.

//! A website that carries the button, and what its owner has set.

use crate::location::Page;
use serde::{Deserialize, Serialize};
use url::Url;

/// The public key of a site: 1 to 40 of `a-z 0-9 -`.
pub type SiteKey = String;

/// Whether visitors are asked before they are driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Consent {
    /// A sentence on the waiting page says it.
    #[default]
    Inform,
    /// Drives are refused until the visitor has allowed them.
    Ask,
}

/// Whether visitors of a site may be driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Driving {
    /// By a joined agent.
    #[default]
    Allowed,
    /// By nobody: *stop all driving*.
    Stopped,
}

/// Whether visitors who wait are offered the Java client, where the server has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum JavaClient {
    /// Nobody is asked to start a program.
    #[default]
    Off,
    /// On desktops, as a link on the waiting page.
    Offered,
}

/// Whether visitors may be driven to public hosts that the site does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Elsewhere {
    /// To any of them.
    Allowed,
    /// When the agent has confirmed host and number of browsers.
    Confirmed,
    /// To none.
    Refused,
}

/// Whether visitors may be driven to what their browsers keep instead of showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Downloads {
    /// A link can be sent.
    #[default]
    Refused,
    /// They stay where they are, and get a file.
    Allowed,
}

/// What the owner of a site has set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SiteSettings {
    /// What visitors and agents read.
    pub name: String,
    /// Origins whose pages carry the button (`https://shop.example`), exactly. The first is home.
    pub origins: Vec<String>,
    /// Query parameters that reported addresses keep.
    pub query_params: Vec<String>,
    /// Pages that the drive bar suggests.
    pub pages: Vec<Page>,
    /// Private or loopback hosts that may be driven to, with port where it is not the default.
    pub private_hosts: Vec<String>,
    /// `#rrggbb`.
    pub accent: String,
    /// Whether visitors are asked before they are driven.
    pub consent: Consent,
    /// Whether visitors may be driven at all.
    pub driving: Driving,
    /// Whether visitors are offered the Java client.
    pub java: JavaClient,
    /// Hosts that tours go to at once, besides the site's own: `bank.example`, `*.bank.example`.
    pub allowed_hosts: Vec<String>,
    /// Hosts that nobody is driven to, written likewise.
    pub blocked_hosts: Vec<String>,
    /// Whether one visitor may be driven to other public hosts.
    pub chats_elsewhere: Elsewhere,
    /// Whether many at once may be.
    pub tours_elsewhere: Elsewhere,
    /// Whether they may be driven to what is known to be a download.
    pub downloads: Downloads,
}

impl Default for SiteSettings {
    /// One visitor goes to any public location, many at once elsewhere when it was confirmed.
    fn default() -> Self {
        Self {
            name: String::new(),
            origins: Vec::new(),
            query_params: Vec::new(),
            pages: Vec::new(),
            private_hosts: Vec::new(),
            accent: String::new(),
            consent: Consent::default(),
            driving: Driving::default(),
            java: JavaClient::default(),
            allowed_hosts: Vec::new(),
            blocked_hosts: Vec::new(),
            chats_elsewhere: Elsewhere::Allowed,
            tours_elsewhere: Elsewhere::Confirmed,
            downloads: Downloads::default(),
        }
    }
}

impl SiteSettings {
    /// Whether this address is on one of the site's own origins, whose pages carry the button.
    pub fn is_own(&self, url: &str) -> bool {
        let origin = Url::parse(url).map(|url| url.origin().ascii_serialization());
        origin.is_ok_and(|origin| self.origins.contains(&origin))
    }
}

/// A site: its key and its settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Site {
    /// Its public key.
    pub key: SiteKey,
    /// What its owner has set.
    pub settings: SiteSettings,
}

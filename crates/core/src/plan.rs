//! The planner: what is known of a target beforehand, and in which way a browser is driven there.
//!
//! What is known is a forecast, as a stranger sees it: it chooses a way, and proves nothing.

pub mod head;

use crate::drive::Way;
use serde::{Deserialize, Serialize};

/// Whether a page lets itself be shown in a frame of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Framing {
    /// Nobody has looked.
    #[default]
    Unknown,
    /// Its answer does not forbid it.
    Allowed,
    /// By `X-Frame-Options` or `frame-ancestors`.
    Forbidden,
}

/// What a browser gets there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Content {
    /// Something that is shown.
    #[default]
    Page,
    /// A file that is kept: the page before stays.
    Download,
    /// Nothing (204, 205): the page before stays.
    Nothing,
}

/// What is known of a target beforehand. The default is what we go by where nobody has looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Facts {
    /// Its `Cross-Origin-Opener-Policy` cuts the window that drives it off.
    pub severs: bool,
    /// Whether it may be framed.
    pub framing: Framing,
    /// What comes.
    pub content: Content,
    /// A stranger is sent to a page where one signs in.
    pub login: bool,
    /// It is on one of the site's own origins, whose pages carry the button.
    pub own: bool,
}

/// What a drive there will be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Outlook {
    /// It goes there and on from there.
    Free,
    /// It is shown, and the browser cannot be driven on from there.
    LastStop,
    /// It is shown in a frame: without the visitor's log-in.
    Framed,
    /// The browser keeps a file, and stays where it is.
    Download,
    /// Nothing comes, and the browser stays where it is.
    Nothing,
    /// It can only be sent as a link.
    Link,
}

/// The way of one browser for one drive, and what it will be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Plan {
    /// How the browser is driven.
    pub way: Way,
    /// What the agent sees beside the address.
    pub outlook: Outlook,
}

/// Why nothing is known of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Unknown {
    /// It looks like a link that is good once: nobody but the visitor opens it.
    Secret,
    /// Its host has no address.
    NoHost,
    /// It leads inside a private network, or to where the location policy lets nobody.
    Private,
    /// A port that browsers do not open.
    Port,
    /// Nothing listens there, or the connection broke.
    Unreachable,
    /// Its certificate is not one that browsers take.
    Certificate,
    /// Its answer is none that can be read.
    Unreadable,
    /// It sends on too often.
    Redirects,
    /// It took too long.
    Slow,
}

/// What a look at a target has found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Forecast {
    /// What was looked at.
    pub url: String,
    /// What is known; none where nothing is, and `why` says why.
    pub facts: Option<Facts>,
    /// Why nothing is known.
    pub why: Option<Unknown>,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// Where a stranger ends; none where that is not known.
    pub final_url: Option<String>,
}

/// The way in which a browser that can do `ways` (the best first) is driven to a target.
///
/// What drives everything comes first. A window that would be cut off is spared where a frame may
/// show the target instead. A page drives itself only to where the button is again: elsewhere the
/// visitor would be left without the chat.
pub fn plan(ways: &[Way], facts: &Facts) -> Plan {
    let has = |way: &Way| ways.contains(way);
    let first = |among: &[Way]| ways.iter().copied().find(|way| among.contains(way));
    let page = has(&Way::Page) && facts.own;
    let stage = has(&Way::Stage) && facts.framing != Framing::Forbidden;
    let (way, outlook) = match first(&[Way::Extension, Way::Java]) {
        Some(way) => (way, Outlook::Free),
        None => match first(&[Way::Window, Way::Guided]) {
            Some(way) if !facts.severs => (way, Outlook::Free),
            _ if page => (Way::Page, Outlook::Free),
            _ if stage => (Way::Stage, Outlook::Framed),
            Some(way) => (way, Outlook::LastStop),
            None => (Way::Link, Outlook::Link),
        },
    };
    let outlook = match (facts.content, way) {
        (Content::Page, _) | (_, Way::Link) => outlook,
        (Content::Download, _) => Outlook::Download,
        (Content::Nothing, _) => Outlook::Nothing,
    };
    Plan { way, outlook }
}

/// What is known of targets, for who decides on a drive.
pub trait Foresight: std::fmt::Debug + Sync {
    /// What is known of this location; none where nobody has looked lately.
    fn facts(&self, url: &str) -> Option<Facts>;
}

/// Nobody has looked at anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unforeseen;

impl Foresight for Unforeseen {
    fn facts(&self, _url: &str) -> Option<Facts> {
        None
    }
}

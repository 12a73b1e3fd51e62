//! What the actors of a channel may ask for.

use super::{ClientKind, TabId, Visitor};
use crate::actor::BrowserNo;
use crate::drive::{DriveNo, Obstacle, Outcome, Way};
use crate::entry::Seq;
use crate::id::AgentId;
use crate::location::Page;
use crate::site::SiteKey;
use serde::{Deserialize, Serialize};

/// What an actor may ask a channel for. Which actors may is a rule of `decide`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ChannelCommand {
    /// Open the channel: `Arrived`, and `Asked`. By the server's own page request only.
    Arrive {
        /// The site.
        site: SiteKey,
        /// The visitor.
        visitor: Visitor,
    },
    /// Say that the client application has started. By a browser.
    Deliver {
        /// Which application.
        client: ClientKind,
        /// Its version.
        version: String,
        /// Bytes as the server sent them.
        #[cfg_attr(test, ts(type = "number"))]
        bytes: u64,
        /// Milliseconds it took.
        ms: u32,
    },
    /// Say what to be called. By a browser.
    Name {
        /// The name.
        name: String,
    },
    /// Offer this visitor to an agent. By the server.
    Offer {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
    },
    /// Be joined with the visitor. By an agent.
    Join,
    /// Say something. By the joined agent or a browser.
    Say {
        /// The words.
        text: String,
    },
    /// Send a link instead of driving. By the joined agent.
    Link {
        /// The address, as typed.
        url: String,
        /// What to call it; the host where empty.
        title: String,
    },
    /// Say what has been delivered and seen. By the joined agent or a browser.
    Mark {
        /// The last entry delivered.
        #[cfg_attr(test, ts(type = "number"))]
        delivered: Seq,
        /// The last entry seen.
        #[cfg_attr(test, ts(type = "number"))]
        seen: Seq,
    },
    /// Announce ways, or the loss of one. By a browser.
    Equip {
        /// The ways that work, the best first.
        ways: Vec<Way>,
        /// What was lost.
        lost: Option<Obstacle>,
    },
    /// Take the seat for a tab. By a browser.
    Sit {
        /// Which tab.
        #[cfg_attr(test, ts(type = "string"))]
        tab: TabId,
    },
    /// Drive the channel's browsers to a location. By the joined agent.
    Drive {
        /// The address, as typed.
        url: String,
        /// What to call it; the host where empty.
        title: String,
    },
    /// Say what became of a drive. By a browser.
    Receipt {
        /// Which drive.
        drive: DriveNo,
        /// What is known.
        outcome: Outcome,
    },
    /// Say where the visitor is. By a browser whose page carries the button.
    Move {
        /// The page.
        page: Page,
    },
    /// Take the wheel. By a browser.
    Pause,
    /// Give it back. By a browser.
    Resume,
    /// Allow to be driven. By a browser.
    Consent,
    /// Take the consent back. By a browser.
    Withdraw,
    /// Note that a browser has had no connection for `GRACE_MS`. By the server.
    NoteAway {
        /// Which browser.
        browser: BrowserNo,
    },
    /// Note that a browser is connected. By the server.
    NoteHere {
        /// Which browser.
        browser: BrowserNo,
    },
    /// Leave a note instead of waiting. By a browser that waits.
    LeaveNote {
        /// What to call the visitor.
        name: String,
        /// Where to answer.
        contact: String,
        /// The note.
        text: String,
    },
    /// Say that a note has been dealt with. By an agent.
    SettleNote,
    /// End the chat, or leave the queue. By the joined agent or a browser.
    End,
    /// Say how it was, 1 to 5. By a browser, after the end.
    Rate {
        /// 1 to 5.
        stars: u8,
    },
    /// Look at the deadlines. By the server.
    Tick,
    /// Note that these bodies were erased. By the server.
    NoteErased {
        /// The first.
        #[cfg_attr(test, ts(type = "number"))]
        from: Seq,
        /// The last, included.
        #[cfg_attr(test, ts(type = "number"))]
        to: Seq,
    },
}

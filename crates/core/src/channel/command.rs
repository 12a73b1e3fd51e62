//! What the actors of a channel may ask for.

use super::{ClientKind, Questions, TabId, Visitor};
use crate::actor::BrowserNo;
use crate::drive::{DriveNo, Obstacle, Outcome, Way};
use crate::entry::Seq;
use crate::id::{AgentId, ChannelId};
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
        /// In a tour: to this browser alone. By the agent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        to: Option<BrowserNo>,
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
        /// In a tour: these only. None: everybody, and who comes later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        browsers: Option<Vec<BrowserNo>>,
        /// In a tour: spread over so many milliseconds; at most a minute.
        #[serde(default, skip_serializing_if = "is_default")]
        #[cfg_attr(test, ts(optional, as = "Option<u32>"))]
        spread_ms: u32,
        /// In a tour: that a host the site does not list was confirmed.
        #[serde(default, skip_serializing_if = "is_default")]
        #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
        confirmed: bool,
    },
    /// Drive to the current stop again: these, or all who are not there. By the guide of a tour.
    Again {
        /// Which; none: all who have neither arrived nor left for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        browsers: Option<Vec<BrowserNo>>,
    },
    /// Be driven to the current stop once more. By a browser of a tour that wandered off.
    Rejoin,
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
    /// Open the channel as a tour: `TourStarted`, and `Joined`. By an agent.
    StartTour {
        /// The site whose settings hold.
        site: SiteKey,
        /// What to call it.
        title: String,
        /// Who sees what visitors say.
        questions: Questions,
        /// The code to ask for; empty for none.
        code: String,
    },
    /// Change a tour. By its guide.
    ChangeTour {
        /// What to call it.
        title: String,
        /// Who sees what visitors say.
        questions: Questions,
        /// Whether more may come.
        open: bool,
        /// The code to ask for; empty for none.
        code: String,
    },
    /// Bring a browser into a tour: `Arrived`. By the server.
    Enter {
        /// The visitor.
        visitor: Visitor,
        /// The code that was given; none where the guide has taken the visitor along.
        code: Option<String>,
    },
    /// Take a browser out of a tour. By its guide.
    Remove {
        /// Which.
        browser: BrowserNo,
    },
    /// Give the wheel to another agent. By the guide.
    Hand {
        /// To whom.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
    },
    /// Take the visitor along into a tour, out of the queue too. By an agent, or the guide.
    TakeAlong {
        /// Which tour.
        #[cfg_attr(test, ts(type = "string"))]
        tour: ChannelId,
        /// What it is called.
        title: String,
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
    /// Erase what was said in these entries, such as a card's number. By the joined agent, an admin,
    /// or the server.
    Erase {
        /// The first.
        #[cfg_attr(test, ts(type = "number"))]
        from: Seq,
        /// The last, included.
        #[cfg_attr(test, ts(type = "number"))]
        to: Seq,
    },
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

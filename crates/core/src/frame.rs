//! What travels over a socket: JSON text frames of the subprotocol `docent.v1`.

use crate::actor::Actor;
use crate::channel::{ChannelCommand, TabId};
use crate::desk::{AwayReason, DeskCommand};
use crate::entry::Seq;
use crate::id::{AgentId, LogId, SenderId};
use crate::summary::Summary;
use crate::time::Millis;
use crate::view::View;
use serde::{Deserialize, Serialize};

/// A signal: true now, never stored, the latest wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Signal {
    /// Someone writes a message, or stopped.
    Typing {
        /// Whether.
        on: bool,
    },
    /// The visitor's page holds unsaved typing, or not. From a browser, to staff.
    Form {
        /// Whether.
        unsaved: bool,
    },
    /// The driven page is hidden, or not. From a browser, to staff.
    Hidden {
        /// Whether.
        hidden: bool,
    },
    /// Whether the one who signals is connected. Made by the server.
    Online {
        /// Whether.
        on: bool,
    },
    /// The tabs of a browser that are connected now. Made by the server, for that browser alone.
    Tabs {
        /// In no order, each once; at most `TABS_MAX`.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        tabs: Vec<TabId>,
    },
}

/// A command for the log it names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum AnyCommand {
    /// For a channel.
    Channel(ChannelCommand),
    /// For the agent's own desk.
    Desk(DeskCommand),
}

/// What clients send.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ClientFrame {
    /// The first frame: who is here. A visitor sends its token, a console none (its cookie speaks).
    Hello {
        /// The visitor's token.
        #[serde(default)]
        token: Option<String>,
        /// Who counts this client's commands.
        #[cfg_attr(test, ts(type = "string"))]
        sender: SenderId,
        /// The visitor's tab.
        #[serde(default)]
        #[cfg_attr(test, ts(type = "string | null"))]
        tab: Option<TabId>,
    },
    /// Follow a log from a cursor; 0 takes the view first.
    Follow {
        /// Which log: a channel.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The last entry this client has; 0 for none.
        #[cfg_attr(test, ts(type = "number"))]
        after: Seq,
    },
    /// Follow it no longer.
    Unfollow {
        /// Which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
    },
    /// Follow the board: the queue and all open channels. Staff only.
    FollowBoard,
    /// A counted command.
    Do {
        /// For which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The count, from 1 per sender and log.
        #[cfg_attr(test, ts(type = "number"))]
        n: u64,
        /// What to do.
        command: AnyCommand,
    },
    /// A signal to the others in a channel.
    Signal {
        /// Which channel.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The signal.
        signal: Signal,
    },
}

/// An agent as colleagues see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Colleague {
    /// Who.
    #[cfg_attr(test, ts(type = "string"))]
    pub agent: AgentId,
    /// The name.
    pub name: String,
    /// Whether the agent takes visitors now.
    pub available: bool,
    /// Why not; none while available.
    #[serde(default)]
    pub away: Option<AwayReason>,
    /// Joined channels that are open.
    pub channels: u32,
}

/// What the server sends. (An `entries` frame is put together from stored bytes; this is its shape.)
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(clippy::large_enum_variant, reason = "a frame is made, encoded and dropped, never kept")]
pub enum ServerFrame {
    /// The answer to `hello`.
    Welcome {
        /// As whom: `browser-1` or `agent-…`.
        #[cfg_attr(test, ts(type = "string"))]
        you: Actor,
        /// The visitor's channel; none for staff.
        #[cfg_attr(test, ts(type = "string | null"))]
        log: Option<LogId>,
        /// The server's clock.
        #[cfg_attr(test, ts(type = "number"))]
        now_ms: Millis,
        /// The server's version: reload when it is not the one the client came from.
        version: String,
    },
    /// The answer to `follow` from 0, or from a cursor too far back.
    View {
        /// Which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// What this follower may see now.
        view: View,
        /// The last 100 entries that it may see, in order.
        entries: Vec<WireEntry>,
        /// The last count of this sender that the log knows; 0 for none.
        #[cfg_attr(test, ts(type = "number"))]
        n: u64,
    },
    /// The answer to `follow` from a cursor: `entries` frames follow where there are any.
    Followed {
        /// Which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The last entry that this follower may see.
        #[cfg_attr(test, ts(type = "number"))]
        head: Seq,
        /// The last count of this sender that the log knows; 0 for none.
        #[cfg_attr(test, ts(type = "number"))]
        n: u64,
    },
    /// New entries, in order.
    Entries {
        /// Which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The last entry before these that this follower may see. A follower checks `prev == cursor`.
        #[cfg_attr(test, ts(type = "number"))]
        prev: Seq,
        /// The entries.
        entries: Vec<WireEntry>,
    },
    /// The command's events are on disk.
    Done {
        /// Which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The command's count.
        #[cfg_attr(test, ts(type = "number"))]
        n: u64,
        /// The first entry it caused; the head where it caused none.
        #[cfg_attr(test, ts(type = "number"))]
        seq: Seq,
    },
    /// The command was refused, or could not be carried out now.
    Refused {
        /// Which log.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// The command's count.
        #[cfg_attr(test, ts(type = "number"))]
        n: u64,
        /// A stable code.
        code: String,
        /// For people, in English.
        message: String,
        /// When to try the same command again; none: never.
        #[cfg_attr(test, ts(type = "number | null"))]
        retry_ms: Option<Millis>,
    },
    /// Someone signals.
    Signal {
        /// Which channel.
        #[cfg_attr(test, ts(type = "string"))]
        log: LogId,
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        by: Actor,
        /// What.
        signal: Signal,
    },
    /// The visitor's place in the queue.
    Place {
        /// From 1; exact to 20, then in steps.
        position: u32,
        /// How long it will take; none: we cannot say yet.
        #[cfg_attr(test, ts(type = "number | null"))]
        estimate_ms: Option<Millis>,
        /// Whether anyone is available.
        staffed: bool,
    },
    /// The board, or what changed of it. Staff only.
    Board {
        /// Whether this replaces all that came before.
        whole: bool,
        /// How many wait in all.
        waiting: u32,
        /// Open channels, or those that changed. Of the waiting at most the first 100.
        rows: Vec<Summary>,
        /// Channels that are no longer on the board.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        gone: Vec<LogId>,
        /// The agents; empty where nothing changed of them.
        colleagues: Vec<Colleague>,
        /// The directory's last entry about canned replies: when it has grown, ask for them anew.
        /// None where nothing changed of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional, type = "number"))]
        replies: Option<Seq>,
    },
    /// Still here. Every 25 s.
    Beat {
        /// The last entry that this follower may see, per followed log.
        #[cfg_attr(test, ts(type = "Record<string, number>"))]
        heads: std::collections::BTreeMap<LogId, Seq>,
    },
    /// The socket will be closed, and why.
    Bye {
        /// `slow`, `busy`, `moved`, `signed-out`, `ended`, `malformed`, `token`, `restart`.
        code: String,
        /// For people, in English.
        message: String,
        /// Whether and when to connect again; none: never.
        #[cfg_attr(test, ts(type = "number | null"))]
        retry_ms: Option<Millis>,
    },
}

/// An entry as followers get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WireEntry {
    /// Its place.
    #[cfg_attr(test, ts(type = "number"))]
    pub seq: Seq,
    /// When.
    #[cfg_attr(test, ts(type = "number"))]
    pub at_ms: Millis,
    /// Who: `server`, `browser-1`, `agent-…`.
    #[cfg_attr(test, ts(type = "string"))]
    pub by: Actor,
    /// What happened.
    pub event: crate::channel::ChannelEvent,
}

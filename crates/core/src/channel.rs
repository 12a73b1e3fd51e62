//! A channel: what can happen between one visitor and an agent, and what its actors may ask for.

mod admission;
mod chat;
mod deadlines;
mod draft;
mod drives;
mod memory;
mod notes;
mod people;

use self::chat::say;
use self::draft::browser_of;
use self::memory::Memory;
use self::people::deliver;
use crate::actor::{Actor, BrowserNo, Reader};
use crate::drive::{DriveNo, Obstacle, Outcome, Receipt, Way};
use crate::entry::{Entry, Seq};
use crate::head::Head;
use crate::id::{AgentId, Id};
use crate::location::Page;
use crate::machine::{Context, Decision};
use crate::site::SiteKey;
use crate::time::Millis;
use crate::view::View;
use serde::{Deserialize, Serialize};

/// One tab of a visitor's browser: random, kept in the tab's own storage.
pub type TabId = Id;

/// What a visitor's browser says of itself when it arrives. All of it is hostile text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Visitor {
    /// What the visitor wants to be called. Empty where unknown.
    pub name: String,
    /// The first language the browser asks for, such as `de-AT`.
    pub language: String,
    /// The browser's user agent header.
    pub user_agent: String,
    /// The page the visitor clicked on, filtered. None where the browser does not say.
    pub page: Option<Page>,
}

/// Which client application a visitor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ClientKind {
    /// The web client.
    Web,
    /// The Java client.
    Java,
    /// Plain forms, without scripts.
    Plain,
}

/// Why a channel ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum EndReason {
    /// The agent ended it.
    Agent,
    /// The visitor left it.
    Visitor,
    /// The visitor left the queue before an agent came.
    Abandoned,
    /// The visitor was away for too long.
    Absent,
    /// The visitor left a note instead of waiting.
    Note,
}

/// What happened in a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ChannelEvent {
    /// A visitor's browser came. The first entry of every channel. For staff and that browser.
    Arrived {
        /// The site whose button was clicked.
        site: SiteKey,
        /// The number the browser has in this channel.
        browser: BrowserNo,
        /// What it says of itself.
        visitor: Visitor,
    },
    /// The visitor stands in the queue.
    Asked,
    /// The client application has reached the browser.
    Delivered {
        /// Which browser.
        browser: BrowserNo,
        /// Which application.
        client: ClientKind,
        /// Its version.
        version: String,
        /// Bytes as the server sent them, compressed; 0 when the browser had them already.
        #[cfg_attr(test, ts(type = "number"))]
        bytes: u64,
        /// Milliseconds from its first request to its start.
        ms: u32,
    },
    /// The visitor has said what to be called.
    Named {
        /// Which browser.
        browser: BrowserNo,
        /// The name.
        name: String,
    },
    /// An agent was offered this visitor. For staff.
    Offered {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
        /// Until when the offer stands.
        #[cfg_attr(test, ts(type = "number"))]
        until_ms: Millis,
    },
    /// The offered agent did not answer. For staff.
    PassedOver {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
    },
    /// An agent was joined with the visitor.
    Joined {
        /// Who.
        #[cfg_attr(test, ts(type = "string"))]
        agent: AgentId,
        /// What the agent is called.
        name: String,
    },
    /// Someone said something. Plain text, with line breaks.
    Said {
        /// The words.
        text: String,
    },
    /// An agent sent a link, to be opened by a click.
    Linked {
        /// Where to.
        to: Page,
    },
    /// Messages up to here have reached, and been seen by, the one who says it.
    Marked {
        /// The last entry delivered.
        #[cfg_attr(test, ts(type = "number"))]
        delivered: Seq,
        /// The last entry seen. At most `delivered`.
        #[cfg_attr(test, ts(type = "number"))]
        seen: Seq,
    },
    /// A browser has proven in which ways it can be driven, or lost one.
    Equipped {
        /// Which browser.
        browser: BrowserNo,
        /// The ways that work, the best first. Empty: only links.
        ways: Vec<Way>,
        /// What was lost, where this announces a loss.
        lost: Option<Obstacle>,
    },
    /// This tab is the one of the visitor's tabs that drives carry on in.
    Seated {
        /// Which browser.
        browser: BrowserNo,
        /// Which tab.
        #[cfg_attr(test, ts(type = "string"))]
        tab: TabId,
    },
    /// An agent drives these browsers to a location.
    Driven {
        /// Its number in this channel, from 1.
        drive: DriveNo,
        /// Where to.
        to: Page,
        /// Which browsers, in ascending order.
        browsers: Vec<BrowserNo>,
    },
    /// What became of a drive. Plural: one entry for all that a turn brought.
    Receipted {
        /// Which drive.
        drive: DriveNo,
        /// One per browser.
        receipts: Vec<Receipt>,
    },
    /// A page with the button said where the visitor is. Filtered. For staff and that browser.
    Moved {
        /// Which browser.
        browser: BrowserNo,
        /// The page.
        page: Page,
    },
    /// The visitor has taken the wheel: no drive until `Resumed`.
    Paused {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor has given the wheel back.
    Resumed {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor allowed to be driven.
    Consented {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor took the consent back.
    Withdrew {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor has had no connection for `GRACE_MS`. For staff.
    Away {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor is connected again after `Away`. For staff.
    Returned {
        /// Which browser.
        browser: BrowserNo,
    },
    /// The visitor left a note where nobody was available.
    NoteLeft {
        /// What to call the visitor.
        name: String,
        /// Where to answer: mail address or telephone number.
        contact: String,
        /// The note.
        text: String,
    },
    /// An agent has dealt with the note. For staff.
    NoteSettled,
    /// It is over.
    Ended {
        /// Why.
        reason: EndReason,
    },
    /// The visitor has said how it was.
    Rated {
        /// 1 to 5.
        stars: u8,
    },
    /// The bodies of these entries were erased.
    Erased {
        /// The first.
        #[cfg_attr(test, ts(type = "number"))]
        from: Seq,
        /// The last, included.
        #[cfg_attr(test, ts(type = "number"))]
        to: Seq,
    },
    /// A body that was erased, or a kind that is newer than we are.
    #[serde(other)]
    Unknown,
}

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

/// A channel: the fold of its entries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Channel {
    /// What every machine knows of its log.
    pub head: Head,
    /// What staff may see.
    pub view: View,
    /// What rules and summaries need besides.
    memory: Memory,
}

impl Channel {
    /// Which events a command causes.
    ///
    /// # Errors
    /// Why not. A refusal stores nothing.
    pub fn decide(&self, by: Actor, command: &ChannelCommand, ctx: &Context<'_>) -> Decision {
        use ChannelCommand as C;
        self.admit(by, command, ctx)?;
        let own = browser_of(by);
        match command {
            C::Arrive { site, visitor } => self.arrive(site, visitor, ctx),
            C::Deliver { client, version, bytes, ms } => {
                Ok(deliver(own, *client, version, (*bytes, *ms)))
            }
            C::Name { name } => self.name(own, name),
            C::Offer { agent } => self.offer(*agent, ctx),
            C::Join => self.join(by, ctx),
            C::Say { text } => say(text),
            C::Link { url, title } => self.link(url, title, ctx),
            C::Mark { delivered, seen } => self.mark(by, *delivered, *seen),
            C::Equip { ways, lost } => Ok(self.equip(own, ways, *lost)),
            C::Sit { tab } => Ok(self.sit(own, *tab)),
            C::Drive { url, title } => self.drive(url, title, ctx),
            C::Receipt { drive, outcome } => self.receipt(own, *drive, outcome, ctx),
            C::Move { page } => self.go_to(own, page, ctx),
            C::Pause => Ok(self.pause(own, ctx.now_ms)),
            C::Resume => Ok(self.resume(own)),
            C::Consent => Ok(self.consent(own)),
            C::Withdraw => Ok(self.withdraw(own, ctx.now_ms)),
            C::NoteAway { browser } => self.note_away(*browser, ctx.now_ms),
            C::NoteHere { browser } => self.note_here(*browser),
            C::LeaveNote { name, contact, text } => self.leave_note(own, [name, contact, text]),
            C::SettleNote => self.settle_note(),
            C::End => Ok(self.end(by)),
            C::Rate { stars } => self.rate(*stars),
            C::Tick => Ok(self.tick(ctx.now_ms)),
            C::NoteErased { from, to } => self.note_erased(*from, *to),
        }
    }

    /// Takes the next entry into account.
    pub fn apply(&mut self, entry: &Entry) {
        self.head.take(entry);
        self.view.apply(entry);
        self.memory.take(entry);
        self.stay_over();
    }

    /// What `reader` may see now: the fold of the entries that it may see.
    pub fn view_for(&self, reader: Reader) -> View {
        View { seq: self.head_for(reader), ..self.view.for_reader(reader) }
    }

    /// The last entry that `reader` may see; 0 for none. What a `beat` says.
    pub fn head_for(&self, reader: Reader) -> Seq {
        match reader {
            Reader::Staff => self.head.seq,
            Reader::Browser(own) => self.memory.last_for(own),
        }
    }
}

//! A channel: what can happen between one visitor and an agent, and what its actors may ask for.

mod admission;
mod chat;
mod command;
mod deadlines;
mod draft;
mod drives;
mod erasure;
mod event;
mod memory;
mod notes;
mod people;
mod rides;
mod tours;

pub use self::command::ChannelCommand;
pub use self::draft::together;
pub use self::event::ChannelEvent;

use self::draft::browser_of;
use self::drives::Whom;
use self::memory::Memory;
use self::people::deliver;
use self::tours::Terms;
use crate::actor::{Actor, Reader};
use crate::entry::{Entry, Seq};
use crate::head::Head;
use crate::id::Id;
use crate::location::Page;
use crate::machine::{Context, Decision};
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
    /// The visitor was taken along into a tour.
    Tour,
}

/// Who sees what the visitors of a tour say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Questions {
    /// Agents only.
    #[default]
    Private,
    /// Everybody.
    Shared,
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
            C::Say { text, to } => self.say(by, text, *to),
            C::Link { url, title } => self.link(url, title, ctx),
            C::Mark { delivered, seen } => self.mark(by, *delivered, *seen),
            C::Equip { ways, lost } => Ok(self.equip(own, (ways, *lost), ctx)),
            C::Sit { tab } => Ok(self.sit(own, *tab)),
            C::Drive { url, title, browsers, spread_ms, confirmed } => {
                let (spread_ms, confirmed) = (*spread_ms, *confirmed);
                let whom = Whom { browsers: browsers.as_deref(), spread_ms, confirmed };
                self.drive((url, title), &whom, ctx)
            }
            C::Again { browsers } => self.again(browsers.as_deref(), ctx),
            C::Rejoin => self.rejoin(own, ctx),
            C::StartTour { site, title, questions, code } => {
                self.start_tour(by, site, &Terms { title, questions: *questions, code }, ctx)
            }
            C::ChangeTour { title, questions, open, code } => {
                self.change_tour(&Terms { title, questions: *questions, code }, *open)
            }
            C::Enter { visitor, code } => self.enter(visitor, code.as_deref(), ctx),
            C::Remove { browser } => self.remove(*browser, ctx.now_ms),
            C::Hand { agent } => self.hand(*agent, ctx),
            C::TakeAlong { tour, title } => self.take_along(by, (*tour, title), ctx),
            C::Receipt { drive, outcome } => self.receipt(own, *drive, outcome, ctx),
            C::Move { page } => self.go_to(own, page, ctx),
            C::Pause => Ok(self.pause(own, ctx.now_ms)),
            C::Resume => Ok(self.resume(own, ctx)),
            C::Consent => Ok(self.consent(own, ctx)),
            C::Withdraw => Ok(self.withdraw(own, ctx.now_ms)),
            C::NoteAway { browser } => self.note_away(*browser, ctx.now_ms),
            C::NoteHere { browser } => self.note_here(*browser, ctx),
            C::LeaveNote { name, contact, text } => self.leave_note(own, [name, contact, text]),
            C::SettleNote => self.settle_note(),
            C::End => Ok(self.end(by, ctx.now_ms)),
            C::Rate { stars } => self.rate(*stars),
            C::Tick => Ok(self.tick(ctx)),
            C::NoteErased { from, to } => self.note_erased(*from, *to),
            C::Erase { from, to } => self.erase_words(*from, *to),
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

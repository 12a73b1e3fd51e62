//! The state machine behind a log, whichever kind of log it is.

use crate::actor::Actor;
use crate::channel::{Channel, ChannelCommand, ChannelEvent};
use crate::desk::{Desk, DeskCommand, DeskEvent};
use crate::directory::{Directory, DirectoryCommand, DirectoryEvent};
use crate::entry::{CommandName, Draft, Entry, Event, Seq};
use crate::head::Head;
use crate::id::{ChannelId, LogId, SenderId};
use crate::plan::Foresight;
use crate::refusal::Refusal;
use crate::summary::Summary;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// A command for one kind of log.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// For a channel.
    Channel(ChannelCommand),
    /// For the directory.
    Directory(DirectoryCommand),
    /// For a desk.
    Desk(DeskCommand),
}

/// A command with who asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Who asks. The edge has checked that it is them.
    pub by: Actor,
    /// Its name, for at most once; none where the server itself asks.
    pub name: Option<CommandName>,
    /// What is asked.
    pub command: Command,
}

/// What rules may look at besides the log's own state.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The writer's clock.
    pub now_ms: Millis,
    /// Sites and agents as of now.
    pub directory: &'a Directory,
    /// What is known of targets.
    pub foresight: &'a dyn Foresight,
}

/// What a command causes, in order; nothing where all is so already. Or why not.
pub type Decision = Result<Vec<Draft>, Refusal>;

/// A log's state: the fold of its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Of a channel.
    Channel(Box<Channel>),
    /// Of the directory.
    Directory(Box<Directory>),
    /// Of an agent's desk.
    Desk(Box<Desk>),
}

impl State {
    /// Version of `to_bytes`. A cached state of another version is folded again.
    pub const FORMAT: u32 = 2;

    /// The state of a log before its first entry.
    pub fn new(log: LogId) -> Self {
        match log {
            LogId::Channel(_) => Self::Channel(Box::default()),
            LogId::Directory => Self::Directory(Box::default()),
            LogId::Desk(agent) => Self::Desk(Box::new(Desk::new(agent))),
        }
    }

    /// Which events an order causes. The caller has looked at `answered` first.
    ///
    /// # Errors
    /// Why not. A refusal stores nothing.
    pub fn decide(&self, order: &Order, ctx: &Context<'_>) -> Decision {
        if self.head().newer {
            return Err(Refusal::NewerLog);
        }
        if order.name.is_some_and(|name| self.head().was_overtaken(name)) {
            return Err(Refusal::Overtaken);
        }
        match (self, &order.command) {
            (Self::Channel(channel), Command::Channel(command)) => {
                channel.decide(order.by, command, ctx)
            }
            (Self::Directory(directory), Command::Directory(command)) => {
                directory.decide(order.by, command)
            }
            (Self::Desk(desk), Command::Desk(command)) => desk.decide(order.by, command),
            (Self::Channel(_) | Self::Directory(_) | Self::Desk(_), _) => Err(Refusal::NotAllowed),
        }
    }

    /// Takes the next entry into account. One of a kind that we do not know marks the state
    /// *newer*: it can be read, not changed.
    pub fn apply(&mut self, entry: &Entry) {
        if is_unknown(&entry.event) {
            self.head_mut().newer = true;
        }
        self.fold(entry);
    }

    /// Takes the next entry into account, whose body was erased (its event is `Unknown`). That
    /// makes the log no newer than we are; but a channel that lacks a body is over for good.
    /// A state folded before the erasure still holds what was erased: fold the log again.
    pub fn apply_erased(&mut self, entry: &Entry) {
        self.fold(entry);
        if let Self::Channel(channel) = self {
            channel.lack();
        }
    }

    /// The last entry applied; 0 for none.
    pub fn seq(&self) -> Seq {
        self.head().seq
    }

    /// When the last entry was made; 0 for none.
    pub fn last_at_ms(&self) -> Millis {
        self.head().last_at_ms
    }

    /// The first entry that this command caused, when it has been carried out; of a command
    /// before its sender's last one, the last one's entry.
    pub fn answered(&self, name: CommandName) -> Option<Seq> {
        self.head().answered(name)
    }

    /// The last count of this sender that caused an entry; 0 for none, or for one forgotten.
    pub fn last_n(&self, sender: SenderId) -> u64 {
        self.head().last_n(sender)
    }

    /// The earliest time at which `Tick` would do something; none while nothing is pending.
    pub fn deadline(&self) -> Option<Millis> {
        self.channel().and_then(Channel::deadline)
    }

    /// The channel on one line; none for other logs and before the first entry.
    pub fn summary(&self, channel: ChannelId) -> Option<Summary> {
        self.channel().filter(|it| it.head.seq > 0).map(|it| it.summary(channel))
    }

    /// The channel, where it is one.
    pub fn channel(&self) -> Option<&Channel> {
        if let Self::Channel(channel) = self { Some(channel) } else { None }
    }

    /// The directory, where it is that.
    pub fn directory(&self) -> Option<&Directory> {
        if let Self::Directory(directory) = self { Some(directory) } else { None }
    }

    /// The desk, where it is one.
    pub fn desk(&self) -> Option<&Desk> {
        if let Self::Desk(desk) = self { Some(desk) } else { None }
    }

    /// The state for the cache, in the format `FORMAT`.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a state holds only what JSON can say")
    }

    /// The state from the cache; none where it cannot be read: fold the log again.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    fn head(&self) -> &Head {
        match self {
            Self::Channel(channel) => &channel.head,
            Self::Directory(directory) => &directory.head,
            Self::Desk(desk) => &desk.head,
        }
    }

    fn head_mut(&mut self) -> &mut Head {
        match self {
            Self::Channel(channel) => &mut channel.head,
            Self::Directory(directory) => &mut directory.head,
            Self::Desk(desk) => &mut desk.head,
        }
    }

    fn fold(&mut self, entry: &Entry) {
        match self {
            Self::Channel(channel) => channel.apply(entry),
            Self::Directory(directory) => directory.apply(entry),
            Self::Desk(desk) => desk.apply(entry),
        }
    }
}

fn is_unknown(event: &Event) -> bool {
    matches!(
        event,
        Event::Channel(ChannelEvent::Unknown)
            | Event::Directory(DirectoryEvent::Unknown)
            | Event::Desk(DeskEvent::Unknown)
    )
}

//! The state machine behind a log, whichever kind of log it is.

use crate::actor::Actor;
use crate::channel::ChannelCommand;
use crate::desk::DeskCommand;
use crate::directory::{Directory, DirectoryCommand};
use crate::entry::CommandName;
use crate::time::Millis;

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
}

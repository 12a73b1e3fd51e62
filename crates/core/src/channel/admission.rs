//! Who may do what in a channel, and when: asked before every rule.

use super::{Channel, ChannelCommand};
use crate::actor::Actor;
use crate::directory::Role;
use crate::id::AgentId;
use crate::machine::Context;
use crate::refusal::Refusal;
use crate::view::Status;

/// Who may give a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The server itself.
    Server,
    /// A browser of this channel.
    Visitor,
    /// Any agent.
    Agent,
    /// The joined agent.
    Guide,
    /// A browser of this channel, or the joined agent.
    VisitorOrGuide,
    /// A browser of this channel, the joined agent, or the server itself.
    VisitorGuideOrServer,
    /// The joined agent, an admin, or the server.
    GuideOrAdmin,
}

/// Whether a command makes sense when the chat is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    /// No longer.
    End,
    /// Still.
    Always,
}

impl Channel {
    /// Whether this actor may ask for this now, whatever it says.
    pub(super) fn admit(
        &self,
        by: Actor,
        command: &ChannelCommand,
        ctx: &Context<'_>,
    ) -> Result<(), Refusal> {
        let (who, until) = terms(command);
        self.admit_actor(by, who, ctx)?;
        if drives(command) && !may_drive(by, ctx) {
            return Err(Refusal::MayNotDrive);
        }
        let opens =
            |it: &_| matches!(it, ChannelCommand::Arrive { .. } | ChannelCommand::StartTour { .. });
        if opens(command) {
            return Ok(());
        }
        if self.head.seq == 0 {
            return Err(Refusal::NoSuch { what: "channel" });
        }
        if until == Until::End && self.is_over() {
            return Err(Refusal::Ended);
        }
        Ok(())
    }

    /// Whether it has ended, or lacks an erased body and can only be read.
    pub(super) fn is_over(&self) -> bool {
        self.view.status == Status::Ended || self.memory.lacking
    }

    fn admit_actor(&self, by: Actor, who: Who, ctx: &Context<'_>) -> Result<(), Refusal> {
        match (by, who) {
            (Actor::Server, Who::Server | Who::VisitorGuideOrServer | Who::GuideOrAdmin) => Ok(()),
            (
                Actor::Browser(number),
                Who::Visitor | Who::VisitorOrGuide | Who::VisitorGuideOrServer,
            ) => match self.view.browsers.get(&number) {
                None => Err(Refusal::NoSuch { what: "browser" }),
                Some(it) if it.departed => Err(Refusal::Ended),
                Some(_) => Ok(()),
            },
            (
                Actor::Agent(agent),
                Who::Agent
                | Who::Guide
                | Who::VisitorOrGuide
                | Who::VisitorGuideOrServer
                | Who::GuideOrAdmin,
            ) => self.admit_agent(agent, who, ctx),
            (Actor::Server | Actor::Browser(_) | Actor::Agent(_), _) => Err(Refusal::NotAllowed),
        }
    }

    /// An agent whose account was removed may do nothing from that moment on.
    fn admit_agent(&self, agent: AgentId, who: Who, ctx: &Context<'_>) -> Result<(), Refusal> {
        let account = ctx.directory.agent(agent).ok_or(Refusal::NotAllowed)?;
        let joined = self.view.guide.as_ref().is_some_and(|guide| guide.agent == agent);
        let also = match who {
            Who::Agent => true,
            Who::GuideOrAdmin => account.role == Role::Admin,
            Who::Server
            | Who::Visitor
            | Who::Guide
            | Who::VisitorOrGuide
            | Who::VisitorGuideOrServer => false,
        };
        if joined || also { Ok(()) } else { Err(Refusal::NotJoined) }
    }
}

/// Whether it moves browsers.
fn drives(command: &ChannelCommand) -> bool {
    matches!(command, ChannelCommand::Drive { .. } | ChannelCommand::Again { .. })
}

fn may_drive(by: Actor, ctx: &Context<'_>) -> bool {
    let Actor::Agent(agent) = by else { return false };
    ctx.directory.agent(agent).is_some_and(|account| account.may_drive)
}

fn terms(command: &ChannelCommand) -> (Who, Until) {
    use ChannelCommand as C;
    match command {
        C::Arrive { .. }
        | C::Enter { .. }
        | C::Offer { .. }
        | C::NoteAway { .. }
        | C::NoteHere { .. } => (Who::Server, Until::End),
        C::Erase { .. } => (Who::GuideOrAdmin, Until::Always),
        C::Tick | C::NoteErased { .. } => (Who::Server, Until::Always),
        C::Deliver { .. }
        | C::Name { .. }
        | C::Equip { .. }
        | C::Sit { .. }
        | C::Receipt { .. }
        | C::Move { .. }
        | C::Pause
        | C::Resume
        | C::Consent
        | C::Withdraw
        | C::Rejoin
        | C::LeaveNote { .. } => (Who::Visitor, Until::End),
        C::Rate { .. } => (Who::Visitor, Until::Always),
        C::Join | C::StartTour { .. } | C::TakeAlong { .. } => (Who::Agent, Until::End),
        C::SettleNote => (Who::Agent, Until::Always),
        C::Link { .. }
        | C::Drive { .. }
        | C::Again { .. }
        | C::ChangeTour { .. }
        | C::Remove { .. }
        | C::Hand { .. } => (Who::Guide, Until::End),
        C::Say { .. } => (Who::VisitorOrGuide, Until::End),
        C::End => (Who::VisitorGuideOrServer, Until::End),
        C::Mark { .. } => (Who::VisitorOrGuide, Until::Always),
    }
}

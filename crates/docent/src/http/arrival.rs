//! A visitor arrives: the request that opens a channel, from the web client or a plain form.

use crate::app::App;
use crate::engine::RunError;
use crate::error::Problem;
use docent_core::actor::{Actor, BrowserNo};
use docent_core::channel::{ChannelCommand, Visitor};
use docent_core::id::{ChannelId, Id, LogId};
use docent_core::machine::{Command, Order};
use docent_core::refusal::Refusal;
use std::net::IpAddr;

/// The number of the browser that opens a channel.
const FIRST: BrowserNo = 1;

/// A page's random bits, and what it says of its visitor.
#[derive(Debug)]
pub(super) struct Draw {
    /// Whom its sender stands for; none where that is not known.
    pub(super) from: Option<IpAddr>,
    pub(super) bits: Id,
    pub(super) visitor: Visitor,
}

/// A visitor's way into the channel.
#[derive(Debug)]
pub(super) struct Arrived {
    pub(super) channel: ChannelId,
    pub(super) browser: BrowserNo,
    pub(super) token: String,
}

impl Arrived {
    pub(super) fn log(&self) -> LogId {
        LogId::Channel(self.channel)
    }
}

/// Opens the channel of a draw; one that was opened before is given again, for the same site.
pub(super) async fn arrive(app: &App, key: &str, drawn: Draw) -> Result<Arrived, Problem> {
    if app.engine.directory().site(key).is_none() {
        return Err(Problem::not_found("site"));
    }
    if let Some(from) = drawn.from {
        app.crowd.open(from, app.now_ms()).map_err(Problem::too_many_channels)?;
    }
    let channel = app.auth.channel_id(drawn.bits);
    let log = LogId::Channel(channel);
    let command = ChannelCommand::Arrive { site: key.to_owned(), visitor: drawn.visitor };
    let order = Order { by: Actor::Server, name: None, command: Command::Channel(command) };
    match app.engine.run(log, order).await {
        Ok(_) => {}
        Err(RunError::Refused(Refusal::AlreadyThere)) => check_site(app, log, key).await?,
        Err(err) => return Err(err.into()),
    }
    let token = app.auth.visitor_token(channel, FIRST);
    Ok(Arrived { channel, browser: FIRST, token })
}

async fn check_site(app: &App, log: LogId, key: &str) -> Result<(), Problem> {
    let site = app.engine.look(log, |state| state.channel().map(|it| it.view.site.clone())).await?;
    let same = site.as_deref() == Some(key);
    if same { Ok(()) } else { Err(Problem::not_found("channel")) }
}

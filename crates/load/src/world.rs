//! Docent, or the peer that is measured beside it by the same followers.

use crate::client::{Client, News, Seat, Wrongs};
use crate::fault::Fault;
use crate::http::Http;
use crate::random::Random;
use crate::server::{Cores, Server};
use crate::stage::{Stage, Visitor};
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

const RELAY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peer/relay.cjs");
const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/node_modules/ws");

/// Something in which two sit in a channel and talk.
#[derive(Debug)]
pub enum World {
    /// The server of this project.
    Docent(Stage),
    /// A relay that stores nothing.
    Peer(Peer),
}

/// The relay.
#[derive(Debug)]
pub struct Peer {
    server: Server,
    wrongs: Rc<Wrongs>,
    random: RefCell<Random>,
}

impl World {
    /// Starts the relay; `None` where Node or its library are missing.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn peer(random: Random) -> Result<Option<Self>, Fault> {
        if !crate::server::has("node") || !Path::new(LIBRARY).exists() {
            return Ok(None);
        }
        let mut server = Server::new(&["node", RELAY, "{listen}", LIBRARY], Cores::First)?;
        server.start().await?;
        let random = RefCell::new(random);
        Ok(Some(Self::Peer(Peer { server, wrongs: Rc::default(), random })))
    }

    /// The process.
    pub const fn server(&self) -> &Server {
        match self {
            Self::Docent(stage) => &stage.server,
            Self::Peer(peer) => &peer.server,
        }
    }

    /// A new channel with its visitor.
    ///
    /// # Errors
    /// When the server does not answer well.
    pub async fn click(&self, http: &mut Http) -> Result<Visitor, Fault> {
        match self {
            Self::Docent(stage) => stage.click(http).await,
            Self::Peer(peer) => {
                let channel: Rc<str> = peer.random.borrow_mut().id().to_string().into();
                let log = format!("channel-{channel}").into();
                Ok(Visitor { channel, log, token: "browser-1".into() })
            }
        }
    }

    /// A socket of a visitor that follows and has what there is.
    ///
    /// # Errors
    /// When the server does not let us in.
    pub async fn visitor(&self, visitor: &Visitor) -> Result<Client, Fault> {
        let seat = match self {
            Self::Docent(stage) => stage.visitor(visitor),
            Self::Peer(peer) => peer.seat(visitor, "browser-1"),
        };
        following(seat).await
    }

    /// A socket of the agent that is joined with a visitor.
    ///
    /// # Errors
    /// When the server does not let us in, or refuses.
    pub async fn agent(&self, visitor: &Visitor) -> Result<Client, Fault> {
        match self {
            Self::Docent(stage) => stage.join(visitor).await,
            Self::Peer(peer) => following(peer.seat(visitor, "agent-1")).await,
        }
    }
}

impl Peer {
    fn seat(&self, visitor: &Visitor, who: &str) -> Seat {
        Seat {
            server: self.server.address,
            log: Rc::clone(&visitor.log),
            cookie: None,
            token: Some(who.into()),
            sender: self.random.borrow_mut().id(),
            wrongs: Rc::clone(&self.wrongs),
        }
    }
}

/// A client that follows and has what there is.
///
/// # Errors
/// When the server does not let us in.
pub async fn following(seat: Seat) -> Result<Client, Fault> {
    let mut client = Client::follow(seat).await?;
    client.until(|news| matches!(news, News::Following { .. }).then_some(())).await?;
    Ok(client)
}

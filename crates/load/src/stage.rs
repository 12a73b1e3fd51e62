//! A server with a site and an agent who is signed in; visitors who click; pairs that are joined.

use crate::client::{Client, Seat, Wrongs};
use crate::fault::Fault;
use crate::http::{Http, Request};
use crate::random::Random;
use crate::server::{Cores, Server};
use docent_core::id::Id;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

/// The site's key.
pub const SITE: &str = "load";
const EMAIL: &str = "ada@shop.example";
const PASSWORD: &str = "analytical-engine-1843";
const BROWSER: &str = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36\r\n";

/// A running server, and who is there.
#[derive(Debug)]
pub struct Stage {
    /// The server.
    pub server: Server,
    /// The agent's session.
    pub cookie: Rc<str>,
    /// What was wrong with what its followers were sent.
    pub wrongs: Rc<Wrongs>,
    random: RefCell<Random>,
}

/// A visitor who has clicked.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The bare id of the channel.
    pub channel: Rc<str>,
    /// The channel's log.
    pub log: Rc<str>,
    /// The visitor's token.
    pub token: Rc<str>,
}

/// A tour that was begun.
#[derive(Debug, Clone)]
pub struct Tour {
    /// Where it is; with no token, which only visitors have.
    pub at: Visitor,
    /// What lets visitors in.
    pub invite: Rc<str>,
}

impl Stage {
    /// Starts `binary` with an empty data folder, adds the agent by the command line, signs in and
    /// makes the site.
    ///
    /// # Errors
    /// When one of these fails.
    pub async fn open(binary: &Path, cores: Cores, random: Random) -> Result<Self, Fault> {
        let mut server = prepared(binary, cores)?;
        server.start().await?;
        let mut http = Http::open(server.address).await?;
        let credentials = json!({"email": EMAIL, "password": PASSWORD}).to_string();
        let answer = http.ask(Request::post("/v1/login", &credentials)).await?;
        answer.json()?;
        let cookie = answer.header("set-cookie").and_then(|it| it.split(';').next());
        let cookie = cookie.ok_or_else(|| Fault::Unexpected("a sign-in without cookie".into()))?;
        let settings = json!({"name": "Load", "origins": ["https://shop.example"]});
        let site = json!({"key": SITE, "settings": settings}).to_string();
        let headers = format!("Cookie: {cookie}\r\n");
        http.ask(Request::post("/v1/sites", &site).with(&headers)).await?.json()?;
        Ok(Self {
            server,
            cookie: cookie.into(),
            wrongs: Rc::default(),
            random: RefCell::new(random),
        })
    }

    /// A connection for requests.
    ///
    /// # Errors
    /// When the server is not there.
    pub async fn http(&self) -> Result<Http, Fault> {
        Http::open(self.server.address).await
    }

    /// A random id.
    pub fn id(&self) -> Id {
        self.random.borrow_mut().id()
    }

    /// What the agent may read.
    ///
    /// # Errors
    /// When the server does not answer well.
    pub async fn read(&self, http: &mut Http, path: &str) -> Result<Value, Fault> {
        let headers = format!("Cookie: {}\r\n", self.cookie);
        http.ask(Request::get(path).with(&headers)).await?.json()
    }

    /// A visitor clicks: a channel is opened and waits.
    ///
    /// # Errors
    /// When the server does not answer well.
    pub async fn click(&self, http: &mut Http) -> Result<Visitor, Fault> {
        click(http, self.id()).await
    }

    /// A socket of a visitor.
    pub fn visitor(&self, visitor: &Visitor) -> Seat {
        Seat {
            server: self.server.address,
            log: Rc::clone(&visitor.log),
            cookie: None,
            token: Some(Rc::clone(&visitor.token)),
            sender: self.id(),
            wrongs: Rc::clone(&self.wrongs),
        }
    }

    /// The agent begins a tour.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn tour(&self, http: &mut Http) -> Result<Tour, Fault> {
        let body = json!({"site": SITE, "title": "Autumn", "questions": "private", "code": ""});
        let (body, headers) = (body.to_string(), format!("Cookie: {}\r\n", self.cookie));
        let answer = http.ask(Request::post("/v1/tours", &body).with(&headers)).await?.json()?;
        let [channel, log, invite] = fields(&answer, ["channel", "log", "invite"])?;
        Ok(Tour { at: Visitor { channel, log, token: "".into() }, invite })
    }

    /// A visitor enters a tour by its invitation, in a browser of its own.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn enter(&self, http: &mut Http, tour: &Tour) -> Result<Visitor, Fault> {
        let visitor = json!({"name": "", "language": "en", "page": null});
        let body = json!({"draw": self.id(), "code": "", "visitor": visitor}).to_string();
        let path = format!("/v1/invites/{}/browsers", tour.invite);
        let answer = http.ask(Request::post(&path, &body).with(BROWSER)).await?.json()?;
        let [channel, log, token] = fields(&answer, ["channel", "log", "token"])?;
        Ok(Visitor { channel, log, token })
    }

    /// A socket of the agent that follows the visitor's channel.
    pub fn agent(&self, visitor: &Visitor) -> Seat {
        Seat { cookie: Some(Rc::clone(&self.cookie)), token: None, ..self.visitor(visitor) }
    }

    /// The agent is joined with a visitor.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn join(&self, visitor: &Visitor) -> Result<Client, Fault> {
        let mut agent = Client::follow(self.agent(visitor)).await?;
        agent.carry_out(r#"{"do":"join"}"#).await?;
        Ok(agent)
    }
}

/// A server of `binary` with an agent, not yet started.
///
/// # Errors
/// When the command line refuses.
pub fn prepared(binary: &Path, cores: Cores) -> Result<Server, Fault> {
    let binary = binary.to_string_lossy();
    // All of the load comes from one address, and saturates.
    let words = [
        &binary,
        "serve",
        "--listen",
        "{listen}",
        "--data",
        "{data}",
        "--sockets-per-address",
        "0",
        "--channels-per-address",
        "0",
        "--commands-per-visitor",
        "0",
    ];
    let server = Server::new(&words, cores)?;
    let mut add = Command::new(binary.as_ref());
    add.args(["agent", "add", EMAIL, "--name", "Ada", "--password", PASSWORD, "--admin"]);
    let added = add.arg("--data").arg(server.data()).output();
    let added = added.map_err(Fault::io("run the command line"))?;
    if !added.status.success() {
        let said = String::from_utf8_lossy(&added.stderr).into_owned();
        return Err(Fault::Unexpected(format!("`agent add` failed: {said}")));
    }
    Ok(server)
}

/// Asks for the channel of a draw, as the page of a click does.
///
/// # Errors
/// When the server does not answer well.
pub async fn click(http: &mut Http, draw: Id) -> Result<Visitor, Fault> {
    let page = json!({"url": "https://shop.example/shoes", "title": "Shoes"});
    let visitor = json!({"name": "", "language": "en", "page": page});
    let body = json!({"draw": draw, "visitor": visitor}).to_string();
    let path = format!("/v1/sites/{SITE}/channels");
    let answer = http.ask(Request::post(&path, &body).with(BROWSER)).await?.json()?;
    let [channel, log, token] = fields(&answer, ["channel", "log", "token"])?;
    Ok(Visitor { channel, log, token })
}

fn fields<const N: usize>(answer: &Value, names: [&str; N]) -> Result<[Rc<str>; N], Fault> {
    if names.iter().any(|it| !answer[*it].is_string()) {
        return Err(Fault::Unexpected(format!("an answer without {}: {answer}", names.join(", "))));
    }
    Ok(names.map(|name| answer[name].as_str().unwrap_or_default().into()))
}

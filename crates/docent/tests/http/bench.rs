//! A running server, and those who talk to it.

use docent::account::{Accounts, NewAgent};
use docent::app::{self, App};
use docent::auth::password;
use docent::config::{Config, Settings};
use docent::engine::Done;
use docent::tasks::Tasks;
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::directory::{Agent, DirectoryCommand, Role};
use docent_core::id::{ChannelId, LogId};
use docent_core::machine::{Command, Order};
use docent_core::site::{JavaClient, Site, SiteSettings};
use reqwest::header::{AUTHORIZATION, COOKIE, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Response, StatusCode, redirect};
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const SITE: &str = "shop";
pub(crate) const OTHER_SITE: &str = "other";
pub(crate) const PASSWORD: &str = "analytical engine";

/// A Java client in the folder of a server that hands one out.
const JAR: &str = "client.jar";

/// A server that serves until it is dropped.
pub(crate) struct Bench {
    pub(crate) app: Arc<App>,
    pub(crate) url: String,
    pub(crate) ada: Agent,
    http: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<tokio::task::JoinHandle<()>>,
    folder: Arc<TempDir>,
}

/// A visitor's channel as the server gave it.
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    pub(crate) token: String,
}

impl Bench {
    /// With two sites, the admin Ada and the agent Bob.
    pub(crate) async fn new() -> Self {
        Self::set_up(Self::on(Arc::new(TempDir::new().unwrap())).await).await
    }

    /// The same, with a Java client that its first site offers.
    pub(crate) async fn offering() -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        std::fs::write(folder.path().join(JAR), jar()).unwrap();
        let bench = Self::set_up(Self::on(folder).await).await;
        let settings = SiteSettings {
            name: "The Shop".into(),
            accent: "#0a6e5c".into(),
            java: JavaClient::Offered,
            ..Default::default()
        };
        let command = DirectoryCommand::ChangeSite { key: SITE.into(), settings };
        bench.accounts().directory(Actor::Server, command).await.unwrap();
        bench
    }

    async fn set_up(mut bench: Self) -> Self {
        for key in [SITE, OTHER_SITE] {
            let settings =
                SiteSettings { origins: vec!["https://shop.example".into()], ..Default::default() };
            let command = DirectoryCommand::AddSite { site: Site { key: key.into(), settings } };
            bench.accounts().directory(Actor::Server, command).await.unwrap();
        }
        bench.ada = bench.add("ada@example.com", Role::Admin).await;
        bench.add("bob@example.com", Role::Agent).await;
        bench
    }

    /// On a folder as it is.
    pub(crate) async fn on(folder: Arc<TempDir>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listen = listener.local_addr().unwrap();
        let data = Some(folder.path().to_owned());
        let jar = folder.path().join(JAR);
        let java_client = Some(if jar.exists() { jar } else { "none".into() });
        let settings = Settings { listen: Some(listen), data, java_client, ..Settings::default() };
        let app = App::start(Config::read(settings).unwrap()).await.unwrap();
        let accounts = Accounts { store: &app.store, engine: &app.engine };
        accounts.restore(&app.auth).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = Arc::clone(&app);
        // A tracker of its own: the server waits for its own tasks when it stops.
        let serving = Tasks::default().spawn(async move {
            let stopped = async { drop(stopped.await) };
            app::run(serving, listener, stopped).await.unwrap();
        });
        let ada = app.engine.directory().agent_by_email("ada@example.com").cloned();
        let nobody = Agent {
            id: docent::auth::random_id(),
            email: String::new(),
            name: String::new(),
            role: Role::Agent,
            may_drive: true,
        };
        Self {
            url: app.config.public_url().to_owned(),
            ada: ada.unwrap_or(nobody),
            http: client(),
            stop: Some(stop),
            serving: Some(serving),
            app,
            folder,
        }
    }

    /// Stops the server and starts it again on the same folder.
    pub(crate) async fn restart(mut self) -> Self {
        let folder = Arc::clone(&self.folder);
        drop(self.stop.take());
        self.serving.take().unwrap().await.unwrap();
        drop(self);
        Self::on(folder).await
    }

    pub(crate) fn accounts(&self) -> Accounts<'_> {
        Accounts { store: &self.app.store, engine: &self.app.engine }
    }

    pub(crate) async fn add(&self, email: &str, role: Role) -> Agent {
        let hash = password::hash_now(PASSWORD).unwrap();
        let name = email.split('@').next().unwrap().to_owned();
        let new = NewAgent { email: email.into(), name, role, hash };
        self.accounts().add(Actor::Server, new).await.unwrap()
    }

    /// A request as a program sends it: no `Origin`, no cookie.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    /// A request as a page of ours sends it.
    pub(crate) fn ours(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).header(ORIGIN, &self.url)
    }

    /// A request of whoever is signed in with this cookie.
    pub(crate) fn staff(&self, cookie: &str, method: Method, path: &str) -> RequestBuilder {
        self.ours(method, path).header(COOKIE, cookie)
    }

    /// A request of a visitor with this token.
    pub(crate) fn visitor(&self, token: &str, method: Method, path: &str) -> RequestBuilder {
        self.ours(method, path).header(AUTHORIZATION, format!("Bearer {token}"))
    }

    /// Tries to sign in.
    pub(crate) async fn login(&self, email: &str, password: &str) -> Response {
        let body = json!({ "email": email, "password": password });
        self.ours(Method::POST, "/v1/login").json(&body).send().await.unwrap()
    }

    /// Signs in and returns the cookie as a browser sends it back.
    pub(crate) async fn cookie(&self, email: &str) -> String {
        let answer = self.login(email, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::OK);
        set_cookie(&answer)
    }

    /// A visitor arrives at a site.
    pub(crate) async fn arrive(&self, site: &str) -> Channel {
        let body = json!({ "draw": docent::auth::random_id(), "visitor": {} });
        let path = format!("/v1/sites/{site}/channels");
        let answer = self.ours(Method::POST, &path).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        let body: Value = answer.json().await.unwrap();
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        Channel { id: text("channel").parse().unwrap(), token: text("token") }
    }

    /// Something happens in a channel, as it would by the socket.
    pub(crate) async fn act(&self, by: Actor, channel: ChannelId, command: ChannelCommand) -> Done {
        let order = Order { by, name: None, command: Command::Channel(command) };
        self.app.engine.run(LogId::Channel(channel), order).await.unwrap()
    }
}

/// A jar with nothing in it but its manifest.
fn jar() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("META-INF/MANIFEST.MF", stored).unwrap();
    writer.write_all(b"Manifest-Version: 1.0\r\n\r\n").unwrap();
    writer.finish().unwrap().into_inner()
}

/// What a browser would send back of a `Set-Cookie`.
pub(crate) fn set_cookie(answer: &Response) -> String {
    let cookie = answer.headers().get(SET_COOKIE).expect("a cookie is set").to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The status and the stable code of a problem.
pub(crate) async fn problem(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let media_type = answer.headers()["content-type"].to_str().unwrap().to_owned();
    assert_eq!(media_type, "application/problem+json");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["status"], status);
    (status, body["code"].as_str().unwrap().to_owned())
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(redirect::Policy::none()).build().unwrap()
}

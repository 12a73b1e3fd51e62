//! The real binary in a process of its own, and those who talk to it by HTTP.

use docent::auth::random_id;
use reqwest::header::{AUTHORIZATION, COOKIE, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Response, StatusCode, redirect};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

pub(crate) const SITE: &str = "shop";
pub(crate) const OTHER_SITE: &str = "other";
pub(crate) const ADA: &str = "ada@example.com";
pub(crate) const BOB: &str = "bob@example.com";
pub(crate) const EVE: &str = "eve@example.com";
pub(crate) const PASSWORD: &str = "analytical engine";
/// What an agent may be called, and is nowhere markup or a formula.
pub(crate) const EVES_NAME: &str = "=1+1<img src=x onerror=alert(1)>";

/// A server with two sites, the admin Ada, and the agents Bob and Eve. Killed with the test.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) folder: TempDir,
    child: Child,
    http: reqwest::Client,
}

/// A visitor's channel as the server gave it.
pub(crate) struct Channel {
    pub(crate) id: String,
    pub(crate) log: String,
    pub(crate) token: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::with(&[], "info")
    }

    /// With more words, and a level of what it logs.
    pub(crate) fn with(words: &[&str], level: &str) -> Self {
        let folder = TempDir::new().unwrap();
        for file in fs::read_dir(prepared()).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        let errors = File::create(folder.path().join("log.txt")).unwrap();
        let mut command = docent(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
        command.args(words).env("DOCENT_LOG", level).stdout(Stdio::piped()).stderr(errors);
        let mut child = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let url = first.trim_end().rsplit_once(' ').unwrap().1.to_owned();
        let http = reqwest::Client::builder().redirect(redirect::Policy::none());
        Self { url, folder, child, http: http.build().unwrap() }
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// What it has logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log.txt")).unwrap()
    }

    pub(crate) fn host(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    /// The command line on its folder.
    pub(crate) fn run(&self, words: &[&str]) -> std::process::Output {
        docent(self.folder.path(), words).output().unwrap()
    }

    /// Entries in all logs.
    pub(crate) fn entries(&self) -> u64 {
        let told = self.run(&["verify", "--json"]);
        let told: Value = serde_json::from_slice(&told.stdout).unwrap();
        told["entries"].as_u64().unwrap()
    }

    /// A request without `Origin` and cookie.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    /// A request as a page of ours sends it.
    pub(crate) fn ours(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).header(ORIGIN, &self.url)
    }

    pub(crate) fn staff(&self, cookie: &str, method: Method, path: &str) -> RequestBuilder {
        self.ours(method, path).header(COOKIE, cookie)
    }

    pub(crate) fn visitor(&self, token: &str, method: Method, path: &str) -> RequestBuilder {
        self.ours(method, path).header(AUTHORIZATION, format!("Bearer {token}"))
    }

    pub(crate) async fn login(&self, email: &str, password: &str) -> Response {
        let body = json!({ "email": email, "password": password });
        self.ours(Method::POST, "/v1/login").json(&body).send().await.unwrap()
    }

    /// Signs in; the cookie as a browser sends it back.
    pub(crate) async fn cookie(&self, email: &str) -> String {
        let answer = self.login(email, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// The id of whoever has this cookie.
    pub(crate) async fn id(&self, cookie: &str) -> String {
        let me = self.read(self.staff(cookie, Method::GET, "/v1/me")).await;
        me["agent"]["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn arrive(&self, site: &str) -> Channel {
        self.arrive_as(site, json!({})).await
    }

    pub(crate) async fn arrive_as(&self, site: &str, visitor: Value) -> Channel {
        let body = json!({ "draw": random_id(), "visitor": visitor });
        let path = format!("/v1/sites/{site}/channels");
        let given = self.read(self.ours(Method::POST, &path).json(&body)).await;
        let text = |name: &str| given[name].as_str().unwrap().to_owned();
        Channel { id: text("channel"), log: text("log"), token: text("token") }
    }

    /// The answer's JSON, of a request that succeeds.
    pub(crate) async fn read(&self, request: RequestBuilder) -> Value {
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    /// Fails unless the server still answers.
    pub(crate) async fn is_well(&self) {
        let answer = self.bare(Method::GET, "/healthz").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The status and the stable code of a problem.
pub(crate) async fn problem(request: RequestBuilder) -> (u16, String) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.text().await.unwrap();
    let code = serde_json::from_str(&body).ok().and_then(|body: Value| {
        assert_eq!(body["status"], status);
        body["code"].as_str().map(str::to_owned)
    });
    (status, code.unwrap_or(body))
}

/// The command line on a folder.
pub(crate) fn docent(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docent"));
    command.args(words).arg("--data").arg(folder).env_clear();
    command
}

/// A data folder with sites and agents, made once: hashing passwords takes its time.
fn prepared() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let run = |words: &[&str]| {
            let output = docent(folder.path(), words).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        };
        run(&["site", "add", SITE, "--origin", "https://shop.example"]);
        run(&["site", "add", OTHER_SITE]);
        let add = ["agent", "add", "--password", PASSWORD];
        run(&[&add[..], &[ADA, "--name", "Ada", "--admin"]].concat());
        run(&[&add[..], &[BOB, "--name", "Bob"]].concat());
        run(&[&add[..], &[EVE, "--name", EVES_NAME]].concat());
        folder
    });
    folder.path()
}

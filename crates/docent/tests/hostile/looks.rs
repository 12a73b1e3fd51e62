//! Who has a target looked at, how, and where it stands afterwards.

use crate::server::{ADA, Server, problem};
use crate::socket::Socket;
use reqwest::Method;
use reqwest::header::COOKIE;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncross-origin-opener-policy: same-origin\r\n\
    x-frame-options: DENY\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// A target on loopback that severs, and the first lines of the requests it gets.
async fn target() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap().to_string();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&heard);
    docent::tasks::Tasks::default().spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let mut lines = String::new();
            while !lines.ends_with("\r\n\r\n") && stream.read_line(&mut lines).await? > 0 {}
            kept.lock().unwrap().push(lines.lines().next().unwrap_or_default().to_owned());
            stream.write_all(ANSWER).await?;
        }
        Ok::<_, std::io::Error>(())
    });
    (at, heard)
}

/// PR6: only staff, from our own pages, have something looked at; without its query, unless they
/// say so. What is known then stands with the drive.
#[tokio::test]
async fn pr6_staff_have_targets_looked_at() {
    let (at, heard) = target().await;
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let bank = json!({ "key": "bank", "settings": { "private_hosts": [at] } });
    server.read(server.staff(&ada, Method::POST, "/v1/sites").json(&bank)).await;
    let mine = server.arrive("bank").await;
    let body = |url: &str| json!({ "site": "bank", "url": url });
    let url = format!("http://{at}/offers");
    let ask = |body: &Value| server.staff(&ada, Method::POST, "/v1/probe").json(body);

    let stranger = server.ours(Method::POST, "/v1/probe").json(&body(&url));
    assert_eq!(problem(stranger).await, (401, "signed-out".into()));
    let visitor = server.visitor(&mine.token, Method::POST, "/v1/probe").json(&body(&url));
    assert_eq!(problem(visitor).await, (401, "signed-out".into()));
    let forged = server.bare(Method::POST, "/v1/probe").header(COOKIE, &ada).json(&body(&url));
    assert_eq!(problem(forged).await, (403, "origin".into()));
    let inside = ask(&body("http://127.0.0.1:1/"));
    assert_eq!(problem(inside).await, (422, "bad-location".into()));
    let nowhere = ask(&json!({ "site": "none", "url": url }));
    assert_eq!(problem(nowhere).await, (404, "no-such".into()));
    assert!(heard.lock().unwrap().is_empty());

    let known = server.read(ask(&body(&format!("{url}?code=7#top")))).await;
    let whole = json!({ "site": "bank", "url": format!("{url}?code=7"), "whole": true });
    server.read(ask(&whole)).await;

    assert_eq!(known["facts"]["severs"], true);
    assert_eq!(known["facts"]["framing"], "forbidden");
    assert_eq!(known["status"], 200);
    let lines = ["GET /offers HTTP/1.1", "GET /offers?code=7 HTTP/1.1"];
    assert_eq!(*heard.lock().unwrap(), lines);
    let mut guide = Socket::console(&server, &ada).await;
    guide.done(&mine.log, &json!({ "do": "join" })).await;
    guide.done(&mine.log, &json!({ "do": "drive", "url": url, "title": "" })).await;
    let path = format!("/v1/channels/{}", mine.id);
    let told = server.read(server.staff(&ada, Method::GET, &path)).await;
    assert_eq!(told["view"]["drives"][0]["facts"]["severs"], true);
}

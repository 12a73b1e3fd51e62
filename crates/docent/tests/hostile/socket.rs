//! A client that says whatever it is told to.

use crate::server::{Channel, Server};
use docent::auth::random_id;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::client::{Request, generate_key};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// What is not answered by then is not answered.
const WITHIN: Duration = Duration::from_secs(20);

/// An open websocket.
pub(crate) struct Socket {
    pub(crate) stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    n: u64,
}

/// The request of a handshake, as a page at `origin` sends it.
pub(crate) fn handshake(server: &Server, origin: Option<&str>) -> Request {
    let host = server.host();
    let request = Request::builder()
        .uri(format!("ws://{host}/v1/socket"))
        .header("host", host)
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-protocol", "docent.v1")
        .header("sec-websocket-key", generate_key());
    let request = match origin {
        Some(origin) => request.header("origin", origin),
        None => request,
    };
    request.body(()).unwrap()
}

/// The status of the answer to a handshake: 101 when it became a socket.
pub(crate) async fn status(request: Request) -> u16 {
    match connect_async(request).await {
        Ok(_) => 101,
        Err(Error::Http(answer)) => answer.status().as_u16(),
        Err(err) => panic!("no answer: {err}"),
    }
}

impl Socket {
    /// From a page of ours, with or without a cookie; nothing said yet.
    pub(crate) async fn open(server: &Server, cookie: Option<&str>) -> Self {
        let mut request = handshake(server, Some(&server.url));
        if let Some(cookie) = cookie {
            request.headers_mut().insert("cookie", cookie.parse().unwrap());
        }
        let (stream, _) = connect_async(request).await.unwrap();
        Self { stream, n: 0 }
    }

    /// A visitor that follows its channel.
    pub(crate) async fn visitor(server: &Server, channel: &Channel) -> Self {
        let mut socket = Self::open(server, None).await;
        let hello = json!({ "t": "hello", "token": channel.token, "sender": random_id() });
        socket.send(&hello).await;
        socket.next_of("welcome").await;
        socket.follow(&channel.log).await;
        socket
    }

    /// A console.
    pub(crate) async fn console(server: &Server, cookie: &str) -> Self {
        let mut socket = Self::open(server, Some(cookie)).await;
        socket.send(&json!({ "t": "hello", "sender": random_id() })).await;
        socket.next_of("welcome").await;
        socket
    }

    pub(crate) async fn follow(&mut self, log: &str) -> Value {
        self.send(&json!({ "t": "follow", "log": log, "after": 0 })).await;
        self.next_of("view").await
    }

    pub(crate) async fn send(&mut self, frame: &Value) {
        self.say(frame.to_string()).await;
    }

    pub(crate) async fn say(&mut self, text: String) {
        // Whether the server still listens is seen from what it answers.
        drop(self.stream.send(Message::text(text)).await);
    }

    /// Sends a command; its answer is `done` or `refused`.
    pub(crate) async fn run(&mut self, log: &str, command: &Value) -> Value {
        self.n += 1;
        self.send(&json!({ "t": "do", "log": log, "n": self.n, "command": command })).await;
        loop {
            let frame = self.next().await.expect("the socket is open");
            let answers = ["done", "refused"].iter().any(|t| frame["t"] == *t);
            if answers && frame["n"] == self.n {
                return frame;
            }
        }
    }

    /// Sends a command that is done.
    pub(crate) async fn done(&mut self, log: &str, command: &Value) {
        let answer = self.run(log, command).await;
        assert_eq!(answer["t"], "done", "{command}: {answer}");
    }

    /// The next frame; none once the socket is closed.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        loop {
            let came = tokio::time::timeout(WITHIN, self.stream.next()).await;
            match came.expect("the server says something or closes") {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).ok(),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    pub(crate) async fn next_of(&mut self, t: &str) -> Value {
        self.next_of_any(&[t]).await
    }

    pub(crate) async fn next_of_any(&mut self, wanted: &[&str]) -> Value {
        loop {
            let frame = self.next().await.unwrap_or_else(|| panic!("closed before {wanted:?}"));
            if wanted.iter().any(|t| frame["t"] == *t) {
                return frame;
            }
        }
    }

    /// Waits for the end, and answers the code of the last `bye`.
    pub(crate) async fn bye(&mut self) -> Option<String> {
        let mut code = None;
        while let Some(frame) = self.next().await {
            if frame["t"] == "bye" {
                code = frame["code"].as_str().map(str::to_owned);
            }
        }
        code
    }
}

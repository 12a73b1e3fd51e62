//! The tabs of one browser, one of them a desktop application.

use crate::server::{Channel, SITE, Server};
use crate::socket::Socket;
use docent::auth::random_id;
use serde_json::{Value, json};

/// A tab of the visitor's browser, that has said hello and follows.
async fn tab(server: &Server, channel: &Channel, name: &str) -> Socket {
    let mut socket = Socket::open(server, None).await;
    let hello = json!({ "t": "hello", "token": channel.token, "sender": random_id(), "tab": name });
    socket.send(&hello).await;
    socket.next_of("welcome").await;
    // Not awaited: what tabs there are may be told before the view.
    socket.send(&json!({ "t": "follow", "log": channel.log, "after": 0 })).await;
    socket
}

/// The tabs that the next signal of this kind tells of, sorted.
async fn told(socket: &mut Socket) -> Value {
    loop {
        let frame = socket.next_of("signal").await;
        if frame["signal"]["is"] == "tabs" {
            assert_eq!(frame["by"], "browser-1");
            let mut tabs = frame["signal"]["tabs"].as_array().unwrap().clone();
            tabs.sort_by_key(ToString::to_string);
            return json!(tabs);
        }
    }
}

/// JA7: a browser is told which of its tabs are connected, when it follows and whenever one comes
/// or goes; nobody else is, and nobody can say so for it.
#[tokio::test]
async fn ja7_a_browser_knows_its_tabs() {
    let server = Server::start();
    let (mine, other) = (server.arrive(SITE).await, server.arrive(SITE).await);
    let mut names = [random_id().to_string(), random_id().to_string()];
    names.sort();
    let [page, program] = &names;
    let mut theirs = tab(&server, &other, &random_id().to_string()).await;
    assert_eq!(told(&mut theirs).await.as_array().unwrap().len(), 1);

    let mut first = tab(&server, &mine, page).await;
    assert_eq!(told(&mut first).await, json!([page]));
    let mut second = tab(&server, &mine, program).await;
    assert_eq!(told(&mut first).await, json!([page, program]));
    assert_eq!(told(&mut second).await, json!([page, program]));
    let forged = json!({ "is": "tabs", "tabs": [random_id()] });
    second.send(&json!({ "t": "signal", "log": mine.log, "signal": forged })).await;
    second.done(&mine.log, &json!({ "do": "sit", "tab": program })).await;
    drop(second);
    assert_eq!(told(&mut first).await, json!([page]));

    // What was for the other browser would have come before its answer.
    let name = json!({ "do": "name", "name": "Mary" });
    theirs.send(&json!({ "t": "do", "log": other.log, "n": 1, "command": name })).await;
    loop {
        let frame = theirs.next().await.unwrap();
        assert_ne!(frame["t"], "signal", "{frame}");
        if frame["t"] == "done" {
            break;
        }
    }
}

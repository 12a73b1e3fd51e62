//! Many from one address.

use crate::server::{OTHER_SITE, SITE, Server, problem};
use crate::socket::{Socket, handshake, status};
use docent::auth::random_id;
use reqwest::Method;
use serde_json::json;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;

/// SE24: one address has so many connections at a time; the rest is closed unread, and who goes
/// leaves its place to another.
#[tokio::test]
async fn se24_connections_of_one_address_are_bounded_here() {
    let server = Server::with(&["--sockets-per-address", "12"], "info");
    let mine = server.arrive(SITE).await;
    let mut held = Vec::new();
    let mut refused = 0;

    // The connection that opened the channel is kept open by its client, and counts.
    for _ in 0..20 {
        match connect_async(handshake(&server, Some(&server.url))).await {
            Ok((socket, _)) => held.push(socket),
            Err(_) => refused += 1,
        }
    }
    assert_eq!((held.len(), refused), (11, 9));
    let mut more = TcpStream::connect(server.host()).await.unwrap();
    assert_eq!(more.read(&mut [0; 16]).await.unwrap_or(0), 0);

    drop(held);
    loop {
        if connect_async(handshake(&server, Some(&server.url))).await.is_ok() {
            break;
        }
    }
    drop(Socket::visitor(&server, &mine).await);
}

/// SE24: behind a proxy sockets are bounded by the address that the proxy adds, not by its own.
#[tokio::test]
async fn se24_behind_a_proxy_its_visitors_are_counted() {
    let server = Server::with(&["--behind-proxy", "--sockets-per-address", "2"], "info");
    let from = |addresses: &[&str]| {
        let mut request = handshake(&server, Some(&server.url));
        for address in addresses {
            request.headers_mut().append("x-forwarded-for", address.parse().unwrap());
        }
        request
    };
    let one = connect_async(from(&["192.0.2.1"])).await.unwrap();
    let two = connect_async(from(&["198.51.100.9, 192.0.2.1"])).await.unwrap();

    for forged in [&["192.0.2.1"][..], &["198.51.100.1, 192.0.2.1"], &["198.51.100.1", "192.0.2.1"]]
    {
        assert_eq!(status(from(forged)).await, 429, "{forged:?}");
    }
    assert_eq!(status(from(&["192.0.2.2"])).await, 101);
    drop((one, two));
}

/// SE24: one address opens so many channels, of whichever site, and then waits.
#[tokio::test]
async fn se24_channels_of_one_address_are_bounded_here() {
    let server = Server::with(&["--channels-per-address", "3"], "info");
    let open = |site: &str| {
        let path = format!("/v1/sites/{site}/channels");
        let request = server.ours(Method::POST, &path).header("x-forwarded-for", "192.0.2.1");
        request.json(&json!({ "draw": random_id() }))
    };
    for site in [SITE, SITE, OTHER_SITE] {
        assert_eq!(open(site).send().await.unwrap().status(), 201);
    }

    let refused = open(OTHER_SITE).send().await.unwrap();

    assert!(refused.headers().contains_key("retry-after"));
    assert_eq!(problem(open(SITE)).await, (429, "busy".into()));
    let form = format!("draw={}", random_id());
    let plain = server.ours(Method::POST, "/plain/shop").body(form);
    let plain = plain.header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(plain.send().await.unwrap().status(), 429);
    let told = server.bare(Method::GET, "/metrics").send().await.unwrap().text().await.unwrap();
    assert!(told.contains("docent_crowd_refused_total 3"), "{told}");
}

/// SE24: what one visitor has written down is bounded over all of its sockets; what has to wait is
/// told when to come again and is then carried out, once; others are not slowed down.
#[tokio::test]
async fn se24_one_visitors_flood_waits_and_loses_nothing() {
    let server = Server::start();
    let (mine, theirs) = (server.arrive(SITE).await, server.arrive(SITE).await);
    let mut socket = Socket::visitor(&server, &mine).await;
    let say = json!({ "do": "say", "text": "x".repeat(500) });
    let mut sent = 0;
    let waits = loop {
        let answer = socket.run(&mine.log, &say).await;
        if answer["t"] == "refused" {
            assert_eq!(answer["code"], "busy");
            break answer["retry_ms"].as_u64().unwrap();
        }
        sent += 1;
        assert!(sent < 1_000, "nothing bounds it");
    };
    assert!(sent >= 60 && (1..=200).contains(&waits), "{sent} sent, {waits} ms");

    let mut other = Socket::visitor(&server, &mine).await;
    assert_eq!(other.run(&mine.log, &say).await["code"], "busy", "another tab is the same visitor");
    socket.done(&mine.log, &json!({ "do": "mark", "delivered": 1, "seen": 1 })).await;
    let mut neighbour = Socket::visitor(&server, &theirs).await;
    neighbour.done(&theirs.log, &say).await;
    let path = format!("/v1/channels/{}/drives/1/taken", mine.id);
    let taken = server.visitor(&mine.token, Method::POST, &path).json(&json!({ "way": "window" }));
    assert_eq!(problem(taken).await.1, "no-such");
    // As a client does: it waits as long as it was told, and sends the same again.
    tokio::time::sleep(Duration::from_millis(waits)).await;
    socket.done(&mine.log, &say).await;

    let entries = format!("/v1/channels/{}/entries", mine.id);
    let told = server.read(server.visitor(&mine.token, Method::GET, &entries)).await;
    let said = told["entries"].as_array().unwrap().iter();
    assert_eq!(said.filter(|it| it["event"]["kind"] == "Said").count(), sent + 1);
}

/// EN15: in the first minute after a start so many a second come back; the others are told when,
/// and who is new is not kept waiting.
#[tokio::test]
async fn en15_those_who_come_back_are_let_in_one_after_the_other() {
    let server = Server::with(&["--resumes-per-second", "1"], "info");
    let mine = server.arrive(SITE).await;
    let mut told = None;

    for _ in 0..200 {
        let mut socket = Socket::open(&server, None).await;
        let hello = json!({ "t": "hello", "token": mine.token, "sender": random_id() });
        socket.send(&hello).await;
        socket.send(&json!({ "t": "follow", "log": mine.log, "after": 1 })).await;
        let answer = socket.next_of_any(&["followed", "bye"]).await;
        if answer["t"] == "bye" {
            told = Some(answer);
            break;
        }
    }

    let told = told.expect("not all are let in");
    assert_eq!(told["code"], "busy");
    assert!((1_000..6_000).contains(&told["retry_ms"].as_u64().unwrap()), "{told}");
    drop(Socket::visitor(&server, &mine).await);
}

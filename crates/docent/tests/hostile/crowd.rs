//! Many from one address.

use crate::server::{OTHER_SITE, SITE, Server, problem};
use crate::socket::{Socket, handshake, status};
use docent::auth::random_id;
use reqwest::Method;
use serde_json::json;
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

//! Bytes below the websocket's messages, and requests that take their time.

use crate::server::{ADA, SITE, Server};
use crate::socket::Socket;
use docent::auth::random_id;
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What has not ended by then does not end.
const WITHIN: Duration = Duration::from_secs(40);

/// A connection that has just become a websocket.
async fn upgraded(server: &Server) -> TcpStream {
    let mut tcp = TcpStream::connect(server.host()).await.unwrap();
    let head = format!(
        "GET /v1/socket HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: docent.v1\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        server.host(),
        server.url
    );
    tcp.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(tcp.read_u8().await.unwrap());
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"));
    tcp
}

/// Reads until the server ends the connection.
async fn rest(tcp: &mut TcpStream) -> Vec<u8> {
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(WITHIN, tcp.read_to_end(&mut rest)).await;
    // A reset is an end, too.
    drop(ended.expect("the server ends the connection"));
    rest
}

/// A masked frame; the mask is zero.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).expect("a short frame");
    assert!(length < 126);
    [&[first, 0x80 | length, 0, 0, 0, 0], payload].concat()
}

/// Sends the same again and again until the server ends the connection.
async fn send_until_it_ends(tcp: &mut TcpStream, bytes: &[u8]) {
    let (mut read, mut write) = tcp.split();
    let mut rest = Vec::new();
    let sending = async {
        // An error is the end.
        while write.write_all(bytes).await.is_ok() {}
    };
    tokio::select! {
        () = sending => {}
        _ = read.read_to_end(&mut rest) => {}
    }
}

/// SE24: a frame that only says that it will be huge is refused for that, and nothing is kept for it.
#[tokio::test]
async fn se24_a_huge_frame_is_refused_by_its_head() {
    let server = Server::start();

    for length in [u64::from(u32::MAX), 1 << 40, i64::MAX as u64, u64::MAX, 33 * 1_024] {
        let mut tcp = upgraded(&server).await;
        let head = [&[0x81, 0xff][..], &length.to_be_bytes(), &[0; 4]].concat();
        tcp.write_all(&head).await.unwrap();
        let rest = rest(&mut tcp).await;
        let too_long = 1_009_u16.to_be_bytes();
        assert!(rest.ends_with(&too_long), "{length}: {rest:?}");
    }

    server.is_well().await;
}

/// SE24: a message in endless pieces, empty or not, ends.
#[tokio::test]
async fn se24_endless_fragments_end() {
    let server = Server::start();

    for payload in [&b""[..], b"a", &[b'a'; 125]] {
        let mut tcp = upgraded(&server).await;
        tcp.write_all(&frame(0x01, payload)).await.unwrap();
        let pieces = frame(0x00, payload).repeat(100);
        let ended = send_until_it_ends(&mut tcp, &pieces);
        tokio::time::timeout(WITHIN, ended).await.expect("the server ends the connection");
    }

    server.is_well().await;
}

/// SE24: what comes byte by byte is read all the same.
#[tokio::test]
async fn se24_one_byte_at_a_time_is_read() {
    let server = Server::start();
    let mine = server.arrive(SITE).await;
    let mut tcp = upgraded(&server).await;
    let hello = json!({ "t": "hello", "token": mine.token, "sender": random_id() }).to_string();
    let (first, more) = hello.as_bytes().split_at(1);
    let (last, middle) = more.split_last().unwrap();
    let mut bytes = frame(0x01, first);
    bytes.extend(middle.iter().flat_map(|byte| frame(0x00, &[*byte])));
    bytes.extend(frame(0x80, &[*last]));

    for byte in bytes {
        tcp.write_all(&[byte]).await.unwrap();
    }

    let mut answer = vec![0; 1_024];
    let read = tcp.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.contains("\"t\":\"welcome\""), "{answer}");
}

/// SE24: a head that never ends, and a socket that never says hello, are given up.
#[tokio::test]
async fn se24_who_takes_too_long_is_given_up() {
    let server = Server::start();
    let mut silent = TcpStream::connect(server.host()).await.unwrap();
    let mut slow = TcpStream::connect(server.host()).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
    let mut body = TcpStream::connect(server.host()).await.unwrap();
    let head = format!(
        "POST /v1/login HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{{",
        server.host(),
        server.url
    );
    body.write_all(head.as_bytes()).await.unwrap();
    let mut no_hello = upgraded(&server).await;

    let (silent, slow, no_hello) =
        tokio::join!(rest(&mut silent), rest(&mut slow), rest(&mut no_hello));

    assert!(silent.is_empty() || silent.starts_with(b"HTTP/1.1 408"));
    assert!(slow.is_empty() || slow.starts_with(b"HTTP/1.1 408"));
    assert!(String::from_utf8_lossy(&no_hello).contains("the first frame must be `hello`"));
    let mut answer = vec![0; 4_096];
    let read = tokio::time::timeout(WITHIN, body.read(&mut answer)).await.unwrap().unwrap();
    assert!(answer[..read].starts_with(b"HTTP/1.1 503"));
}

/// SE24: heads longer than 64 KiB are refused.
#[tokio::test]
async fn se24_heads_are_bounded() {
    let server = Server::start();
    let mut tcp = TcpStream::connect(server.host()).await.unwrap();
    let head = format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: {}", "x".repeat(100_000));
    // The server may close before it has read all of it.
    drop(tcp.write_all(head.as_bytes()).await);

    let rest = rest(&mut tcp).await;

    assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 431"));
    server.is_well().await;
}

/// SE24: who does not read is cut off; those who talk meanwhile are answered.
#[tokio::test]
async fn se24_a_slow_reader_holds_up_nobody() {
    let server = Server::with(&["--commands-per-visitor", "0"], "info");
    let ada = server.cookie(ADA).await;
    let mine = server.arrive(SITE).await;
    let mut slow = Socket::console(&server, &ada).await;
    slow.follow(&mine.log).await;
    let mut visitor = Socket::visitor(&server, &mine).await;

    let say = json!({ "do": "say", "text": "\u{1f422}".repeat(4_000) });
    for _ in 0..600 {
        visitor.done(&mine.log, &say).await;
    }

    let mut heard = 0;
    while let Some(frame) = slow.next().await {
        heard += usize::from(frame["t"] == "entries");
    }
    assert!(heard < 600, "nobody who read nothing was sent everything");
}

/// SE24: who asks and asks and takes nothing of the answers is given up, and its place is free.
#[tokio::test]
async fn se24_who_never_reads_an_answer_is_given_up() {
    let server = Server::start();
    let mut deaf = TcpStream::connect(server.host()).await.unwrap();
    let ask = format!("GET /metrics HTTP/1.1\r\nHost: {}\r\n\r\n", server.host()).repeat(1_000);
    let sent = async {
        // Once nothing more fits in anywhere, this waits for the server to end it.
        while deaf.write_all(ask.as_bytes()).await.is_ok() {}
    };

    tokio::time::timeout(WITHIN, sent).await.expect("the server ends the connection");

    server.is_well().await;
}

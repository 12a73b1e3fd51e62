//! Frames that nobody should send, by the thousand.

use crate::server::{Channel, SITE, Server};
use crate::socket::Socket;
use docent::auth::random_id;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use serde_json::json;
use tokio::runtime::Runtime;

/// Frames as they should be; what is changed in them is up to chance.
fn frames(log: &str) -> Vec<String> {
    let command = |command: serde_json::Value| {
        json!({ "t": "do", "log": log, "n": 1, "command": command }).to_string()
    };
    vec![
        json!({ "t": "hello", "token": "x", "sender": random_id(), "tab": random_id() })
            .to_string(),
        json!({ "t": "follow", "log": log, "after": 3 }).to_string(),
        json!({ "t": "unfollow", "log": log }).to_string(),
        json!({ "t": "follow-board" }).to_string(),
        json!({ "t": "signal", "log": log, "signal": { "is": "typing", "on": true } }).to_string(),
        command(json!({ "do": "say", "text": "hello\u{202e}\u{0}" })),
        command(json!({ "do": "mark", "delivered": u64::MAX, "seen": 1 })),
        command(json!({ "do": "equip", "ways": ["window", "link"], "lost": "popup" })),
        command(json!({ "do": "move", "page": { "url": "https://a.example", "title": "" } })),
    ]
}

/// What is done to the bytes of a frame.
#[derive(Debug, Clone)]
enum Change {
    Put(usize, u8),
    Drop(usize),
    Cut(usize),
    Twice(usize),
    Insert(usize, String),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0_usize..400;
    let words = prop::sample::select(vec![
        "null",
        "-1",
        "1e400",
        "[[[[",
        "{\"t\":",
        "\"\\ud800\"",
        "99999999999999999999",
        "\\u0000",
    ]);
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        at.clone().prop_map(Change::Drop),
        at.clone().prop_map(Change::Cut),
        at.clone().prop_map(Change::Twice),
        (at, words).prop_map(|(at, word)| Change::Insert(at, word.to_owned())),
    ]
}

fn changed(frame: &str, changes: &[Change]) -> String {
    let mut bytes = frame.as_bytes().to_vec();
    for change in changes {
        let length = bytes.len().max(1);
        match change {
            Change::Put(at, byte) if !bytes.is_empty() => bytes[at % length] = *byte,
            Change::Drop(at) if !bytes.is_empty() => drop(bytes.remove(at % length)),
            Change::Cut(at) => bytes.truncate(at % length),
            Change::Twice(at) => bytes.extend_from_within(at % length..),
            Change::Insert(at, word) => {
                let at = at % length;
                bytes.splice(at..at, word.bytes());
            }
            Change::Put(..) | Change::Drop(_) => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Sends a text and then asks for the view: either it comes, or the text was at fault.
async fn is_read_or_named(
    server: &Server,
    mine: &Channel,
    text: String,
) -> Result<(), TestCaseError> {
    let mut socket = Socket::visitor(server, mine).await;
    socket.say(text).await;
    socket.send(&json!({ "t": "follow", "log": mine.log, "after": 0 })).await;
    while let Some(frame) = socket.next().await {
        if frame["t"] == "view" {
            return Ok(());
        }
        if frame["t"] == "bye" {
            prop_assert_eq!(&frame["code"], "malformed");
            prop_assert!(!frame["message"].as_str().unwrap_or_default().is_empty());
            return Ok(());
        }
    }
    Err(TestCaseError::fail("closed without a word"))
}

fn fuzz<S: Strategy<Value = String>>(cases: u32, texts: impl FnOnce(&str) -> S) {
    let threads = Runtime::new().unwrap();
    let server = threads.block_on(async { Server::start() });
    let mine = threads.block_on(server.arrive(SITE));
    let config = ProptestConfig { cases, failure_persistence: None, ..Default::default() };

    TestRunner::new(config)
        .run(&texts(&mine.log), |text| threads.block_on(is_read_or_named(&server, &mine, text)))
        .unwrap();

    threads.block_on(server.is_well());
}

/// SE8: any text is read, or refused with words for what is wrong; the server goes on.
#[test]
fn se8_any_text_is_read_or_named() {
    fuzz(150, |_log| prop_oneof![".{0,200}", "[\\[\\]{}\":,0-9etfnul\\\\]{0,120}"]);
}

/// SE8: so is any frame that was damaged on its way.
#[test]
fn se8_any_damaged_frame_is_read_or_named() {
    fuzz(250, |log| {
        let frame = prop::sample::select(frames(log));
        let changes = prop::collection::vec(change(), 1..5);
        (frame, changes).prop_map(|(frame, changes)| changed(&frame, &changes))
    });
}

/// SE8: numbers at the ends of what numbers can be are numbers.
#[tokio::test]
async fn se8_extreme_numbers_are_numbers() {
    let server = Server::start();
    let mine = server.arrive(SITE).await;
    let mut socket = Socket::visitor(&server, &mine).await;

    for after in [u64::from(u32::MAX), 1 << 53, i64::MAX as u64, u64::MAX] {
        socket.send(&json!({ "t": "follow", "log": mine.log, "after": after })).await;
        socket.next_of("view").await;
    }
    for (n, answered) in [(0, "refused"), (i64::MAX as u64, "done"), (u64::MAX, "done")] {
        let command = json!({ "do": "say", "text": "x" });
        let mut other = Socket::visitor(&server, &mine).await;
        other.send(&json!({ "t": "do", "log": mine.log, "n": n, "command": command })).await;
        assert_eq!(other.next_of(answered).await["n"], n);
    }
    let deep = format!(r#"{{"t":{}"#, "[".repeat(30_000));
    socket.say(deep).await;
    assert_eq!(socket.bye().await.as_deref(), Some("malformed"));

    server.is_well().await;
}

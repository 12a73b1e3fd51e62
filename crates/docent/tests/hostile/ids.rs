//! Ids of every shape, and tokens where they do not belong.

use crate::server::{ADA, BOB, OTHER_SITE, SITE, Server, problem};
use crate::socket::{Socket, handshake, status};
use docent::auth::random_id;
use reqwest::Method;
use serde_json::{Value, json};

/// What is no id of a log, whatever it is instead.
fn no_logs() -> Vec<Value> {
    let long = "0".repeat(20_000);
    vec![
        json!(null),
        json!(0),
        json!(1e99),
        json!(true),
        json!([]),
        json!(["channel-00000000000000000000000000"]),
        json!({ "channel": 1 }),
        json!(""),
        json!("0e1"),
        json!("channel-"),
        json!("channel-0e1"),
        json!("channel-00000000000000000000000000\0"),
        json!("channel-8zzzzzzzzzzzzzzzzzzzzzzzzz"),
        json!("CHANNEL-00000000000000000000000000"),
        json!("server"),
        json!(long),
    ]
}

/// SE6: a frame whose log is no id ends its socket, with words for what is wrong.
#[tokio::test]
async fn se6_frames_with_other_shapes_of_ids_are_refused() {
    let server = Server::start();
    let mine = server.arrive(SITE).await;

    for log in no_logs() {
        for frame in [
            json!({ "t": "follow", "log": log, "after": 0 }),
            json!({ "t": "unfollow", "log": log }),
            json!({ "t": "do", "log": log, "n": 1, "command": { "do": "pause" } }),
            json!({ "t": "signal", "log": log, "signal": { "is": "typing", "on": true } }),
        ] {
            let mut socket = Socket::visitor(&server, &mine).await;
            socket.send(&frame).await;
            assert_eq!(socket.bye().await.as_deref(), Some("malformed"), "{frame:.120}");
        }
    }

    server.is_well().await;
}

/// SE6: nobody says hello with a token that is none, or with none at all.
#[tokio::test]
async fn se6_only_whole_tokens_say_hello() {
    let server = Server::start();
    let (mine, other) = (server.arrive(SITE).await, server.arrive(SITE).await);
    let mac = mine.token.rsplit_once('.').unwrap().1;

    for token in [
        Value::Null,
        json!(""),
        json!(mine.id),
        json!(mine.token.to_uppercase()),
        json!(format!("{}.1.{mac}", other.id)),
        json!(format!("{}.2.{mac}", mine.id)),
        json!(format!("{}0", mine.token)),
    ] {
        let mut socket = Socket::open(&server, Some("docent=00000000000000000000000000")).await;
        socket.send(&json!({ "t": "hello", "token": token, "sender": random_id() })).await;
        assert_eq!(socket.bye().await.as_deref(), Some("token"), "{token}");
    }
}

/// SE7: a visitor follows its own channel, and nothing else that there is.
#[tokio::test]
async fn se7_visitors_follow_their_own_channel_alone() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let (mine, other) = (server.arrive(SITE).await, server.arrive(OTHER_SITE).await);
    let desk = format!("desk-{}", server.id(&ada).await);
    let mut visitor = Socket::visitor(&server, &mine).await;

    for log in [&other.log, &desk, "directory"] {
        visitor.send(&json!({ "t": "follow", "log": log, "after": 0 })).await;
        let answer = visitor.next_of("refused").await;
        assert_eq!((&answer["code"], &answer["log"]), (&json!("no-such"), &json!(log)));
    }
    visitor.send(&json!({ "t": "follow-board" })).await;
    let signal = json!({ "is": "typing", "on": true });
    visitor.send(&json!({ "t": "signal", "log": other.log, "signal": signal })).await;
    let mut console = Socket::console(&server, &ada).await;
    console.follow(&mine.log).await;
    console.done(&mine.log, &json!({ "do": "join" })).await;
    loop {
        let frame = visitor.next().await.unwrap();
        assert_ne!(frame["t"], "board", "the board is for staff");
        if frame["t"] == "entries" {
            let kinds: Vec<&Value> = frame["entries"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| &it["event"]["kind"])
                .collect();
            assert_eq!(kinds, ["Joined"], "offers are for staff");
            break;
        }
    }
}

/// SE7: no address of REST opens to those whom it is not for.
#[tokio::test]
async fn se7_every_address_is_for_whom_it_is_for() {
    let server = Server::start();
    let bob = server.cookie(BOB).await;
    let (mine, other) = (server.arrive(SITE).await, server.arrive(OTHER_SITE).await);
    let channel = format!("/v1/channels/{}", other.id);
    let staff = [
        (Method::GET, "/v1/me".to_owned()),
        (Method::POST, "/v1/logout".into()),
        (Method::GET, "/v1/channels".into()),
        (Method::GET, channel.clone()),
        (Method::GET, format!("{channel}/export")),
        (Method::GET, "/v1/usage?from=2026-01-01&to=2026-12-31".into()),
        (Method::GET, "/v1/sites".into()),
        (Method::POST, "/v1/sites/shop/dry-run".into()),
        (Method::POST, "/v1/probe".into()),
        (Method::GET, "/v1/saved-tours".into()),
        (Method::POST, "/v1/saved-tours/import".into()),
        (Method::PUT, format!("/v1/saved-tours/{}", random_id())),
        (Method::DELETE, format!("/v1/saved-tours/{}", random_id())),
        (Method::GET, format!("/v1/saved-tours/{}/file", random_id())),
    ];
    let admins = [
        (Method::GET, "/v1/agents".to_owned()),
        (Method::POST, "/v1/agents".into()),
        (Method::PUT, format!("/v1/agents/{}", random_id())),
        (Method::DELETE, format!("/v1/agents/{}", random_id())),
        (Method::POST, "/v1/sites".into()),
        (Method::PUT, "/v1/sites/shop".into()),
    ];
    let channels_own = [
        (Method::GET, format!("{channel}/entries")),
        (Method::POST, format!("{channel}/drives/1/taken")),
        (Method::POST, format!("{channel}/drives/1/left")),
    ];

    for (method, path) in staff.iter().chain(&admins) {
        let nobody = server.ours(method.clone(), path).json(&json!({}));
        assert_eq!(problem(nobody).await, (401, "signed-out".into()), "{method} {path}");
        let visitor = server.visitor(&mine.token, method.clone(), path).json(&json!({}));
        assert_eq!(problem(visitor).await, (401, "signed-out".into()), "{method} {path}");
    }
    for (method, path) in &admins {
        let agent = server.staff(&bob, method.clone(), path).json(&json!({}));
        assert_eq!(problem(agent).await, (403, "not-allowed".into()), "{method} {path}");
    }
    for (method, path) in &channels_own {
        let way = json!({ "way": "window" });
        let stranger = server.visitor(&mine.token, method.clone(), path).json(&way);
        assert_eq!(problem(stranger).await, (404, "no-such".into()), "{method} {path}");
    }
    for bad in ["0e1", "null", "%5B%5D", "..%2f..%2fdocent.db", &"0".repeat(8_000)] {
        let entries = format!("/v1/channels/{bad}/entries");
        let channel = format!("/v1/channels/{bad}/drives/1/taken");
        let drive = format!("/v1/channels/{}/drives/{bad}/taken", mine.id);
        for (method, path) in
            [(Method::GET, entries), (Method::POST, channel), (Method::POST, drive)]
        {
            let way = json!({ "way": "window" });
            let asked = server.visitor(&mine.token, method, &path).json(&way);
            assert_eq!(problem(asked).await, (404, "no-such".into()), "{path:.100}");
        }
    }
}

/// SE9: a page that is not ours opens no socket, nor does one that does not say what it is.
#[tokio::test]
async fn se9_foreign_pages_open_no_socket() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let port = server.url.rsplit_once(':').unwrap().1;
    let near = [
        "null".to_owned(),
        String::new(),
        "https://evil.example".into(),
        format!("https://127.0.0.1:{port}"),
        format!("http://localhost:{port}"),
        format!("http://127.0.0.1:{port}0"),
        format!("http://127.0.0.1:{port}.evil.example"),
        format!("http://evil.example/?http://127.0.0.1:{port}"),
        format!("http://x127.0.0.1:{port}"),
        format!("HTTP://127.0.0.1:{port}"),
        "http://127.0.0.1".into(),
        "https://shop.example".into(),
    ];

    for origin in near.iter().map(|it| Some(it.as_str())).chain([None]) {
        let mut request = handshake(&server, origin);
        request.headers_mut().insert("cookie", ada.parse().unwrap());
        assert_eq!(status(request).await, 403, "{origin:?}");
    }

    assert_eq!(status(handshake(&server, Some(&server.url))).await, 101);
}

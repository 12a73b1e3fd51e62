//! Who may do what, and until when.

use crate::server::{ADA, BOB, PASSWORD, SITE, Server, problem};
use crate::socket::Socket;
use docent::auth::random_id;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Visitor,
    Stranger,
    Guide,
    Colleague,
}

const EVERYBODY: [Who; 4] = [Who::Visitor, Who::Stranger, Who::Guide, Who::Colleague];

/// Every command of a channel, and who of these may give it.
fn commands() -> Vec<(&'static [Who], Value)> {
    let (id, url) = (random_id(), "https://target.example/");
    let page = json!({ "url": url, "title": "" });
    let nobody: &[Who] = &[];
    let visitor: &[Who] = &[Who::Visitor];
    let guide: &[Who] = &[Who::Guide];
    let both: &[Who] = &[Who::Visitor, Who::Guide];
    let staff: &[Who] = &[Who::Guide, Who::Colleague];
    vec![
        (nobody, json!({ "do": "arrive", "site": SITE, "visitor": {} })),
        (nobody, json!({ "do": "offer", "agent": id })),
        (nobody, json!({ "do": "note-away", "browser": 1 })),
        (nobody, json!({ "do": "note-here", "browser": 1 })),
        (nobody, json!({ "do": "tick" })),
        (nobody, json!({ "do": "note-erased", "from": 1, "to": 1 })),
        (visitor, json!({ "do": "deliver", "client": "web", "version": "", "bytes": 1, "ms": 1 })),
        (visitor, json!({ "do": "name", "name": "Grace" })),
        (visitor, json!({ "do": "equip", "ways": ["window"], "lost": null })),
        (visitor, json!({ "do": "sit", "tab": id })),
        (visitor, json!({ "do": "receipt", "drive": 1, "outcome": { "is": "left" } })),
        (visitor, json!({ "do": "move", "page": page })),
        (visitor, json!({ "do": "pause" })),
        (visitor, json!({ "do": "resume" })),
        (visitor, json!({ "do": "consent" })),
        (visitor, json!({ "do": "withdraw" })),
        (visitor, json!({ "do": "leave-note", "name": "", "contact": "x", "text": "x" })),
        (visitor, json!({ "do": "rate", "stars": 1 })),
        (guide, json!({ "do": "drive", "url": url, "title": "" })),
        (guide, json!({ "do": "link", "url": url, "title": "" })),
        (both, json!({ "do": "say", "text": "hello" })),
        (both, json!({ "do": "mark", "delivered": 1, "seen": 1 })),
        (both, json!({ "do": "end" })),
        (guide, json!({ "do": "erase", "from": 1, "to": 1 })),
        (staff, json!({ "do": "join" })),
        (staff, json!({ "do": "settle-note" })),
    ]
}

/// SE3: every command is refused from everybody who may not give it, and leaves nothing.
#[tokio::test]
async fn se3_every_command_has_its_givers() {
    let server = Server::start();
    let (ada, bob) = (server.cookie(ADA).await, server.cookie(BOB).await);
    let (mine, other) = (server.arrive(SITE).await, server.arrive(SITE).await);
    let mut guide = Socket::console(&server, &ada).await;
    guide.done(&mine.log, &json!({ "do": "join" })).await;
    let before = server.entries();

    for who in EVERYBODY {
        let mut socket = match who {
            Who::Visitor => Socket::visitor(&server, &mine).await,
            Who::Stranger => Socket::visitor(&server, &other).await,
            Who::Guide => Socket::console(&server, &ada).await,
            Who::Colleague => Socket::console(&server, &bob).await,
        };
        for (_, command) in commands().iter().filter(|(givers, _)| !givers.contains(&who)) {
            let answer = socket.run(&mine.log, command).await;
            let code = answer["code"].as_str().unwrap_or_default();
            let fits = ["not-allowed", "not-joined", "no-such"].contains(&code);
            assert!(fits && answer["t"] == "refused", "{who:?} {command}: {answer}");
        }
    }

    assert_eq!(server.entries(), before);
}

/// SE3: desks are their agents' own, and nobody gives commands to the directory by a socket.
#[tokio::test]
async fn se3_desks_and_the_directory_are_not_for_others() {
    let server = Server::start();
    let (ada, bob) = (server.cookie(ADA).await, server.cookie(BOB).await);
    let adas = format!("desk-{}", server.id(&ada).await);
    let bobs = format!("desk-{}", server.id(&bob).await);
    let mine = server.arrive(SITE).await;
    let before = server.entries();

    for (mut socket, logs) in [
        (Socket::console(&server, &bob).await, vec![&adas]),
        (Socket::visitor(&server, &mine).await, vec![&adas, &bobs]),
    ] {
        for log in logs {
            let answer = socket.run(log, &json!({ "do": "be-available" })).await;
            assert_eq!(answer["code"], "no-such", "{log}");
        }
        let command = json!({ "do": "remove-agent", "agent": bobs });
        assert_eq!(socket.run("directory", &command).await["code"], "malformed");
    }
    let mut own = Socket::console(&server, &bob).await;
    for command in [json!({ "do": "note-sign-in" }), json!({ "do": "note-sign-out" })] {
        assert_eq!(own.run(&bobs, &command).await["code"], "not-allowed", "{command}");
    }

    assert_eq!(server.entries(), before);
}

/// SE4: a drive of a visitor who has paused, and of one who went on, is refused in words.
#[tokio::test]
async fn se4_a_paused_visitor_is_not_driven() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let mine = server.arrive(SITE).await;
    let mut visitor = Socket::visitor(&server, &mine).await;
    let mut guide = Socket::console(&server, &ada).await;
    guide.done(&mine.log, &json!({ "do": "join" })).await;
    visitor.done(&mine.log, &json!({ "do": "equip", "ways": ["window"], "lost": null })).await;
    let drive = json!({ "do": "drive", "url": "https://target.example/", "title": "" });
    guide.done(&mine.log, &drive).await;

    visitor.done(&mine.log, &json!({ "do": "pause" })).await;

    let path = format!("/v1/channels/{}/drives/1/taken", mine.id);
    let taken = server.visitor(&mine.token, Method::POST, &path).json(&json!({ "way": "window" }));
    assert_eq!(problem(taken).await, (409, "drive-over".into()));
    assert_eq!(guide.run(&mine.log, &drive).await["code"], "paused");
}

/// SE12: who signs out or is removed loses every socket at once, also one that has not said hello.
#[tokio::test]
async fn se12_sockets_end_with_the_right_to_them() {
    let server = Server::start();
    let (ada, bob) = (server.cookie(ADA).await, server.cookie(BOB).await);
    let bobs_id = server.id(&bob).await;
    let again = server.cookie(BOB).await;
    let mine = server.arrive(SITE).await;
    let mut signs_out = Socket::console(&server, &bob).await;
    signs_out.follow(&mine.log).await;
    let mut silent = Socket::open(&server, Some(&bob)).await;

    let out = server.staff(&bob, Method::POST, "/v1/logout").send().await.unwrap();
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    assert_eq!(signs_out.bye().await.as_deref(), Some("signed-out"));
    silent.send(&json!({ "t": "hello", "sender": random_id() })).await;
    assert_eq!(silent.bye().await.as_deref(), Some("token"));

    let mut removed = Socket::console(&server, &again).await;
    removed.done(&mine.log, &json!({ "do": "join" })).await;
    let mut silent = Socket::open(&server, Some(&again)).await;
    let path = format!("/v1/agents/{bobs_id}");
    let gone = server.staff(&ada, Method::DELETE, &path).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(removed.bye().await.as_deref(), Some("signed-out"));
    silent.send(&json!({ "t": "hello", "sender": random_id() })).await;
    assert_eq!(silent.bye().await.as_deref(), Some("token"));
    let me = server.staff(&again, Method::GET, "/v1/me");
    assert_eq!(problem(me).await, (401, "signed-out".into()));
}

/// SE12: a new password, set beside the running server, ends all that was signed in with the old.
#[tokio::test]
async fn se12_a_new_password_ends_sign_ins() {
    let server = Server::start();
    let (ada, bob) = (server.cookie(ADA).await, server.cookie(BOB).await);
    let mut socket = Socket::console(&server, &bob).await;

    let changed = server.run(&["agent", "password", BOB, "--password", "difference engine"]);

    assert!(changed.status.success());
    assert_eq!(socket.bye().await.as_deref(), Some("signed-out"));
    let me = server.staff(&bob, Method::GET, "/v1/me");
    assert_eq!(problem(me).await, (401, "signed-out".into()));
    assert_eq!(server.login(BOB, PASSWORD).await.status(), StatusCode::UNAUTHORIZED);
    let others = server.staff(&ada, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(others.status(), StatusCode::OK);
}

/// SE7: who looks into a channel without being joined is not seen to type; who is joined is.
#[tokio::test]
async fn se7_only_the_joined_agent_is_seen_to_type() {
    let server = Server::start();
    let (ada, bob) = (server.cookie(ADA).await, server.cookie(BOB).await);
    let mine = server.arrive(SITE).await;
    let mut visitor = Socket::visitor(&server, &mine).await;
    let (mut guide, mut other) =
        (Socket::console(&server, &ada).await, Socket::console(&server, &bob).await);
    guide.follow(&mine.log).await;
    other.follow(&mine.log).await;
    guide.done(&mine.log, &json!({ "do": "join" })).await;
    guide.send(&json!({ "t": "follow-board" })).await;
    while !guide.next_of("board").await.to_string().contains("\"status\":\"joined\"") {}
    let typing = |on: bool| json!({ "t": "signal", "log": mine.log, "signal": { "is": "typing", "on": on } });

    other.send(&typing(true)).await;
    // What one socket sends is taken in order: once this is answered, the signal was, too.
    other.send(&json!({ "t": "follow", "log": mine.log, "after": 0 })).await;
    other.next_of("view").await;
    guide.send(&typing(true)).await;

    let id = server.id(&ada).await;
    let heard = visitor.next_of("signal").await;
    assert_eq!(heard["by"], format!("agent-{id}"), "{heard}");
    assert_eq!(heard["signal"], json!({ "is": "typing", "on": true }));
}

/// SE12: what the command line changes is so for a server that runs on the same folder, too: its
/// consoles hear of it, and who was added gets in.
#[tokio::test]
async fn se12_a_running_server_hears_of_the_command_line() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let mut console = Socket::console(&server, &ada).await;
    console.send(&json!({ "t": "follow-board" })).await;
    console.next_of("board").await;

    let words = ["agent", "add", "zoe@example.com", "--name", "Zoe", "--password", PASSWORD];
    assert!(server.run(&words).status.success());

    while !console.next_of("board").await["colleagues"].to_string().contains("\"Zoe\"") {}
    server.cookie("zoe@example.com").await;
}

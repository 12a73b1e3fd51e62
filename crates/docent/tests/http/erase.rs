//! What was said is taken out of the record while the chat goes on; replies that are kept.

use crate::bench::{Bench, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::id::LogId;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const CARD: &str = "4111 1111 1111 1111";

fn say(text: &str) -> ChannelCommand {
    ChannelCommand::Say { text: text.into(), to: None }
}

/// EN17: erased words are gone from record, memory, lines and search, for everybody; the chat goes
/// on, the chain verifies, and what is not words stays.
#[tokio::test]
async fn en17_words_are_erased_in_an_open_chat() {
    let bench = Bench::new().await;
    let (ada, bob) = (bench.cookie("ada@example.com").await, bench.cookie("bob@example.com").await);
    let channel = bench.arrive(SITE).await;
    bench.act(Actor::Agent(bench.ada.id), channel.id, ChannelCommand::Join).await;
    bench.act(Actor::Browser(1), channel.id, say("hello")).await;
    let card = bench.act(Actor::Browser(1), channel.id, say(CARD)).await.seq;
    let path = format!("/v1/channels/{}", channel.id);
    let erase = async |cookie: &str, from: u64, to: u64| {
        let request = bench.staff(cookie, Method::POST, &format!("{path}/erase"));
        request.json(&json!({ "from": from, "to": to })).send().await.unwrap()
    };
    let told = async |path: &str| {
        let answer = bench.staff(&ada, Method::GET, path).send().await.unwrap();
        answer.text().await.unwrap()
    };
    let find = format!("/v1/channels?q=4111&site={SITE}");
    assert!(told(&find).await.contains(CARD), "it is found before");

    assert_eq!(problem(erase(&bob, card, card).await).await, (403, "not-joined".into()));
    assert_eq!(problem(erase(&ada, card, 99).await).await, (422, "invalid".into()));
    assert_eq!(erase(&ada, 1, card).await.status(), StatusCode::NO_CONTENT);

    for path in [&path, &format!("{path}/entries"), &format!("{path}/export"), &find] {
        assert!(!told(path).await.contains("4111 1111"), "{path}");
    }
    let page: Value = serde_json::from_str(&told(&format!("{path}/entries")).await).unwrap();
    let event = |seq: u64| {
        let entries = page["entries"].as_array().unwrap();
        entries.iter().find(|it| it["seq"] == seq).unwrap()["event"].clone()
    };
    assert_eq!(event(card), json!({ "kind": "Said", "text": "" }));
    assert_eq!(event(card + 1), json!({ "kind": "Erased", "from": 1, "to": card, "words": true }));
    assert_eq!(event(1)["kind"], "Arrived", "what is not words stays");
    let whole: Value = serde_json::from_str(&told(&path).await).unwrap();
    assert_eq!(whole["summary"]["last_said"], Value::Null);
    assert_eq!(whole["view"]["status"], "joined");
    bench.act(Actor::Browser(1), channel.id, say("sorry")).await;
    assert_eq!(bench.app.store.verify().await.unwrap().broken, None);

    let bench = bench.restart().await;
    let log = LogId::Channel(channel.id);
    let peek = bench.app.engine.view(log).await.unwrap();
    assert_eq!(peek.state.channel().unwrap().last_words().unwrap().text, "sorry");
    bench.act(Actor::Browser(1), channel.id, say("still here")).await;
}

/// DI9: everybody's replies are kept by admins, and each agent keeps its own.
#[tokio::test]
async fn di9_replies_are_kept_over_rest() {
    let bench = Bench::new().await;
    let (ada, bob) = (bench.cookie("ada@example.com").await, bench.cookie("bob@example.com").await);
    let send = async |cookie: &str, method: Method, path: &str, body: Value| {
        bench.staff(cookie, method, path).json(&body).send().await.unwrap()
    };
    let hours = json!({ "site": null, "shortcut": "hours", "title": "Hours", "text": "9 to 5" });
    let own = json!({ "own": true, "shortcut": "bye", "title": "Bye", "text": "Good bye!" });

    let added = send(&ada, Method::POST, "/v1/replies", hours.clone()).await;
    assert_eq!(added.status(), StatusCode::CREATED);
    let added: Value = added.json().await.unwrap();
    let of_all = format!("/v1/replies/{}", added["id"].as_str().unwrap());
    let refused = send(&bob, Method::POST, "/v1/replies", hours).await;
    assert_eq!(problem(refused).await, (403, "not-allowed".into()));
    let added = send(&bob, Method::POST, "/v1/replies", own).await;
    let added: Value = added.json().await.unwrap();
    let of_bob = format!("/v1/replies/{}", added["id"].as_str().unwrap());
    let changed = json!({ "site": SITE, "shortcut": "bye", "title": "Bye", "text": "See you." });
    let changed = send(&bob, Method::PUT, &of_bob, changed).await;
    assert_eq!(changed.json::<Value>().await.unwrap()["text"], "See you.");

    let list = async |cookie: &str| {
        let answer = bench.staff(cookie, Method::GET, "/v1/replies").send().await.unwrap();
        let told: Value = answer.json().await.unwrap();
        let replies = told["replies"].as_array().unwrap().clone();
        replies.iter().map(|it| it["shortcut"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list(&ada).await, ["hours"]);
    assert_eq!(list(&bob).await, ["bye", "hours"]);
    let refused = send(&bob, Method::DELETE, &of_all, Value::Null).await;
    assert_eq!(problem(refused).await, (403, "not-allowed".into()));
    let removed = send(&ada, Method::DELETE, &of_all, Value::Null).await;
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    assert_eq!(list(&bob).await, ["bye"]);
}

//! The policy of a site and the right to drive, as admins change them and agents feel them.

use crate::bench::{Bench, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::id::LogId;
use docent_core::machine::{Command, Order};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// LO12: whether an address would be allowed is answered by the rule itself, for one visitor and for
/// many, with the host to confirm.
#[tokio::test]
async fn lo12_a_dry_run_says_what_a_drive_would() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;
    let settings = json!({
        "origins": ["https://shop.example"],
        "allowed_hosts": ["*.Bank.example"],
        "blocked_hosts": ["evil.example"],
    });
    let path = format!("/v1/sites/{SITE}");
    let saved = bench.staff(&ada, Method::PUT, &path).json(&settings).send().await.unwrap();
    assert_eq!(saved.status(), StatusCode::OK);
    let cases = [
        ("https://shop.example/x", "tour", json!([true, null, "shop.example", false])),
        ("www.bank.example", "tour", json!([true, null, "www.bank.example", false])),
        ("other.example:444", "tour", json!([true, null, "other.example:444", true])),
        ("other.example:444", "chat", json!([true, null, "other.example:444", false])),
        ("https://evil.example", "chat", json!([false, "blocked", null, null])),
        ("http://10.0.0.1/", "tour", json!([false, "private", null, null])),
    ];

    for (url, purpose, expected) in cases {
        let ask = bench.staff(&ada, Method::POST, &format!("{path}/dry-run"));
        let told = ask.json(&json!({ "url": url, "for": purpose })).send().await.unwrap();
        let told: Value = told.json().await.unwrap();
        let short = json!([told["allowed"], told["code"], told["host"], told["confirm"]]);
        assert_eq!((short, &told["for"]), (expected, &json!(purpose)), "{url}");
    }
}

/// DI8: an admin changes an agent's name, role and right to drive; the right counts at once.
#[tokio::test]
async fn di8_an_admin_changes_an_account() {
    let bench = Bench::new().await;
    let [ada, bob] = [bench.cookie("ada@example.com").await, bench.cookie("bob@example.com").await];
    let me = bench.staff(&bob, Method::GET, "/v1/me").send().await.unwrap();
    let me: Value = me.json().await.unwrap();
    let id = me["agent"]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/agents/{id}");
    let body = json!({ "name": "Robert", "role": "agent", "may_drive": false });
    let mine = bench.arrive(SITE).await;
    let by = Actor::Agent(id.parse().unwrap());
    bench.act(by, mine.id, ChannelCommand::Join).await;

    let own = bench.staff(&bob, Method::PUT, &path).json(&body).send().await.unwrap();
    assert_eq!(problem(own).await, (403, "not-allowed".into()));
    let changed = bench.staff(&ada, Method::PUT, &path).json(&body).send().await.unwrap();

    assert_eq!(changed.status(), StatusCode::OK);
    let changed: Value = changed.json().await.unwrap();
    assert_eq!((&changed["name"], &changed["may_drive"]), (&json!("Robert"), &json!(false)));
    let drive: ChannelCommand = serde_json::from_value(
        json!({ "do": "drive", "url": "https://shop.example/", "title": "" }),
    )
    .unwrap();
    let order = Order { by, name: None, command: Command::Channel(drive) };
    let refused = bench.app.engine.run(LogId::Channel(mine.id), order).await;
    assert!(refused.unwrap_err().to_string().contains("may not drive"));
    let nobody = bench.staff(&ada, Method::PUT, "/v1/agents/00000000000000000000000000");
    let nobody = nobody.json(&body).send().await.unwrap();
    assert_eq!(problem(nobody).await, (404, "no-such".into()));
}

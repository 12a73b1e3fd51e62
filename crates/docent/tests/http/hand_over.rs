use crate::bench::{Bench, Channel, OTHER_SITE, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::drive::{Outcome, Way};
use reqwest::header::ORIGIN;
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// What both sites of the bench list.
const LISTED: &str = "https://shop.example";

async fn ask(bench: &Bench, by: &Channel, body: Value) -> Response {
    let path = format!("/v1/channels/{}/hand-over", by.id);
    bench.visitor(&by.token, Method::POST, &path).json(&body).send().await.unwrap()
}

async fn code(bench: &Bench, by: &Channel) -> String {
    let answer = ask(bench, by, json!({ "origin": LISTED, "carry": "half-written" })).await;
    let body: Value = answer.json().await.unwrap();
    body["code"].as_str().unwrap().to_owned()
}

/// A visitor whom Ada drives to the listed origin.
async fn driven(bench: &Bench, site: &str) -> Channel {
    let channel = bench.arrive(site).await;
    let ada = Actor::Agent(bench.ada.id);
    let equip = ChannelCommand::Equip { ways: vec![Way::Page], lost: None };
    bench.act(Actor::Browser(1), channel.id, equip).await;
    bench.act(ada, channel.id, ChannelCommand::Join).await;
    let drive = ChannelCommand::Drive {
        url: format!("{LISTED}/x"),
        title: String::new(),
        browsers: None,
        spread_ms: 0,
        confirmed: false,
    };
    bench.act(ada, channel.id, drive).await;
    channel
}

async fn take(bench: &Bench, code: &str, origin: &str) -> Response {
    let body = json!({ "code": code, "origin": origin });
    bench.ours(Method::POST, "/v1/hand-over").json(&body).send().await.unwrap()
}

/// SE31: a hand-over gives the channel to one page of the origin that it was made for, once;
/// trying it for another origin burns nothing.
#[tokio::test]
async fn se31_a_hand_over_is_for_one_origin_and_good_once() {
    let bench = Bench::new().await;
    let mine = driven(&bench, SITE).await;
    let code = code(&bench, &mine).await;

    let elsewhere = take(&bench, &code, "https://shop.example.evil.example").await;
    let first = take(&bench, &code, LISTED).await;
    let again = take(&bench, &code, LISTED).await;

    assert_eq!(problem(elsewhere).await, (410, "link-used".into()));
    assert_eq!(first.headers()["cache-control"], "no-store");
    let first: Value = first.json().await.unwrap();
    let expected = json!({
        "channel": mine.id,
        "log": format!("channel-{}", mine.id),
        "token": mine.token,
        "browser": 1,
        "carry": "half-written",
    });
    assert_eq!(first, expected);
    assert_eq!(problem(again).await, (410, "link-used".into()));
}

/// SE13: a newer code of the same browser burns the one before; guesses find nothing.
#[tokio::test]
async fn se13_a_hand_over_has_one_code_at_a_time() {
    let bench = Bench::new().await;
    let (mine, other) = (driven(&bench, SITE).await, driven(&bench, SITE).await);
    let before = code(&bench, &mine).await;
    let theirs = code(&bench, &other).await;
    let now = code(&bench, &mine).await;

    for wrong in [before, docent::auth::random_id().to_string()] {
        let answer = take(&bench, &wrong, LISTED).await;
        assert_eq!(problem(answer).await, (410, "link-used".into()));
    }
    for wrong in ["", "0e1", &now.to_uppercase(), &"0".repeat(60_000)] {
        let answer = take(&bench, wrong, LISTED).await;
        assert_eq!(problem(answer).await, (400, "malformed".into()), "{wrong:.40}");
    }
    for good in [now, theirs] {
        assert_eq!(take(&bench, &good, LISTED).await.status(), 200);
    }
}

/// SE33: only the channel's own token asks for a code, for an origin that its site lists exactly;
/// and only pages of ours turn it into the channel, not the site's own scripts.
#[tokio::test]
async fn se33_no_page_of_the_site_gets_at_the_token() {
    let bench = Bench::new().await;
    let (mine, other) = (driven(&bench, SITE).await, bench.arrive(OTHER_SITE).await);

    for unlisted in [
        "https://evil.example",
        "http://shop.example",
        "https://shop.example/",
        "https://shop.example:8443",
        "https://xshop.example",
        "null",
        "",
    ] {
        let answer = ask(&bench, &mine, json!({ "origin": unlisted })).await;
        assert_eq!(problem(answer).await, (422, "invalid".into()), "{unlisted}");
    }
    let swapped = Channel { id: other.id, token: mine.token.clone() };
    let swapped = ask(&bench, &swapped, json!({ "origin": LISTED })).await;
    assert_eq!(problem(swapped).await, (404, "no-such".into()));
    let nobody = Channel { id: mine.id, token: String::new() };
    let nobody = ask(&bench, &nobody, json!({ "origin": LISTED })).await;
    assert_eq!(problem(nobody).await, (401, "token".into()));
    let heavy = json!({ "origin": LISTED, "carry": "x".repeat(40_000) });
    assert_eq!(problem(ask(&bench, &mine, heavy).await).await, (422, "too-long".into()));

    let code = code(&bench, &mine).await;
    for origin in [Some(LISTED), Some("null"), None] {
        let body = json!({ "code": code, "origin": LISTED });
        let request = bench.bare(Method::POST, "/v1/hand-over").json(&body);
        let request = origin.into_iter().fold(request, |it, origin| it.header(ORIGIN, origin));
        let answer = request.send().await.unwrap();
        assert_eq!(problem(answer).await, (403, "origin".into()), "{origin:?}");
    }
    assert_eq!(take(&bench, &code, LISTED).await.status(), 200);
}

/// SE34: a code is given only while the browser is being driven to that origin, so that nobody
/// can lure somebody else into a channel with one.
#[tokio::test]
async fn se34_no_code_without_a_drive() {
    let bench = Bench::new().await;
    let (waiting, mine) = (bench.arrive(SITE).await, driven(&bench, SITE).await);
    let refused = ask(&bench, &waiting, json!({ "origin": LISTED })).await;
    assert_eq!(problem(refused).await, (422, "invalid".into()));

    for outcome in [Outcome::Taken { way: Way::Page }, Outcome::Left] {
        assert_eq!(ask(&bench, &mine, json!({ "origin": LISTED })).await.status(), 200);
        let said = ChannelCommand::Receipt { drive: 1, outcome };
        bench.act(Actor::Browser(1), mine.id, said).await;
    }

    let late = ask(&bench, &mine, json!({ "origin": LISTED })).await;
    assert_eq!(problem(late).await, (422, "invalid".into()));
}

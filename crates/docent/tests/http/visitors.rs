use crate::bench::{Bench, OTHER_SITE, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::drive::Way;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// SE20: a `GET` creates nothing: crawlers, link scanners and prefetch make no visitors.
#[tokio::test]
async fn se20_reading_creates_nothing() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;

    for path in
        ["/ask/shop", "/panel/shop", "/plain/shop", "/plain/shop/log", "/v1/sites/shop", "/"]
    {
        for method in [Method::GET, Method::HEAD] {
            let answer = bench.bare(method, path).send().await.unwrap();
            assert!(!answer.status().is_server_error(), "{path}: {}", answer.status());
        }
    }

    let found = bench.staff(&ada, Method::GET, "/v1/channels").send().await.unwrap();
    let found: Value = found.json().await.unwrap();
    assert_eq!(found, json!({ "rows": [], "more": false }));
}

/// SE26: the request that opens a channel may be repeated, and is of one site only.
#[tokio::test]
async fn se26_the_same_draw_is_the_same_channel_of_one_site() {
    let bench = Bench::new().await;
    let body = json!({ "draw": docent::auth::random_id(), "visitor": { "language": "de" } });
    let open = |site: &str| {
        bench.ours(Method::POST, &format!("/v1/sites/{site}/channels")).json(&body).send()
    };

    let once: Value = open(SITE).await.unwrap().json().await.unwrap();
    let twice: Value = open(SITE).await.unwrap().json().await.unwrap();
    let elsewhere = open(OTHER_SITE).await.unwrap();

    assert_eq!(once["token"], twice["token"]);
    assert_eq!(once["log"], format!("channel-{}", once["channel"].as_str().unwrap()));
    assert_eq!(once["place"]["position"], 1);
    assert_eq!(problem(elsewhere).await, (404, "no-such".into()));
}

/// SE6: what is no id opens nothing, whatever it is instead.
#[tokio::test]
async fn se6_draws_of_other_shapes_are_refused() {
    let bench = Bench::new().await;

    for draw in [
        json!(null),
        json!(1),
        json!(["0"]),
        json!({}),
        json!("0e1"),
        json!("0".repeat(60_000)),
        json!("ZZZZZZZZZZZZZZZZZZZZZZZZZZ"),
    ] {
        let request = bench.ours(Method::POST, "/v1/sites/shop/channels");
        let answer = request.json(&json!({ "draw": draw })).send().await.unwrap();
        assert_eq!(problem(answer).await, (400, "malformed".into()));
    }
}

/// SE24: a body that is too large is refused.
#[tokio::test]
async fn se24_bodies_are_bounded() {
    let bench = Bench::new().await;
    let name = "x".repeat(100_000);

    let request = bench.ours(Method::POST, "/v1/sites/shop/channels");
    let answer = request.json(&json!({ "visitor": { "name": name } })).send().await.unwrap();

    assert_eq!(problem(answer).await, (413, "too-large".into()));
}

/// SE7: a visitor's token opens its own channel as a visitor, and nothing else.
#[tokio::test]
async fn se7_tokens_open_their_own_channel_alone() {
    let bench = Bench::new().await;
    let (mine, other) = (bench.arrive(SITE).await, bench.arrive(OTHER_SITE).await);
    let bob = bench.app.engine.directory().agent_by_email("bob@example.com").unwrap().id;
    bench.act(Actor::Server, mine.id, ChannelCommand::Offer { agent: bob }).await;
    let entries = |token: &str, id| {
        bench.visitor(token, Method::GET, &format!("/v1/channels/{id}/entries")).send()
    };

    let own = entries(&mine.token, mine.id).await.unwrap();
    let own: Value = own.json().await.unwrap();
    let kinds: Vec<&str> = own["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["event"]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["Arrived", "Asked"], "the offer is for staff");
    assert_eq!(own["more"], false);

    let swapped = entries(&mine.token, other.id).await.unwrap();
    assert_eq!(problem(swapped).await, (404, "no-such".into()));
    for wrong in ["", "x", &mine.id.to_string(), &format!("{}0", mine.token)] {
        let answer = entries(wrong, mine.id).await.unwrap();
        assert_eq!(problem(answer).await, (401, "token".into()), "{wrong}");
    }
    for path in
        ["/v1/channels", "/v1/me", "/v1/agents", "/v1/sites", &format!("/v1/channels/{}", mine.id)]
    {
        let answer = bench.visitor(&mine.token, Method::GET, path).send().await.unwrap();
        assert_eq!(problem(answer).await, (401, "signed-out".into()), "{path}");
    }
}

/// SE31: the hop tells a drive's location once, only to the browser that it is for, and its page
/// says nothing of it.
#[tokio::test]
async fn se31_the_hop_is_no_open_redirect() {
    let bench = Bench::new().await;
    let (mine, other) = (bench.arrive(SITE).await, bench.arrive(SITE).await);
    let ada = Actor::Agent(bench.ada.id);
    let equip = ChannelCommand::Equip { ways: vec![Way::Window], lost: None };
    bench.act(Actor::Browser(1), mine.id, equip).await;
    bench.act(ada, mine.id, ChannelCommand::Join).await;
    let drive = ChannelCommand::Drive {
        url: "https://target.example/x".into(),
        title: String::new(),
        browsers: None,
        spread_ms: 0,
        confirmed: false,
    };
    bench.act(ada, mine.id, drive).await;
    let taken = |token: &str| {
        let path = format!("/v1/channels/{}/drives/1/taken", mine.id);
        bench.visitor(token, Method::POST, &path).json(&json!({ "way": "window" })).send()
    };

    let page = bench.bare(Method::GET, &format!("/go/{}/1", mine.id)).send().await.unwrap();
    assert!(!page.headers().contains_key("location"));
    assert!(!page.headers().contains_key("cross-origin-opener-policy"));
    assert!(!page.text().await.unwrap().contains("target.example"));
    let foreign = taken(&other.token).await.unwrap();
    assert_eq!(problem(foreign).await, (404, "no-such".into()));
    let first = taken(&mine.token).await.unwrap();
    assert_eq!(first.status(), StatusCode::OK);
    let first: Value = first.json().await.unwrap();
    assert_eq!(
        first,
        json!({ "url": "https://target.example/x", "title": "target.example", "by": "ada" })
    );
    let again = taken(&mine.token).await.unwrap();
    assert_eq!(problem(again).await, (409, "drive-over".into()));

    let left = format!("/v1/channels/{}/drives/1/left", mine.id);
    let left = bench.visitor(&mine.token, Method::POST, &left).json(&json!({ "way": "window" }));
    assert_eq!(left.send().await.unwrap().status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_site_tells_any_page_whether_anyone_is_there() {
    let bench = Bench::new().await;

    let answer = bench.bare(Method::GET, "/v1/sites/shop").send().await.unwrap();

    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=10");
    let body: Value = answer.json().await.unwrap();
    let said = json!({
        "name": "shop", "accent": "", "consent": "inform", "staffed": false, "waiting": 0,
    });
    assert_eq!(body, said);
}

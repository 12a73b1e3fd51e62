use crate::bench::{Bench, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand, ClientKind};
use docent_core::drive::{Outcome, Way};
use docent_core::id::{ChannelId, LogId};
use reqwest::{Method, Response};
use serde_json::{Value, json};

struct Tour {
    id: ChannelId,
    invite: String,
}

async fn begin(bench: &Bench, code: &str) -> Tour {
    let cookie = bench.cookie("ada@example.com").await;
    let body = json!({ "site": SITE, "title": "Autumn", "questions": "shared", "code": code });
    let answer = bench.staff(&cookie, Method::POST, "/v1/tours").json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let tour: Value = answer.json().await.unwrap();
    assert!(tour["url"].as_str().unwrap().ends_with(tour["invite"].as_str().unwrap()));
    let id = tour["channel"].as_str().unwrap().parse().unwrap();
    Tour { id, invite: tour["invite"].as_str().unwrap().to_owned() }
}

async fn come(bench: &Bench, tour: &Tour, draw: &str, code: &str) -> Response {
    let path = format!("/v1/invites/{}/browsers", tour.invite);
    let body = json!({ "draw": draw, "code": code, "visitor": { "name": "Grace" } });
    bench.ours(Method::POST, &path).json(&body).send().await.unwrap()
}

fn draw() -> String {
    docent::auth::random_id().to_string()
}

/// Visitor `number` can be driven.
async fn is_ready(bench: &Bench, tour: &Tour, number: u32) {
    let client = ClientKind::Web;
    let deliver = ChannelCommand::Deliver { client, version: "1".into(), bytes: 0, ms: 0 };
    let equip = ChannelCommand::Equip { ways: vec![Way::Guided], lost: None };
    for command in [deliver, equip] {
        bench.act(Actor::Browser(number), tour.id, command).await;
    }
}

/// TO19: an invitation lets in whoever has it, again and again; opening its page lets nobody in;
/// the same draw is the same browser; a changed invitation is none.
#[tokio::test]
async fn to19_an_invitation_is_never_spent() {
    let bench = Bench::new().await;
    let tour = begin(&bench, "").await;
    let page = format!("/join/{}", tour.invite);
    let same = draw();

    for _ in 0..2 {
        let seen = bench.bare(Method::GET, &page).send().await.unwrap();
        assert_eq!(seen.status(), 200);
        let policy = seen.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-src http: https:"), "a phone is shown pages in a frame");
        assert!(seen.text().await.unwrap().contains("Autumn"));
    }
    let mut numbers = Vec::new();
    for draw in [&same, &draw(), &same] {
        let came: Value = come(&bench, &tour, draw, "").await.json().await.unwrap();
        numbers.push(came["browser"].as_u64().unwrap());
    }

    assert_eq!(numbers, [1, 2, 1]);
    let changed = Tour { invite: tour.invite.replace('.', ".0").split_at(53).0.into(), ..tour };
    let refused = come(&bench, &changed, &draw(), "").await;
    assert_eq!(problem(refused).await, (404, "no-such".into()));
}

/// TO20: codes of a tour cannot be guessed: after a few the next has to wait, the right one too.
#[tokio::test]
async fn to20_codes_of_a_tour_cannot_be_guessed() {
    let bench = Bench::new().await;
    let tour = begin(&bench, "4711").await;

    let mut last = (0, String::new());
    for guess in 0..9 {
        last = problem(come(&bench, &tour, &draw(), &format!("{guess}")).await).await;
    }
    let right = come(&bench, &tour, &draw(), "4711").await;

    assert_eq!(last, (429, "too-many-tries".into()));
    assert_eq!(problem(right).await, (429, "too-many-tries".into()));
}

/// TO21: who is taken along comes into the tour without its code, with a token of its own there,
/// and the visitor's own chat has ended; nobody comes along who was not taken, and one chat lets
/// one browser in, however often it asks.
#[tokio::test]
async fn to21_who_is_taken_along_goes_on_in_the_tour() {
    let bench = Bench::new().await;
    let tour = begin(&bench, "4711").await;
    let (mine, other) = (bench.arrive(SITE).await, bench.arrive(SITE).await);
    let along = ChannelCommand::TakeAlong { tour: tour.id, title: "Autumn".into() };
    bench.act(Actor::Agent(bench.ada.id), mine.id, along).await;

    let go = |channel: &crate::bench::Channel| {
        let path = format!("/v1/channels/{}/along", channel.id);
        bench.visitor(&channel.token, Method::POST, &path).json(&json!({ "draw": draw() })).send()
    };
    let came: Value = go(&mine).await.unwrap().json().await.unwrap();
    let again: Value = go(&mine).await.unwrap().json().await.unwrap();
    let ended = bench.arrive(SITE).await;
    let along = ChannelCommand::TakeAlong { tour: tour.id, title: "Autumn".into() };
    for command in [along, ChannelCommand::End] {
        bench.act(Actor::Agent(bench.ada.id), ended.id, command).await;
    }
    let late = go(&ended).await.unwrap();
    let refused = go(&other).await.unwrap();

    assert_eq!(again["browser"], came["browser"]);
    assert_eq!(problem(late).await, (409, "ended".into()));
    assert_eq!(came["log"], format!("channel-{}", tour.id));
    assert_eq!(problem(refused).await, (404, "no-such".into()));
    let ended = bench.app.engine.view(LogId::Channel(mine.id)).await.unwrap();
    let end = ended.state.channel().unwrap().view.end.clone().unwrap();
    assert_eq!(serde_json::to_value(end.reason).unwrap(), "tour");
}

/// TO22: where a tour's drive goes is told to each browser once, by its own token; also where the
/// drive repeats an earlier one.
#[tokio::test]
async fn to22_each_browser_of_a_tour_takes_its_own_drive() {
    let bench = Bench::new().await;
    let tour = begin(&bench, "").await;
    let mut tokens = Vec::new();
    for number in 1..=2 {
        let came: Value = come(&bench, &tour, &draw(), "").await.json().await.unwrap();
        tokens.push(came["token"].as_str().unwrap().to_owned());
        is_ready(&bench, &tour, number).await;
    }
    let ada = Actor::Agent(bench.ada.id);
    let drive = ChannelCommand::Drive {
        url: "https://shop.example/x".into(),
        title: String::new(),
        browsers: None,
        spread_ms: 0,
        confirmed: false,
    };
    bench.act(ada, tour.id, drive).await;
    let take = |token: String, drive: u32| {
        let path = format!("/v1/channels/{}/drives/{drive}/taken", tour.id);
        bench.visitor(&token, Method::POST, &path).json(&json!({ "way": "guided" })).send()
    };

    let first: Value = take(tokens[0].clone(), 1).await.unwrap().json().await.unwrap();
    bench.act(Actor::Browser(1), tour.id, ChannelCommand::Rejoin).await;
    let again: Value = take(tokens[0].clone(), 2).await.unwrap().json().await.unwrap();
    let not_its_own = take(tokens[1].clone(), 2).await.unwrap();

    assert_eq!(first["url"], "https://shop.example/x");
    assert_eq!(again["url"], "https://shop.example/x");
    assert_eq!(problem(not_its_own).await.0, 404);
    let left = ChannelCommand::Receipt { drive: 2, outcome: Outcome::Left };
    bench.act(Actor::Browser(1), tour.id, left).await;
}

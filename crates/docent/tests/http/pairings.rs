use crate::bench::{Bench, Channel, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use reqwest::header::ORIGIN;
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// An application that waits.
pub(crate) struct Program {
    pairing: String,
    code: String,
    secret: String,
}

impl Program {
    pub(crate) async fn start(bench: &Bench) -> Self {
        let answer = bench.bare(Method::POST, "/v1/pairings").json(&json!({})).send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 201);
        let opened: Value = answer.json().await.unwrap();
        assert_eq!(opened["expires_in_s"], 600);
        let text = |name: &str| opened[name].as_str().unwrap().to_owned();
        Self { pairing: text("pairing"), code: text("code"), secret: text("secret") }
    }

    async fn claim(&self, bench: &Bench) -> Response {
        self.claim_with(bench, &self.secret).await
    }

    async fn claim_with(&self, bench: &Bench, secret: &str) -> Response {
        let path = format!("/v1/pairings/{}/claim", self.pairing);
        let request = bench.bare(Method::POST, &path).json(&json!({ "secret": secret }));
        request.send().await.unwrap()
    }
}

async fn confirm(bench: &Bench, by: &Channel, code: &str) -> Response {
    let path = format!("/v1/channels/{}/pairings", by.id);
    let body = json!({ "code": code, "bytes": 7 });
    bench.visitor(&by.token, Method::POST, &path).json(&body).send().await.unwrap()
}

async fn codes(bench: &Bench, by: &Channel) -> Value {
    let path = format!("/v1/channels/{}/pairings", by.id);
    let answer = bench.visitor(&by.token, Method::GET, &path).send().await.unwrap();
    answer.json::<Value>().await.unwrap()["codes"].clone()
}

/// JA5: once the visitor has said that the code is theirs, the application that shows it gets the
/// visitor's own way into the channel, at once, and once.
#[tokio::test]
async fn ja5_an_application_carries_the_channel_on() {
    let bench = Bench::offering().await;
    let mine = bench.arrive(SITE).await;
    let (program, other) = (Program::start(&bench).await, Program::start(&bench).await);
    assert_eq!(codes(&bench, &mine).await, json!([program.code, other.code]));

    let typed = program.code.to_lowercase().replace('-', " ");
    let (claimed, confirmed) = tokio::join!(program.claim(&bench), confirm(&bench, &mine, &typed));

    assert_eq!(confirmed.status(), 204);
    assert_eq!(claimed.status(), 200);
    assert_eq!(claimed.headers()["cache-control"], "no-store");
    let expected = json!({
        "channel": mine.id,
        "log": format!("channel-{}", mine.id),
        "token": mine.token,
        "browser": 1,
        "site": { "key": SITE, "name": "The Shop", "accent": "#0a6e5c", "consent": "inform" },
        "after": 0,
        "bytes": 7,
    });
    assert_eq!(claimed.json::<Value>().await.unwrap(), expected);
    assert_eq!(codes(&bench, &mine).await, json!([other.code]));
    assert_eq!(problem(program.claim(&bench).await).await, (410, "link-used".into()));
}

/// SE13: a code confirms one channel only, and only with that channel's own token.
#[tokio::test]
async fn se13_a_code_is_for_the_visitor_who_confirms_it() {
    let bench = Bench::offering().await;
    let (mine, eve) = (bench.arrive(SITE).await, bench.arrive(SITE).await);
    let program = Program::start(&bench).await;

    let swapped = Channel { id: mine.id, token: eve.token.clone() };
    let swapped = confirm(&bench, &swapped, &program.code).await;
    assert_eq!(problem(swapped).await, (404, "no-such".into()));
    let nobody = Channel { id: mine.id, token: String::new() };
    assert_eq!(problem(confirm(&bench, &nobody, &program.code).await).await.0, 401);
    assert_eq!(confirm(&bench, &mine, &program.code).await.status(), 204);

    let late = confirm(&bench, &eve, &program.code).await;
    assert_eq!(problem(late).await, (404, "no-such".into()));
    assert_eq!(confirm(&bench, &mine, &program.code).await.status(), 204, "asked again");
    for wrong in [docent::auth::random_id().to_string(), program.pairing.clone()] {
        let answer = program.claim_with(&bench, &wrong).await;
        assert_eq!(problem(answer).await, (404, "no-such".into()));
    }
    let claimed: Value = program.claim(&bench).await.json().await.unwrap();
    assert_eq!(claimed["channel"], json!(mine.id));
    let used = confirm(&bench, &mine, &program.code).await;
    assert_eq!(problem(used).await, (404, "no-such".into()), "used twice");
}

/// SE13: five wrong codes, and a channel confirms none any more; what is no code costs nothing.
#[tokio::test]
async fn se13_guessed_codes_lock_the_channel() {
    let bench = Bench::offering().await;
    let (eve, mine) = (bench.arrive(SITE).await, bench.arrive(SITE).await);
    let program = Program::start(&bench).await;
    for odd in ["", "K7F", "K7F-4QO", "0e1", &"7".repeat(40_000)] {
        let answer = confirm(&bench, &eve, odd).await;
        assert_eq!(problem(answer).await, (422, "invalid".into()), "{odd:.10}");
    }
    let wrong = if program.code == "222-222" { "333-333" } else { "222-222" };
    for _ in 0..5 {
        let answer = confirm(&bench, &eve, wrong).await;
        assert_eq!(problem(answer).await, (404, "no-such".into()));
    }

    let locked = confirm(&bench, &eve, &program.code).await;

    assert!(!locked.headers().contains_key("retry-after"), "for good");
    assert_eq!(problem(locked).await, (429, "too-many-tries".into()));
    assert_eq!(confirm(&bench, &mine, &program.code).await.status(), 204);
}

/// SE13: many channels of one address do not guess faster than one.
#[tokio::test]
async fn se13_guesses_of_one_address_must_wait() {
    let bench = Bench::offering().await;
    let mut told = Vec::new();
    for _ in 0..7 {
        let eve = bench.arrive(SITE).await;
        for _ in 0..5 {
            told.push(problem(confirm(&bench, &eve, "222-222").await).await.0);
        }
    }

    let known = told.iter().filter(|it| **it == 404).count();
    assert_eq!((known, told.last()), (30, Some(&429)), "{told:?}");
}

/// SE24: applications that wait at one address are bounded.
#[tokio::test]
async fn se24_pairings_of_one_address_are_bounded() {
    let bench = Bench::offering().await;
    for _ in 0..8 {
        Program::start(&bench).await;
    }

    let more = bench.bare(Method::POST, "/v1/pairings").json(&json!({})).send().await.unwrap();

    assert!(more.headers().contains_key("retry-after"));
    assert_eq!(problem(more).await, (429, "busy".into()));
}

/// SE20: no page of another origin opens or claims a pairing, and no form does.
#[tokio::test]
async fn se20_pairings_are_for_programs_and_our_own_pages() {
    let bench = Bench::offering().await;
    let program = Program::start(&bench).await;
    let claim = format!("/v1/pairings/{}/claim", program.pairing);
    for (path, body) in [
        ("/v1/pairings", json!({})),
        (claim.as_str(), json!({ "secret": program.secret })),
        ("/v1/pairings/redeem", json!({ "token": "x" })),
    ] {
        for origin in ["https://evil.example", "null"] {
            let request = bench.bare(Method::POST, path).json(&body).header(ORIGIN, origin);
            let answer = request.send().await.unwrap();
            assert_eq!(problem(answer).await, (403, "origin".into()), "{path} from {origin}");
        }
        let form = bench.bare(Method::POST, path).header("content-type", "text/plain");
        let answer = form.body(body.to_string()).send().await.unwrap();
        assert_eq!(problem(answer).await, (415, "not-json".into()), "{path}");
    }
}

/// JA6: an agent may come first; what has ended is carried on by nobody.
#[tokio::test]
async fn ja6_a_joined_channel_is_carried_on_and_an_ended_one_is_not() {
    let bench = Bench::offering().await;
    let mine = bench.arrive(SITE).await;
    let (first, second) = (Program::start(&bench).await, Program::start(&bench).await);
    bench.act(Actor::Agent(bench.ada.id), mine.id, ChannelCommand::Join).await;

    let joined = confirm(&bench, &mine, &first.code).await;
    bench.act(Actor::Browser(1), mine.id, ChannelCommand::End).await;
    let ended = confirm(&bench, &mine, &second.code).await;

    assert_eq!(joined.status(), 204);
    assert_eq!(problem(ended).await, (409, "ended".into()));
}

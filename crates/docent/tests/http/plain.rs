use crate::bench::{Bench, OTHER_SITE, SITE, problem, set_cookie};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use reqwest::header::{COOKIE, LOCATION, ORIGIN};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;

fn form(request: RequestBuilder, body: &str) -> RequestBuilder {
    request.header("content-type", "application/x-www-form-urlencoded").body(body.to_owned())
}

async fn ask(bench: &Bench, site: &str) -> String {
    let draw = docent::auth::random_id();
    let request = bench.ours(Method::POST, &format!("/plain/{site}"));
    let answer = form(request, &format!("draw={draw}")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[LOCATION], format!("/plain/{site}"));
    set_cookie(&answer)
}

async fn send(bench: &Bench, cookie: &str, path: &str, body: &str) -> Response {
    form(bench.ours(Method::POST, path).header(COOKIE, cookie), body).send().await.unwrap()
}

async fn read(bench: &Bench, cookie: &str, path: &str) -> String {
    let answer = bench.bare(Method::GET, path).header(COOKIE, cookie).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.text().await.unwrap()
}

/// Without scripts a visitor queues, talks and leaves by plain forms.
#[tokio::test]
async fn a_visitor_without_scripts_talks_and_leaves() {
    let bench = Bench::new().await;
    let cookie = ask(&bench, SITE).await;
    let channel = bench.app.store.open_summaries().await.unwrap().remove(0).channel;
    bench.act(Actor::Agent(bench.ada.id), channel, ChannelCommand::Join).await;
    let hello = ChannelCommand::Say { text: "Hello <b>you</b>".into(), to: None };
    bench.act(Actor::Agent(bench.ada.id), channel, hello).await;

    let once = docent::auth::random_id();
    for _sent_twice in 0..2 {
        let body = format!("text=How+do+I%0D%0Areturn+them%3F&once={once}");
        let said = send(&bench, &cookie, "/plain/shop/say", &body).await;
        assert_eq!(said.status(), StatusCode::SEE_OTHER);
    }

    let log = read(&bench, &cookie, "/plain/shop/log").await;
    assert!(log.contains("Hello &lt;b&gt;you&lt;/b&gt;"), "{log}");
    assert_eq!(log.matches("How do I<br>return them?").count(), 1, "{log}");
    let page = read(&bench, &cookie, "/plain/shop").await;
    assert!(page.contains("/plain/shop/log"), "{page}");

    let left = send(&bench, &cookie, "/plain/shop/leave", "").await;
    assert_eq!(left.status(), StatusCode::SEE_OTHER);
    let ended = bench.app.store.summary(channel).await.unwrap().unwrap();
    assert!(ended.end.is_some());
}

/// A visitor who asks again, or sends the form again, keeps the channel.
#[tokio::test]
async fn asking_again_without_scripts_finds_the_same_channel() {
    let bench = Bench::new().await;
    let cookie = ask(&bench, SITE).await;

    let draw = docent::auth::random_id();
    let again = send(&bench, &cookie, "/plain/shop", &format!("draw={draw}")).await;

    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(bench.app.store.open_summaries().await.unwrap().len(), 1);
}

/// SE20: plain forms of other origins, and of pages that do not say theirs, change nothing.
#[tokio::test]
async fn se20_plain_forms_come_from_our_own_pages() {
    let bench = Bench::new().await;
    let cookie = ask(&bench, SITE).await;

    for path in ["/plain/shop", "/plain/shop/say", "/plain/shop/note", "/plain/shop/leave"] {
        for origin in ["null", "https://evil.example"] {
            let request =
                bench.bare(Method::POST, path).header(COOKIE, &cookie).header(ORIGIN, origin);
            let answer = form(request, "text=x&draw=x").send().await.unwrap();
            assert_eq!(problem(answer).await, (403, "origin".into()), "{path}");
        }
    }
}

/// SE7: the cookie of one site's channel opens no other site's.
#[tokio::test]
async fn se7_plain_cookies_open_their_own_site_alone() {
    let bench = Bench::new().await;
    let cookie = ask(&bench, SITE).await;
    let moved = cookie.replace("-shop=", "-other=");

    let request = bench.bare(Method::GET, &format!("/plain/{OTHER_SITE}")).header(COOKIE, &moved);
    let answer = request.send().await.unwrap();

    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[LOCATION], format!("/ask/{OTHER_SITE}"));
}

#[tokio::test]
async fn what_is_too_long_without_scripts_is_kept_in_its_field() {
    let bench = Bench::new().await;
    let cookie = ask(&bench, SITE).await;

    let text = "x".repeat(4_001);
    let answer = send(&bench, &cookie, "/plain/shop/say", &format!("text={text}")).await;

    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.text().await.unwrap().contains(&text));
    let ada = bench.cookie("ada@example.com").await;
    let rows = bench.staff(&ada, Method::GET, "/v1/channels").send().await.unwrap();
    let rows: Value = rows.json().await.unwrap();
    assert_eq!(rows["rows"][0]["last_said"], Value::Null);
}

use crate::bench::{Bench, problem};
use reqwest::{Method, StatusCode};

#[tokio::test]
async fn files_are_asked_about_with_their_tag() {
    let bench = Bench::new().await;

    let whole = bench.bare(Method::GET, "/demo/shop.css").header("accept-encoding", "br");
    let whole = whole.send().await.unwrap();
    assert_eq!(whole.headers()["content-encoding"], "br");
    assert_eq!(whole.headers()["vary"], "accept-encoding");
    let tag = whole.headers()["etag"].clone();
    let known = bench.bare(Method::GET, "/demo/shop.css").header("if-none-match", &tag);
    let known = known.send().await.unwrap();

    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(known.headers()["etag"], tag);
    assert!(known.bytes().await.unwrap().is_empty());
}

/// SE16: what is served is never taken for something else, and only the button for everybody.
#[tokio::test]
async fn se16_every_answer_says_what_it_is() {
    let bench = Bench::new().await;

    for path in
        ["/message.css", "/favicon.ico", "/v1/me", "/ask/nope", "/assets/../config.rs", "/healthz"]
    {
        let answer = bench.bare(Method::GET, path).send().await.unwrap();
        let headers = answer.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert!(!headers.contains_key("strict-transport-security"), "{path}: by plain http");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin", "{path}");
        assert!(headers.contains_key("content-type"), "{path}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
    }
}

/// SE5: pages do not tell other sites where a visitor came from.
#[tokio::test]
async fn se5_no_page_sends_its_address_to_others() {
    let bench = Bench::new().await;

    for (path, policy) in
        [("/console/", "no-referrer"), ("/go/x/1", "no-referrer"), ("/ask/shop", "same-origin")]
    {
        let answer = bench.bare(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.headers()["referrer-policy"], policy, "{path}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
    }
}

/// SE32: the chat window and the hop keep the handles that driving needs.
#[tokio::test]
async fn se32_the_chat_window_isolates_nothing_but_the_console_does() {
    let bench = Bench::new().await;
    let policy = async |path: &str| {
        let answer = bench.bare(Method::GET, path).send().await.unwrap();
        answer.headers().get("cross-origin-opener-policy").cloned()
    };

    for path in ["/ask/shop", "/panel/shop", "/go/00000000000000000000000000/1", "/plain/shop"] {
        assert_eq!(policy(path).await, None, "{path}");
    }
    assert_eq!(policy("/console/").await.unwrap(), "same-origin");
}

/// SE11: only the site's own origins frame the panel.
#[tokio::test]
async fn se11_the_panel_is_framed_by_its_site_alone() {
    let bench = Bench::new().await;

    let panel = bench.bare(Method::GET, "/panel/shop").send().await.unwrap();

    let policy = panel.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.ends_with("frame-ancestors https://shop.example"), "{policy}");
}

#[tokio::test]
async fn the_server_says_how_it_is() {
    let bench = Bench::new().await;

    for (path, part) in
        [("/healthz", "ok"), ("/readyz", "ready"), ("/metrics", "docent_channels_waiting 0")]
    {
        let answer = bench.bare(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert!(answer.text().await.unwrap().contains(part), "{path}");
    }
}

#[tokio::test]
async fn without_the_demonstration_there_is_no_shop() {
    let bench = Bench::new().await;

    let answer = bench.bare(Method::GET, "/demo/").send().await.unwrap();

    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(bench.login("ada@example.com", "lovelace").await.status(), StatusCode::UNAUTHORIZED);
}

/// SE24: a full disk is told to balancers and to those who would change something; reading goes on.
#[tokio::test]
async fn se24_a_full_disk_is_told() {
    let bench = Bench::new().await;
    let cookie = bench.cookie("ada@example.com").await;
    let docent::store::Store::Sqlite(sqlite) = &*bench.app.store;
    sqlite.bound_pages(1).await.unwrap();

    let ready = bench.bare(Method::GET, "/readyz").send().await.unwrap();

    assert_eq!(problem(ready).await, (503, "disk-full".into()));
    let me = bench.staff(&cookie, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(me.status(), StatusCode::OK);
}

//! Reading: what it changes, what it can be made to find, and whether what is read is true.

use crate::server::{ADA, EVE, EVES_NAME, SITE, Server, docent};
use crate::socket::Socket;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::fs;
use std::time::Duration;
use tempfile::TempDir;
use url::form_urlencoded;

/// Longer than any answer may take, on a machine with other things to do.
const AT_ONCE: Duration = Duration::from_secs(5);

/// SE20: no `GET` and no `HEAD`, by whoever is allowed to, adds an entry.
#[tokio::test]
async fn se20_no_get_changes_the_record() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let mine = server.arrive(SITE).await;
    let plain = format!("docent-plain-shop={}", mine.token);
    let channel = format!("/v1/channels/{}", mine.id);
    let before = server.entries();

    for path in [
        "/",
        "/ask/shop",
        "/panel/shop",
        "/plain/shop",
        "/plain/shop/log",
        "/plain/shop/say",
        "/plain/shop/leave",
        "/plain/shop/note",
        "/console/",
        "/first",
        "/button.js",
        "/healthz",
        "/readyz",
        "/metrics",
        "/v1/me",
        "/v1/login",
        "/v1/logout",
        "/v1/sites",
        "/v1/sites/shop",
        "/v1/sites/shop/channels",
        "/v1/sites/shop/dry-run",
        "/v1/probe",
        "/v1/saved-tours",
        "/v1/saved-tours/import",
        "/v1/saved-tours/00000000000000000000000000",
        "/v1/saved-tours/00000000000000000000000000/file",
        "/v1/agents",
        "/v1/channels",
        "/v1/usage?from=2026-01-01&to=2026-12-31",
        &channel,
        &format!("{channel}/entries"),
        &format!("{channel}/export"),
        &format!("{channel}/drives/1/taken"),
        &format!("{channel}/drives/1/left"),
        &format!("/go/{}/1", mine.id),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let both = format!("{ada}; {plain}");
            let answer = server.staff(&both, method.clone(), path).send().await.unwrap();
            assert!(!answer.status().is_server_error(), "{path}: {}", answer.status());
            let visitor = server.visitor(&mine.token, method, path).send().await.unwrap();
            assert!(!visitor.status().is_server_error(), "{path}: {}", visitor.status());
        }
    }

    assert_eq!(server.entries(), before);
}

/// SE19: whatever stands in a search, it finds words or nothing.
#[tokio::test]
async fn se19_searches_find_words_or_nothing() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let mine = server.arrive(SITE).await;
    let mut visitor = Socket::visitor(&server, &mine).await;
    visitor.done(&mine.log, &json!({ "do": "say", "text": "a left boot" })).await;
    let find = async |pairs: &[(&str, &str)]| {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = server.staff(&ada, Method::GET, &format!("/v1/channels?{query}"));
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{pairs:?}");
        let found: Value = answer.json().await.unwrap();
        found["rows"].as_array().unwrap().len()
    };

    assert_eq!(find(&[("q", "boot")]).await, 1);
    for words in [
        "' OR '1'='1",
        "\" OR \"\"=\"",
        "boot\" OR \"x",
        "unicorn OR boot",
        "NOT unicorn",
        "body:boot",
        "boot NEAR left unicorn",
        "^unicorn",
        "uni*",
        "(",
        "\"",
        "\0",
        "-unicorn",
        "{a b}:boot",
        "%",
        "_",
    ] {
        let found = find(&[("q", words)]).await;
        let has_other_words = words.contains("unicorn") || words.contains("OR");
        assert!(found == 0 || !has_other_words, "{words:?} found {found}");
    }
    for site in ["' OR 1=1 --", "%", "shop' --", "SHOP", "shop\0"] {
        assert_eq!(find(&[("site", site)]).await, 0, "{site:?}");
    }
}

/// SE25: texts of 60 KiB, made to be slow, are answered at once wherever texts are matched.
#[tokio::test]
async fn se25_long_texts_are_answered_at_once() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let parts =
        ["a", "a.", "(", "\"", "*", "%25", "http://", "@", "\\", "{{", " OR ", "\u{301}", "."];

    for part in parts {
        let long = part.repeat(60_000 / part.len());
        let matched = tokio::time::timeout(AT_ONCE, matched(&server, &ada, &long));
        let statuses = matched.await.unwrap_or_else(|_| panic!("{part} takes too long"));
        assert!(statuses.iter().all(|it| !it.is_server_error()), "{part}: {statuses:?}");
    }
}

/// Has a text matched as a location, as words and as what a page says of itself.
async fn matched(server: &Server, cookie: &str, long: &str) -> [StatusCode; 3] {
    let status = async |request: reqwest::RequestBuilder| request.send().await.unwrap().status();
    let dry = server.staff(cookie, Method::POST, "/v1/sites/shop/dry-run");
    let words: String = form_urlencoded::byte_serialize(long.as_bytes()).take(15_000).collect();
    let found = server.staff(cookie, Method::GET, &format!("/v1/channels?q={words}"));
    let page = json!({ "url": half(long), "title": half(half(long)) });
    let came = json!({ "draw": docent::auth::random_id(), "visitor": { "page": page } });
    let open = server.ours(Method::POST, "/v1/sites/shop/channels");
    [
        status(dry.json(&json!({ "url": long }))).await,
        status(found).await,
        status(open.json(&came)).await,
    ]
}

fn half(text: &str) -> &str {
    let end = text.floor_char_boundary(text.len() / 2);
    text.get(..end).unwrap_or_default()
}

/// SE18: an agent's name is no formula in the usage that is taken away.
#[tokio::test]
async fn se18_names_are_no_formulas_in_usage() {
    let server = Server::start();
    let eve = server.cookie(EVE).await;
    let mine = server.arrive(SITE).await;
    let mut console = Socket::console(&server, &eve).await;
    console.done(&mine.log, &json!({ "do": "join" })).await;

    let path = "/v1/usage?from=2020-01-01&to=2099-12-31&format=csv";
    let csv = server.staff(&eve, Method::GET, path).send().await.unwrap().text().await.unwrap();

    assert!(csv.contains(&format!("\"'{EVES_NAME}\"")), "{csv}");
}

/// SE28: a stored entry that was changed, by a single bit, is found and named.
#[tokio::test]
async fn se28_a_changed_entry_is_named() {
    let server = Server::start();
    let mine = server.arrive(SITE).await;
    let mut visitor = Socket::visitor(&server, &mine).await;
    visitor.done(&mine.log, &json!({ "do": "say", "text": "I never ordered this" })).await;
    let copy = TempDir::new().unwrap();
    let path = copy.path().join("docent.db");
    let copied = server.run(&["backup", path.to_str().unwrap()]);
    assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
    assert!(docent(copy.path(), &["verify"]).output().unwrap().status.success());

    let mut bytes = fs::read(&path).unwrap();
    let needle = b"I never ordered this";
    let at = bytes.windows(needle.len()).position(|it| it == needle).expect("it was said");
    bytes[at] ^= 1;
    fs::write(&path, bytes).unwrap();

    let broken = docent(copy.path(), &["verify"]).output().unwrap();
    assert!(!broken.status.success());
    let said = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert!(said.contains(&mine.log) && said.contains("entry "), "{said}");
}

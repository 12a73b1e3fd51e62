//! Tokens, cookies and passwords: where they may be, and nowhere else.

use crate::server::{ADA, BOB, PASSWORD, SITE, Server};
use crate::socket::Socket;
use docent::auth::random_id;
use reqwest::Method;
use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::json;

/// SE22: whatever happens, nothing that is logged for debugging lets anybody in.
#[tokio::test]
async fn se22_the_log_holds_no_secret() {
    let server = Server::with(&[], "debug");
    let ada = server.cookie(ADA).await;
    server.login(BOB, "a wrong password").await;
    let mine = server.arrive(SITE).await;
    let mut visitor = Socket::visitor(&server, &mine).await;
    let mut guide = Socket::console(&server, &ada).await;
    guide.done(&mine.log, &json!({ "do": "join" })).await;
    visitor.done(&mine.log, &json!({ "do": "say", "text": "hello" })).await;
    let path = format!("/v1/channels/{}/drives/1/taken?token={}", mine.id, mine.token);
    let wrong = server.visitor(&mine.token, Method::POST, &path).body("{").send().await.unwrap();
    assert!(wrong.status().is_client_error());
    let mut wrong = Socket::open(&server, Some(&ada)).await;
    let hello = json!({ "t": "hello", "token": mine.token, "sender": random_id(), "x": 1 });
    wrong.send(&hello).await;
    assert_eq!(wrong.bye().await.as_deref(), Some("malformed"));
    server.staff(&ada, Method::POST, "/v1/logout").send().await.unwrap();
    guide.bye().await;

    let log = server.log();

    assert!(log.contains("DEBUG"), "it is a log for debugging: {log}");
    let cookie = ada.split_once('=').unwrap().1;
    let mac = mine.token.rsplit_once('.').unwrap().1;
    for secret in [&mine.token, mac, cookie, PASSWORD, "a wrong password", "$argon2"] {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
}

/// SE5: no address, header or page of ours holds a token; the one cookie that does is for its way.
#[tokio::test]
async fn se5_tokens_stand_in_no_address_and_no_page() {
    let server = Server::start();
    let form = format!("draw={}", random_id());
    let asked = server.ours(Method::POST, "/plain/shop").body(form);
    let asked = asked.header("content-type", "application/x-www-form-urlencoded");
    let answer = asked.send().await.unwrap();
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    let (pair, flags) = cookie.split_once(';').unwrap();
    let token = pair.split_once('=').unwrap().1;
    let mac = token.rsplit_once('.').unwrap().1;

    assert_eq!(location, "/plain/shop");
    assert!(flags.contains("HttpOnly") && flags.contains("SameSite=Lax"), "{flags}");
    let channel = token.split_once('.').unwrap().0;
    for path in [
        "/plain/shop",
        "/plain/shop/log",
        "/plain/other",
        "/ask/shop",
        "/panel/shop",
        "/console/",
        &format!("/go/{channel}/1"),
        &format!("/v1/channels/{channel}/entries"),
    ] {
        let request = server.bare(Method::GET, path).header(COOKIE, pair);
        let request = request.header("authorization", format!("Bearer {token}"));
        let answer = request.send().await.unwrap();
        let headers = format!("{:?}", answer.headers());
        let body = answer.text().await.unwrap();
        assert!(!headers.contains(mac) && !body.contains(mac), "{path}");
    }
}

/// SE5: a token in an address is no token.
#[tokio::test]
async fn se5_a_token_in_an_address_opens_nothing() {
    let server = Server::start();
    let mine = server.arrive(SITE).await;

    for name in ["token", "access_token", "authorization", "t"] {
        let path = format!("/v1/channels/{}/entries?{name}={}", mine.id, mine.token);
        let answer = server.bare(Method::GET, &path).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{name}");
    }
}

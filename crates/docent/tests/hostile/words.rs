//! Hostile words: they come back as text, wherever they come back.

use crate::server::{ADA, EVE, EVES_NAME, SITE, Server};
use crate::socket::Socket;
use docent::auth::random_id;
use reqwest::Method;
use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::{Value, json};

const HOSTILE: &str =
    "</script></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{boot}}";

/// SE14: what a browser says of itself comes back from REST as JSON, byte for byte or cut.
#[tokio::test]
async fn se14_what_browsers_say_comes_back_as_json() {
    let server = Server::start();
    let ada = server.cookie(ADA).await;
    let page = json!({ "url": "https://shop.example/<script>", "title": HOSTILE });
    let visitor = json!({ "name": HOSTILE, "language": HOSTILE, "page": page });
    let mine = server.arrive_as(SITE, visitor).await;
    let mut socket = Socket::visitor(&server, &mine).await;
    socket.done(&mine.log, &json!({ "do": "say", "text": HOSTILE })).await;

    let channel = format!("/v1/channels/{}", mine.id);
    for path in ["/v1/channels", &channel, &format!("{channel}/entries")] {
        let answer = server.staff(&ada, Method::GET, path).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/json", "{path}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "{path}");
        answer.json::<Value>().await.unwrap();
    }
    let whole = server.read(server.staff(&ada, Method::GET, &channel)).await;
    let browser = &whole["view"]["browsers"]["1"]["visitor"];
    assert_eq!(browser["name"], HOSTILE);
    assert_eq!(browser["page"]["title"], HOSTILE);
    assert_eq!(browser["page"]["url"], "https://shop.example/%3Cscript%3E");
    let export = server.staff(&ada, Method::GET, &format!("{channel}/export"));
    let export = export.send().await.unwrap();
    let disposition = export.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(disposition.starts_with("attachment"), "{disposition}");
}

/// SE14: names and words stand as text in pages without scripts, whoever has chosen them.
#[tokio::test]
async fn se14_pages_without_scripts_escape_names_and_words() {
    let server = Server::start();
    let eve = server.cookie(EVE).await;
    let form = |path: &str, body: String| {
        let request = server.ours(Method::POST, path).body(body);
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .header("user-agent", HOSTILE)
            .header("accept-language", "<script>")
    };
    let opened = form("/plain/shop", format!("draw={}", random_id())).send().await.unwrap();
    let cookie = opened.headers()[SET_COOKIE].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let channel = cookie.split_once('=').unwrap().1.split_once('.').unwrap().0.to_owned();
    let log = format!("channel-{channel}");
    let mut console = Socket::console(&server, &eve).await;
    console.done(&log, &json!({ "do": "join" })).await;
    console.done(&log, &json!({ "do": "say", "text": HOSTILE })).await;
    let link = json!({ "do": "link", "url": "https://a.example/?q=\"><script>", "title": HOSTILE });
    console.done(&log, &link).await;
    let words: String = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();
    let said = form("/plain/shop/say", format!("text={words}")).header(COOKIE, &cookie);
    assert!(said.send().await.unwrap().status().is_redirection());

    for path in ["/plain/shop", "/plain/shop/log"] {
        let answer = server.bare(Method::GET, path).header(COOKIE, &cookie).send().await.unwrap();
        let page = answer.text().await.unwrap();
        for markup in ["<script>alert", "<img src=x", "\"><script>", EVES_NAME] {
            assert!(!page.contains(markup), "{path} holds {markup}");
        }
        assert!(page.contains("=1+1&lt;img src=x onerror=alert(1)&gt;"), "{path}: {page}");
    }
}

/// SE14: addresses that are none of ours are answered without repeating them as markup.
#[tokio::test]
async fn se14_wrong_addresses_are_not_repeated() {
    let server = Server::start();
    let words: String = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();

    for path in [
        format!("/{words}"),
        format!("/ask/{words}"),
        format!("/panel/{words}"),
        format!("/plain/{words}"),
        format!("/plain/{words}/log"),
        format!("/go/{words}/{words}"),
        format!("/v1/sites/{words}"),
        format!("/v1/channels/{words}/entries"),
        format!("/console/{words}"),
    ] {
        let answer = server.bare(Method::GET, &path).send().await.unwrap();
        let is_page = answer.headers()["content-type"].to_str().unwrap().starts_with("text/html");
        let body = answer.text().await.unwrap();
        assert!(!is_page || !body.contains("alert("), "{path}");
    }
}

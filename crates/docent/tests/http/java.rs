use crate::bench::{Bench, OTHER_SITE, SITE, problem};
use reqwest::Method;
use serde_json::{Value, json};

/// What the page of a site tells its script.
async fn boot(bench: &Bench, site: &str) -> Value {
    let page = bench.bare(Method::GET, &format!("/ask/{site}")).send().await.unwrap();
    let page = page.text().await.unwrap();
    let (_, boot) = page.split_once(r#"type="application/json" id="boot">"#).unwrap();
    serde_json::from_str(boot.split_once("</script>").unwrap().0).unwrap()
}

/// JA2: the jar comes with its type, its length and its dates, by a name that holds its hash.
#[tokio::test]
async fn ja2_the_jar_says_what_it_is() {
    let bench = Bench::offering().await;
    let java = boot(&bench, SITE).await["java"].clone();
    let url = java["url"].as_str().unwrap();
    let hash = url.strip_prefix("/client/docent-").and_then(|it| it.strip_suffix(".jar"));
    assert!(hash.is_some_and(|it| it.len() == 16), "{url}");

    let hashed = bench.bare(Method::GET, url).send().await.unwrap();
    let plain = bench.bare(Method::GET, "/client/docent.jar").send().await.unwrap();

    for (name, value) in [
        ("content-type", "application/java-archive"),
        ("content-disposition", "attachment; filename=\"docent.jar\""),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("content-length", java["bytes"].to_string().as_str()),
        ("last-modified", "Tue, 01 Jan 1980 00:00:00 GMT"),
        ("x-java-jnlp-version-id", env!("CARGO_PKG_VERSION")),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(hashed.headers()[name], value, "{name}");
    }
    assert_eq!(plain.headers()["cache-control"], "public, no-cache");
    let tag = plain.headers()["etag"].clone();
    let (hashed, plain) = (hashed.bytes().await.unwrap(), plain.bytes().await.unwrap());
    assert_eq!(hashed, plain);
    let known = bench.bare(Method::GET, url).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(known.status(), 304);
    for unknown in ["/client/docent-0000000000000000.jar", "/client/", "/client/x.jar"] {
        let answer = bench.bare(Method::GET, unknown).send().await.unwrap();
        assert_eq!(problem(answer).await, (404, "no-such".into()), "{unknown}");
    }
}

/// JA3: a site that does not offer the application, and a server that has none, say nothing of it.
#[tokio::test]
async fn ja3_nobody_is_offered_what_is_not_there() {
    let (with, without) = (Bench::offering().await, Bench::new().await);
    assert!(boot(&with, SITE).await["java"].is_object());
    assert!(boot(&with, OTHER_SITE).await["java"].is_null());
    assert!(boot(&without, SITE).await["java"].is_null());

    let (unoffered, nowhere) = (with.arrive(OTHER_SITE).await, without.arrive(SITE).await);
    for (bench, channel) in [(&with, &unoffered), (&without, &nowhere)] {
        let path = format!("/v1/channels/{}", channel.id);
        let of = |method: Method, part: &str| {
            bench.visitor(&channel.token, method, &format!("{path}/{part}"))
        };
        for request in [
            of(Method::GET, "pairings"),
            of(Method::POST, "pairings").json(&json!({ "code": "K7F-4QX" })),
            of(Method::POST, "jnlp").json(&json!({})),
        ] {
            let answer = request.send().await.unwrap();
            assert_eq!(problem(answer).await, (404, "no-such".into()));
        }
    }
    let open = without.bare(Method::POST, "/v1/pairings").json(&json!({}));
    assert_eq!(problem(open.send().await.unwrap()).await, (404, "no-such".into()));
    let jar = without.bare(Method::GET, "/client/docent.jar").send().await.unwrap();
    assert_eq!(problem(jar).await, (404, "no-such".into()));
}

/// JA4: Web Start is told everything by one file, which nobody else may ask for and nobody keeps.
#[tokio::test]
async fn ja4_web_start_gets_a_file_of_its_own() {
    let bench = Bench::offering().await;
    let (mine, other) = (bench.arrive(SITE).await, bench.arrive(SITE).await);
    let path = format!("/v1/channels/{}/jnlp", mine.id);

    let swapped = bench.visitor(&other.token, Method::POST, &path).json(&json!({}));
    assert_eq!(problem(swapped.send().await.unwrap()).await, (404, "no-such".into()));
    let file = bench.visitor(&mine.token, Method::POST, &path).json(&json!({ "bytes": 9 }));
    let file = file.send().await.unwrap();

    assert_eq!(file.headers()["content-type"], "application/x-java-jnlp-file");
    assert_eq!(file.headers()["cache-control"], "no-store");
    assert!(file.headers().contains_key("content-length"));
    assert_eq!(file.headers()["last-modified"], "Tue, 01 Jan 1980 00:00:00 GMT");
    let file = file.text().await.unwrap();
    let jar = boot(&bench, SITE).await["java"]["url"].as_str().unwrap().to_owned();
    for part in [
        format!("codebase=\"{}/\"", bench.url),
        format!("<jar href=\"{}\" main=\"true\"", jar.trim_start_matches('/')),
        format!("<argument>--server</argument>\n    <argument>{}</argument>", bench.url),
        "<title>The Shop</title>".to_owned(),
    ] {
        assert!(file.contains(&part), "{part} in {file}");
    }
    let (_, token) = file.split_once("<argument>--token</argument>\n    <argument>").unwrap();
    let token = token.split_once("</argument>").unwrap().0;
    let redeem =
        || bench.bare(Method::POST, "/v1/pairings/redeem").json(&json!({ "token": token }));
    let given: Value = redeem().send().await.unwrap().json().await.unwrap();
    assert_eq!((&given["token"], &given["after"]), (&json!(mine.token), &json!(0)));
    assert_eq!(problem(redeem().send().await.unwrap()).await, (410, "link-used".into()));
}

use crate::bench::{Bench, PASSWORD, SITE, problem, set_cookie};
use docent_core::actor::Actor;
use reqwest::header::ORIGIN;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// SE20: nothing is changed for a page of another origin, nor for one that does not say which it
/// is, however valid its cookie.
#[tokio::test]
async fn se20_foreign_pages_change_nothing() {
    let bench = Bench::new().await;
    let cookie = bench.cookie("ada@example.com").await;
    let site = json!({ "key": "new", "settings": {} });
    let login = json!({ "email": "ada@example.com", "password": PASSWORD });
    let draw = json!({ "draw": docent::auth::random_id() });
    let paths = [
        (Method::POST, "/v1/sites", &site),
        (Method::PUT, "/v1/sites/shop", &site),
        (Method::POST, "/v1/logout", &site),
        (Method::POST, "/v1/login", &login),
        (Method::POST, "/v1/first", &login),
        (Method::POST, "/v1/sites/shop/channels", &draw),
        (Method::POST, "/v1/sites/shop/dry-run", &site),
        (Method::POST, "/v1/probe", &site),
        (Method::POST, "/v1/saved-tours/import", &site),
        (Method::PUT, "/v1/saved-tours/00000000000000000000000000", &site),
        (Method::DELETE, "/v1/saved-tours/00000000000000000000000000", &site),
        (Method::PUT, "/v1/agents/00000000000000000000000000", &site),
        (Method::DELETE, "/v1/agents/00000000000000000000000000", &site),
    ];
    let port = bench.url.rsplit_once(':').unwrap().1;
    let foreign = [
        None,
        Some("null".to_owned()),
        Some("https://evil.example".to_owned()),
        Some(format!("http://localhost:{port}")),
        Some(format!("https://127.0.0.1:{port}")),
        Some(format!("{}.evil.example", bench.url)),
    ];

    for (method, path, body) in paths {
        for origin in &foreign {
            let request = bench.bare(method.clone(), path).header("cookie", &cookie).json(body);
            let request = match origin {
                Some(origin) => request.header(ORIGIN, origin),
                None => request,
            };
            let answer = request.send().await.unwrap();
            assert_eq!(problem(answer).await, (403, "origin".into()), "{path} {origin:?}");
        }
    }

    let me = bench.staff(&cookie, Method::GET, "/v1/me").send().await.unwrap();
    let me: Value = me.json().await.unwrap();
    assert_eq!(me["sites"].as_array().unwrap().len(), 2);
}

/// SE20: a form of another site cannot send JSON in disguise.
#[tokio::test]
async fn se20_only_json_is_taken_as_json() {
    let bench = Bench::new().await;

    for media_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let request = bench.ours(Method::POST, "/v1/login").header("content-type", media_type);
        let answer = request.body("{}").send().await.unwrap();
        assert_eq!(problem(answer).await, (415, "not-json".into()));
    }
}

/// SE12: who has signed out, or was removed, is out at once.
#[tokio::test]
async fn se12_rights_that_were_taken_away_are_gone() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;
    let [here, there] =
        [bench.cookie("bob@example.com").await, bench.cookie("bob@example.com").await];
    let bob = bench.app.engine.directory().agent_by_email("bob@example.com").unwrap().id;

    let out = bench.staff(&here, Method::POST, "/v1/logout").send().await.unwrap();
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    let me = bench.staff(&here, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(problem(me).await, (401, "signed-out".into()));
    let me = bench.staff(&there, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(me.status(), StatusCode::OK);

    let path = format!("/v1/agents/{bob}");
    let removed = bench.staff(&ada, Method::DELETE, &path).send().await.unwrap();
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    let me = bench.staff(&there, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(problem(me).await, (401, "signed-out".into()));
    let again = bench.login("bob@example.com", PASSWORD).await;
    assert_eq!(problem(again).await, (401, "wrong-password".into()));
}

/// SE12: a sign-in survives a restart of the server, and so does its end.
#[tokio::test]
async fn se12_sign_ins_are_kept() {
    let bench = Bench::new().await;
    let [stays, ends] =
        [bench.cookie("ada@example.com").await, bench.cookie("ada@example.com").await];
    bench.staff(&ends, Method::POST, "/v1/logout").send().await.unwrap();

    let bench = bench.restart().await;

    let me = bench.staff(&stays, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(me.status(), StatusCode::OK);
    let me = bench.staff(&ends, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(problem(me).await, (401, "signed-out".into()));
}

/// SE7: only admins see and change accounts and sites.
#[tokio::test]
async fn se7_agents_change_no_accounts() {
    let bench = Bench::new().await;
    let bob = bench.cookie("bob@example.com").await;
    let new =
        json!({ "email": "eve@example.com", "name": "Eve", "role": "admin", "password": PASSWORD });
    let site = json!({ "key": "new", "settings": {} });

    for (method, path, body) in [
        (Method::GET, "/v1/agents", &new),
        (Method::POST, "/v1/agents", &new),
        (Method::DELETE, &*format!("/v1/agents/{}", bench.ada.id), &new),
        (Method::POST, "/v1/sites", &site),
        (Method::PUT, "/v1/sites/shop", &site),
    ] {
        let answer = bench.staff(&bob, method, path).json(body).send().await.unwrap();
        assert_eq!(problem(answer).await, (403, "not-allowed".into()), "{path}");
    }
}

/// SE13: guessing a password is slowed down, for known and unknown addresses alike.
#[tokio::test]
async fn se13_guessing_is_slowed_down() {
    let bench = Bench::new().await;

    for email in ["ada@example.com", "nobody@example.com"] {
        for _ in 0..5 {
            let answer = bench.login(email, "wrong password").await;
            assert_eq!(problem(answer).await, (401, "wrong-password".into()));
        }
        let answer = bench.login(email, PASSWORD).await;
        assert!(answer.headers().contains_key("retry-after"));
        assert_eq!(problem(answer).await, (429, "too-many-tries".into()));
    }
}

/// SE13: the one-time link makes one admin, once.
#[tokio::test]
async fn se13_the_first_link_makes_one_admin() {
    let bench = Bench::on(std::sync::Arc::new(tempfile::TempDir::new().unwrap())).await;
    let code = bench.app.auth.first.draw().to_string();
    let first = |code: &str, password: &str| {
        let email = "ada@example.com";
        let body = json!({ "code": code, "email": email, "name": "Ada", "password": password });
        bench.ours(Method::POST, "/v1/first").json(&body).send()
    };

    let wrong = first("00000000000000000000000000", PASSWORD).await.unwrap();
    assert_eq!(problem(wrong).await, (410, "link-used".into()));
    let short = first(&code, "short").await.unwrap();
    assert_eq!(problem(short).await, (422, "invalid".into()));
    let made = first(&code, PASSWORD).await.unwrap();
    assert_eq!(made.status(), StatusCode::CREATED);
    let cookie = set_cookie(&made);
    let again = first(&code, PASSWORD).await.unwrap();
    assert_eq!(problem(again).await, (410, "link-used".into()));

    let me = bench.staff(&cookie, Method::GET, "/v1/me").send().await.unwrap();
    let me: Value = me.json().await.unwrap();
    assert_eq!(me["agent"]["role"], "admin");
}

/// SE22: neither the password, nor its hash, nor the cookie stands in an answer or an entry.
#[tokio::test]
async fn se22_secrets_stay_secret() {
    let bench = Bench::new().await;
    let cookie = bench.cookie("ada@example.com").await;
    let secret = cookie.split_once('=').unwrap().1.to_owned();

    let me =
        bench.staff(&cookie, Method::GET, "/v1/me").send().await.unwrap().text().await.unwrap();
    let desk = docent_core::id::LogId::Desk(bench.ada.id);
    let rows = bench.app.store.read(desk, 0, 100).await.unwrap();
    let directory = docent_core::id::LogId::Directory;
    let more = bench.app.store.read(directory, 0, 100).await.unwrap();

    assert!(!rows.is_empty() && rows.iter().all(|row| row.by == Actor::Server));
    let said: String = rows
        .iter()
        .chain(&more)
        .filter_map(|row| std::str::from_utf8(row.body.as_deref()?).ok())
        .collect();
    for text in [me, said] {
        for hidden in [PASSWORD, "argon2", &secret] {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
}

#[tokio::test]
async fn an_admin_adds_sites_and_agents() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;

    let site =
        json!({ "key": "new", "settings": { "name": "New", "origins": ["https://new.example/"] } });
    let added = bench.staff(&ada, Method::POST, "/v1/sites").json(&site).send().await.unwrap();
    assert_eq!(added.status(), StatusCode::CREATED);
    let added: Value = added.json().await.unwrap();
    assert_eq!(added["settings"]["origins"], json!(["https://new.example"]));

    let eve =
        json!({ "email": "Eve@example.com", "name": "Eve", "role": "agent", "password": PASSWORD });
    let added = bench.staff(&ada, Method::POST, "/v1/agents").json(&eve).send().await.unwrap();
    assert_eq!(added.status(), StatusCode::CREATED);
    assert_eq!(bench.login("eve@example.com", PASSWORD).await.status(), StatusCode::OK);

    let dry = bench.staff(&ada, Method::POST, &format!("/v1/sites/{SITE}/dry-run"));
    let dry = dry.json(&json!({ "url": "javascript:alert(1)" })).send().await.unwrap();
    let dry: Value = dry.json().await.unwrap();
    assert_eq!((&dry["allowed"], &dry["code"]), (&json!(false), &json!("scheme")));
}

/// SE12: sign-ins do not survive another password, and those of other agents do.
#[tokio::test]
async fn se12_a_new_password_ends_sign_ins() {
    let bench = Bench::new().await;
    let [ada, bob] = [bench.cookie("ada@example.com").await, bench.cookie("bob@example.com").await];
    let hash = docent::auth::password::hash_now("another password").unwrap();

    bench.accounts().change_password(bench.ada.id, &hash).await.unwrap();
    bench.accounts().drop_ended(&bench.app.auth, &bench.app.hub).await.unwrap();

    let me = bench.staff(&ada, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(problem(me).await, (401, "signed-out".into()));
    let me = bench.staff(&bob, Method::GET, "/v1/me").send().await.unwrap();
    assert_eq!(me.status(), StatusCode::OK);
    let old = bench.login("ada@example.com", PASSWORD).await;
    assert_eq!(problem(old).await, (401, "wrong-password".into()));
    let new = bench.login("ada@example.com", "another password").await;
    assert_eq!(new.status(), StatusCode::OK);
}

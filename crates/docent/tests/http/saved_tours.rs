//! Saved tours by REST.

use crate::bench::{Bench, SITE, problem};
use docent::auth::random_id;
use docent_core::id::Id;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const FILE: &str = "---\ntitle: Shoes\n---\n## Returns\n/returns\n> Look.\n\nA note.\n";

/// TF8: staff list, save, import, take along and remove tours; the file that is taken along is the
/// tour that was saved.
#[tokio::test]
async fn tf8_tours_are_kept_by_rest() {
    let bench = Bench::new().await;
    let bob = bench.cookie("bob@example.com").await;
    let id: Id = random_id();
    let path = format!("/v1/saved-tours/{id}");
    let tour = json!({ "title": "T", "site": SITE, "stops": [{ "location": "/x" }] });
    let list = async || {
        let all = bench.staff(&bob, Method::GET, "/v1/saved-tours").send().await.unwrap();
        let all: Value = all.json().await.unwrap();
        all["tours"].as_array().unwrap().len()
    };
    let import = |text: &str| {
        let body = json!({ "text": text, "site": SITE });
        bench.staff(&bob, Method::POST, "/v1/saved-tours/import").json(&body).send()
    };

    let saved = bench.staff(&bob, Method::PUT, &path).json(&tour).send().await.unwrap();
    assert_eq!(saved.status(), StatusCode::OK);
    let again = bench.staff(&bob, Method::PUT, &path).json(&tour).send().await.unwrap();
    let again: Value = again.json().await.unwrap();
    assert_eq!((&again["id"], &again["stops"][0]["title"]), (&json!(id), &json!("/x")));
    let imported = import(FILE).await.unwrap();
    assert_eq!(imported.status(), StatusCode::CREATED);
    let imported: Value = imported.json().await.unwrap();
    assert_eq!(list().await, 2);

    let file = format!("/v1/saved-tours/{}/file", imported["id"].as_str().unwrap());
    let file = bench.staff(&bob, Method::GET, &file).send().await.unwrap();
    assert!(file.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let copy: Value = import(&file.text().await.unwrap()).await.unwrap().json().await.unwrap();
    assert_eq!(copy["stops"], imported["stops"]);

    let gone = bench.staff(&bob, Method::DELETE, &path).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert_eq!(list().await, 2);
    let gone = bench.staff(&bob, Method::DELETE, &path).send().await.unwrap();
    assert_eq!(problem(gone).await, (404, "no-such".into()));
    let refused = import("---\ntitle: T\n---\n## A\nx y\n").await.unwrap();
    let refused: Value = refused.json().await.unwrap();
    assert_eq!(refused["code"], "bad-tour");
    assert!(refused["detail"].as_str().unwrap().starts_with("line 5: "), "{refused}");
    let inside =
        json!({ "title": "T", "site": SITE, "stops": [{ "location": "http://10.0.0.1/" }] });
    let inside = bench.staff(&bob, Method::PUT, &path).json(&inside).send().await.unwrap();
    assert_eq!(problem(inside).await, (422, "bad-tour".into()));
}

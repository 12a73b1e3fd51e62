//! `docent tour …`

use crate::{Serving, stdout};
use reqwest::header::{COOKIE, ORIGIN, SET_COOKIE};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn check(words: &[&str], file: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docent"));
    command.args(["tour", "check"]).args(words).arg(file).env_clear().output().unwrap()
}

/// TF9: `docent tour check` tells faults as `FILE:LINE: …` and by its status, or as JSON; the
/// demonstration's tour has none.
#[test]
fn tf9_a_file_is_checked() {
    let folder = TempDir::new().unwrap();
    let bad = folder.path().join("bad.md");
    fs::write(&bad, "---\ntitle: T\n---\n## A\nnowhere\n## B\n").unwrap();
    let demo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/demo/tour.md");

    let told = stdout(&check(&[], &demo));
    assert!(told.contains("5 stops: Returning a pair of shoes"), "{told}");
    let json: Value = serde_json::from_str(&stdout(&check(&["--json"], &demo))).unwrap();
    assert_eq!((&json["ok"], &json["tour"]["site"]), (&json!(true), &json!("demo")));

    let wrong = check(&[], &bad);
    let told = String::from_utf8(wrong.stdout).unwrap();
    let name = bad.display();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(lines[0].starts_with(&format!("{name}:5: `nowhere` is no location")), "{told}");
    assert_eq!(lines[1], format!("{name}:6: the stop has no location"));
    let wrong = check(&["--json"], &bad);
    let json: Value = serde_json::from_slice(&wrong.stdout).unwrap();
    assert_eq!((&json["ok"], &json["faults"][0]["line"]), (&json!(false), &json!(5)));
    assert_eq!(wrong.status.code(), Some(1));
    let missing = check(&[], &folder.path().join("none.md"));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("cannot read"));
}

/// The demonstration has its tour, and every stop of it is there.
#[tokio::test]
async fn the_demonstration_has_a_tour() {
    let folder = TempDir::new().unwrap();
    let serving = Serving::start(folder.path(), &["--demo"]);
    let (server, http) = (&serving.url, reqwest::Client::new());
    let body = json!({ "email": "ada@example.com", "password": "lovelace" });
    let login = http.post(format!("{server}/v1/login")).header(ORIGIN, server).json(&body);
    let signed_in = login.send().await.unwrap();
    let cookie = signed_in.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap();

    let list = http.get(format!("{server}/v1/saved-tours")).header(COOKIE, cookie);
    let list: Value = list.send().await.unwrap().json().await.unwrap();

    let stops = list["tours"][0]["stops"].as_array().unwrap();
    assert_eq!(stops.len(), 5);
    for stop in stops {
        let url = format!("{server}{}", stop["location"].as_str().unwrap());
        assert_eq!(reqwest::get(&url).await.unwrap().status(), 200, "{url}");
    }
}

//! What `/openapi.json` says is what the routes are.

use crate::bench::Bench;
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

/// An address and a method.
type Operation = (String, String);

/// WI40: every route below `/v1` stands in the description, and nothing else does.
#[tokio::test]
async fn wi40_the_description_is_what_the_routes_are() {
    let bench = Bench::new().await;
    let answer = bench.bare(Method::GET, "/openapi.json").send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/json; charset=utf-8");
    let told: Value = answer.json().await.unwrap();

    assert_eq!(described(&told), routed());
    let mut names = BTreeSet::new();
    for operation in operations(&told) {
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name), "two are named {name}");
    }
    assert!(names.len() > 25, "{names:?}");
}

/// WI40: whatever the description refers to is in it.
#[tokio::test]
async fn wi40_references_lead_somewhere() {
    let bench = Bench::new().await;
    let answer = bench.bare(Method::GET, "/openapi.json").send().await.unwrap();
    let text = answer.text().await.unwrap();
    let told: Value = serde_json::from_str(&text).unwrap();

    for part in text.split("\"$ref\": \"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(told.pointer(pointer).is_some(), "{pointer}");
    }
}

fn operations(told: &Value) -> impl Iterator<Item = &Value> {
    let paths = told["paths"].as_object().unwrap().values();
    paths.flat_map(|path| path.as_object().unwrap().values())
}

fn described(told: &Value) -> BTreeSet<Operation> {
    let paths = told["paths"].as_object().unwrap().iter();
    let methods = paths.flat_map(|(path, methods)| {
        methods.as_object().unwrap().keys().map(|method| (path.clone(), method.clone()))
    });
    methods.collect()
}

/// The routes as they stand in the source: a router does not tell them.
fn routed() -> BTreeSet<Operation> {
    let mut found = BTreeSet::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(file).unwrap();
        for route in text.split(".route(").skip(1) {
            let quoted = route.trim_start().strip_prefix('"');
            let Some((path, rest)) = quoted.and_then(|it| it.split_once('"')) else { continue };
            let given = rest.split(".route(").next().unwrap().split(['}', ';']).next().unwrap();
            let has = |method: &&&str| {
                let at_start = given.trim_start_matches([',', ' ', '\n']);
                at_start.starts_with(&format!("{method}("))
                    || given.contains(&format!(".{method}("))
            };
            let methods = METHODS.iter().filter(has);
            found.extend(methods.map(|method| (path.to_owned(), (*method).to_owned())));
        }
    }
    found.retain(|(path, _)| path.starts_with("/v1/"));
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| sources(folder));
    below
        .chain(files.into_iter().filter(|file| file.extension().is_some_and(|it| it == "rs")))
        .collect()
}

//! The shape of the code itself: floors, sizes, words, and a test for every rule of the SPEC.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the server from the ground up. A module may use what stands before it, and itself.
const FLOORS: [&str; 24] = [
    "clock", "error", "limit", "tasks", "patient", "config", "auth", "forecast", "store", "record",
    "hub", "engine", "account", "alarm", "board", "router", "probe", "assets", "java", "app",
    "socket", "http", "cli", "main",
];
/// The edges are handed the whole: they may name it, and it starts them.
const HANDED: [(&str, &str); 1] = [("app", "http")];
const FILE_LINES_MAX: usize = 500;
/// Which modules alone may name a dependency.
const OWNERS: [(&str, &[&str]); 10] = [
    ("rusqlite", &["store"]),
    ("zip", &["java"]),
    ("axum", &["http", "socket", "app"]),
    ("argon2", &["auth"]),
    ("getrandom", &["auth", "store"]),
    ("clap", &["cli", "config"]),
    ("rust_embed", &["assets", "http"]),
    ("rustls_acme", &["http"]),
    ("tokio_rustls", &["http", "probe"]),
    ("webpki_roots", &["probe"]),
];
/// Names of others' making.
const NAMES: [&str; 4] = ["futures_util", "hyper_util", "tokio_util", "preload-helper"];
/// Words that the glossary replaces.
const WORDS: [&str; 6] = ["operator", "ticket", "manager", "chatroom", "helper", "util"];

#[test]
fn modules_use_only_lower_floors() {
    for (path, text) in sources("crates/docent/src") {
        let Some(own) = floor_of(&path) else { continue };
        for used in text.split("crate::").skip(1) {
            let used = used.strip_prefix('{').unwrap_or(used);
            let name = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            let Some(floor) = FLOORS.iter().position(|it| *it == name) else { continue };
            let handed = HANDED.contains(&(FLOORS[own], name));
            assert!(floor <= own || handed, "{}: reaches up to {name}", path.display());
        }
    }
}

#[test]
fn core_has_no_io_clock_or_async() {
    for (path, text) in sources("crates/core/src") {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in ["std::fs", "std::net", "std::env", "SystemTime", "Instant::", "async fn"] {
            let golden = path.iter().any(|it| it == "golden" || it == "golden.rs");
            assert!(golden || !code.contains(word), "{}: uses {word}", path.display());
        }
    }
}

#[test]
fn files_are_short() {
    let web = files("web", &["ts", "tsx", "css", "mjs"]);
    for (path, text) in sources("crates").chain(web).chain(files("java", &["java", "mjs"])) {
        let lines = text.lines().count();
        let generated = path.to_string_lossy().contains(".gen.");
        assert!(generated || lines <= FILE_LINES_MAX, "{}: {lines} lines", path.display());
    }
}

#[test]
fn every_rule_has_a_test() {
    let rust: String = sources("crates").map(|(_, text)| text).collect();
    let web: String = files("web", &["ts", "tsx", "mjs"]).map(|(_, text)| text).collect();
    let java: String = files("java/test", &["java"]).map(|(_, text)| text).collect();
    for rule in rules() {
        let in_rust = rust.contains(&format!("fn {}_", rule.to_lowercase()));
        let in_web = web.contains(&format!("{rule}:"));
        let in_java = java.contains(&format!("void {}_", rule.to_lowercase()));
        assert!(
            in_rust || in_web || in_java,
            "no test is named `{}_…` or `{rule}: …`",
            rule.to_lowercase()
        );
    }
}

#[test]
fn rules_are_numbered_once() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for rule in rules() {
        *counts.entry(rule).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);

    assert!(counts.is_empty(), "numbered twice: {counts:?}");
}

#[test]
fn heavy_dependencies_are_known_to_few() {
    for (path, text) in sources("crates/docent/src") {
        let Some(own) = floor_of(&path) else { continue };
        for (dependency, owners) in OWNERS {
            let used = text.contains(&format!("{dependency}::"));
            let owner = owners.contains(&FLOORS[own]);
            assert!(!used || owner, "{}: uses {dependency}", path.display());
        }
    }
}

#[test]
fn words_are_those_of_the_glossary() {
    let all = sources("crates").chain(files("web", &["ts", "tsx"]));
    for (path, text) in all.filter(|(path, _)| !path.ends_with("tidy.rs")) {
        let text = text.to_lowercase();
        // What others have made is called what they call it.
        let text = NAMES.iter().fold(text, |text, name| text.replace(name, ""));
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        for word in WORDS {
            assert!(!words.contains(word), "{}: says `{word}`", path.display());
        }
    }
}

/// Ids of the rules in SPEC.md, such as `ST1`, as often as they stand there.
fn rules() -> Vec<String> {
    let spec = fs::read_to_string(root().join("docs/SPEC.md")).expect("SPEC.md is readable");
    let ids = spec.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("**"));
    ids.map(|(id, _)| id.to_owned()).collect()
}

fn floor_of(path: &Path) -> Option<usize> {
    let inside = path.strip_prefix(root().join("crates/docent/src")).ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    FLOORS.iter().position(|it| *it == first.trim_end_matches(".rs"))
}

fn sources(folder: &str) -> impl Iterator<Item = (PathBuf, String)> {
    files(folder, &["rs"])
}

/// All files below `folder` with one of these endings, without what is built or installed.
fn files(
    folder: &str,
    endings: &'static [&'static str],
) -> impl Iterator<Item = (PathBuf, String)> {
    let mut folders = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("folder is readable") {
            let path = entry.expect("entry is readable").path();
            let skipped =
                ["node_modules", "dist", "target", "build"].iter().any(|it| path.ends_with(it));
            if path.is_dir() && !skipped {
                folders.push(path);
            } else if path.extension().is_some_and(|it| endings.iter().any(|end| it == *end)) {
                found.push(path);
            }
        }
    }
    found.into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("source is UTF-8");
        (path, text)
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root is there")
}

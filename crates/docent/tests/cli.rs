//! The command line, as a person or a script uses it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "cli/demo.rs"]
mod demo;
#[path = "cli/tls.rs"]
mod tls;
#[path = "cli/tour.rs"]
mod tour;

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// `docent` with these words on this data folder, in an environment without our settings.
fn docent(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docent"));
    command.args(words).arg("--data").arg(folder).env_clear();
    command
}

fn run(folder: &Path, words: &[&str]) -> Output {
    docent(folder, words).output().unwrap()
}

fn stdout(output: &Output) -> String {
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A server on a port of its own. Ended with the test.
struct Serving {
    child: Child,
    url: String,
}

impl Serving {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let words = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut command = docent(folder, &words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let url = first.trim_end().rsplit_once(' ').unwrap().1.to_owned();
        Self { child, url }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn an_agent_is_added_with_a_password_that_is_drawn_or_read() {
    let folder = TempDir::new().unwrap();
    let add = |words: &[&str]| {
        run(folder.path(), &[&["agent", "add", "--name", "Ada", "--json"], words].concat())
    };

    let drawn: Value =
        serde_json::from_str(&stdout(&add(&["--email", "Ada@example.com", "--role", "admin"])))
            .unwrap();
    assert_eq!(drawn["agent"]["email"], "ada@example.com");
    assert_eq!(drawn["agent"]["role"], "admin");
    assert_eq!(drawn["password"].as_str().unwrap().len(), 26);

    let words =
        ["agent", "add", "bob@example.com", "--name", "Bob", "--json", "--password-file", "-"];
    let mut reading = docent(folder.path(), &words);
    let mut reading = reading
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    reading.stdin.take().unwrap().write_all(b"correct horse\nand more\n").unwrap();
    let read: Value = serde_json::from_str(&stdout(&reading.wait_with_output().unwrap())).unwrap();
    assert_eq!(read["password"], Value::Null);

    let twice = refused(&add(&["ada@example.com"]));
    assert!(twice.contains("ada@example.com") && twice.contains("exists already"), "{twice}");
    let short = refused(&add(&["eve@example.com", "--password", "short"]));
    assert!(short.contains("password") && short.contains("8 characters"), "{short}");
    let listed: Value =
        serde_json::from_str(&stdout(&run(folder.path(), &["agent", "list", "--json"]))).unwrap();
    assert_eq!(listed["agents"].as_array().unwrap().len(), 2);
}

#[test]
fn a_site_is_added_and_its_mistakes_are_named() {
    let folder = TempDir::new().unwrap();

    let words = ["site", "add", "shop", "--name", "Shop", "--origin", "https://shop.example"];
    assert_eq!(stdout(&run(folder.path(), &words)), "Added the site shop (Shop).\n");

    let again = refused(&run(folder.path(), &words));
    assert!(again.contains("site shop") && again.contains("exists already"), "{again}");
    let bad = refused(&run(folder.path(), &["site", "add", "x", "--origin", "shop.example"]));
    assert!(bad.contains("origins"), "{bad}");
}

#[test]
fn a_mistyped_data_folder_is_not_made() {
    let folder = TempDir::new().unwrap();
    let none = folder.path().join("none");

    for words in [&["verify"][..], &["usage", "--from", "2026-01-01", "--to", "2026-01-31"]] {
        let told = refused(&run(&none, words));
        assert!(told.contains("none") && told.contains("--data"), "{told}");
    }

    assert!(!none.exists());
}

#[test]
fn the_folder_of_a_running_server_is_verified_and_copied() {
    let folder = TempDir::new().unwrap();
    let _serving = Serving::start(folder.path(), &[]);

    let verified = stdout(&run(folder.path(), &["verify"]));
    assert!(verified.contains("are as they were stored"), "{verified}");
    let copy = folder.path().join("copy.db");
    stdout(&run(folder.path(), &["backup", copy.to_str().unwrap()]));
    assert!(copy.metadata().unwrap().len() > 0);
    let again = refused(&run(folder.path(), &["backup", copy.to_str().unwrap()]));
    assert!(again.contains("copy.db"), "{again}");
}

#[test]
fn usage_is_printed_for_people_spreadsheets_and_programs() {
    let folder = TempDir::new().unwrap();
    stdout(&run(folder.path(), &["site", "add", "shop"]));
    let usage = |more: &[&str]| {
        let words = [&["usage", "--from", "2026-11-01", "--to", "2026-11-30"], more].concat();
        stdout(&run(folder.path(), &words))
    };

    assert!(usage(&[]).starts_with("site "));
    assert!(usage(&["--csv"]).starts_with("site,agent,"));
    let json: Value = serde_json::from_str(&usage(&["--json"])).unwrap();
    assert_eq!(json["rows"], serde_json::json!([]));
    let words = ["usage", "--from", "2026-11-31", "--to", "2026-11-30"];
    let bad = refused(&run(folder.path(), &words));
    assert!(bad.contains("--from") && bad.contains("not a day"), "{bad}");
}

#[test]
fn a_setting_at_fault_is_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("docent.toml");
    std::fs::write(&file, "listen = \"here\"\n").unwrap();

    let told = refused(&run(folder.path(), &["serve", "--config", file.to_str().unwrap()]));
    assert!(told.contains("docent.toml") && told.contains("line 1"), "{told}");
    let told = refused(&run(folder.path(), &["serve", "--url", "chat.example"]));
    assert!(told.contains("chat.example"), "{told}");
    let busy = Serving::start(folder.path(), &[]);
    let listen = busy.url.strip_prefix("http://").unwrap();
    let told = refused(&run(folder.path(), &["serve", "--listen", listen]));
    assert!(told.contains(listen), "{told}");
}

/// The settings may also be variables; the command line wins.
#[test]
fn settings_are_read_from_the_environment() {
    let folder = TempDir::new().unwrap();
    let mut command = docent(folder.path(), &["doctor", "--json"]);
    let told =
        command.env("DOCENT_URL", "https://chat.example").env("DOCENT_LISTEN", "127.0.0.1:0");

    let output = told.output().unwrap();

    let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
    let url = findings.as_array().unwrap().iter().find(|it| it["what"] == "url").unwrap();
    assert!(url["text"].as_str().unwrap().starts_with("https://chat.example "), "{url}");
}

/// The well-known password works only where it was asked for, and the start says so.
#[test]
fn the_demonstration_is_loud() {
    let folder = TempDir::new().unwrap();
    let mut command = docent(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--demo"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines().take(5) {
        said.push_str(&line.unwrap());
    }
    child.kill().unwrap();
    child.wait().unwrap();

    assert!(said.contains("DEMONSTRATION"), "{said}");
    assert!(said.contains("ada@example.com / lovelace"), "{said}");
}

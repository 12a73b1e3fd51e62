//! WI and FO: the golden files of `vectors/`, which Rust, TypeScript and Java all read.
//!
//! `UPDATE=1 cargo test -p docent-core` writes them anew. Once shipped, an example is only added to.

mod examples;
mod plans;

use crate::stage::{Stage, log_id};
use crate::story;
use docent_core::actor::Reader;
use docent_core::entry::Event;
use docent_core::follow::{Cursor, Verdict};
use docent_core::frame::{ClientFrame, ServerFrame, WireEntry};
use docent_core::id::LogId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors")
}

/// Writes the file where that is asked for. Returns what stands in it.
fn golden(name: &str, made: &Value) -> Value {
    let path = folder().join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, format!("{made:#}\n")).unwrap();
    }
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
    serde_json::from_str(&text).unwrap()
}

fn assert_golden(name: &str, made: &Value) {
    let kept = golden(name, made);
    assert!(kept == *made, "vectors/{name} is not what we write: run with UPDATE=1 and look");
}

/// WI3: every frame and every event is written and read as its golden example says.
#[test]
fn wi3_frames_and_events_are_as_their_examples() {
    let frames = json!({
        "client": examples::client_frames(),
        "server": examples::server_frames(),
    });
    let events = json!(examples::events());

    assert_golden("frames.json", &frames);
    assert_golden("events.json", &events);

    for frame in frames["client"].as_array().unwrap() {
        let read: ClientFrame = serde_json::from_value(frame.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), *frame);
    }
    for frame in frames["server"].as_array().unwrap() {
        let read: ServerFrame = serde_json::from_value(frame.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), *frame);
    }
    for entry in events.as_array().unwrap() {
        let read: WireEntry = serde_json::from_value(entry.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), *entry);
    }
}

/// WI8: every entry of the directory and of a desk is stored and read as its golden example says.
#[test]
fn wi8_stored_events_are_as_their_examples() {
    let directory = json!(examples::directory_events());
    let desk = json!(examples::desk_events());

    assert_golden("stored.json", &json!({ "directory": directory, "desk": desk }));

    for (log, events) in [(LogId::Directory, &directory), (LogId::Desk(crate::stage::ada()), &desk)]
    {
        for event in events.as_array().unwrap() {
            let read = Event::read(log, event.to_string().as_bytes()).unwrap();
            assert_eq!(serde_json::to_value(read).unwrap(), *event);
        }
    }
}

/// WI7: there is an example of every frame, command and event that the web knows.
#[test]
fn wi7_every_kind_has_an_example() {
    let path = folder().join("../web/link/src/protocol.gen.ts");
    let types = std::fs::read_to_string(path).unwrap();
    let examples =
        json!([examples::client_frames(), examples::server_frames(), examples::events(),])
            .to_string();

    for (field, tag) in [("t: '", "\"t\":\""), ("kind: '", "\"kind\":\""), ("do: '", "\"do\":\"")] {
        let kinds: Vec<&str> = types
            .lines()
            .filter_map(|line| line.trim().trim_start_matches("| { ").strip_prefix(field))
            .filter_map(|rest| rest.split('\'').next())
            .collect();
        assert!(kinds.len() > 5, "{field}");
        for kind in kinds {
            assert!(examples.contains(&format!("{tag}{kind}\"")), "no example of {tag}{kind}");
        }
    }
}

/// CH33: the logs of seven whole channels give the views that stand beside them.
#[test]
fn ch33_golden_logs_give_their_views() {
    let logs = [
        ("guided", story::guided()),
        ("blocked", story::blocked()),
        ("noted", story::noted()),
        ("absent", story::absent()),
        ("foreseen", story::foreseen()),
        ("toured", story::toured()),
        ("taken-along", story::taken_along()),
    ];

    for (name, stage) in logs {
        assert_golden(&format!("logs/{name}.json"), &log_file(&stage));
    }
}

/// The entries of a log, which of them browser 1 may see, what it gets where that is not the same,
/// and what staff and browser 1 see then.
fn log_file(stage: &Stage) -> Value {
    let entry = |entry: &docent_core::entry::Entry| {
        json!({
            "seq": entry.seq,
            "at_ms": entry.at_ms,
            "by": entry.by,
            "audience": entry.audience,
            "event": entry.event,
        })
    };
    let own = Reader::Browser(1);
    let seen = stage.entries.iter().filter(|it| it.audience.includes(own)).map(|it| it.seq);
    let others: BTreeMap<u64, Event> = stage
        .seen_by(own)
        .into_iter()
        .filter(|it| stage.entries.iter().any(|all| all.seq == it.seq && all.event != it.event))
        .map(|it| (it.seq, it.event))
        .collect();
    json!({
        "log": log_id(),
        "entries": stage.entries.iter().map(entry).collect::<Vec<_>>(),
        "browser_1_sees": seen.collect::<Vec<_>>(),
        "browser_1_gets": others,
        "staff": stage.channel().view_for(Reader::Staff),
        "browser_1": stage.channel().view_for(own),
        "summary": stage.state.summary(crate::stage::channel_id()),
    })
}

/// FO5: a follower's check gives what stands in `cursors.json`, in every language.
#[test]
fn fo5_cursors_are_checked_as_their_examples_say() {
    let cases: [(u64, u64, &[u64]); 9] = [
        (0, 0, &[1, 2]),
        (4, 4, &[5]),
        (4, 4, &[7, 9]),
        (4, 3, &[6]),
        (4, 2, &[3, 4, 5]),
        (4, 2, &[3, 4]),
        (4, 5, &[6]),
        (4, 4, &[]),
        (0, 3, &[4]),
    ];

    let made: Vec<Value> = cases.iter().map(|case| cursor_case(case.0, case.1, case.2)).collect();

    assert_golden("cursors.json", &json!(made));
}

fn cursor_case(before: u64, prev: u64, seqs: &[u64]) -> Value {
    let mut cursor = Cursor(before);
    let verdict = match cursor.take(prev, seqs) {
        Verdict::Accept { skip } => json!({ "is": "accept", "skip": skip }),
        Verdict::Gap => json!({ "is": "gap" }),
        Verdict::Old => json!({ "is": "old" }),
    };
    json!({ "cursor": before, "prev": prev, "seqs": seqs, "verdict": verdict, "after": cursor.0 })
}

/// PL8: a way is planned as `plans.json` says, in every language.
#[test]
fn pl8_plans_are_as_their_examples_say() {
    assert_golden("plans.json", &json!(plans::plans()));
}

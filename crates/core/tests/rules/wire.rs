//! WI: what travels.

use docent_core::actor::Actor;
use docent_core::channel::ChannelEvent;
use docent_core::desk::DeskEvent;
use docent_core::directory::DirectoryEvent;
use docent_core::entry::Event;
use docent_core::frame::ClientFrame;
use docent_core::id::{Id, LogId};

/// WI4: kinds that are newer than we are are read as `Unknown`, fields that are newer are left out.
#[test]
fn wi4_newer_kinds_are_unknown_and_newer_fields_are_left_out() {
    let newer = br#"{"kind":"Sung","song":"x","voices":[1,2]}"#;
    let id = Id::from_bytes([1; 16]);

    let read = [LogId::Channel(id), LogId::Directory, LogId::Desk(id)]
        .map(|log| Event::read(log, newer).unwrap());

    assert_eq!(read[0], Event::Channel(ChannelEvent::Unknown));
    assert_eq!(read[1], Event::Directory(DirectoryEvent::Unknown));
    assert_eq!(read[2], Event::Desk(DeskEvent::Unknown));
    let more = br#"{"kind":"Said","text":"hi","mood":"fine"}"#;
    let said =
        Event::Channel(ChannelEvent::Said { text: "hi".to_owned(), name: String::new(), to: None });
    assert_eq!(Event::read(LogId::Channel(id), more).unwrap(), said);
}

/// WI5: actors and logs are written in one way only: no other spelling names the same one.
#[test]
fn wi5_actors_and_logs_have_one_spelling() {
    let id = Id::from_bytes([0xab; 16]);
    for actor in [Actor::Server, Actor::Browser(1), Actor::Browser(4_000), Actor::Agent(id)] {
        assert_eq!(actor.to_string().parse(), Ok(actor));
    }

    let bad = [
        "",
        "browser",
        "browser-",
        "browser-0",
        "browser-01",
        "browser-+1",
        "browser--1",
        "browser-4294967296",
        "agent-",
        "agent-1",
        "Server",
        "server-",
        "browser-1 ",
    ];

    for bad in bad {
        assert!(bad.parse::<Actor>().is_err(), "{bad}");
    }
    for bad in ["", "channel", "channel-", "desk-x", "directory-", &id.to_string()] {
        assert!(bad.parse::<LogId>().is_err(), "{bad}");
    }
}

/// WI6: a frame from a client that is not one exactly is refused (THREATS T6, T8).
#[test]
fn wi6_malformed_frames_are_refused() {
    let bad = [
        "",
        "null",
        "[]",
        "{}",
        "{\"t\":\"hello\"}",
        "{\"t\":\"nothing\"}",
        "{\"t\":\"follow\",\"log\":[\"x\"],\"after\":0}",
        "{\"t\":\"follow\",\"log\":null,\"after\":0}",
        "{\"t\":\"follow\",\"log\":1,\"after\":0}",
        "{\"t\":\"follow\",\"log\":\"directory\",\"after\":-1}",
        "{\"t\":\"follow\",\"log\":\"directory\",\"after\":1e99}",
        "{\"t\":\"follow\",\"log\":\"directory\",\"after\":\"0\"}",
        "{\"t\":\"follow\",\"log\":\"directory\",\"after\":0,\"as\":\"staff\"}",
        "{\"t\":\"do\",\"log\":\"directory\",\"n\":1,\"command\":{\"do\":\"dance\"}}",
        "{\"t\":\"do\",\"log\":\"directory\",\"n\":1,\"command\":{\"do\":\"say\"}}",
    ];

    for text in bad {
        assert!(serde_json::from_str::<ClientFrame>(text).is_err(), "{text}");
    }

    let deep = "[".repeat(100_000);
    assert!(serde_json::from_str::<ClientFrame>(&deep).is_err());
}

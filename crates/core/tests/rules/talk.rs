//! CH: what is said and how far it was read.

use crate::stage::{GRACE, Stage, ada, say};
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand, ChannelEvent};
use docent_core::limit::{NAME_CHARS_MAX, TEXT_CHARS_MAX};
use docent_core::refusal::Refusal;
use docent_core::text;
use docent_core::view::Marks;
use proptest::prelude::*;

const fn mark(delivered: u64, seen: u64) -> ChannelCommand {
    ChannelCommand::Mark { delivered, seen }
}

/// CH7: words keep their line breaks, lose control characters and the space at their end; empty
/// ones are refused, too long ones with the number that is allowed.
#[test]
fn ch7_words_are_cleaned_and_bounded() {
    let mut stage = Stage::joined();

    let happened = stage.does(GRACE, say("  two\r\nlines\t\u{0}\u{1b}[31m\u{7f}\u{85} \n "));

    assert_eq!(
        happened,
        [ChannelEvent::Said {
            text: "  two\nlines\t[31m".to_owned(),
            name: String::new(),
            to: None
        }]
    );
    for empty in ["", "  \n\t ", "\u{0}\u{7}"] {
        assert_eq!(stage.asks(GRACE, say(empty)), Err(Refusal::Empty { field: "text" }));
    }
    let longest = "ä".repeat(TEXT_CHARS_MAX);
    assert!(stage.asks(GRACE, say(&longest)).is_ok());
    let too_long = Refusal::TooLong { field: "text", max: TEXT_CHARS_MAX };
    assert_eq!(stage.asks(GRACE, say(&format!("{longest}ä"))), Err(too_long.clone()));
    assert!(too_long.to_string().contains("4000"));
    let name = ChannelCommand::Name { name: "x".repeat(NAME_CHARS_MAX + 1) };
    let too_long = Refusal::TooLong { field: "name", max: NAME_CHARS_MAX };
    assert_eq!(stage.asks(GRACE, name), Err(too_long));
}

/// CH8: marks never go back, never pass the last thing said, and are no event when nothing changed.
#[test]
fn ch8_marks_only_go_forward_and_end_at_the_last_words() {
    let mut stage = Stage::joined();
    stage.does(GRACE, say("hello"));
    let said = stage.view().last_said;
    stage.does(GRACE, ChannelCommand::Pause);
    let by = Actor::Agent(ada());

    stage.does(by, mark(said + 1, said - 1));

    assert_eq!(stage.view().marks[&by], Marks { delivered: said, seen: said - 1 });
    assert_eq!(stage.asks(by, mark(said - 1, 0)), Ok(vec![]));
    assert_eq!(stage.asks(by, mark(said + 1, said - 1)), Ok(vec![]));
    stage.does(by, mark(said, said));
    assert_eq!(stage.view().marks[&by], Marks { delivered: said, seen: said });
    let head = stage.view().seq;
    for impossible in [mark(head + 1, 0), mark(1, 2)] {
        assert!(matches!(stage.asks(by, impossible), Err(Refusal::Invalid { .. })));
    }
}

/// CH24: a visitor may write while waiting; an agent who has not joined may not.
#[test]
fn ch24_a_waiting_visitor_may_write() {
    let mut stage = Stage::waiting();

    stage.does(GRACE, say("is anybody there?"));

    assert_eq!(stage.asks(Actor::Agent(ada()), say("yes")), Err(Refusal::NotJoined));
}

proptest! {
    /// CH37: whatever is typed, what is kept is not empty, not too long, holds no control characters
    /// but line breaks and tabs (a line: none), and is kept as it is when it is typed again.
    #[test]
    fn ch37_what_is_kept_is_clean(typed in "(\\PC|\\pC|[\n\t\u{202e}\u{2066} ]){0,30}") {
        if let Ok(kept) = text::words("text", &typed, 20) {
            let is_clean = |it: char| matches!(it, '\n' | '\t') || !it.is_control();
            prop_assert!(kept.chars().all(is_clean) && kept.chars().count() <= 20);
            prop_assert!(!kept.trim().is_empty());
            prop_assert_eq!(text::words("text", &kept, 20), Ok(kept));
        }
        let line = text::cut(&typed, 20);
        prop_assert!(!line.contains(char::is_control) && line.chars().count() <= 20);
        prop_assert_eq!(text::cut(&line, 20), line.clone());
        if let Ok(kept) = text::line("name", &typed, 20) {
            prop_assert_eq!(kept, line);
        }
    }
}

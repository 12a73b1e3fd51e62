//! CH: notes left where nobody was available.

use crate::stage::{GRACE, Stage, ada, bob, channel_id};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::{ChannelCommand, ChannelEvent, EndReason};
use docent_core::refusal::Refusal;

fn note(contact: &str, text: &str) -> ChannelCommand {
    ChannelCommand::LeaveNote {
        name: "Grace".to_owned(),
        contact: contact.to_owned(),
        text: text.to_owned(),
    }
}

/// CH12: a note is left by who waits, ends the wait, and is open until an agent has settled it.
#[test]
fn ch12_a_note_ends_the_wait_and_is_open_until_settled() {
    let mut stage = Stage::waiting();

    let happened = stage.does(GRACE, note("grace@example.com", "please call"));

    assert_eq!(happened[1], ChannelEvent::Ended { reason: EndReason::Note });
    assert_eq!(stage.entries[2].audience, Audience::These(vec![1]));
    let summary = stage.state.summary(channel_id()).unwrap();
    assert!(summary.open_note);
    assert_eq!(summary.name, "Grace");
    assert_eq!(summary.last_said.unwrap().text, "please call");
    stage.does(Actor::Agent(bob()), ChannelCommand::SettleNote);
    assert!(!stage.view().open_note);
    assert_eq!(stage.asks(Actor::Agent(ada()), ChannelCommand::SettleNote), Ok(vec![]));
}

/// CH25: a note needs words and somewhere to answer, and a visitor who waits.
#[test]
fn ch25_a_note_needs_words_and_where_to_answer() {
    let stage = Stage::waiting();

    let no_contact = stage.asks(GRACE, note(" ", "please call"));
    let no_words = stage.asks(GRACE, note("grace@example.com", "\n"));

    assert_eq!(no_contact, Err(Refusal::Empty { field: "contact" }));
    assert_eq!(no_words, Err(Refusal::Empty { field: "text" }));
    let joined = Stage::joined().asks(GRACE, note("grace@example.com", "please call"));
    assert_eq!(joined, Err(Refusal::NotWaiting));
}

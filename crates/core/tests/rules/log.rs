//! ST and CH: what every log knows of itself, whichever kind it is.

use crate::stage::{GRACE, OPENING_MS, Stage, ada, bob, log_id, say};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::{ChannelCommand, ChannelEvent};
use docent_core::entry::{CommandName, Entry, Event};
use docent_core::id::Id;
use docent_core::limit::SENDERS_MAX;
use docent_core::machine::State;
use docent_core::refusal::Refusal;
use docent_core::view::Status;

fn name(sender: usize, n: u64) -> CommandName {
    CommandName { sender: Id::from_bytes((sender as u128).to_be_bytes()), n }
}

fn unknown_after(stage: &Stage) -> Entry {
    Entry {
        seq: stage.state.seq() + 1,
        at_ms: stage.now_ms,
        by: GRACE,
        cause: None,
        audience: Audience::All,
        event: Event::Channel(ChannelEvent::Unknown),
    }
}

/// CH17: a log that holds a kind newer than we are can be read, not changed.
#[test]
fn ch17_a_newer_log_is_not_changed() {
    let mut stage = Stage::joined();

    stage.state.apply(&unknown_after(&stage));

    assert_eq!(stage.asks(GRACE, say("hello")), Err(Refusal::NewerLog));
    assert_eq!(stage.view().guide.as_ref().map(|guide| guide.agent), Some(ada()));
    assert_eq!(stage.state.seq(), stage.entries.last().unwrap().seq + 1);
}

/// CH18: an erased body makes a log no newer than we are; but what lacks a body is over for good,
/// also when it was its end that was erased.
#[test]
fn ch18_an_erased_body_makes_nothing_newer() {
    let stage = Stage::ended();
    let mut folded = State::new(log_id());

    for entry in &stage.entries[..4] {
        folded.apply(entry);
    }
    folded.apply_erased(&Entry { seq: 5, ..unknown_after(&stage) });

    let stage = Stage { state: folded, ..stage };
    assert_eq!(stage.view().status, Status::Ended);
    assert_eq!(stage.state.deadline(), None);
    assert_eq!(stage.asks(GRACE, say("hello")), Err(Refusal::Ended));
    assert!(stage.asks(GRACE, ChannelCommand::Rate { stars: 5 }).is_ok());
}

/// CH39: what was said is erased at any time, by the joined agent, an admin or the server.
#[test]
fn ch39_words_are_erased_while_the_chat_goes_on() {
    let erase = ChannelCommand::Erase { from: 3, to: 3 };
    let mut stage = Stage::joined();
    stage.does(GRACE, say("4111 1111 1111 1111"));

    for by in [Actor::Server, Actor::Agent(ada())] {
        assert!(stage.asks(by, erase.clone()).is_ok(), "{by}");
    }
    assert_eq!(stage.asks(GRACE, erase.clone()), Err(Refusal::NotAllowed));
    assert_eq!(stage.asks(Actor::Agent(bob()), erase), Err(Refusal::NotJoined));
    for (from, to) in [(0, 1), (3, 2), (1, 99)] {
        let refused = stage.asks(Actor::Server, ChannelCommand::Erase { from, to });
        assert!(matches!(refused, Err(Refusal::Invalid { .. })));
    }
}

/// CH39: of erased words their place, time and speaker stay; all else of the channel stays as it is.
#[test]
fn ch39_erased_words_leave_the_channel_open() {
    let mut stage = Stage::joined();
    stage.does(GRACE, say("4111 1111 1111 1111"));
    let mut erased = State::new(log_id());

    for entry in &stage.entries {
        let kind = serde_json::to_value(&entry.event).unwrap()["kind"].clone();
        let blank = ChannelEvent::without_words(kind.as_str().unwrap());
        let event = blank.map_or_else(|| entry.event.clone(), Event::Channel);
        erased.apply(&Entry { event, ..entry.clone() });
    }

    assert_eq!(erased.channel().unwrap().last_words(), None);
    assert_eq!(erased.channel().unwrap().view, stage.state.channel().unwrap().view);
    assert_eq!(erased.channel().unwrap().unread(), 1);
    let stage = Stage { state: erased, ..stage };
    assert!(stage.asks(GRACE, say("hello again")).is_ok());
}

/// CH36: bodies are erased after the end only, and only those that there are.
#[test]
fn ch36_bodies_are_erased_after_the_end() {
    let erase = |from, to| ChannelCommand::NoteErased { from, to };
    let mut stage = Stage::ended();

    let erased = stage.does(Actor::Server, erase(2, 4));

    assert_eq!(erased, [ChannelEvent::Erased { from: 2, to: 4, words: false }]);
    for (from, to) in [(0, 1), (3, 2), (1, 99)] {
        let refused = stage.asks(Actor::Server, erase(from, to));
        assert!(matches!(refused, Err(Refusal::Invalid { .. })));
    }
    let open = Stage::joined().asks(Actor::Server, erase(1, 1));
    assert!(matches!(open, Err(Refusal::Invalid { .. })));
}

/// CH28: a log whose every body was erased is still folded without fault.
#[test]
fn ch28_a_log_without_bodies_is_folded() {
    let stage = Stage::driven();
    let mut folded = State::new(log_id());

    for entry in &stage.entries {
        folded
            .apply_erased(&Entry { event: Event::Channel(ChannelEvent::Unknown), ..entry.clone() });
    }

    assert_eq!(folded.seq(), stage.state.seq());
    assert!(folded.summary(crate::stage::channel_id()).is_some());
}

/// CH19: a command that was carried out is known by its sender and count, and answered from there.
#[test]
fn ch19_a_command_is_answered_from_its_name() {
    let mut stage = Stage::joined();
    stage.does_named(GRACE, name(1, 1), say("one"));
    stage.does_named(GRACE, name(1, 2), ChannelCommand::Pause);
    let head = stage.state.seq();

    assert_eq!(stage.state.answered(name(1, 2)), Some(head));
    assert_eq!(stage.state.answered(name(1, 1)), Some(head));
    assert_eq!(stage.state.answered(name(1, 3)), None);
    assert_eq!(stage.state.answered(name(2, 1)), None);
    assert_eq!(stage.state.last_n(name(1, 0).sender), 2);
    assert_eq!(stage.state.last_n(name(2, 0).sender), 0);
}

/// CH34: what was refused while a later command of the same sender was carried out is neither
/// answered as done nor carried out after it.
#[test]
fn ch34_what_was_overtaken_is_refused() {
    let mut stage = Stage::joined();
    stage.does_named(GRACE, name(1, 1), say("one"));
    stage.does_named(GRACE, name(1, 3), say("three"));

    assert_eq!(stage.state.answered(name(1, 2)), None);
    let refused = stage.tries_named(GRACE, name(1, 2), say("two"));
    assert_eq!(refused, Err(Refusal::Overtaken));

    stage.does_named(GRACE, name(1, 90), say("ninety"));
    assert_eq!(stage.tries_named(GRACE, name(1, 3), say("three")), Err(Refusal::Overtaken));
    assert!(stage.tries_named(GRACE, name(1, 91), say("on")).is_ok());
}

/// CH29: a command that caused several entries is answered with the first of them.
#[test]
fn ch29_a_command_is_answered_with_its_first_entry() {
    let mut stage = Stage::driven();
    let before = stage.state.seq();

    let happened = stage.does_named(GRACE, name(1, 1), ChannelCommand::Pause);

    assert_eq!(happened.len(), 2);
    assert_eq!(stage.state.answered(name(1, 1)), Some(before + 1));
}

/// CH30: a log remembers a bounded number of senders, those heard last.
#[test]
fn ch30_senders_are_bounded_and_the_oldest_is_forgotten() {
    let mut stage = Stage::waiting();
    for sender in 0..SENDERS_MAX {
        stage.does_named(GRACE, name(sender, 1), say("hello"));
    }
    stage.does_named(GRACE, name(0, 2), say("again"));

    stage.does_named(GRACE, name(SENDERS_MAX, 1), say("one more"));

    assert_eq!(stage.state.last_n(name(0, 0).sender), 2);
    assert_eq!(stage.state.last_n(name(1, 0).sender), 0);
    assert_eq!(stage.state.last_n(name(2, 0).sender), 1);
}

/// CH30: a visitor with many senders makes a log forget no agent, nor the other way round.
#[test]
fn ch30_senders_of_visitors_push_out_no_agent() {
    let mut stage = Stage::joined();
    stage.does_named(Actor::Agent(ada()), name(1_000, 1), say("hello"));

    for sender in 0..2 * SENDERS_MAX {
        stage.does_named(GRACE, name(sender, 1), say("hello"));
    }

    assert_eq!(stage.state.last_n(name(1_000, 0).sender), 1);
    for sender in 2_000..2_000 + 2 * SENDERS_MAX {
        stage.does_named(Actor::Agent(ada()), name(sender, 1), say("hello"));
    }
    assert_eq!(stage.state.last_n(name(1_000, 0).sender), 0);
    assert_eq!(stage.state.last_n(name(2 * SENDERS_MAX - 1, 0).sender), 1);
}

/// CH20: a state goes through the cache unchanged; what cannot be read is folded again.
#[test]
fn ch20_a_state_survives_the_cache() {
    let mut stage = Stage::driven();
    stage.does_named(GRACE, name(1, 1), ChannelCommand::Pause);
    stage.does(Actor::Server, ChannelCommand::NoteAway { browser: 1 });

    let bytes = stage.state.to_bytes();

    assert_eq!(State::from_bytes(&bytes), Some(stage.state.clone()));
    assert_eq!(State::from_bytes(b"{}"), None);
    assert_eq!(stage.state.last_at_ms(), OPENING_MS);
}

/// CH31: a log takes only commands of its own kind.
#[test]
fn ch31_a_log_takes_commands_of_its_own_kind() {
    use docent_core::desk::DeskCommand;
    use docent_core::machine::{Command, Order};
    let stage = Stage::joined();
    let command = Command::Desk(DeskCommand::BeAvailable);
    let order = Order { by: Actor::Agent(ada()), name: None, command };

    let ctx = stage.context();
    let refused = stage.state.decide(&order, &ctx);

    assert_eq!(refused, Err(Refusal::NotAllowed));
}

//! CH: who may do what in a channel, and how it begins and ends.

use crate::stage::{GRACE, Stage, ada, arrive, bob, drive, log_id, page, say, taken};
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand, ChannelEvent, ClientKind, EndReason, Questions};
use docent_core::id::Id;
use docent_core::refusal::Refusal;
use docent_core::view::Status;

/// CH3: who is first gets the visitor, offered to somebody else or not; asking again is no event.
#[test]
fn ch3_the_first_agent_is_joined() {
    let mut stage = Stage::waiting();
    stage.does(Actor::Server, ChannelCommand::Offer { agent: bob() });

    let happened = stage.does(Actor::Agent(ada()), ChannelCommand::Join);

    assert_eq!(happened, [ChannelEvent::Joined { agent: ada(), name: "Ada".to_owned() }]);
    assert_eq!(stage.view().status, Status::Joined);
    assert_eq!(stage.view().offer, None);
    assert_eq!(stage.asks(Actor::Agent(ada()), ChannelCommand::Join), Ok(vec![]));
}

/// CH4: of two agents who join at once, exactly one gets the visitor.
#[test]
fn ch4_second_agent_is_refused() {
    let stage = Stage::joined();

    let refused = stage.asks(Actor::Agent(bob()), ChannelCommand::Join);

    assert_eq!(refused, Err(Refusal::AlreadyTaken));
}

/// CH5: an agent whose account was removed may do nothing more, and another may join.
#[test]
fn ch5_a_removed_agent_leaves_the_visitor_to_others() {
    let mut stage = Stage::joined();
    stage.directory.agents.remove(&ada());

    let refused = stage.asks(Actor::Agent(ada()), say("still here"));

    assert_eq!(refused, Err(Refusal::NotAllowed));
    stage.does(Actor::Agent(bob()), ChannelCommand::Join);
    assert_eq!(stage.view().guide.as_ref().map(|guide| guide.agent), Some(bob()));
}

/// CH6: every command is refused to everybody but those whom the table of PROTOCOL names.
#[test]
fn ch6_each_command_is_refused_to_all_but_those_named() {
    let stage = Stage::joined();
    let stranger = Actor::Browser(7);
    let everybody = [Actor::Server, GRACE, stranger, Actor::Agent(ada()), Actor::Agent(bob())];

    for (command, may) in commands() {
        for by in everybody {
            let admitted = !matches!(
                stage.asks(by, command.clone()),
                Err(Refusal::NotAllowed | Refusal::NotJoined | Refusal::NoSuch { what: "browser" })
            );
            let named = may.contains(&by);
            assert_eq!(admitted, named, "{by} {command:?}");
        }
    }
}

/// Every command, with the actors who may give it in a channel that Ada has joined.
fn commands() -> Vec<(ChannelCommand, Vec<Actor>)> {
    use ChannelCommand as C;
    let text = String::new;
    let (ada, bob) = (Actor::Agent(ada()), Actor::Agent(bob()));
    let server = vec![Actor::Server];
    let visitor = vec![GRACE];
    let both = vec![GRACE, ada];
    vec![
        (arrive(), server.clone()),
        (C::Offer { agent: Id::from_bytes([0xb0; 16]) }, server.clone()),
        (C::NoteAway { browser: 1 }, server.clone()),
        (C::NoteHere { browser: 1 }, server.clone()),
        (C::Tick, server.clone()),
        (C::NoteErased { from: 1, to: 1 }, server.clone()),
        (C::Deliver { client: ClientKind::Web, version: text(), bytes: 0, ms: 0 }, visitor.clone()),
        (C::Name { name: "Grace".to_owned() }, visitor.clone()),
        (C::Equip { ways: vec![], lost: None }, visitor.clone()),
        (C::Sit { tab: Id::from_bytes([1; 16]) }, visitor.clone()),
        (C::Receipt { drive: 1, outcome: taken() }, visitor.clone()),
        (C::Move { page: page("") }, visitor.clone()),
        (C::Pause, visitor.clone()),
        (C::Resume, visitor.clone()),
        (C::Consent, visitor.clone()),
        (C::Withdraw, visitor.clone()),
        (C::LeaveNote { name: text(), contact: text(), text: text() }, visitor.clone()),
        (C::Rate { stars: 5 }, visitor.clone()),
        (say("hi"), both.clone()),
        (C::Mark { delivered: 0, seen: 0 }, both),
        (C::End, vec![Actor::Server, GRACE, ada]),
        (crate::tour::enter("G", None), server.clone()),
        (C::Rejoin, visitor.clone()),
        (C::TakeAlong { tour: Id::from_bytes([7; 16]), title: text() }, vec![ada]),
        (C::Again { browsers: None }, vec![ada]),
        (C::Remove { browser: 1 }, vec![ada]),
        (C::Hand { agent: Id::from_bytes([0xb0; 16]) }, vec![ada]),
        (
            C::ChangeTour {
                title: text(),
                questions: Questions::Private,
                open: true,
                code: text(),
            },
            vec![ada],
        ),
        (C::Join, vec![ada, bob]),
        (C::SettleNote, vec![ada, bob]),
        (drive("https://shop.example/"), vec![ada]),
        (C::Link { url: "https://shop.example/".to_owned(), title: text() }, vec![ada]),
    ]
}

/// CH9: what is over refuses everything but a rating, marks, settling a note and erasure.
#[test]
fn ch9_after_the_end_almost_nothing_can_be_done() {
    use ChannelCommand as C;
    let stage = Stage::ended();

    for (command, may) in commands() {
        let answer = stage.asks(may[0], command.clone());
        match command {
            C::Rate { .. } | C::Mark { .. } | C::NoteErased { .. } | C::Tick => {
                assert!(answer.is_ok(), "{command:?}");
            }
            C::SettleNote => assert_eq!(answer, Err(Refusal::NoSuch { what: "note" })),
            C::Arrive { .. } => assert_eq!(answer, Err(Refusal::AlreadyThere)),
            _ => assert_eq!(answer, Err(Refusal::Ended), "{command:?}"),
        }
    }
}

/// CH10: the record says who ended it, and whether the visitor had been joined by then.
#[test]
fn ch10_the_end_says_why() {
    let cases = [
        (Stage::joined(), Actor::Agent(ada()), EndReason::Agent),
        (Stage::joined(), GRACE, EndReason::Visitor),
        (Stage::waiting(), GRACE, EndReason::Abandoned),
    ];

    for (mut stage, by, reason) in cases {
        assert_eq!(stage.does(by, ChannelCommand::End), [ChannelEvent::Ended { reason }]);
        assert_eq!(stage.view().status, Status::Ended);
    }
}

/// CH13: only what is over can be rated, from 1 to 5; another rating replaces the first.
#[test]
fn ch13_a_rating_comes_after_the_end() {
    let rate = |stars| ChannelCommand::Rate { stars };
    let mut stage = Stage::ended();

    stage.does(GRACE, rate(2));
    stage.does(GRACE, rate(4));

    assert_eq!(stage.view().stars, 4);
    assert_eq!(stage.asks(GRACE, rate(4)), Ok(vec![]));
    for stars in [0, 6, 255] {
        assert!(matches!(stage.asks(GRACE, rate(stars)), Err(Refusal::Invalid { .. })));
    }
    assert!(matches!(Stage::joined().asks(GRACE, rate(5)), Err(Refusal::Invalid { .. })));
}

/// CH14: asking for what is so already causes no event.
#[test]
fn ch14_what_is_so_already_is_no_event() {
    use ChannelCommand as C;
    let mut stage = Stage::joined();
    let twice = [
        C::Pause,
        C::Resume,
        C::Consent,
        C::Withdraw,
        C::Name { name: "Grace".to_owned() },
        C::Sit { tab: Id::from_bytes([7; 16]) },
        C::Equip { ways: vec![], lost: None },
        C::Move { page: page("shoes") },
    ];

    for command in twice {
        assert!(!stage.does(GRACE, command.clone()).is_empty(), "{command:?}");
        assert_eq!(stage.does(GRACE, command.clone()), [], "{command:?}");
    }
}

/// CH35: a channel in which nothing has happened knows no command but `Arrive`.
#[test]
fn ch35_nothing_can_be_done_before_the_arrival() {
    let stage = Stage::empty();

    let refused = stage.asks(Actor::Agent(ada()), ChannelCommand::Join);

    assert_eq!(refused, Err(Refusal::NoSuch { what: "channel" }));
    assert_eq!(stage.state.summary(crate::stage::channel_id()), None);
    assert_eq!(stage.state, docent_core::machine::State::new(log_id()));
}

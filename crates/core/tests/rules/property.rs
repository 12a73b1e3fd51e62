//! CH: what holds in a channel whatever its actors do.

use crate::stage::{GRACE, SHOP, Stage, ada, arrive, arrived, bob, drive, page, say, taken};
use docent_core::actor::{Actor, Reader};
use docent_core::channel::{ChannelCommand as C, ChannelEvent};
use docent_core::drive::{Obstacle, Outcome, Way};
use docent_core::entry::{Entry, Event};
use docent_core::id::Id;
use docent_core::machine::State;
use docent_core::refusal::Refusal;
use docent_core::site::{Consent, Driving};
use docent_core::view::Status;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One thing that somebody tries after some time.
#[derive(Debug, Clone)]
struct Step {
    wait_ms: u64,
    by: Actor,
    command: C,
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        6 => Just(GRACE),
        5 => Just(Actor::Agent(ada())),
        2 => Just(Actor::Agent(bob())),
        4 => Just(Actor::Server),
        1 => Just(Actor::Browser(2)),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        4 => Just(taken()),
        3 => Just(Outcome::Left),
        3 => Just(arrived("https://shop.example/?x=1#y")),
        1 => Just(Outcome::Blocked { why: Obstacle::Frame }),
        1 => Just(Outcome::Superseded),
        1 => Just(Outcome::Gone),
        1 => Just(Outcome::Dispatched),
    ]
}

fn url() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..5_u8).prop_map(|path| format!("https://shop.example/{path}")),
        1 => Just("http://127.0.0.1/".to_owned()),
        1 => Just("javascript:alert(1)".to_owned()),
    ]
}

fn driving_command() -> impl Strategy<Value = C> {
    prop_oneof![
        5 => url().prop_map(|url| drive(&url)),
        8 => (0..4_u32, outcome()).prop_map(|(drive, outcome)| C::Receipt { drive, outcome }),
        2 => Just(C::Pause),
        2 => Just(C::Resume),
        2 => Just(C::Consent),
        1 => Just(C::Withdraw),
        2 => prop::collection::vec(prop_oneof![Just(Way::Window), Just(Way::Link)], 0..3)
            .prop_map(|ways| C::Equip { ways, lost: None }),
    ]
}

fn other_command() -> impl Strategy<Value = C> {
    prop_oneof![
        1 => Just(arrive()),
        4 => Just(C::Join),
        3 => Just(C::Offer { agent: ada() }),
        3 => "[a-c \n]{0,4}".prop_map(|text| say(&text)),
        2 => (0..30_u64, 0..30_u64).prop_map(|(delivered, seen)| C::Mark { delivered, seen }),
        2 => url().prop_map(|url| C::Link { url, title: String::new() }),
        2 => (0..3_u8).prop_map(|path| C::Move { page: page(&path.to_string()) }),
        1 => (0..2_u8).prop_map(|tab| C::Sit { tab: Id::from_bytes([tab; 16]) }),
        1 => "[a-b]{0,2}".prop_map(|name| C::Name { name }),
        2 => (1..3_u32).prop_map(|browser| C::NoteAway { browser }),
        2 => (1..3_u32).prop_map(|browser| C::NoteHere { browser }),
        1 => Just(C::LeaveNote { name: "G".into(), contact: "g".into(), text: "t".into() }),
        1 => Just(C::SettleNote),
        1 => Just(C::End),
        1 => (0..7_u8).prop_map(|stars| C::Rate { stars }),
        4 => Just(C::Tick),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let command = prop_oneof![driving_command(), other_command()];
    let wait_ms = prop_oneof![6 => 0..800_u64, 2 => 2_000..90_000_u64, 1 => 90_000..2_000_000_u64];
    let step = (wait_ms, actor(), command).prop_map(|(wait_ms, by, command)| Step {
        wait_ms,
        by,
        command,
    });
    prop::collection::vec(step, 0..60)
}

/// A channel just opened; half of the sites ask for consent.
fn opened(consent: Consent) -> Stage {
    let mut stage = Stage::waiting();
    stage.settings().consent = consent;
    stage
}

fn consent() -> impl Strategy<Value = Consent> {
    prop_oneof![Just(Consent::Inform), Just(Consent::Ask)]
}

/// What is asked, with the time gone by; the one who asks is often one who may.
fn play(stage: &mut Stage, step: Step) -> Result<Vec<ChannelEvent>, Refusal> {
    stage.wait(step.wait_ms);
    stage.tries(step.by, step.command)
}

/// Rank of an outcome: what is known only grows.
fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Dispatched => 0,
        Outcome::Taken { .. } => 1,
        Outcome::Left => 2,
        Outcome::Arrived { .. } | Outcome::Blocked { .. } | Outcome::Superseded | Outcome::Gone => {
            3
        }
    }
}

fn events(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &ChannelEvent)> {
    entries.iter().filter_map(|entry| match &entry.event {
        Event::Channel(event) => Some((entry, event)),
        Event::Directory(_) | Event::Desk(_) => None,
    })
}

proptest! {
    /// CH16: what a reader is shown equals the fold of the entries that the reader may see.
    #[test]
    fn ch16_a_view_is_the_fold_of_what_its_reader_may_see(steps in steps(), consent in consent()) {
        let mut stage = opened(consent);
        for step in steps {
            let _refused = play(&mut stage, step);
        }

        for reader in [Reader::Staff, Reader::Browser(1)] {
            prop_assert_eq!(stage.channel().view_for(reader), stage.fold_for(reader));
        }
        let staff = &stage.channel().view;
        let own = staff.for_reader(Reader::Browser(1));
        let head = staff.seq;
        prop_assert_eq!(docent_core::view::View { seq: head, ..stage.fold_for(Reader::Browser(1)) }, own);
    }

    /// CH22: a tick at the deadline always does something, and before it nothing.
    #[test]
    fn ch22_a_tick_at_the_deadline_does_something(steps in steps(), consent in consent()) {
        let mut stage = opened(consent);
        for step in steps {
            let _refused = play(&mut stage, step);
            while let Some(deadline) = stage.state.deadline() {
                let mut early = stage.clone();
                early.now_ms = deadline - 1;
                prop_assert_eq!(early.asks(Actor::Server, C::Tick), Ok(vec![]));
                let mut due = stage.clone();
                due.now_ms = due.now_ms.max(deadline);
                prop_assert!(!due.does(Actor::Server, C::Tick).is_empty());
                if deadline > stage.now_ms {
                    break;
                }
                stage = due;
            }
        }
    }

    /// CH15: a channel has one guide at most, who was not changed while the account was there; and
    /// the guide alone has driven, linked and spoken as an agent.
    #[test]
    fn ch15_only_the_one_guide_acts_for_the_agents(steps in steps(), consent in consent()) {
        let mut stage = opened(consent);
        for step in steps {
            let _refused = play(&mut stage, step);
        }

        let mut guide = None;
        for (entry, event) in events(&stage.entries) {
            match event {
                ChannelEvent::Joined { agent, .. } => {
                    prop_assert_eq!(guide, None);
                    guide = Some(*agent);
                }
                ChannelEvent::Driven { .. } | ChannelEvent::Linked { .. } => {
                    prop_assert_eq!(Some(entry.by), guide.map(Actor::Agent));
                }
                ChannelEvent::Said { .. } => {
                    prop_assert!(entry.by == GRACE || Some(entry.by) == guide.map(Actor::Agent));
                }
                _ => {}
            }
        }
    }

    /// DR12: nobody is driven who has the wheel, has not consented where that is asked, or is not
    /// joined; and to nowhere but where the policy allows.
    #[test]
    fn dr12_no_drive_without_leave(steps in steps(), consent in consent()) {
        let mut stage = opened(consent);
        for step in steps {
            let before = stage.view().clone();
            for event in play(&mut stage, step).unwrap_or_default() {
                let ChannelEvent::Driven { to, browsers, .. } = event else { continue };
                prop_assert_eq!(before.status, Status::Joined);
                prop_assert!(to.url.starts_with("https://shop.example/"));
                for browser in browsers {
                    let browser = &before.browsers[&browser];
                    prop_assert!(!browser.paused);
                    prop_assert!(consent == Consent::Inform || browser.consented);
                }
            }
        }
    }

    /// RE10: receipts of a browser for a drive only grow, are taken once, end once, and belong to a
    /// drive that was asked for and is the last.
    #[test]
    fn re10_receipts_only_grow(steps in steps(), consent in consent()) {
        let mut stage = opened(consent);
        for step in steps {
            let _refused = play(&mut stage, step);
        }

        let mut known: BTreeMap<(u32, u32), Outcome> = BTreeMap::new();
        for (_, event) in events(&stage.entries) {
            if let ChannelEvent::Driven { drive, browsers, .. } = event {
                prop_assert_eq!(*drive, known.last_key_value().map_or(0, |last| last.0.0) + 1);
                known.extend(browsers.iter().map(|it| ((*drive, *it), Outcome::Dispatched)));
            }
            let ChannelEvent::Receipted { drive, receipts } = event else { continue };
            for receipt in receipts {
                let before = known.get_mut(&(*drive, receipt.browser));
                prop_assert!(before.is_some(), "nobody drove {} there", receipt.browser);
                let before = before.unwrap();
                prop_assert!(rank(before) < rank(&receipt.outcome), "{before:?} {receipt:?}");
                *before = receipt.outcome.clone();
            }
        }
    }

    /// CH32: entries are numbered from 1 without gaps, and folding them again, or going on from any
    /// cached state, gives the same state.
    #[test]
    fn ch32_folding_again_gives_the_same_state(steps in steps(), cut in any::<prop::sample::Index>()) {
        let mut stage = opened(Consent::Inform);
        for step in steps {
            let _refused = play(&mut stage, step);
        }

        let (old, new) = stage.entries.split_at(cut.index(stage.entries.len()));
        let mut state = State::new(crate::stage::log_id());
        for entry in old {
            state.apply(entry);
        }
        let mut state = State::from_bytes(&state.to_bytes()).unwrap();
        for entry in new {
            state.apply(entry);
        }

        prop_assert_eq!(&state, &stage.state);
        prop_assert!((1..).zip(&stage.entries).all(|(seq, entry)| entry.seq == seq));
    }

    /// DR13: while driving is stopped, nothing is driven and nothing taken.
    #[test]
    fn dr13_nothing_moves_while_driving_is_stopped(steps in steps()) {
        let mut stage = Stage::driven();
        stage.directory.sites.get_mut(SHOP).unwrap().driving = Driving::Stopped;
        for step in steps {
            for event in play(&mut stage, step).unwrap_or_default() {
                let moves = matches!(event, ChannelEvent::Driven { .. });
                let is_taken = |it: &docent_core::drive::Receipt| matches!(it.outcome, Outcome::Taken { .. });
                let takes = matches!(&event, ChannelEvent::Receipted { receipts, .. }
                    if receipts.iter().any(is_taken));
                prop_assert!(!moves && !takes);
            }
        }
    }
}

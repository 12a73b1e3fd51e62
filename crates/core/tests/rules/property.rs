//! CH: what holds in a channel whatever its actors do.

mod steps;
mod tours;

use crate::stage::{GRACE, SHOP, Stage};
use docent_core::actor::{Actor, Reader};
use docent_core::channel::{ChannelCommand as C, ChannelEvent};
use docent_core::drive::{Outcome, Receipt};
use docent_core::entry::{Entry, Event};
use docent_core::machine::State;
use docent_core::refusal::Refusal;
use docent_core::site::{Consent, Driving};
use docent_core::view::{Status, View};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use steps::{LAST, Step, steps};

/// A channel just opened; half of the sites ask for consent.
fn opened(consent: Consent) -> Stage {
    let mut stage = Stage::waiting();
    stage.settings().consent = consent;
    stage
}

fn consent() -> impl Strategy<Value = Consent> {
    prop_oneof![Just(Consent::Inform), Just(Consent::Ask)]
}

/// What is asked, after the time gone by.
fn play(stage: &mut Stage, step: Step) -> Result<Vec<ChannelEvent>, Refusal> {
    stage.wait(step.wait_ms);
    let command = match step.command {
        C::Receipt { drive: LAST, outcome } => {
            let number = if let Actor::Browser(number) = step.by { number } else { 1 };
            let ride = stage.view().browsers.get(&number).and_then(|it| it.ride.as_ref());
            C::Receipt { drive: ride.map_or(0, |ride| ride.drive), outcome }
        }
        command => command,
    };
    stage.tries(step.by, command)
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
        prop_assert_eq!(View { seq: head, ..stage.fold_for(Reader::Browser(1)) }, own);
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

        receipts_only_grow(&stage)?;
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
                let is_taken = |it: &Receipt| matches!(it.outcome, Outcome::Taken { .. });
                let takes = matches!(&event, ChannelEvent::Receipted { receipts, .. }
                    if receipts.iter().any(is_taken));
                prop_assert!(!moves && !takes);
            }
        }
    }
}

/// Receipts of a browser for a drive only grow, are taken once and end once.
fn receipts_only_grow(stage: &Stage) -> Result<(), TestCaseError> {
    let mut known: BTreeMap<(u32, u32), Outcome> = BTreeMap::new();
    let mut last = 0;
    for (_, event) in events(&stage.entries) {
        if let ChannelEvent::Driven { drive, browsers, .. } = event {
            prop_assert_eq!(*drive, last + 1);
            last = *drive;
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
    Ok(())
}

/// A tour with two visitors, played.
fn toured(steps: Vec<Step>, consent: Consent) -> Stage {
    let mut stage = crate::tour::with(2);
    stage.settings().consent = consent;
    for step in steps {
        let _refused = play(&mut stage, step);
    }
    stage
}

proptest! {
    /// TO15: whatever is tried in a tour, receipts only grow, and each drive takes a browser once.
    #[test]
    fn to15_nobody_is_moved_twice_by_one_drive(steps in tours::steps(), consent in consent()) {
        let stage = toured(steps, consent);

        receipts_only_grow(&stage)?;
    }

    /// TO16: whatever is tried in a tour, what a reader is shown is the fold of what it may see,
    /// and nobody sees a drive of another browser.
    #[test]
    fn to16_each_visitor_sees_their_own_part(steps in tours::steps(), consent in consent()) {
        let stage = toured(steps, consent);

        for number in 1..=4 {
            let reader = Reader::Browser(number);
            prop_assert_eq!(stage.channel().view_for(reader), stage.fold_for(reader));
            for entry in stage.seen_by(reader) {
                let Event::Channel(event) = &entry.event else { continue };
                if let ChannelEvent::Driven { browsers, later, skipped, .. } = event {
                    prop_assert!(browsers.is_empty() && later.is_empty() && skipped.is_empty());
                }
                if let ChannelEvent::Receipted { receipts, .. } = event {
                    prop_assert!(receipts.iter().all(|it| it.browser == number));
                }
            }
        }
        prop_assert_eq!(stage.channel().view_for(Reader::Staff), stage.fold_for(Reader::Staff));
    }

    /// TO17: whatever is tried in a tour, nobody is driven who has the wheel, has left, is away or
    /// has not consented where that is asked; each counts once at a stop.
    #[test]
    fn to17_nobody_in_a_tour_is_driven_without_leave(
        steps in tours::steps(),
        consent in consent(),
    ) {
        let mut stage = crate::tour::with(2);
        stage.settings().consent = consent;
        for step in steps {
            let before = stage.clone();
            let happened = play(&mut stage, step).unwrap_or_default();
            let mut view = before.view().clone();
            for (event, entry) in happened.iter().zip(&stage.entries[before.entries.len()..]) {
                if let ChannelEvent::Driven { browsers, .. } = event {
                    for number in browsers {
                        let browser = &view.browsers[number];
                        prop_assert!(!browser.paused && !browser.departed && !browser.away);
                        prop_assert!(consent == Consent::Inform || browser.consented);
                    }
                }
                view.apply(entry);
            }
            if let Some(tally) = stage.view().drives.last().and_then(|it| it.tally.as_ref()) {
                let stop = stage.view().drives.last().unwrap().drive;
                let rides = stage.view().browsers.values().filter_map(|it| it.ride.as_ref());
                let here = rides.filter(|it| it.stop == stop).count();
                let counted = tally.dispatched + tally.taken + tally.left + tally.arrived
                    + tally.blocked + tally.superseded + tally.gone;
                prop_assert!(usize::try_from(counted).unwrap() >= here, "{tally:?}");
                prop_assert_eq!(usize::try_from(tally.missed).unwrap(), tally.skipped.len());
            }
        }
    }

    /// TO18: a tick at the deadline of a tour always does something, and before it nothing.
    #[test]
    fn to18_a_tick_at_a_tours_deadline_does_something(steps in tours::steps()) {
        let mut stage = crate::tour::with(2);
        for step in steps {
            let _refused = play(&mut stage, step);
            let Some(deadline) = stage.state.deadline() else { continue };
            let mut due = stage.clone();
            due.now_ms = due.now_ms.max(deadline);
            prop_assert!(!due.does(Actor::Server, C::Tick).is_empty());
        }
    }
}

/// CH38: the random channels of these tests reach every kind of event and every outcome.
#[test]
fn ch38_random_channels_reach_everything() {
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();

    for _ in 0..600 {
        let mut stage = opened(Consent::Inform);
        for step in steps().new_tree(&mut runner).unwrap().current() {
            let _refused = play(&mut stage, step);
        }
        for (_, event) in events(&stage.entries) {
            let written = serde_json::to_value(event).unwrap();
            reached.insert(written["kind"].as_str().unwrap().to_owned());
            if let ChannelEvent::Receipted { receipts, .. } = event {
                let outcomes = serde_json::to_value(receipts).unwrap();
                reached.insert(outcomes[0]["outcome"]["is"].as_str().unwrap().to_owned());
            }
        }
    }

    let all = [
        "Arrived",
        "Asked",
        "Delivered",
        "Named",
        "Offered",
        "PassedOver",
        "Joined",
        "Said",
        "Linked",
        "Marked",
        "Equipped",
        "Seated",
        "Driven",
        "Receipted",
        "Moved",
        "Paused",
        "Resumed",
        "Consented",
        "Withdrew",
        "Away",
        "Returned",
        "NoteLeft",
        "NoteSettled",
        "Ended",
        "Rated",
        "Erased",
        "taken",
        "left",
        "arrived",
        "blocked",
        "superseded",
        "gone",
    ];
    let missing: Vec<&str> = all.into_iter().filter(|it| !reached.contains(*it)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

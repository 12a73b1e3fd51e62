//! Whatever people may try in a tour.

use super::steps::{Step, of_one_channel};
use crate::stage::{ada, bob, drive};
use crate::tour::{enter, ready};
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand as C, Questions};
use proptest::prelude::*;

/// Browsers that ever come.
const MOST: u32 = 4;

fn these() -> impl Strategy<Value = Option<Vec<u32>>> {
    prop::option::of(prop::collection::vec(1..=MOST, 0..4))
}

fn of_guides() -> impl Strategy<Value = C> {
    prop_oneof![
        4 => (0..4_u8, these(), prop_oneof![3 => Just(0), 1 => 1..2_000_u32], any::<bool>()).prop_map(
            |(path, browsers, spread_ms, confirmed)| C::Drive {
                url: format!("https://shop.example/{path}"),
                title: String::new(),
                browsers,
                spread_ms,
                confirmed,
            }
        ),
        1 => Just(drive("https://elsewhere.example/")),
        3 => these().prop_map(|browsers| C::Again { browsers }),
        1 => (1..=MOST).prop_map(|browser| C::Remove { browser }),
        1 => Just(C::Hand { agent: bob() }),
        2 => Just(C::Hand { agent: ada() }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(open, shared)| C::ChangeTour {
            title: "T".into(),
            questions: if shared { Questions::Shared } else { Questions::Private },
            open,
            code: String::new(),
        }),
        1 => (1..=MOST).prop_map(|to| C::Say { text: "x".into(), to: Some(to) }),
    ]
}

/// What may happen in a tour after two visitors have come.
pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let guides = (0..5_000_u64, prop_oneof![5 => Just(ada()), 1 => Just(bob())], of_guides())
        .prop_map(|(wait_ms, agent, command)| Step { wait_ms, by: Actor::Agent(agent), command });
    let comes = prop_oneof![Just(enter("N", Some(""))), Just(enter("N", None))]
        .prop_map(|command| Step { wait_ms: 0, by: Actor::Server, command });
    let visitors =
        (0..3_000_u64, 1..=MOST, of_one_channel()).prop_map(|(wait_ms, number, command)| {
            let by = if command == C::Tick { Actor::Server } else { Actor::Browser(number) };
            Step { wait_ms, by, command }
        });
    let equips = (1..=MOST, 0..2_usize).prop_map(|(number, which)| {
        let [deliver, equip] = ready();
        let command = if which == 0 { deliver } else { equip };
        Step { wait_ms: 0, by: Actor::Browser(number), command }
    });
    let back = (1..=MOST, any::<bool>()).prop_map(|(browser, away)| {
        let command = if away { C::NoteAway { browser } } else { C::NoteHere { browser } };
        Step { wait_ms: 0, by: Actor::Server, command }
    });
    let rejoin = (1..=MOST).prop_map(|number| Step {
        wait_ms: 0,
        by: Actor::Browser(number),
        command: C::Rejoin,
    });
    let step =
        prop_oneof![6 => guides, 2 => comes, 10 => visitors, 4 => equips, 2 => back, 1 => rejoin];
    prop::collection::vec(step, 0..80)
}

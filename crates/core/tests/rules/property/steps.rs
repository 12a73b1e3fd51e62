//! Whatever people may try in a channel.

use crate::stage::{GRACE, ada, arrive, arrived, bob, drive, page, say, taken};
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand as C, ClientKind};
use docent_core::drive::{Obstacle, Outcome, Way};
use docent_core::id::Id;
use proptest::prelude::*;

/// One thing that somebody tries after some time.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) wait_ms: u64,
    pub(super) by: Actor,
    pub(super) command: C,
}

/// Stands for the number of the last drive, which only the play knows.
pub(super) const LAST: u32 = u32::MAX;

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

/// Of a drive, mostly the last one, which stands for `LAST`.
fn drive_number() -> impl Strategy<Value = u32> {
    prop_oneof![8 => Just(LAST), 1 => 0..4_u32]
}

fn driving_command() -> impl Strategy<Value = C> {
    prop_oneof![
        5 => url().prop_map(|url| drive(&url)),
        10 => (drive_number(), outcome())
            .prop_map(|(drive, outcome)| C::Receipt { drive, outcome }),
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
        1 => (0..9_u64, 0..9_u64).prop_map(|(from, to)| C::NoteErased { from, to }),
        1 => (0..9_u64, 0..9_u64).prop_map(|(from, to)| C::Erase { from, to }),
        1 => (0..9_u32).prop_map(|ms| C::Deliver {
            client: ClientKind::Web,
            version: "1".into(),
            bytes: 0,
            ms,
        }),
    ]
}

/// What may be asked for in any channel.
pub(super) fn of_one_channel() -> impl Strategy<Value = C> {
    prop_oneof![driving_command(), other_command()]
}

/// What may happen in a channel, in any order, mostly by those who may.
pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let command = of_one_channel();
    let wait_ms = prop_oneof![6 => 0..800_u64, 2 => 2_000..90_000_u64, 1 => 90_000..2_000_000_u64];
    let step = (wait_ms, prop::option::weighted(0.2, actor()), command);
    let step = step.prop_map(|(wait_ms, other, command)| {
        let by = other.unwrap_or_else(|| usual(&command));
        Step { wait_ms, by, command }
    });
    (prop::bool::weighted(0.8), prop::collection::vec(step, 0..60)).prop_map(|(joined, steps)| {
        let first = if joined { joining() } else { vec![] };
        first.into_iter().chain(steps).collect()
    })
}

/// What makes most channels worth playing.
fn joining() -> Vec<Step> {
    let equip = C::Equip { ways: vec![Way::Window], lost: None };
    [C::Join, equip, C::Consent]
        .map(|command| Step { wait_ms: 0, by: usual(&command), command })
        .into()
}

/// Who gives this command when all is as it should be.
fn usual(command: &C) -> Actor {
    match command {
        C::Join | C::Link { .. } | C::Drive { .. } | C::SettleNote | C::Erase { .. } => {
            Actor::Agent(ada())
        }
        C::Arrive { .. }
        | C::Offer { .. }
        | C::NoteAway { .. }
        | C::NoteHere { .. }
        | C::Tick
        | C::NoteErased { .. } => Actor::Server,
        _ => GRACE,
    }
}

//! Whole channels from click to end, which the golden logs are made of.

use crate::stage::{GRACE, Stage, ada, arrived, bob, drive, page, say, taken};
use crate::tour;
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand as C, ClientKind, Questions};
use docent_core::drive::{Obstacle, Outcome, Way};
use docent_core::id::Id;
use docent_core::limit::{OFFER_MS, PLACE_KEPT_MS, TAKEN_WITHIN_MS};
use docent_core::plan::{Facts, Framing};

/// The whole of the mission: click, queue, client, offer, chat, drives, end, rating.
pub(crate) fn guided() -> Stage {
    let mut stage = Stage::waiting();
    let ada = Actor::Agent(ada());
    let deliver =
        C::Deliver { client: ClientKind::Web, version: "0.1.0".into(), bytes: 18_214, ms: 240 };
    stage.wait(400);
    stage.does(GRACE, deliver);
    stage.does(GRACE, C::Sit { tab: Id::from_bytes([0x7a; 16]) });
    stage.does(GRACE, C::Equip { ways: vec![Way::Window, Way::Guided, Way::Link], lost: None });
    stage.does(GRACE, C::Name { name: "Grace".into() });
    stage.does(Actor::Server, C::Offer { agent: bob() });
    stage.does(GRACE, say("hi, how do I return it?"));
    stage.wait(OFFER_MS);
    stage.does(Actor::Server, C::Tick);
    stage.does(ada, C::Join);
    stage.does(ada, C::Mark { delivered: 8, seen: 8 });
    stage.does(ada, say("I will take you there.\nOne moment."));
    stage.does(GRACE, C::Mark { delivered: 12, seen: 11 });
    stage.does(ada, drive("https://shop.example/returns?article=7"));
    for (outcome, ms) in [
        (taken(), 80),
        (Outcome::Left, 120),
        (arrived("https://shop.example/returns?article=7&visit=9#form"), 300),
    ] {
        stage.wait(ms);
        stage.says(outcome).expect("a drive goes its way");
    }
    stage.does(GRACE, C::Move { page: page("returns") });
    stage.does(ada, drive("https://carrier.example/"));
    stage.wait(60);
    stage.says(taken()).expect("it was taken");
    stage.says(Outcome::Left).expect("it has left");
    stage.does(ada, C::Link { url: "carrier.example/label".into(), title: "Your label".into() });
    stage.wait(20_000);
    stage.does(GRACE, say("thank you 🙂 <b>bye</b>"));
    stage.does(GRACE, C::End);
    stage.does(GRACE, C::Rate { stars: 5 });
    stage
}

/// All that can go wrong with drives: superseded, paused, not allowed, lost, a link only, gone.
pub(crate) fn blocked() -> Stage {
    let mut stage = Stage::joined();
    let ada = Actor::Agent(ada());
    stage.ask_consent();
    stage.does(GRACE, C::Consent);
    stage.does(ada, drive("https://shop.example/1"));
    stage.wait(200);
    stage.does(ada, drive("https://shop.example/2"));
    stage.says(taken()).expect("it was taken");
    stage.does(GRACE, C::Pause);
    stage.does(GRACE, C::Resume);
    stage.does(ada, drive("https://shop.example/3"));
    stage.does(GRACE, C::Withdraw);
    stage.does(GRACE, C::Consent);
    stage.does(ada, drive("https://shop.example/4"));
    stage.wait(TAKEN_WITHIN_MS);
    stage.does(Actor::Server, C::Tick);
    stage.does(GRACE, C::Equip { ways: vec![Way::Link], lost: Some(Obstacle::Lost) });
    stage.does(ada, drive("https://shop.example/5"));
    stage.does(GRACE, C::Equip { ways: vec![Way::Guided], lost: None });
    stage.does(ada, drive("https://shop.example/6"));
    stage.says(taken()).expect("it was taken");
    stage.says(Outcome::Blocked { why: Obstacle::PageAsks }).expect("the page asked");
    stage.does(ada, drive("https://shop.example/7"));
    stage.wait(1_000);
    stage.does(Actor::Server, C::NoteAway { browser: 1 });
    stage.wait(1_000);
    stage.does(Actor::Server, C::NoteHere { browser: 1 });
    stage.does(ada, C::End);
    stage
}

/// Nobody was there: a note, settled later.
pub(crate) fn noted() -> Stage {
    let mut stage = Stage::waiting();
    stage.wait(9_000);
    let note = C::LeaveNote {
        name: "Grace".into(),
        contact: "grace@example.com".into(),
        text: "Do you ship to Graz?\nThanks".into(),
    };
    stage.does(GRACE, note);
    stage.wait(3_600_000);
    stage.does(Actor::Agent(bob()), C::SettleNote);
    stage.does(Actor::Server, C::NoteErased { from: 3, to: 3 });
    stage
}

/// The visitor went away and did not come back.
pub(crate) fn absent() -> Stage {
    let mut stage = Stage::waiting();
    stage.does(Actor::Server, C::NoteAway { browser: 1 });
    stage.wait(PLACE_KEPT_MS);
    stage.does(Actor::Server, C::Tick);
    stage
}

/// Somebody had looked at the targets before: what was known stands with the drives.
pub(crate) fn foreseen() -> Stage {
    let mut stage = Stage::joined();
    let bank = Facts { severs: true, framing: Framing::Forbidden, ..Facts::default() };
    stage.foresight.0.insert("https://bank.example/".to_owned(), bank);
    stage.foresight.0.insert("https://shop.example/returns".to_owned(), Facts::default());
    stage.does(Actor::Agent(ada()), drive("https://shop.example/returns"));
    stage.does(Actor::Agent(ada()), drive("https://bank.example/"));
    stage.says(taken()).expect("it was taken");
    stage.says(Outcome::Left).expect("it left");
    stage
}

/// A tour: two come by the link, one late; one pauses, one is lost and driven again.
pub(crate) fn toured() -> Stage {
    let ada = Actor::Agent(ada());
    let mut stage = tour::begun(Questions::Shared, "4711");
    for name in ["Grace", "Hal"] {
        stage.does(Actor::Server, tour::enter(name, Some("4711")));
    }
    for number in [1, 2] {
        is_ready(&mut stage, number);
    }
    stage.wait(2_000);
    stage.does(ada, say("Welcome, everybody."));
    stage.does(Actor::Browser(2), say("hello"));
    stage.does(ada, C::Mark { delivered: 10, seen: 9 });
    stage.does(Actor::Browser(2), C::Pause);
    stage.does(ada, drive("https://shop.example/returns"));
    stage.wait(90);
    stage.does(Actor::Browser(1), C::Receipt { drive: 1, outcome: taken() });
    stage.does(Actor::Server, tour::enter("Late", Some("4711")));
    is_ready(&mut stage, 3);
    stage.wait(TAKEN_WITHIN_MS);
    stage.does(Actor::Server, C::Tick);
    stage.does(Actor::Browser(1), C::Receipt { drive: 1, outcome: Outcome::Left });
    stage.does(ada, C::Again { browsers: None });
    stage.does(Actor::Browser(2), C::Resume);
    stage.does(Actor::Browser(1), C::Rejoin);
    stage.does(ada, C::Say { text: "There you are.".into(), to: Some(1) });
    let (title, code) = ("Autumn tour".to_owned(), String::new());
    let questions = Questions::Private;
    stage.does(ada, C::ChangeTour { title, questions, open: false, code });
    stage.does(ada, C::Hand { agent: bob() });
    stage.does(Actor::Browser(3), C::End);
    stage.does(Actor::Agent(bob()), C::End);
    stage
}

/// A visitor who is taken along into a tour out of the queue.
pub(crate) fn taken_along() -> Stage {
    let mut stage = Stage::waiting();
    let tour = Id::from_bytes([0x70; 16]);
    stage.does(Actor::Agent(ada()), C::TakeAlong { tour, title: "Autumn".into() });
    stage.does(Actor::Server, C::End);
    stage
}

fn is_ready(stage: &mut Stage, number: u32) {
    for command in tour::ready() {
        stage.does(Actor::Browser(number), command);
    }
}

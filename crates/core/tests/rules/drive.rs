//! DR: who may drive whom, and where to.

use crate::stage::{GRACE, Stage, ada, arrived, bob, drive, page, receipted, say, taken};
use docent_core::actor::Actor;
use docent_core::channel::{ChannelCommand, ChannelEvent};
use docent_core::drive::{Obstacle, Outcome, Way};
use docent_core::limit::DRIVES_IN_VIEW_MAX;
use docent_core::location::{BadLocation, Page};
use docent_core::refusal::Refusal;

const RETURNS: &str = "https://shop.example/returns";

fn blocked(why: Obstacle) -> Outcome {
    Outcome::Blocked { why }
}

/// DR1: the joined agent drives all browsers of the channel; the title is the host where none is
/// given.
#[test]
fn dr1_the_joined_agent_drives() {
    let mut stage = Stage::joined();

    let happened = stage.does(Actor::Agent(ada()), drive("shop.example/returns"));

    let to = Page { url: RETURNS.to_owned(), title: "shop.example".to_owned() };
    assert_eq!(happened, [ChannelEvent::driven(1, to, None, vec![1])]);
    assert_eq!(stage.asks(Actor::Agent(bob()), drive(RETURNS)), Err(Refusal::NotJoined));
    assert_eq!(stage.asks(GRACE, drive(RETURNS)), Err(Refusal::NotAllowed));
}

/// DR2: a location that the policy does not allow is refused before anything is stored, for a
/// link as for a drive; the site's own private hosts are allowed.
#[test]
fn dr2_a_bad_location_is_refused() {
    let mut stage = Stage::joined();
    let link = |url: &str| ChannelCommand::Link { url: url.to_owned(), title: String::new() };
    let private = Err(Refusal::BadLocation { why: BadLocation::Private });

    assert_eq!(stage.asks(Actor::Agent(ada()), drive("http://127.0.0.1:8080/")), private);
    assert_eq!(stage.asks(Actor::Agent(ada()), link("http://127.0.0.1:8080/")), private);

    stage.settings().private_hosts.push("127.0.0.1:8080".to_owned());
    assert!(stage.asks(Actor::Agent(ada()), drive("http://127.0.0.1:8080/")).is_ok());
    assert!(stage.asks(Actor::Agent(ada()), link("http://127.0.0.1:8080/")).is_ok());
}

/// DR3: *stop all driving* refuses drives, and a drive that is on its way is not taken.
#[test]
fn dr3_stop_all_driving_stops_all_driving() {
    let mut stage = Stage::driven();

    stage.stop_driving();

    assert_eq!(stage.asks(Actor::Agent(ada()), drive(RETURNS)), Err(Refusal::DrivingStopped));
    assert_eq!(stage.says(taken()), Err(Refusal::DrivingStopped));
}

/// DR4: who has taken the wheel is not driven, until it is given back.
#[test]
fn dr4_a_paused_browser_is_not_driven() {
    let mut stage = Stage::joined();

    stage.does(GRACE, ChannelCommand::Pause);

    assert_eq!(stage.asks(Actor::Agent(ada()), drive(RETURNS)), Err(Refusal::Paused));
    stage.does(GRACE, ChannelCommand::Resume);
    assert!(stage.asks(Actor::Agent(ada()), drive(RETURNS)).is_ok());
}

/// DR5: where the site asks for consent, nobody is driven before it was given.
#[test]
fn dr5_without_consent_nobody_is_driven() {
    let mut stage = Stage::joined();

    stage.ask_consent();

    assert_eq!(stage.asks(Actor::Agent(ada()), drive(RETURNS)), Err(Refusal::NoConsent));
    stage.does(GRACE, ChannelCommand::Consent);
    assert!(stage.asks(Actor::Agent(ada()), drive(RETURNS)).is_ok());
}

/// DR6: a new drive supersedes what the one before has not left for, and says so first; what has
/// left stays so.
#[test]
fn dr6_a_new_drive_supersedes_the_one_before() {
    let mut stage = Stage::driven();
    stage.wait(250);

    let happened = stage.does(Actor::Agent(ada()), drive("https://other.example/"));

    assert_eq!(happened[0], receipted(1, Outcome::Superseded, 250));
    assert!(matches!(happened[1], ChannelEvent::Driven { drive: 2, .. }));
    stage.says(taken()).unwrap();
    stage.says(Outcome::Left).unwrap();
    let happened = stage.does(Actor::Agent(ada()), drive(RETURNS));
    assert_eq!(happened.len(), 1);
    assert_eq!(stage.view().drives[1].receipts[&1].outcome, Outcome::Left);
}

/// DR7: a browser that has no way but a link is sent one with the drive, and both sides know.
#[test]
fn dr7_a_browser_without_a_way_gets_the_link_at_once() {
    for ways in [vec![], vec![Way::Link]] {
        let mut stage = Stage::joined();
        stage.does(GRACE, ChannelCommand::Equip { ways, lost: Some(Obstacle::Popup) });

        let happened = stage.does(Actor::Agent(ada()), drive(RETURNS));

        assert_eq!(stage.view().browsers[&1].lost, Some(Obstacle::Popup));
        assert!(matches!(happened[0], ChannelEvent::Driven { .. }));
        assert_eq!(happened[1..], [receipted(1, blocked(Obstacle::Link), 0)]);
        assert_eq!(stage.says(taken()), Err(Refusal::DriveOver));
    }
}

/// DR15: a drive waits for a client that has only just come: two seconds for its word on what it
/// can do, which decides, and then the link is sent.
#[test]
fn dr15_a_drive_waits_for_the_word_of_a_client_that_has_just_come() {
    let just_joined = || {
        let mut stage = Stage::waiting();
        stage.does(Actor::Agent(ada()), ChannelCommand::Join);
        let happened = stage.does(Actor::Agent(ada()), drive(RETURNS));
        assert!(matches!(happened.as_slice(), [ChannelEvent::Driven { .. }]));
        stage.wait(300);
        stage
    };
    let equip = |ways: &[Way]| ChannelCommand::Equip { ways: ways.to_vec(), lost: None };

    let mut able = just_joined();
    assert_eq!(able.does(GRACE, equip(&[Way::Window])).len(), 1);
    assert_eq!(able.says(taken()).unwrap(), [receipted(1, taken(), 300)]);

    let mut unable = just_joined();
    let happened = unable.does(GRACE, equip(&[]));
    assert_eq!(happened[1..], [receipted(1, blocked(Obstacle::Link), 300)]);
    assert_eq!(unable.does(GRACE, equip(&[])), []);

    let mut silent = just_joined();
    silent.wait(1_700);
    let happened = silent.does(Actor::Server, ChannelCommand::Tick);
    assert_eq!(happened, [receipted(1, blocked(Obstacle::Link), 2_000)]);
}

/// DR8: taking the wheel cancels what is in flight.
#[test]
fn dr8_pausing_cancels_what_is_in_flight() {
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();
    stage.wait(40);

    let happened = stage.does(GRACE, ChannelCommand::Pause);

    let cancelled = receipted(1, blocked(Obstacle::Paused), 40);
    assert_eq!(happened, [ChannelEvent::Paused { browser: 1 }, cancelled]);
}

/// DR9: taking consent back cancels what is in flight.
#[test]
fn dr9_withdrawing_consent_cancels_what_is_in_flight() {
    let mut stage = Stage::joined();
    stage.ask_consent();
    stage.does(GRACE, ChannelCommand::Consent);
    stage.does(Actor::Agent(ada()), drive(RETURNS));

    let happened = stage.does(GRACE, ChannelCommand::Withdraw);

    let cancelled = receipted(1, blocked(Obstacle::Consent), 0);
    assert_eq!(happened, [ChannelEvent::Withdrew { browser: 1 }, cancelled]);
    assert_eq!(stage.says(taken()), Err(Refusal::DriveOver));
}

/// DR10: drives are counted from 1 for ever; a view carries the last ones.
#[test]
fn dr10_drives_are_counted_and_a_view_carries_the_last() {
    let mut stage = Stage::joined();

    for count in 1..=DRIVES_IN_VIEW_MAX + 3 {
        stage.does(Actor::Agent(ada()), drive(&format!("https://shop.example/{count}")));
        stage.says(taken()).unwrap();
        stage.says(arrived(RETURNS)).unwrap();
    }

    let drives = &stage.view().drives;
    assert_eq!(drives.len(), DRIVES_IN_VIEW_MAX);
    assert_eq!(drives.last().unwrap().drive as usize, DRIVES_IN_VIEW_MAX + 3);
}

/// DR11: nobody is driven before being joined, and words are no drive.
#[test]
fn dr11_nobody_is_driven_while_waiting() {
    let mut stage = Stage::waiting();
    stage.does(GRACE, say("javascript:alert(1)"));
    stage.does(GRACE, ChannelCommand::Move { page: page("shoes") });

    let refused = stage.asks(Actor::Agent(ada()), drive(RETURNS));

    assert_eq!(refused, Err(Refusal::NotJoined));
    assert_eq!(stage.view().drives, []);
}

/// DR14: when the site begins to ask for consent, a drive on its way is not taken without it.
#[test]
fn dr14_consent_asked_for_meanwhile_is_asked_for() {
    let mut stage = Stage::driven();

    stage.ask_consent();

    assert_eq!(stage.says(taken()), Err(Refusal::NoConsent));
    stage.does(GRACE, ChannelCommand::Consent);
    assert!(stage.says(taken()).is_ok());
}

//! RE: a receipt says only what is known.

use crate::stage::{GRACE, Stage, ada, arrived, drive, receipted, taken};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::ChannelCommand;
use docent_core::drive::{Obstacle, Outcome};
use docent_core::limit::{LEFT_WITHIN_MS, TAKEN_WITHIN_MS};
use docent_core::refusal::Refusal;

const RETURNS: &str = "https://shop.example/returns";

fn blocked(why: Obstacle) -> Outcome {
    Outcome::Blocked { why }
}

/// RE1: `taken`, `left`, `arrived` come in this order, each with its milliseconds since the drive,
/// for staff and that browser.
#[test]
fn re1_receipts_come_in_order_with_their_times() {
    let mut stage = Stage::driven();

    let mut happened = Vec::new();
    for outcome in [taken(), Outcome::Left, arrived(RETURNS)] {
        stage.wait(100);
        happened.extend(stage.says(outcome).unwrap());
    }

    assert_eq!(happened[0], receipted(1, taken(), 100));
    assert_eq!(happened[1], receipted(1, Outcome::Left, 200));
    assert_eq!(happened[2], receipted(1, arrived(RETURNS), 300));
    assert_eq!(stage.entries.last().unwrap().audience, Audience::These(vec![1]));
}

/// RE2: a drive is taken once.
#[test]
fn re2_a_drive_is_taken_once() {
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();

    assert_eq!(stage.says(taken()), Err(Refusal::DriveOver));

    stage.says(Outcome::Left).unwrap();
    assert_eq!(stage.says(taken()), Err(Refusal::DriveOver));
}

/// RE3: receipts are taken for the last drive only, and only for one that was.
#[test]
fn re3_only_the_last_drive_takes_receipts() {
    let mut stage = Stage::driven();
    stage.does(Actor::Agent(ada()), drive("https://other.example/"));
    let receipt = |drive| ChannelCommand::Receipt { drive, outcome: taken() };

    assert_eq!(stage.asks(GRACE, receipt(1)), Err(Refusal::DriveOver));

    for drive in [0, 3, u32::MAX] {
        assert_eq!(stage.asks(GRACE, receipt(drive)), Err(Refusal::NoSuch { what: "drive" }));
    }
    assert!(stage.asks(GRACE, receipt(2)).is_ok());
}

/// RE4: what has left can no longer be blocked; leaving is said once; what is final stays so.
#[test]
fn re4_what_has_left_cannot_be_blocked() {
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();
    stage.says(Outcome::Left).unwrap();

    assert_eq!(stage.says(blocked(Obstacle::PageAsks)), Err(Refusal::DriveOver));
    assert_eq!(stage.says(Outcome::Left), Ok(vec![]));

    stage.says(arrived(RETURNS)).unwrap();
    for late in [taken(), Outcome::Left, arrived(RETURNS), blocked(Obstacle::Frame)] {
        assert_eq!(stage.says(late), Err(Refusal::DriveOver));
    }
}

/// RE5: the address of an arrival is filtered like every reported address.
#[test]
fn re5_the_address_of_an_arrival_is_filtered() {
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();

    stage.says(arrived("https://u:p@shop.example/r?token=1&article=2#frag")).unwrap();

    assert_eq!(stage.outcome(), arrived("https://shop.example/r?article=2"));
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();
    let refused = stage.says(arrived("javascript:alert(1)"));
    assert!(matches!(refused, Err(Refusal::Invalid { field: "url", .. })));
}

/// RE6: a browser cannot say what only the server knows, nor that it left before it took.
#[test]
fn re6_a_browser_says_only_what_it_can_know() {
    let mut stage = Stage::driven();

    for claim in
        [Outcome::Dispatched, Outcome::Superseded, Outcome::Gone, Outcome::Left, arrived(RETURNS)]
    {
        let refused = stage.says(claim);
        assert!(matches!(refused, Err(Refusal::Invalid { field: "outcome", .. })));
    }
    assert_eq!(stage.outcome(), Outcome::Dispatched);
}

/// RE7: a drive that nothing took within three seconds is lost.
#[test]
fn re7_what_nothing_takes_is_lost() {
    let mut stage = Stage::driven();
    assert_eq!(stage.state.deadline(), Some(stage.now_ms + TAKEN_WITHIN_MS));

    stage.wait(TAKEN_WITHIN_MS);
    let happened = stage.does(Actor::Server, ChannelCommand::Tick);

    assert_eq!(happened, [receipted(1, blocked(Obstacle::Lost), 3_000)]);
    assert_eq!(stage.state.deadline(), None);
    assert_eq!(stage.says(taken()), Err(Refusal::DriveOver));
}

/// RE8: a drive that was taken and has not left within sixty seconds of that was no page.
#[test]
fn re8_what_never_leaves_was_no_page() {
    let mut stage = Stage::driven();
    stage.wait(500);
    stage.says(taken()).unwrap();
    assert_eq!(stage.state.deadline(), Some(stage.now_ms + LEFT_WITHIN_MS));

    stage.wait(LEFT_WITHIN_MS);
    let happened = stage.does(Actor::Server, ChannelCommand::Tick);

    assert_eq!(happened, [receipted(1, blocked(Obstacle::Download), 60_500)]);
}

/// RE9: a browser that goes away with a drive that has not left has gone; one that has left has
/// left.
#[test]
fn re9_an_absent_browser_has_gone() {
    let away = ChannelCommand::NoteAway { browser: 1 };
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();
    let mut left = stage.clone();
    left.says(Outcome::Left).unwrap();

    stage.does(Actor::Server, away.clone());
    left.does(Actor::Server, away);

    assert_eq!(stage.outcome(), Outcome::Gone);
    assert_eq!(left.outcome(), Outcome::Left);
}

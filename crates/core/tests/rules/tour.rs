//! TO: tours, one guide with many browsers.

use crate::stage::{SHOP, Stage, ada, arrived, bob, drive, say, taken};
use docent_core::actor::{Actor, BrowserNo, Reader};
use docent_core::channel::{ChannelCommand as C, ChannelEvent, ClientKind, Questions, Visitor};
use docent_core::drive::{DriveNo, Obstacle, Outcome, Skipped, Tally, Way};
use docent_core::entry::Event;
use docent_core::id::Id;
use docent_core::limit::{SPREAD_EVERY_MS, TAKEN_WITHIN_MS, TOUR_IDLE_MS};
use docent_core::refusal::Refusal;
use docent_core::view::Status;

const ADA: fn() -> Actor = || Actor::Agent(ada());

/// A tour that has begun, without visitors.
pub(crate) fn begun(questions: Questions, code: &str) -> Stage {
    let mut stage = Stage::empty();
    let (title, code) = ("Autumn".to_owned(), code.to_owned());
    stage.does(ADA(), C::StartTour { site: SHOP.to_owned(), title, questions, code });
    stage
}

/// The command that brings a visitor in.
pub(crate) fn enter(name: &str, code: Option<&str>) -> C {
    let visitor = Visitor { name: name.to_owned(), ..Visitor::default() };
    C::Enter { visitor, code: code.map(str::to_owned) }
}

/// The commands by which a client says that it can be driven.
pub(crate) fn ready() -> [C; 2] {
    let client = ClientKind::Web;
    [
        C::Deliver { client, version: "1".into(), bytes: 0, ms: 1 },
        C::Equip { ways: vec![Way::Guided], lost: None },
    ]
}

/// A tour with so many visitors whose browsers can be driven.
pub(crate) fn with(visitors: BrowserNo) -> Stage {
    let mut stage = begun(Questions::Private, "");
    for number in 1..=visitors {
        stage.does(Actor::Server, enter(&format!("V{number}"), Some("")));
        for command in ready() {
            stage.does(Actor::Browser(number), command);
        }
    }
    stage
}

fn drive_these(url: &str, these: &[BrowserNo]) -> C {
    let browsers = Some(these.to_vec());
    let (url, title) = (url.to_owned(), String::new());
    C::Drive { url, title, browsers, spread_ms: 0, confirmed: false }
}

/// What each `Driven` of these events says: its number, its browsers, and what it repeats.
fn driven(events: &[ChannelEvent]) -> Vec<(DriveNo, Vec<BrowserNo>, Option<DriveNo>)> {
    let one = |event: &ChannelEvent| match event {
        ChannelEvent::Driven { drive, browsers, of, .. } => Some((*drive, browsers.clone(), *of)),
        _ => None,
    };
    events.iter().filter_map(one).collect()
}

fn tally(stage: &Stage) -> Tally {
    stage.view().drives.last().unwrap().tally.clone().unwrap()
}

fn ride(stage: &Stage, number: BrowserNo) -> Outcome {
    stage.view().browsers[&number].ride.clone().unwrap().outcome
}

/// Browser `number` goes all the way.
fn goes(stage: &mut Stage, number: BrowserNo) {
    let drive = stage.view().browsers[&number].ride.as_ref().unwrap().drive;
    for outcome in [taken(), Outcome::Left, arrived("https://shop.example/returns")] {
        stage.does(Actor::Browser(number), C::Receipt { drive, outcome });
    }
}

/// TO1: an agent begins a tour and is its guide; visitors come in with numbers of their own.
#[test]
fn to1_a_tour_has_a_guide_and_many_browsers() {
    let stage = with(3);

    let view = stage.view();
    assert_eq!((view.status, view.browsers.len()), (Status::Joined, 3));
    assert_eq!(view.guide.as_ref().unwrap().agent, ada());
    assert_eq!(view.browsers[&2].visitor.name, "V2");
    let summary = stage.state.summary(crate::stage::channel_id()).unwrap();
    assert_eq!((summary.tour, summary.name.as_str(), summary.browsers), (true, "Autumn", 3));
}

/// TO2: the link lets in again and again, until the door is closed; a code is asked for where there
/// is one; who is taken along needs neither.
#[test]
fn to2_the_door_of_a_tour() {
    let mut stage = begun(Questions::Private, "4711");

    assert_eq!(stage.tries(Actor::Server, enter("G", Some(""))), Err(Refusal::BadCode));
    assert_eq!(stage.tries(Actor::Server, enter("G", Some("4712"))), Err(Refusal::BadCode));
    stage.does(Actor::Server, enter("G", Some(" 4711 ")));
    stage.does(Actor::Server, enter("H", Some("4711")));
    let (title, questions, code) = ("Autumn".to_owned(), Questions::Private, String::new());
    stage.does(ADA(), C::ChangeTour { title, questions, open: false, code });
    assert_eq!(stage.tries(Actor::Server, enter("I", Some("4711"))), Err(Refusal::Closed));
    stage.does(Actor::Server, enter("J", None));

    assert_eq!(stage.view().browsers.len(), 3);
    assert_eq!(stage.channel().view_for(Reader::Browser(1)).tour.unwrap().code, "");
    let waiting = Stage::waiting();
    assert_eq!(
        waiting.asks(Actor::Server, enter("G", None)),
        Err(Refusal::NoSuch { what: "tour" })
    );
}

/// TO3: one drive takes all, a chosen part only those; each sees its own part of it.
#[test]
fn to3_one_drive_takes_all_or_a_chosen_part() {
    let mut stage = with(3);

    let all = stage.does(ADA(), drive("https://shop.example/returns"));
    let part = stage.does(ADA(), drive_these("https://shop.example/shoes", &[3, 1, 3]));

    assert_eq!(driven(&all), [(1, vec![1, 2, 3], None)]);
    assert_eq!(driven(&part), [(2, vec![1, 3], None)]);
    let drives = |number| stage.channel().view_for(Reader::Browser(number)).drives;
    assert_eq!(drives(2).last().unwrap().to.url, "https://shop.example/returns");
    assert_eq!(drives(3).last().unwrap().to.url, "https://shop.example/shoes");
    let seen = stage.seen_by(Reader::Browser(2));
    let told = seen.iter().filter_map(|it| match &it.event {
        Event::Channel(ChannelEvent::Driven { browsers, .. }) => Some(browsers.len()),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), [0]);
    for these in [&[4][..], &[]] {
        let asked = stage.asks(ADA(), drive_these("https://shop.example/", these));
        assert_eq!(asked, Err(Refusal::NoSuch { what: "browser" }));
    }
}

/// TO4: who has paused, or is away, is not driven, and staff sees why; who comes back, or gives the
/// wheel back, lands on the current stop once.
#[test]
fn to4_who_is_hindered_comes_later() {
    let mut stage = with(3);
    stage.does(Actor::Browser(1), C::Pause);
    stage.does(Actor::Server, C::NoteAway { browser: 2 });

    stage.does(ADA(), drive("https://shop.example/returns"));

    let skipped = |browser, why| Skipped { browser, why };
    let (paused, away) = (Obstacle::Paused, Obstacle::Away);
    assert_eq!(tally(&stage).skipped, [skipped(1, paused), skipped(2, away)]);
    let back = stage.does(Actor::Server, C::NoteHere { browser: 2 });
    assert_eq!(driven(&back), [(2, vec![2], Some(1))]);
    let resumed = stage.does(Actor::Browser(1), C::Resume);
    assert_eq!(driven(&resumed), [(3, vec![1], Some(1))]);
    assert_eq!((tally(&stage).dispatched, tally(&stage).missed), (3, 0));
    goes(&mut stage, 1);
    stage.does(Actor::Browser(1), C::Pause);
    assert_eq!(driven(&stage.does(Actor::Browser(1), C::Resume)), []);
}

/// TO5: who comes late lands on the current stop once its client can be driven, and only once.
#[test]
fn to5_late_comers_land_on_the_current_stop_once() {
    let mut stage = with(1);
    stage.does(ADA(), drive("https://shop.example/returns"));
    stage.does(ADA(), drive_these("https://shop.example/aside", &[1]));
    stage.does(Actor::Server, enter("Late", Some("")));
    let [deliver, equip] = ready();

    let before = stage.does(Actor::Browser(2), deliver);
    let then = stage.does(Actor::Browser(2), equip.clone());
    let again = stage.does(Actor::Browser(2), equip);

    assert_eq!((driven(&before), driven(&then)), (vec![], vec![(3, vec![2], Some(1))]));
    assert_eq!(again, []);
    let to = &stage.view().browsers[&2].ride.as_ref().unwrap().to;
    assert_eq!(to.url, "https://shop.example/returns");
}

/// TO6: stragglers are driven again, those who have come are not; each counts once at a stop.
#[test]
fn to6_stragglers_are_driven_again() {
    let mut stage = with(3);
    stage.does(ADA(), drive("https://shop.example/returns"));
    goes(&mut stage, 1);
    stage.wait(TAKEN_WITHIN_MS);
    stage.does(Actor::Server, C::Tick);
    assert_eq!((tally(&stage).arrived, tally(&stage).blocked), (1, 2));

    let again = stage.does(ADA(), C::Again { browsers: None });

    assert_eq!(driven(&again), [(2, vec![2, 3], Some(1))]);
    goes(&mut stage, 2);
    let Tally { dispatched, arrived, blocked, .. } = tally(&stage);
    assert_eq!((dispatched, arrived, blocked), (1, 2, 0));
    let one = stage.does(ADA(), C::Again { browsers: Some(vec![1]) });
    assert_eq!(driven(&one), [(3, vec![1], Some(1))]);
}

/// TO7: a drive may be spread: part after part by the server's clock; a new stop ends what is left.
#[test]
fn to7_a_drive_may_be_spread() {
    let mut stage = with(5);
    let spread = |spread_ms| C::Drive {
        url: "https://shop.example/returns".into(),
        title: String::new(),
        browsers: None,
        spread_ms,
        confirmed: false,
    };
    let first = stage.does(ADA(), spread(2 * SPREAD_EVERY_MS));
    assert_eq!(driven(&first), [(1, vec![1, 2], None)]);
    assert_eq!(tally(&stage).later, 3);
    stage.does(Actor::Browser(3), C::Pause);

    stage.wait(SPREAD_EVERY_MS.into());
    assert_eq!(stage.state.deadline(), Some(stage.now_ms));
    let second = stage.does(Actor::Server, C::Tick);
    assert_eq!(driven(&second), [(2, vec![4], Some(1))]);
    assert_eq!((tally(&stage).later, tally(&stage).missed), (1, 1));
    stage.does(ADA(), drive("https://shop.example/shoes"));
    stage.wait(SPREAD_EVERY_MS.into());

    assert_eq!(driven(&stage.does(Actor::Server, C::Tick)), []);
    let longest = stage.asks(ADA(), spread(60_001));
    assert!(matches!(longest, Err(Refusal::Invalid { field: "spread_ms", .. })));
}

/// TO8: a host that the site does not list is opened in a tour only after it was confirmed.
#[test]
fn to8_other_hosts_want_a_second_yes() {
    let mut stage = with(2);
    let (url, title) = ("https://elsewhere.example/".to_owned(), String::new());
    let to = |confirmed| C::Drive {
        url: url.clone(),
        title: title.clone(),
        browsers: None,
        spread_ms: 0,
        confirmed,
    };

    assert_eq!(stage.asks(ADA(), to(false)), Err(Refusal::Unconfirmed { browsers: 2 }));
    assert_eq!(driven(&stage.does(ADA(), to(true))), [(1, vec![1, 2], None)]);
}

/// TO9: who wandered off comes back by one click; a visitor leaves a tour to the others; the guide
/// can take one out.
#[test]
fn to9_visitors_wander_come_back_and_leave() {
    let mut stage = with(3);
    let nowhere = stage.asks(Actor::Browser(1), C::Rejoin);
    assert_eq!(nowhere, Err(Refusal::NoSuch { what: "stop" }));
    stage.does(ADA(), drive("https://shop.example/returns"));
    goes(&mut stage, 1);

    assert_eq!(driven(&stage.does(Actor::Browser(1), C::Rejoin)), [(2, vec![1], Some(1))]);
    stage.does(Actor::Browser(2), C::End);
    stage.does(ADA(), C::Remove { browser: 3 });

    assert_eq!(stage.view().status, Status::Joined);
    assert_eq!(stage.tries(Actor::Browser(2), say("still here?")), Err(Refusal::Ended));
    assert_eq!(ride(&stage, 3), Outcome::Gone);
    assert_eq!(driven(&stage.does(ADA(), drive("https://shop.example/"))), [(3, vec![1], None)]);
    stage.does(ADA(), C::End);
    assert_eq!(stage.view().status, Status::Ended);
}

/// TO10: what visitors say is for agents, or for all with their name, as the tour is set; the guide
/// speaks to all or to one.
#[test]
fn to10_questions_are_seen_as_the_tour_is_set() {
    let sees = |stage: &Stage, number| {
        let entries = stage.seen_by(Reader::Browser(number));
        let said = |it: &docent_core::entry::Entry| match &it.event {
            Event::Channel(ChannelEvent::Said { text, name, .. }) => {
                Some(format!("{name}: {text}"))
            }
            _ => None,
        };
        entries.iter().filter_map(said).collect::<Vec<_>>()
    };
    let mut stage = with(2);
    stage.does(Actor::Browser(1), say("how much?"));
    stage.does(ADA(), C::Say { text: "ten".into(), to: Some(1) });
    stage.does(ADA(), say("welcome"));
    assert_eq!(sees(&stage, 1), [": how much?", ": ten", ": welcome"]);
    assert_eq!(sees(&stage, 2), [": welcome"]);
    let alone = |it: &docent_core::entry::Entry| match &it.event {
        Event::Channel(ChannelEvent::Said { to, .. }) => Some(*to),
        _ => None,
    };
    let told = stage.seen_by(Reader::Staff);
    assert_eq!(told.iter().filter_map(alone).collect::<Vec<_>>(), [None, Some(1), None]);

    let (title, questions, code) = ("Autumn".to_owned(), Questions::Shared, String::new());
    stage.does(ADA(), C::ChangeTour { title, questions, open: true, code });
    stage.does(Actor::Browser(1), say("and where?"));

    assert_eq!(sees(&stage, 2), [": welcome", "V1: and where?"]);
}

/// TO11: the wheel is handed to another agent and back; only who has it drives.
#[test]
fn to11_the_wheel_is_handed_over_and_back() {
    let mut stage = with(1);
    stage.does(ADA(), C::Hand { agent: bob() });

    assert_eq!(stage.asks(ADA(), drive("https://shop.example/")), Err(Refusal::NotJoined));
    stage.does(Actor::Agent(bob()), drive("https://shop.example/"));
    stage.does(Actor::Agent(bob()), C::Hand { agent: ada() });
    stage.does(ADA(), drive("https://shop.example/shoes"));

    let nobody = C::Hand { agent: Id::from_bytes([9; 16]) };
    assert_eq!(stage.asks(ADA(), nobody), Err(Refusal::NoSuch { what: "agent" }));
}

/// TO12: an agent takes a visitor along, out of the queue or a chat of their own; that chat ends
/// when the client has gone over.
#[test]
fn to12_visitors_are_taken_along() {
    let tour = Id::from_bytes([7; 16]);
    let along = C::TakeAlong { tour, title: "Autumn".into() };
    let mut waiting = Stage::waiting();
    let mut joined = Stage::joined();
    assert_eq!(joined.asks(Actor::Agent(bob()), along.clone()), Err(Refusal::NotJoined));

    waiting.does(Actor::Agent(bob()), along.clone());
    joined.does(ADA(), along.clone());

    assert_eq!((waiting.view().status, waiting.view().taken_along), (Status::Joined, Some(tour)));
    assert_eq!(joined.channel().view_for(Reader::Browser(1)).taken_along, Some(tour));
    let mut tour = with(1);
    assert!(matches!(tour.tries(ADA(), along), Err(Refusal::Invalid { field: "tour", .. })));
}

/// TO13: in a tour marks of visitors are no entries, and those of agents are for staff.
#[test]
fn to13_marks_in_a_tour_are_few() {
    let mut stage = with(2);
    stage.does(ADA(), say("welcome"));
    stage.does(Actor::Browser(1), say("hello"));
    let (delivered, seen) = (stage.state.seq(), stage.state.seq());

    assert_eq!(stage.does(Actor::Browser(1), C::Mark { delivered, seen }), []);
    assert_eq!(stage.channel().unread(), 1);
    stage.does(ADA(), C::Mark { delivered, seen });

    assert_eq!(stage.channel().unread(), 0);
    assert!(stage.channel().view_for(Reader::Browser(1)).marks.is_empty());
}

/// TO14: a tour in which nothing has happened for half a day has ended.
#[test]
fn to14_a_forgotten_tour_ends() {
    let mut stage = with(1);
    stage.wait(TOUR_IDLE_MS);

    stage.does(Actor::Server, C::Tick);

    assert_eq!(stage.view().status, Status::Ended);
}

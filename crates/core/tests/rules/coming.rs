//! CH: arriving, being away and coming back.

use crate::stage::{GRACE, OPENING_MS, Stage, arrive, page};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::{ChannelCommand, ChannelEvent, EndReason, Visitor};
use docent_core::entry::Event;
use docent_core::limit::{
    CHANNEL_KEPT_MS, NAME_CHARS_MAX, PLACE_KEPT_MS, REPORT_CHARS_MAX, TITLE_CHARS_MAX, TRAIL_MAX,
};
use docent_core::location::Page;
use docent_core::refusal::Refusal;
use docent_core::view::Status;

/// CH1: a click opens a channel once: the visitor's arrival for staff and that browser, the
/// request for all.
#[test]
fn ch1_a_click_opens_a_channel_once() {
    let mut stage = Stage::empty();

    let drafts = stage.asks(Actor::Server, arrive()).unwrap();

    assert!(matches!(&drafts[0].event, Event::Channel(ChannelEvent::Arrived { browser: 1, .. })));
    assert_eq!(drafts[0].audience, Audience::These(vec![1]));
    assert_eq!(drafts[1].event, Event::Channel(ChannelEvent::Asked));
    assert_eq!(drafts[1].audience, Audience::All);
    stage.does(Actor::Server, arrive());
    assert_eq!((stage.view().status, stage.view().asked_at_ms), (Status::Waiting, OPENING_MS));
    assert_eq!(stage.asks(Actor::Server, arrive()), Err(Refusal::AlreadyThere));
    let elsewhere = ChannelCommand::Arrive { site: "else".to_owned(), visitor: Visitor::default() };
    let refused = Stage::empty().asks(Actor::Server, elsewhere);
    assert_eq!(refused, Err(Refusal::NoSuch { what: "site" }));
}

/// CH2: what a browser says of itself is cut to one bounded line and its page is filtered.
#[test]
fn ch2_what_a_browser_says_of_itself_is_bounded() {
    let mut stage = Stage::empty();
    let visitor = Visitor {
        name: format!(" Gr\u{0}ace\n\u{202e}{}", "x".repeat(9_000)),
        language: "y".repeat(9_000),
        user_agent: "z".repeat(9_000),
        page: Some(Page {
            url: "https://me:pw@shop.example/a?article=7&token=secret#top".to_owned(),
            title: "t".repeat(9_000),
        }),
    };

    stage.does(Actor::Server, ChannelCommand::Arrive { site: "shop".to_owned(), visitor });

    let told = &stage.view().browsers[&1].visitor;
    assert!(told.name.starts_with("Grace xxx") && told.name.chars().count() == NAME_CHARS_MAX);
    assert_eq!(told.language.len(), REPORT_CHARS_MAX);
    assert_eq!(told.user_agent.len(), REPORT_CHARS_MAX);
    let page = told.page.as_ref().unwrap();
    assert_eq!(page.url, "https://shop.example/a?article=7");
    assert_eq!(page.title.len(), TITLE_CHARS_MAX);
}

/// CH11: a place is kept five minutes without a connection, a joined channel thirty; who comes
/// back in time loses nothing.
#[test]
fn ch11_absence_ends_a_channel_only_after_its_time() {
    let cases = [(Stage::waiting(), PLACE_KEPT_MS), (Stage::joined(), CHANNEL_KEPT_MS)];
    for (mut stage, kept_ms) in cases {
        stage.does(Actor::Server, ChannelCommand::NoteAway { browser: 1 });
        assert_eq!(stage.state.deadline(), Some(stage.now_ms + kept_ms));
        stage.wait(kept_ms - 1);
        assert_eq!(stage.does(Actor::Server, ChannelCommand::Tick), []);
        let mut back = stage.clone();
        back.does(Actor::Server, ChannelCommand::NoteHere { browser: 1 });
        assert_eq!(back.state.deadline(), None);

        stage.wait(1);
        let happened = stage.does(Actor::Server, ChannelCommand::Tick);

        assert_eq!(happened, [ChannelEvent::Ended { reason: EndReason::Absent }]);
    }
}

/// CH23: the trail keeps the last pages, filtered; the same page again is no event.
#[test]
fn ch23_the_trail_is_bounded_and_filtered() {
    let mut stage = Stage::joined();
    let secret = Page {
        url: "https://me@shop.example/p?article=1&session=2#x".to_owned(),
        title: String::new(),
    };
    for stop in 0..TRAIL_MAX {
        stage.does(GRACE, ChannelCommand::Move { page: page(&format!("page-{stop}")) });
    }

    stage.does(GRACE, ChannelCommand::Move { page: secret.clone() });

    let trail = &stage.view().browsers[&1].trail;
    assert_eq!(trail.len(), TRAIL_MAX);
    let last = &trail.last().unwrap().page;
    assert_eq!(last.url, "https://shop.example/p?article=1");
    assert_eq!(last.title, "shop.example");
    assert_eq!(stage.asks(GRACE, ChannelCommand::Move { page: secret }), Ok(vec![]));
    let file = Page { url: "file:///etc/passwd".to_owned(), title: String::new() };
    assert!(matches!(
        stage.asks(GRACE, ChannelCommand::Move { page: file }),
        Err(Refusal::Invalid { field: "page", .. })
    ));
}

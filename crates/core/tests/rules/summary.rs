//! CH: a channel on one line.

use crate::stage::{GRACE, Stage, ada, channel_id, drive, page, say};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::limit::{SNIPPET_CHARS_MAX, UNREAD_MAX};
use docent_core::summary::Snippet;
use docent_core::view::Status;

/// CH21: a summary counts what browsers said since the agent last looked, and knows the last words.
#[test]
fn ch21_a_summary_counts_what_the_agent_has_not_seen() {
    let mut stage = Stage::joined();
    stage.does(GRACE, say("one"));
    let first = stage.view().last_said;
    stage.does(GRACE, say("two"));
    stage.does(Actor::Agent(ada()), say("yes?"));
    stage.does(GRACE, say(&"three ".repeat(100)));

    stage.does(Actor::Agent(ada()), ChannelCommand::Mark { delivered: first, seen: first });

    let summary = stage.state.summary(channel_id()).unwrap();
    assert_eq!(summary.unread, 2);
    let Snippet { by, text } = summary.last_said.unwrap();
    assert_eq!(by, "browser-1");
    assert!(text.starts_with("three three") && text.chars().count() <= SNIPPET_CHARS_MAX);
}

/// CH26: a summary says where the channel stands, and where the visitor is.
#[test]
fn ch26_a_summary_says_where_the_channel_stands() {
    let mut stage = Stage::joined();
    stage.does(GRACE, ChannelCommand::Name { name: "Grace".to_owned() });
    stage.does(GRACE, ChannelCommand::Move { page: page("returns") });
    stage.does(Actor::Agent(ada()), drive("https://shop.example/returns"));
    stage.does(GRACE, ChannelCommand::Pause);

    let summary = stage.state.summary(channel_id()).unwrap();

    assert_eq!((summary.status, summary.name.as_str()), (Status::Joined, "Grace"));
    assert_eq!(summary.page, Some(page("returns")));
    assert_eq!(summary.guide.map(|guide| guide.agent), Some(ada()));
    assert_eq!((summary.browsers, summary.drives, summary.paused), (1, 1, true));
    assert_eq!(summary.seq, stage.state.seq());
}

/// CH27: the count of unseen messages is bounded.
#[test]
fn ch27_the_count_of_unseen_messages_is_bounded() {
    let mut stage = Stage::waiting();

    for count in 0..UNREAD_MAX + 5 {
        stage.does(GRACE, say(&count.to_string()));
    }

    let summary = stage.state.summary(channel_id()).unwrap();
    assert_eq!(summary.unread, u32::try_from(UNREAD_MAX).unwrap());
}

//! DI and DE: sites and agents, and agents' desks.

use crate::stage::{ada, bob, directory};
use docent_core::actor::{Actor, Audience};
use docent_core::desk::{AwayReason, DeskCommand, DeskEvent};
use docent_core::directory::{
    Agent, Directory, DirectoryCommand as C, DirectoryEvent, Reply, Role,
};
use docent_core::entry::{Entry, Event};
use docent_core::id::{Id, LogId};
use docent_core::limit::OWN_REPLIES_MAX;
use docent_core::location::{BadLocation, Page};
use docent_core::machine::State;
use docent_core::refusal::Refusal;
use docent_core::site::{Site, SiteSettings};

const ADMIN: Actor = Actor::Server;

fn agent(id: u8, email: &str) -> Agent {
    let id = Id::from_bytes([id; 16]);
    Agent {
        id,
        email: email.to_owned(),
        name: "Cleo".to_owned(),
        role: Role::Agent,
        may_drive: true,
    }
}

fn site(key: &str, settings: SiteSettings) -> C {
    C::AddSite { site: Site { key: key.to_owned(), settings } }
}

fn origins(list: &[&str]) -> SiteSettings {
    let origins = list.iter().map(|it| (*it).to_owned()).collect();
    SiteSettings { origins, ..SiteSettings::default() }
}

/// DI1: only an admin, or the command line, changes sites and agents.
#[test]
fn di1_only_admins_change_the_directory() {
    let directory = directory();
    let add = C::AddAgent { agent: agent(9, "cleo@example.com") };

    assert!(directory.decide(ADMIN, &add).is_ok());
    assert!(directory.decide(Actor::Agent(ada()), &add).is_ok());
    for by in [Actor::Agent(bob()), Actor::Browser(1), Actor::Agent(Id::from_bytes([0; 16]))] {
        assert_eq!(directory.decide(by, &add), Err(Refusal::NotAllowed));
    }
}

/// DI2: the last admin stays an admin.
#[test]
fn di2_the_last_admin_stays() {
    let directory = directory();
    let demoted = Agent { role: Role::Agent, ..directory.agents[&ada()].clone() };

    let removed = directory.decide(ADMIN, &C::RemoveAgent { agent: ada() });
    let demoted = directory.decide(ADMIN, &C::ChangeAgent { agent: demoted });

    assert!(matches!(removed, Err(Refusal::Invalid { field: "role", .. })));
    assert!(matches!(demoted, Err(Refusal::Invalid { field: "role", .. })));
    assert!(directory.decide(ADMIN, &C::RemoveAgent { agent: bob() }).is_ok());
}

/// DI3: an agent is found by a mail address in any case, and no two have the same.
#[test]
fn di3_a_mail_address_names_one_agent() {
    let directory = directory();

    let same = directory.decide(ADMIN, &C::AddAgent { agent: agent(9, "ADA@Example.com ") });

    assert_eq!(same, Err(Refusal::AlreadyThere));
    assert_eq!(directory.agent_by_email(" Ada@EXAMPLE.com").map(|it| it.id), Some(ada()));
    for bad in ["ada", "@example.com", "ada@", "a da@example.com"] {
        let refused = directory.decide(ADMIN, &C::AddAgent { agent: agent(9, bad) });
        assert!(matches!(refused, Err(Refusal::Invalid { field: "email", .. })), "{bad}");
    }
}

/// DI4: a site has a plain key and is added once; without a name it is called by its key.
#[test]
fn di4_a_site_has_a_plain_key() {
    let directory = directory();

    let added = directory.decide(ADMIN, &site("bank-2", SiteSettings::default())).unwrap();

    let settings = SiteSettings { name: "bank-2".to_owned(), ..SiteSettings::default() };
    let expected = DirectoryEvent::SiteAdded { site: Site { key: "bank-2".to_owned(), settings } };
    assert_eq!(added[0].event, Event::Directory(expected));
    assert_eq!(added[0].audience, Audience::Staff);
    let again = directory.decide(ADMIN, &site("shop", SiteSettings::default()));
    assert_eq!(again, Err(Refusal::AlreadyThere));
    for bad in ["", "Shop", "a b", "shöp", &"x".repeat(41)] {
        let refused = directory.decide(ADMIN, &site(bad, SiteSettings::default()));
        assert!(matches!(refused, Err(Refusal::Invalid { field: "key", .. })), "{bad}");
    }
}

/// DI5: origins are origins and private hosts are hosts, nothing more; pages are allowed locations;
/// accents are colours.
#[test]
fn di5_settings_are_checked() {
    let directory = directory();
    let page = Page { url: "javascript:alert(1)".to_owned(), title: String::new() };
    let refusal = |settings| directory.decide(ADMIN, &site("new", settings)).unwrap_err();

    for good in ["https://shop.example", "HTTPS://Shop.example:443/", "http://a.localhost:81"] {
        assert!(directory.decide(ADMIN, &site("new", origins(&[good]))).is_ok(), "{good}");
    }
    let bad = ["shop.example", "https://shop.example/x", "https://u@shop.example", "null", "*"];
    for bad in bad {
        assert!(matches!(refusal(origins(&[bad])), Refusal::Invalid { field: "origins", .. }));
    }
    let pages = SiteSettings { pages: vec![page], ..SiteSettings::default() };
    assert_eq!(refusal(pages), Refusal::BadLocation { why: BadLocation::Scheme });
    let private = |host: &str| SiteSettings {
        private_hosts: vec![host.to_owned()],
        ..SiteSettings::default()
    };
    for good in ["localhost", "LocalHost:8080", "10.0.0.7:81", "[::1]:9000", "wiki"] {
        assert!(directory.decide(ADMIN, &site("new", private(good))).is_ok(), "{good}");
    }
    for bad in ["http://localhost", "localhost/", "u@localhost", "*", "a b", "2130706433"] {
        let refused = refusal(private(bad));
        assert!(matches!(refused, Refusal::Invalid { field: "private_hosts", .. }), "{bad}");
    }
    let accent = SiteSettings { accent: "red;}".to_owned(), ..SiteSettings::default() };
    assert!(matches!(refusal(accent), Refusal::Invalid { field: "accent", .. }));
}

/// DI6: a change that changes nothing is no event, and what is not there cannot be changed.
#[test]
fn di6_only_changes_are_events() {
    let directory = directory();
    let settings = directory.sites["shop"].clone();
    let change = |key: &str| C::ChangeSite { key: key.to_owned(), settings: settings.clone() };

    assert_eq!(directory.decide(ADMIN, &change("shop")), Ok(vec![]));
    assert_eq!(directory.decide(ADMIN, &change("bank")), Err(Refusal::NoSuch { what: "site" }));
    let nobody = C::ChangeAgent { agent: agent(9, "x@example.com") };
    assert_eq!(directory.decide(ADMIN, &nobody), Err(Refusal::NoSuch { what: "agent" }));
}

fn desk_after(events: &[DeskEvent]) -> State {
    let mut state = State::new(LogId::Desk(ada()));
    for (seq, event) in (1..).zip(events) {
        state.apply(&Entry {
            seq,
            at_ms: seq * 1_000,
            by: Actor::Agent(ada()),
            cause: None,
            audience: Audience::Staff,
            event: Event::Desk(event.clone()),
        });
    }
    state
}

/// DE1: an agent becomes available only by saying so; the server may send away, never fetch.
#[test]
fn de1_only_the_agent_becomes_available() {
    let state = desk_after(&[]);
    let desk = state.desk().unwrap();

    let own = desk.decide(Actor::Agent(ada()), &DeskCommand::BeAvailable).unwrap();

    assert_eq!(own[0].event, Event::Desk(DeskEvent::Available));
    for by in [Actor::Server, Actor::Agent(bob()), Actor::Browser(1)] {
        assert_eq!(desk.decide(by, &DeskCommand::BeAvailable), Err(Refusal::NotAllowed));
    }
    let pretend = DeskCommand::BeAway { reason: AwayReason::NoConsole };
    assert_eq!(desk.decide(Actor::Agent(ada()), &pretend), Err(Refusal::NotAllowed));
    assert_eq!(desk.decide(Actor::Server, &pretend), Ok(vec![]));
}

/// DE2: a desk knows since when the agent is available or away, and why.
#[test]
fn de2_a_desk_knows_since_when_and_why() {
    let away = DeskEvent::WentAway { reason: AwayReason::Unanswered };
    let state = desk_after(&[DeskEvent::SignedIn, DeskEvent::Available, away]);
    let desk = state.desk().unwrap();

    assert!(!desk.available);
    assert_eq!((desk.since_ms, desk.away), (3_000, Some(AwayReason::Unanswered)));

    let state = desk_after(&[DeskEvent::Available]);
    let out = state.desk().unwrap().decide(Actor::Server, &DeskCommand::NoteSignOut).unwrap();
    let own = DeskEvent::WentAway { reason: AwayReason::Own };
    assert_eq!(out[0].event, Event::Desk(own));
    assert_eq!(out[1].event, Event::Desk(DeskEvent::SignedOut));
}

fn reply(id: u8, agent: Option<Actor>, shortcut: &str) -> Reply {
    let agent = agent.map(|by| if by == Actor::Agent(bob()) { bob() } else { ada() });
    let (title, text) = ("Opening hours".to_owned(), "From 9 to 5.".to_owned());
    let shortcut = shortcut.to_owned();
    Reply { id: Id::from_bytes([id; 16]), site: None, agent, shortcut, title, text }
}

fn take(directory: &mut Directory, by: Actor, command: &C) {
    for draft in directory.decide(by, command).expect("it may be done") {
        let (seq, at_ms) = (directory.head.seq + 1, 0);
        let entry =
            Entry { seq, at_ms, by, cause: None, audience: Audience::Staff, event: draft.event };
        directory.apply(&entry);
    }
}

/// DI9: admins keep everybody's canned replies, agents their own, which others do not know.
#[test]
fn di9_replies_are_kept_by_admins_and_own_ones_by_their_agents() {
    let (admin, agent) = (Actor::Agent(ada()), Actor::Agent(bob()));
    let mut directory = directory();
    let (ours, own) = (reply(1, None, "Hours"), reply(2, Some(agent), "hours"));
    take(&mut directory, admin, &C::AddReply { reply: ours.clone() });
    take(&mut directory, agent, &C::AddReply { reply: own.clone() });

    let refused = directory.decide(agent, &C::AddReply { reply: reply(3, None, "all") });
    assert_eq!(refused, Err(Refusal::NotAllowed));
    let refused = directory.decide(agent, &C::RemoveReply { reply: ours.id });
    assert_eq!(refused, Err(Refusal::NotAllowed));
    for by in [Actor::Browser(1), Actor::Agent(Id::from_bytes([9; 16]))] {
        let refused = directory.decide(by, &C::RemoveReply { reply: own.id });
        assert_eq!(refused, Err(Refusal::NoSuch { what: "reply" }));
    }
    let shortcuts = |directory: &Directory, of| {
        directory.replies_of(of).iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(shortcuts(&directory, bob()), [ours.id, own.id]);
    assert_eq!(shortcuts(&directory, ada()), [ours.id]);
    assert_eq!(directory.replies[&ours.id].shortcut, "hours", "lower case");

    let taken_over = Reply { agent: None, ..reply(2, None, "mine") };
    take(&mut directory, agent, &C::ChangeReply { reply: taken_over });
    assert_eq!(directory.replies[&own.id].agent, Some(bob()), "whose it is stays so");
    take(&mut directory, admin, &C::RemoveAgent { agent: bob() });
    assert_eq!(directory.replies.len(), 1, "own replies go with their agent");
}

/// DI10: a reply has a shortcut that is free, a title and words, is for a site that there is, and an
/// agent has a bounded number of own ones.
#[test]
fn di10_replies_are_checked_and_bounded() {
    let mut directory = directory();
    take(&mut directory, ADMIN, &C::AddReply { reply: reply(1, None, "hours") });
    let add = |directory: &Directory, reply: Reply| directory.decide(ADMIN, &C::AddReply { reply });

    assert_eq!(add(&directory, reply(2, None, "HOURS ")), Err(Refusal::AlreadyThere));
    assert_eq!(add(&directory, reply(1, None, "other")), Err(Refusal::AlreadyThere));
    let of_site = Reply { site: Some("shop".into()), ..reply(2, None, "hours") };
    assert!(add(&directory, of_site).is_ok(), "a site may have one of its own");
    for shortcut in ["", "two words", "/hours", &"x".repeat(41)] {
        let refused = add(&directory, reply(2, None, shortcut));
        assert!(matches!(refused, Err(Refusal::Invalid { field: "shortcut", .. })), "{shortcut}");
    }
    let nowhere = Reply { site: Some("nowhere".into()), ..reply(2, None, "x") };
    assert_eq!(add(&directory, nowhere), Err(Refusal::NoSuch { what: "site" }));
    let silent = Reply { text: " ".into(), ..reply(2, None, "x") };
    assert_eq!(add(&directory, silent), Err(Refusal::Empty { field: "text" }));

    for id in 0..OWN_REPLIES_MAX {
        let id = u8::try_from(id + 10).unwrap();
        let own = reply(id, Some(Actor::Agent(bob())), &format!("own-{id}"));
        take(&mut directory, ADMIN, &C::AddReply { reply: own });
    }
    let one_more = reply(9, Some(Actor::Agent(bob())), "one-more");
    assert!(matches!(add(&directory, one_more), Err(Refusal::TooMany { .. })));
}

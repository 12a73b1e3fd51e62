//! One example of every frame, command and event.

use crate::stage::{
    GRACE, OPENING_MS, SHOP, Stage, ada, arrive, arrived, channel_id, drive, log_id, page, say,
    taken,
};
use crate::story;
use docent_core::actor::{Actor, Reader};
use docent_core::channel::{ChannelCommand as C, ChannelEvent, ClientKind, Questions};
use docent_core::desk::{AwayReason, DeskCommand, DeskEvent};
use docent_core::directory::{DirectoryEvent, Reply};
use docent_core::drive::{Outcome, Way};
use docent_core::entry::Event;
use docent_core::frame::{AnyCommand, ClientFrame, Colleague, ServerFrame, Signal, WireEntry};
use docent_core::id::{Id, LogId, SenderId};
use docent_core::site::{Consent, Downloads, Driving, Elsewhere, JavaClient, Site, SiteSettings};
use docent_core::tour::{SavedTour, TourStop};
use std::collections::{BTreeMap, BTreeSet};

fn sender() -> SenderId {
    Id::from_bytes([0x5e; 16])
}

fn tab() -> Id {
    Id::from_bytes([0x7a; 16])
}

fn commands() -> Vec<C> {
    let text = |text: &str| text.to_owned();
    vec![
        arrive(),
        C::Deliver { client: ClientKind::Web, version: text("0.1.0"), bytes: 18_214, ms: 240 },
        C::Name { name: text("Grace") },
        C::Offer { agent: ada() },
        C::Join,
        say("hi"),
        C::Link { url: text("https://shop.example/returns"), title: text("Returns") },
        C::Mark { delivered: 4, seen: 3 },
        C::Equip { ways: vec![Way::Window, Way::Link], lost: None },
        C::Sit { tab: tab() },
        drive("https://shop.example/returns"),
        C::Receipt { drive: 1, outcome: taken() },
        C::Receipt { drive: 1, outcome: Outcome::Left },
        C::Receipt { drive: 1, outcome: arrived("https://shop.example/returns") },
        C::Move { page: page("returns") },
        C::Drive {
            url: text("https://shop.example/returns"),
            title: text("Returns"),
            browsers: Some(vec![1, 3]),
            spread_ms: 5_000,
            confirmed: true,
        },
        C::Again { browsers: None },
        C::Again { browsers: Some(vec![2]) },
        C::Rejoin,
        C::Say { text: text("hi"), to: Some(2) },
        C::StartTour {
            site: text(SHOP),
            title: text("Autumn"),
            questions: Questions::Shared,
            code: text("4711"),
        },
        C::ChangeTour {
            title: text("Autumn"),
            questions: Questions::Private,
            open: false,
            code: String::new(),
        },
        crate::tour::enter("Grace", Some("4711")),
        C::Remove { browser: 2 },
        C::Hand { agent: crate::stage::bob() },
        C::TakeAlong { tour: channel_id(), title: text("Autumn") },
        C::Pause,
        C::Resume,
        C::Consent,
        C::Withdraw,
        C::NoteAway { browser: 1 },
        C::NoteHere { browser: 1 },
        C::LeaveNote { name: text("Grace"), contact: text("g@example.com"), text: text("Call me") },
        C::SettleNote,
        C::End,
        C::Rate { stars: 5 },
        C::Tick,
        C::NoteErased { from: 3, to: 4 },
        C::Erase { from: 3, to: 4 },
    ]
}

fn desk_commands() -> Vec<DeskCommand> {
    vec![
        DeskCommand::NoteSignIn,
        DeskCommand::NoteSignOut,
        DeskCommand::BeAvailable,
        DeskCommand::BeAway { reason: AwayReason::Own },
    ]
}

fn signals() -> [Signal; 5] {
    [
        Signal::Typing { on: true },
        Signal::Form { unsaved: true },
        Signal::Hidden { hidden: false },
        Signal::Online { on: true },
        Signal::Tabs { tabs: vec![tab()] },
    ]
}

/// Every frame that a client may send, with every command and every signal.
pub(super) fn client_frames() -> Vec<ClientFrame> {
    let mut frames = vec![
        ClientFrame::Hello { token: None, sender: sender(), tab: None },
        ClientFrame::Hello { token: Some("t0k3n".into()), sender: sender(), tab: Some(tab()) },
        ClientFrame::Follow { log: log_id(), after: 0 },
        ClientFrame::Unfollow { log: log_id() },
        ClientFrame::FollowBoard,
    ];
    frames.extend((1..).zip(commands()).map(|(n, command)| ClientFrame::Do {
        log: log_id(),
        n,
        command: AnyCommand::Channel(command),
    }));
    frames.extend((1..).zip(desk_commands()).map(|(n, command)| ClientFrame::Do {
        log: LogId::Desk(ada()),
        n,
        command: AnyCommand::Desk(command),
    }));
    frames.extend(signals().map(|signal| ClientFrame::Signal { log: log_id(), signal }));
    frames
}

/// Every frame that a server may send.
pub(super) fn server_frames() -> Vec<ServerFrame> {
    let log = log_id();
    let stage = story::guided();
    let entries: Vec<WireEntry> = wire(&stage).into_iter().take(2).collect();
    let row = stage.state.summary(channel_id()).expect("the channel was opened");
    let mut frames = vec![
        welcome(GRACE, Some(log)),
        welcome(Actor::Agent(ada()), None),
        ServerFrame::View {
            log,
            view: stage.channel().view_for(Reader::Browser(1)),
            entries: entries.clone(),
            n: 3,
        },
        ServerFrame::Followed { log, head: 9, n: 0 },
        ServerFrame::Entries { log, prev: 0, entries },
        ServerFrame::Done { log, n: 3, seq: 9 },
        refused("already-taken", "another agent has taken this visitor", None),
        refused("busy", "the server is busy", Some(500)),
        ServerFrame::Place { position: 3, estimate_ms: Some(120_000), staffed: true },
        ServerFrame::Place { position: 25, estimate_ms: None, staffed: false },
        ServerFrame::Board {
            whole: true,
            waiting: 1,
            rows: vec![row],
            gone: vec![log],
            colleagues: vec![colleague()],
            replies: Some(12),
        },
        ServerFrame::Beat { heads: BTreeMap::from([(log, 9)]) },
        bye("restart", "the server restarts", Some(1_000)),
        bye("signed-out", "you are signed out", None),
    ];
    frames.extend(signals().map(|signal| ServerFrame::Signal { log, by: GRACE, signal }));
    frames
}

fn welcome(you: Actor, log: Option<LogId>) -> ServerFrame {
    ServerFrame::Welcome { you, log, now_ms: OPENING_MS, version: "0.1.0".into() }
}

fn refused(code: &str, message: &str, retry_ms: Option<u64>) -> ServerFrame {
    let (code, message) = (code.to_owned(), message.to_owned());
    ServerFrame::Refused { log: log_id(), n: 4, code, message, retry_ms }
}

fn bye(code: &str, message: &str, retry_ms: Option<u64>) -> ServerFrame {
    ServerFrame::Bye { code: code.to_owned(), message: message.to_owned(), retry_ms }
}

fn colleague() -> Colleague {
    Colleague { agent: ada(), name: "Ada".into(), available: true, away: None, channels: 1 }
}

/// An entry of every kind, from the stories, the first of each; and one of a kind not known.
pub(super) fn events() -> Vec<WireEntry> {
    let stories = [
        story::guided(),
        story::blocked(),
        story::noted(),
        story::absent(),
        story::toured(),
        story::taken_along(),
    ];
    let mut kinds = BTreeSet::new();
    let mut entries: Vec<WireEntry> = stories
        .iter()
        .flat_map(wire)
        .filter(|entry| {
            kinds.insert(serde_json::to_value(&entry.event).unwrap()["kind"].to_string())
        })
        .collect();
    let (at_ms, event) = (OPENING_MS, ChannelEvent::Unknown);
    entries.push(WireEntry { seq: 99, at_ms, by: Actor::Server, event });
    entries
}

fn wire(stage: &Stage) -> Vec<WireEntry> {
    let wire = |entry: &docent_core::entry::Entry| match &entry.event {
        Event::Channel(event) => Some(WireEntry {
            seq: entry.seq,
            at_ms: entry.at_ms,
            by: entry.by,
            event: event.clone(),
        }),
        Event::Directory(_) | Event::Desk(_) => None,
    };
    stage.entries.iter().filter_map(wire).collect()
}

/// An event of every kind that a directory's log holds.
pub(super) fn directory_events() -> Vec<DirectoryEvent> {
    let directory = crate::stage::directory();
    let site = Site { key: SHOP.to_owned(), settings: full_settings() };
    let agent = directory.agents[&ada()].clone();
    let reply = Reply {
        id: Id::from_bytes([5; 16]),
        site: Some(SHOP.to_owned()),
        agent: Some(ada()),
        shortcut: "hours".into(),
        title: "Opening hours".into(),
        text: "We are here from 9 to 5.".into(),
    };
    vec![
        DirectoryEvent::SiteAdded { site: site.clone() },
        DirectoryEvent::SiteChanged { site },
        DirectoryEvent::AgentAdded { agent: agent.clone() },
        DirectoryEvent::AgentChanged { agent },
        DirectoryEvent::AgentRemoved { agent: ada() },
        DirectoryEvent::TourSaved { tour: tour() },
        DirectoryEvent::TourRemoved { tour: tour().id },
        DirectoryEvent::ReplyAdded { reply: reply.clone() },
        DirectoryEvent::ReplyChanged { reply: reply.clone() },
        DirectoryEvent::ReplyRemoved { reply: reply.id },
        DirectoryEvent::Unknown,
    ]
}

fn tour() -> SavedTour {
    let stop = TourStop {
        title: "Returns".into(),
        location: "/returns".into(),
        note: "Show the table.".into(),
        say: "Here it is.".into(),
    };
    let (id, stops) = (Id::from_bytes([0x70; 16]), vec![stop]);
    SavedTour { id, site: SHOP.into(), title: "Returning shoes".into(), stops }
}

fn full_settings() -> SiteSettings {
    SiteSettings {
        name: "The Shop".into(),
        origins: vec!["https://shop.example".into()],
        query_params: vec!["article".into()],
        pages: vec![page("returns")],
        private_hosts: vec!["localhost:8080".into()],
        accent: "#0a6e5c".into(),
        consent: Consent::Ask,
        driving: Driving::Stopped,
        java: JavaClient::Offered,
        allowed_hosts: vec!["*.partner.example".into()],
        blocked_hosts: vec!["evil.example".into()],
        chats_elsewhere: Elsewhere::Refused,
        tours_elsewhere: Elsewhere::Confirmed,
        downloads: Downloads::Refused,
    }
}

/// An event of every kind that a desk's log holds.
pub(super) fn desk_events() -> Vec<DeskEvent> {
    let reasons = [AwayReason::Own, AwayReason::NoConsole, AwayReason::Unanswered];
    let mut events = vec![DeskEvent::SignedIn, DeskEvent::SignedOut, DeskEvent::Available];
    events.extend(reasons.map(|reason| DeskEvent::WentAway { reason }));
    events.push(DeskEvent::Unknown);
    events
}

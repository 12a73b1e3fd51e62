//! The engine on a real store: what is answered is on disk, once, and followers miss nothing.

use docent::engine::{Changes, Done, Engine, Follow, RunError};
use docent::hub::outbox::Outbox;
use docent::hub::{Follower, Hub};
use docent::store::Store;
use docent::tasks::Tasks;
use docent_core::actor::{Actor, Reader};
use docent_core::channel::{ChannelCommand, Visitor};
use docent_core::directory::{Agent, DirectoryCommand, Role};
use docent_core::entry::{CommandName, Seq};
use docent_core::id::{AgentId, Id, LogId, SenderId};
use docent_core::machine::{Command, Order};
use docent_core::refusal::Refusal;
use docent_core::site::{Site, SiteSettings};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const SITE: &str = "shop";

/// A running engine on a data folder. It has one lane, so that all logs share it.
struct Bench {
    engine: Engine,
    store: Arc<Store>,
    tasks: Tasks,
}

impl Bench {
    fn on(folder: &Path) -> Self {
        let tasks = Tasks::default();
        let store = Arc::new(Store::open(folder).expect("the folder can be used"));
        let (hub, _gone) = Hub::start(&tasks, 1);
        let changes = Arc::new(Changes::default());
        let engine = Engine::start(&tasks, 1, (Arc::clone(&store), hub), &changes);
        Self { engine, store, tasks }
    }

    /// With a site and two agents.
    async fn with_agents(folder: &Path) -> Self {
        let bench = Self::on(folder);
        let settings = SiteSettings { name: "Shop".into(), ..SiteSettings::default() };
        let site = Site { key: SITE.into(), settings };
        bench.directory(DirectoryCommand::AddSite { site }).await;
        for (id, name) in [(ada(), "Ada"), (bob(), "Bob")] {
            let email = format!("{}@example.com", name.to_lowercase());
            let agent = Agent { id, email, name: name.into(), role: Role::Agent, may_drive: true };
            bench.directory(DirectoryCommand::AddAgent { agent }).await;
        }
        bench
    }

    async fn directory(&self, command: DirectoryCommand) {
        let order = Order { by: Actor::Server, name: None, command: Command::Directory(command) };
        self.engine.run(LogId::Directory, order).await.expect("the directory takes it");
    }

    async fn run(&self, log: LogId, by: Actor, command: ChannelCommand) -> Result<Done, RunError> {
        let order = Order { by, name: None, command: Command::Channel(command) };
        self.engine.run(log, order).await
    }

    /// A visitor asks on the shop's page.
    async fn ask(&self, log: LogId) -> Result<Done, RunError> {
        let arrive = ChannelCommand::Arrive { site: SITE.into(), visitor: Visitor::default() };
        self.run(log, Actor::Server, arrive).await
    }

    async fn follow(&self, log: LogId, reader: Reader, after: Seq) -> Arc<Outbox> {
        let outbox = Arc::new(Outbox::default());
        let who = match reader {
            Reader::Staff => Actor::Agent(ada()),
            Reader::Browser(browser) => Actor::Browser(browser),
        };
        let follower = Follower::new(log, reader, who, Arc::clone(&outbox));
        let follow = Follow { follower, after, sender: sender(9) };
        self.engine.follow(follow).await.expect("the log can be followed");
        outbox
    }

    async fn stop(self) {
        self.tasks.stop().await;
        self.store.close().await;
    }
}

fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

fn ada() -> AgentId {
    id(1)
}

fn bob() -> AgentId {
    id(2)
}

fn sender(number: u8) -> SenderId {
    id(100 + number)
}

fn channel(number: u8) -> LogId {
    LogId::Channel(id(50 + number))
}

fn say(text: &str) -> ChannelCommand {
    ChannelCommand::Say { text: text.into(), to: None }
}

/// The frames that wait for a follower, once there is at least one.
async fn frames(outbox: &Outbox) -> Vec<Value> {
    let taken = outbox.take().await.expect("the follower is not cut off");
    taken
        .frames
        .iter()
        .map(|frame| serde_json::from_slice(frame).expect("frames are JSON"))
        .collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for a test")
}

/// EN6: the same command sent again is answered from the log, also after a restart.
#[tokio::test]
async fn en6_a_repeated_command_is_carried_out_once() {
    let folder = folder();
    let bench = Bench::with_agents(folder.path()).await;
    bench.ask(channel(1)).await.expect("the visitor may ask");
    let order = || Order {
        by: Actor::Browser(1),
        name: Some(CommandName { sender: sender(1), n: 1 }),
        command: Command::Channel(say("hello")),
    };
    let first = bench.engine.run(channel(1), order()).await.expect("it is said");

    let again = bench.engine.run(channel(1), order()).await.expect("it is answered");
    bench.stop().await;
    let restarted = Bench::on(folder.path());
    let later = restarted.engine.run(channel(1), order()).await.expect("it is answered");

    assert_eq!((again.seq, later.seq), (first.seq, first.seq));
    assert_eq!(restarted.store.head(channel(1)).await.expect("it can be read"), 3);
    restarted.stop().await;
}

/// EN7: of two agents who join at once, exactly one gets the visitor.
#[tokio::test]
async fn en7_two_agents_at_once_are_one_refusal() {
    let folder = folder();
    let bench = Bench::with_agents(folder.path()).await;
    bench.ask(channel(1)).await.expect("the visitor may ask");

    let (one, other) = tokio::join!(
        bench.run(channel(1), Actor::Agent(ada()), ChannelCommand::Join),
        bench.run(channel(1), Actor::Agent(bob()), ChannelCommand::Join),
    );

    let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(
        matches!(refused.as_slice(), [RunError::Refused(Refusal::AlreadyTaken)]),
        "{refused:?}"
    );
    bench.stop().await;
}

/// EN8: a log that another writer has grown is read again, and the command decided again.
#[tokio::test]
async fn en8_a_conflict_is_decided_again() {
    let folder = folder();
    let (one, other) = (Bench::with_agents(folder.path()).await, Bench::on(folder.path()));
    other.engine.view(LogId::Directory).await.expect("the directory can be read");
    one.ask(channel(1)).await.expect("the visitor may ask");
    other.run(channel(1), Actor::Browser(1), say("from the other")).await.expect("it is said");

    let done = one.run(channel(1), Actor::Browser(1), say("from the one")).await;

    assert_eq!(done.expect("it is decided again").seq, 4);
    let rows = one.store.read(channel(1), 0, 10).await.expect("it can be read");
    assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    one.stop().await;
    other.stop().await;
}

/// EN16: two writers of one log decide again, with rests, until both are through or told that it is
/// busy; what was answered is there once, and nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn en16_writers_that_meet_lose_nothing() {
    let folder = folder();
    let (one, other) = (Bench::with_agents(folder.path()).await, Bench::on(folder.path()));
    other.engine.view(LogId::Directory).await.expect("the directory can be read");
    one.ask(channel(1)).await.expect("the visitor may ask");

    let talk = async |bench: &Bench| {
        let mut said = 0;
        for _ in 0..100 {
            let answer = bench.run(channel(1), Actor::Browser(1), say("hello")).await;
            assert!(matches!(answer, Ok(_) | Err(RunError::Busy { .. })), "{answer:?}");
            said += u64::from(answer.is_ok());
        }
        said
    };
    let (by_one, by_other) = tokio::join!(talk(&one), talk(&other));

    let head = one.store.head(channel(1)).await.expect("it can be read");
    assert_eq!(head, 2 + by_one + by_other);
    assert!(by_one + by_other > 150, "{by_one} and {by_other}");
    one.stop().await;
    other.stop().await;
}

/// EN9: a follower with a cursor gets what it missed and then what comes, each once, in order.
#[tokio::test]
async fn en9_a_follower_resumes_without_loss() {
    let folder = folder();
    let bench = Bench::with_agents(folder.path()).await;
    bench.ask(channel(1)).await.expect("the visitor may ask");
    bench.run(channel(1), Actor::Browser(1), say("missed")).await.expect("it is said");

    let outbox = bench.follow(channel(1), Reader::Browser(1), 2).await;
    bench.run(channel(1), Actor::Browser(1), say("live")).await.expect("it is said");

    let mut got = frames(&outbox).await;
    while got.len() < 3 {
        got.extend(frames(&outbox).await);
    }
    assert_eq!(got[0]["t"], "followed");
    assert_eq!((&got[1]["prev"], &got[1]["entries"][0]["seq"]), (&2.into(), &3.into()));
    assert_eq!(
        (&got[2]["prev"], &got[2]["entries"][0]["event"]["text"]),
        (&3.into(), &"live".into())
    );
    bench.stop().await;
}

/// EN10: what a visitor may not see costs no frame, and `prev` leaps over it.
#[tokio::test]
async fn en10_staff_entries_do_not_reach_visitors() {
    let folder = folder();
    let bench = Bench::with_agents(folder.path()).await;
    bench.ask(channel(1)).await.expect("the visitor may ask");
    let outbox = bench.follow(channel(1), Reader::Browser(1), 0).await;
    let offer = ChannelCommand::Offer { agent: ada() };

    bench.run(channel(1), Actor::Server, offer).await.expect("it is offered");
    bench.run(channel(1), Actor::Browser(1), say("hello")).await.expect("it is said");

    let mut got = frames(&outbox).await;
    while got.len() < 2 {
        got.extend(frames(&outbox).await);
    }
    assert_eq!(got.len(), 2, "{got:?}");
    assert_eq!(got[0]["view"]["seq"], 2);
    assert_eq!(got[1]["prev"], 2);
    assert_eq!(got[1]["entries"][0]["seq"], 4);
    bench.stop().await;
}

/// EN11: one loud channel does not keep another one waiting.
#[tokio::test]
async fn en11_a_loud_log_leaves_room_for_others() {
    let folder = folder();
    let bench = Bench::with_agents(folder.path()).await;
    bench.ask(channel(1)).await.expect("the visitor may ask");
    bench.ask(channel(2)).await.expect("the visitor may ask");
    let order = |text: &str| Order {
        by: Actor::Browser(1),
        name: None,
        command: Command::Channel(say(text)),
    };
    let loud: Vec<_> = (0..1_000)
        .map(|_| bench.engine.submit(channel(1), order("loud")).expect("the lane has room"))
        .collect();

    bench.run(channel(2), Actor::Browser(1), say("quiet")).await.expect("it is said");

    let still_waiting = loud.into_iter().filter_map(|mut it| it.try_recv().err()).count();
    assert!(still_waiting > 0, "the loud channel was served first");
    bench.stop().await;
}

/// EN12: what was erased is gone from memory too, and does not come back with a later summary.
#[tokio::test]
async fn en12_erased_words_leave_the_memory() {
    let folder = folder();
    let bench = Bench::with_agents(folder.path()).await;
    bench.ask(channel(1)).await.expect("the visitor may ask");
    bench.run(channel(1), Actor::Browser(1), say("my number is 12345")).await.expect("it is said");
    bench.run(channel(1), Actor::Browser(1), ChannelCommand::End).await.expect("it ends");

    let erase = ChannelCommand::NoteErased { from: 1, to: 3 };
    bench.run(channel(1), Actor::Server, erase).await.expect("it is erased");
    bench.run(channel(1), Actor::Browser(1), ChannelCommand::Rate { stars: 5 }).await.ok();

    let peek = bench.engine.view(channel(1)).await.expect("it can be read");
    let summary = peek.state.summary(id(51)).expect("it is a channel");
    assert_eq!(summary.last_said, None);
    let stored = bench.store.summary(id(51)).await.expect("it can be read");
    assert_eq!(stored.expect("it is a channel").last_said, None);
    assert!(bench.store.verify().await.expect("it can be read").broken.is_none());
    bench.stop().await;
}

/// EN14: nobody is refused for what was never stored: of two who join a log that another writer
/// has ended meanwhile, both hear of the end, and neither of the other one.
#[tokio::test]
async fn en14_a_refusal_waits_for_what_it_rests_on() {
    let folder = folder();
    let (one, other) = (Bench::with_agents(folder.path()).await, Bench::on(folder.path()));
    other.engine.view(LogId::Directory).await.expect("the directory can be read");
    one.ask(channel(1)).await.expect("the visitor may ask");
    other.run(channel(1), Actor::Browser(1), ChannelCommand::End).await.expect("it ends");

    let (ada_joins, bob_joins) = tokio::join!(
        one.run(channel(1), Actor::Agent(ada()), ChannelCommand::Join),
        one.run(channel(1), Actor::Agent(bob()), ChannelCommand::Join),
    );

    for refused in [ada_joins, bob_joins] {
        assert!(matches!(refused, Err(RunError::Refused(Refusal::Ended))), "{refused:?}");
    }
    one.stop().await;
    other.stop().await;
}

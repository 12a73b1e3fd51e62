//! A stage for tests: one channel, its clock turned by hand, and the people who act in it.

use docent_core::actor::{Actor, Reader};
use docent_core::channel::{Channel, ChannelCommand, ChannelEvent, Visitor};
use docent_core::directory::{Agent, Directory, Role};
use docent_core::drive::{Outcome, Receipt, Way};
use docent_core::entry::{CommandName, Draft, Entry, Event};
use docent_core::id::{AgentId, ChannelId, Id, LogId};
use docent_core::location::Page;
use docent_core::machine::{Command, Context, Order, State};
use docent_core::plan::{Facts, Foresight};
use docent_core::refusal::Refusal;
use docent_core::site::{Consent, Driving, SiteSettings};
use docent_core::time::Millis;
use docent_core::view::View;
use std::collections::BTreeMap;

/// When every stage opens: 2026-11-23 09:00 UTC.
pub(crate) const OPENING_MS: Millis = 1_795_424_400_000;
/// The visitor.
pub(crate) const GRACE: Actor = Actor::Browser(1);
/// The site of every stage.
pub(crate) const SHOP: &str = "shop";

/// An agent.
pub(crate) fn ada() -> AgentId {
    Id::from_bytes([0xad; 16])
}

/// Another agent.
pub(crate) fn bob() -> AgentId {
    Id::from_bytes([0xb0; 16])
}

/// The channel of every stage.
pub(crate) fn channel_id() -> ChannelId {
    Id::from_bytes([0xc4; 16])
}

/// The log of every stage.
pub(crate) fn log_id() -> LogId {
    LogId::Channel(channel_id())
}

/// A page of the shop.
pub(crate) fn page(path: &str) -> Page {
    Page { url: format!("https://shop.example/{path}"), title: path.to_owned() }
}

/// A site and two agents: Ada is an admin, Bob is not.
pub(crate) fn directory() -> Directory {
    let mut directory = Directory::default();
    let settings = SiteSettings {
        name: "The Shop".to_owned(),
        origins: vec!["https://shop.example".to_owned()],
        query_params: vec!["article".to_owned()],
        ..SiteSettings::default()
    };
    directory.sites.insert(SHOP.to_owned(), settings);
    for (id, name, role) in [(ada(), "Ada", Role::Admin), (bob(), "Bob", Role::Agent)] {
        let email = format!("{}@example.com", name.to_lowercase());
        directory
            .agents
            .insert(id, Agent { id, email, name: name.to_owned(), role, may_drive: true });
    }
    directory
}

/// What is known of targets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known(pub(crate) BTreeMap<String, Facts>);

impl Foresight for Known {
    fn facts(&self, url: &str) -> Option<Facts> {
        self.0.get(url).copied()
    }
}

/// A channel and what it needs around it.
#[derive(Debug, Clone)]
pub(crate) struct Stage {
    pub(crate) state: State,
    pub(crate) directory: Directory,
    pub(crate) foresight: Known,
    pub(crate) now_ms: Millis,
    pub(crate) entries: Vec<Entry>,
}

impl Stage {
    /// Before the click.
    pub(crate) fn empty() -> Self {
        Self {
            state: State::new(log_id()),
            directory: directory(),
            foresight: Known::default(),
            now_ms: OPENING_MS,
            entries: Vec::new(),
        }
    }

    /// Grace has clicked and waits.
    pub(crate) fn waiting() -> Self {
        let mut stage = Self::empty();
        stage.does(Actor::Server, arrive());
        stage
    }

    /// Ada and Grace are joined, and Grace's browser can be driven.
    pub(crate) fn joined() -> Self {
        let mut stage = Self::waiting();
        stage.does(Actor::Agent(ada()), ChannelCommand::Join);
        stage.does(GRACE, ChannelCommand::Equip { ways: vec![Way::Window], lost: None });
        stage
    }

    /// Ada has driven Grace to the page `returns`.
    pub(crate) fn driven() -> Self {
        let mut stage = Self::joined();
        stage.does(Actor::Agent(ada()), drive("https://shop.example/returns"));
        stage
    }

    /// It is over: Ada has ended it.
    pub(crate) fn ended() -> Self {
        let mut stage = Self::joined();
        stage.does(Actor::Agent(ada()), ChannelCommand::End);
        stage
    }

    pub(crate) fn stop_driving(&mut self) {
        self.settings().driving = Driving::Stopped;
    }

    pub(crate) fn ask_consent(&mut self) {
        self.settings().consent = Consent::Ask;
    }

    pub(crate) fn settings(&mut self) -> &mut SiteSettings {
        self.directory.sites.get_mut(SHOP).unwrap()
    }

    /// What rules may look at now.
    pub(crate) fn context(&self) -> Context<'_> {
        let Self { now_ms, directory, foresight, .. } = self;
        Context { now_ms: *now_ms, directory, foresight }
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, ms: Millis) {
        self.now_ms += ms;
    }

    /// What the rules say to this command, without anything happening.
    pub(crate) fn asks(&self, by: Actor, command: ChannelCommand) -> Result<Vec<Draft>, Refusal> {
        let order = Order { by, name: None, command: Command::Channel(command) };
        self.state.decide(&order, &self.context())
    }

    /// Carries out a command that is allowed. Returns what happened.
    pub(crate) fn does(&mut self, by: Actor, command: ChannelCommand) -> Vec<ChannelEvent> {
        let told = format!("{by} {command:?}");
        self.tries(by, command).unwrap_or_else(|refusal| panic!("{told}: {refusal}"))
    }

    /// Carries out a command, or says why not.
    pub(crate) fn tries(
        &mut self,
        by: Actor,
        command: ChannelCommand,
    ) -> Result<Vec<ChannelEvent>, Refusal> {
        let drafts = self.asks(by, command)?;
        Ok(self.append(by, None, drafts))
    }

    /// Carries out a named command.
    pub(crate) fn does_named(
        &mut self,
        by: Actor,
        name: CommandName,
        command: ChannelCommand,
    ) -> Vec<ChannelEvent> {
        self.tries_named(by, name, command).unwrap()
    }

    /// Carries out a named command, or says why not.
    pub(crate) fn tries_named(
        &mut self,
        by: Actor,
        name: CommandName,
        command: ChannelCommand,
    ) -> Result<Vec<ChannelEvent>, Refusal> {
        let order = Order { by, name: Some(name), command: Command::Channel(command) };
        let ctx = self.context();
        let drafts = self.state.decide(&order, &ctx)?;
        Ok(self.append(by, Some(name), drafts))
    }

    fn append(
        &mut self,
        by: Actor,
        cause: Option<CommandName>,
        drafts: Vec<Draft>,
    ) -> Vec<ChannelEvent> {
        let mut happened = Vec::new();
        for draft in drafts {
            let Event::Channel(event) = &draft.event else { panic!("not of a channel") };
            happened.push(event.clone());
            let entry = Entry {
                seq: self.state.seq() + 1,
                at_ms: self.now_ms,
                by,
                cause,
                audience: draft.audience,
                event: draft.event,
            };
            self.state.apply(&entry);
            self.entries.push(entry);
        }
        happened
    }

    pub(crate) fn channel(&self) -> &Channel {
        self.state.channel().unwrap()
    }

    pub(crate) fn view(&self) -> &View {
        &self.channel().view
    }

    /// The fold of what a reader may see.
    pub(crate) fn fold_for(&self, reader: Reader) -> View {
        let mut view = View::default();
        for entry in self.seen_by(reader) {
            view.apply(&entry);
        }
        view
    }

    /// The entries as a reader gets them.
    pub(crate) fn seen_by(&self, reader: Reader) -> Vec<Entry> {
        let visible = self.entries.iter().filter(|entry| entry.audience.includes(reader));
        let own = |entry: &Entry| {
            let Event::Channel(event) = &entry.event else { panic!("not of a channel") };
            let event = Event::Channel(event.seen_by(&entry.audience, reader).into_owned());
            Entry { event, ..entry.clone() }
        };
        visible.map(own).collect()
    }

    /// What is known of the last drive in Grace's browser.
    pub(crate) fn outcome(&self) -> Outcome {
        let receipts = &self.view().drives.last().unwrap().receipts;
        receipts.get(&1).map_or(Outcome::Dispatched, |receipt| receipt.outcome.clone())
    }

    /// Grace's browser says what became of the last drive.
    pub(crate) fn says(&mut self, outcome: Outcome) -> Result<Vec<ChannelEvent>, Refusal> {
        let drive = self.view().drives.last().unwrap().drive;
        self.tries(GRACE, ChannelCommand::Receipt { drive, outcome })
    }
}

/// The command that opens a channel.
pub(crate) fn arrive() -> ChannelCommand {
    let visitor = Visitor {
        name: String::new(),
        language: "de-AT".to_owned(),
        user_agent: "Test/1".to_owned(),
        page: Some(page("shoes")),
    };
    ChannelCommand::Arrive { site: SHOP.to_owned(), visitor }
}

/// The command that drives.
pub(crate) fn drive(url: &str) -> ChannelCommand {
    ChannelCommand::Drive {
        url: url.to_owned(),
        title: String::new(),
        browsers: None,
        spread_ms: 0,
        confirmed: false,
    }
}

/// The command that says something.
pub(crate) fn say(text: &str) -> ChannelCommand {
    ChannelCommand::Say { text: text.to_owned(), to: None }
}

/// `taken` in the `window` way.
pub(crate) fn taken() -> Outcome {
    Outcome::Taken { way: Way::Window }
}

/// `arrived` at a page, in view.
pub(crate) fn arrived(url: &str) -> Outcome {
    Outcome::Arrived { url: url.to_owned(), in_view: true }
}

/// The event that says so of the last drive of Grace's browser, and of no other.
pub(crate) fn receipted(drive: u32, outcome: Outcome, ms: u32) -> ChannelEvent {
    ChannelEvent::Receipted { drive, receipts: vec![Receipt { browser: 1, outcome, ms }] }
}

//! The server as a whole: put together, started, and stopped so that nothing answered is lost.

use crate::alarm::{self, Alarm};
use crate::auth::crowd::Crowd;
use crate::auth::purse::{Purses, Visitor};
use crate::auth::returns::Returns;
use crate::auth::{Auth, Key};
use crate::board::{self, Board};
use crate::config::Config;
use crate::engine::{Changes, Engine, RunError};
use crate::hub::Hub;
use crate::hub::presence::Gone;
use crate::java::{JavaClient, JavaError};
use crate::probe::Probe;
use crate::record::Figures;
use crate::router::Router;
use crate::store::{Store, StoreError};
use crate::tasks::Tasks;
use crate::{clock, http, limit};
use docent_core::channel::ChannelCommand;
use docent_core::id::LogId;
use docent_core::time::Millis;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::net::TcpListener;

/// What a site's waits are recalled from at start.
const WAITS_RECALLED: usize = docent_core::limit::WAITS_KEPT;
/// Kind and name of the secret that is this server's key.
const KEY: (&str, &str) = ("key", "server");

/// Why the server could not start, or could not go on.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The data folder or its database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The Java client that the settings name.
    #[error(transparent)]
    Java(#[from] JavaError),
    /// Reading the directory.
    #[error("cannot read the directory")]
    Directory(#[source] RunError),
    /// The address to listen on.
    #[error("cannot serve on {listen}")]
    Serve {
        /// Which address.
        listen: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Putting the demonstration in place.
    #[error("cannot set up the demonstration")]
    Demo(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The parts of a running server.
#[derive(Debug)]
pub struct App {
    /// Its settings.
    pub config: Config,
    /// The truth.
    pub store: Arc<Store>,
    /// The only writer.
    pub engine: Engine,
    /// Who follows what.
    pub hub: Hub,
    /// The queue and who is available.
    pub board: Arc<Board>,
    /// Looks at where browsers may be driven.
    pub probe: Probe,
    /// Who is who.
    pub auth: Auth,
    /// The Java client that is handed out; none where there is none.
    pub java: Option<JavaClient>,
    /// How much each address has here.
    pub crowd: Arc<Crowd>,
    /// How much each visitor may still have written down.
    pub purses: Purses,
    /// Lets in those who come back.
    pub returns: Returns,
    /// What has been counted.
    pub figures: Figures,
    /// All that runs.
    pub tasks: Tasks,
}

impl App {
    /// The version of this server, and of the clients that it sends.
    pub const VERSION: &'static str = env!("CARGO_PKG_VERSION");

    /// The server's clock.
    pub fn now_ms(&self) -> Millis {
        clock::now_ms()
    }

    /// Pays for a command of a visitor that came in so many bytes.
    ///
    /// # Errors
    /// [`RunError::Busy`] when the visitor sends too many: the same one may be sent again.
    pub fn pay(
        &self,
        visitor: Visitor,
        command: &ChannelCommand,
        bytes: usize,
    ) -> Result<(), RunError> {
        let paid = self.purses.pay(visitor, (command, bytes), self.now_ms());
        paid.map_err(|retry_ms| RunError::Busy { retry_ms })
    }

    /// Puts the parts together and starts everything but the edges.
    ///
    /// # Errors
    /// When the data folder cannot be used.
    pub async fn start(config: Config) -> Result<Arc<Self>, AppError> {
        let tasks = Tasks::default();
        let java = JavaClient::load(&config)?;
        let store = Arc::new(Store::open(&config.data)?);
        let auth = Auth::new(server_key(&store).await?);
        let crowd = Crowd::new(config.sockets_per_address, config.channels_per_address);
        let purses = Purses::new(config.commands_per_visitor);
        let returns = Returns::new(config.resumes_per_second, clock::now_ms());
        let cores = available_parallelism().map_or(1, std::num::NonZero::get);
        let (hub, gone) = Hub::start(&tasks, cores);
        let changes = Arc::new(Changes::default());
        let engine = Engine::start(&tasks, cores, (Arc::clone(&store), hub.clone()), &changes);
        let (board, alarm) = (Arc::new(Board::default()), Arc::new(Alarm::new(clock::now_ms())));
        let probe = Probe::new(Arc::clone(engine.forecasts()), &config.urls);
        let app = Arc::new(Self {
            config,
            store,
            engine,
            hub,
            board,
            probe,
            auth,
            java,
            crowd,
            purses,
            returns,
            figures: Figures::default(),
            tasks,
        });
        app.recall(&alarm, &changes).await?;
        let tasks = &app.tasks;
        let router = Router {
            board: Arc::clone(&app.board),
            engine: app.engine.clone(),
            hub: app.hub.clone(),
            alarm: Arc::clone(&alarm),
            changes,
        };
        tasks.spawn(router.run(tasks.clone()));
        let departures =
            alarm::departures(Arc::clone(&alarm), app.hub.clone(), gone, tasks.clone());
        tasks.spawn(departures);
        tasks.spawn(alarm::run(alarm, app.engine.clone(), app.hub.clone(), tasks.clone()));
        tasks.spawn(follow_directory(Arc::clone(&app)));
        Ok(app)
    }

    /// Start-up is recovery: open channels from their lines, desks and names from their logs.
    async fn recall(&self, alarm: &Alarm, changes: &Changes) -> Result<(), AppError> {
        self.engine.view(LogId::Directory).await.map_err(AppError::Directory)?;
        let directory = self.engine.directory();
        for site in directory.sites.keys() {
            self.board.recall(site, &self.store.waits(site, WAITS_RECALLED).await?);
        }
        for agent in directory.agents.keys() {
            self.engine.view(LogId::Desk(*agent)).await.map_err(AppError::Directory)?;
            alarm.watch(Gone::Agent(*agent), limit::SETTLE);
        }
        self.board.name_agents(&directory);
        for summary in self.store.open_summaries().await? {
            let log = LogId::Channel(summary.channel);
            for browser in board::browsers(&summary) {
                alarm.watch(Gone::Browser(summary.channel, browser), limit::SETTLE);
            }
            changes.note(log, board::recalled(summary));
        }
        Ok(())
    }
}

/// Serves until `shutdown` ends; then finishes what was answered.
///
/// # Errors
/// When the listener fails.
pub async fn run(
    app: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), AppError> {
    let listen = app.config.listen;
    let served = http::serve::serve(&app, listener, shutdown).await;
    served.map_err(|source| AppError::Serve { listen, source })?;
    app.tasks.stop().await;
    app.store.close().await;
    Ok(())
}

/// Reads the directory anew when another process has written to it.
async fn follow_directory(app: Arc<App>) {
    let mut tick = tokio::time::interval(limit::DIRECTORY_EVERY);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = app.tasks.stopping() => return,
        }
        let known = app.engine.directory().head.seq;
        match app.store.head(LogId::Directory).await {
            Ok(head) if head != known => {
                if let Err(err) = app.engine.refresh(LogId::Directory).await {
                    tracing::warn!(error = %err, "could not read the directory");
                }
            }
            Ok(_) => {}
            Err(err) => tracing::warn!(error = %err, "could not look at the directory"),
        }
    }
}

async fn server_key(store: &Store) -> Result<Key, StoreError> {
    let (kind, name) = KEY;
    if let Some(key) = store.secret(kind, name).await?.and_then(|it| Key::from_bytes(&it)) {
        return Ok(key);
    }
    let key = Key::draw();
    store.put_secret(kind, name, key.as_bytes()).await?;
    Ok(key)
}

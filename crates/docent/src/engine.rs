//! The engine is the only writer: load, decide, append, publish.
//!
//! Logs are spread over lanes, one task each, as many as there are cores. A lane takes what waits
//! before it appends, which is at once the ordering and the batching.

mod answer;
mod cached;
mod changes;
mod lane;
mod together;
mod turn;

use crate::forecast::Forecasts;
use crate::hub::{Follower, Hub};
use crate::limit;
use crate::store::{Store, StoreError};
use crate::tasks::Tasks;
use arc_swap::ArcSwap;
use docent_core::directory::Directory;
use docent_core::entry::Seq;
use docent_core::id::{LogId, SenderId};
use docent_core::machine::{Order, State};
use docent_core::refusal::Refusal;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

use answer::Answer;
pub use answer::{Reply, refused};
pub use changes::{Change, Changes, Now};

/// The answer to a command whose events are on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The first entry it caused; the head where it caused none.
    pub seq: Seq,
    /// The log's last entry.
    pub head: Seq,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too much waits; the same command may be sent again after `retry_ms`.
    #[error("the server is busy")]
    Busy {
        /// When to try again.
        retry_ms: u64,
    },
    /// The store failed. Nothing was answered, nothing is half done.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RunError {
    pub(crate) const fn busy() -> Self {
        Self::Busy { retry_ms: limit::BUSY_RETRY_MS }
    }
}

/// A log's state as of one moment.
#[derive(Debug)]
pub struct Peek {
    /// The state.
    pub state: State,
}

/// A follower that wants to be greeted.
#[derive(Debug)]
pub struct Follow {
    /// Who follows which log.
    pub follower: Arc<Follower>,
    /// The last entry it has; 0 for none.
    pub after: Seq,
    /// Whose count the greeting tells.
    pub sender: SenderId,
}

/// What somebody wants of a state that is on disk, or why there is none.
type Look = Box<dyn FnOnce(Result<&State, RunError>) + Send>;

enum Job {
    Run { log: LogId, order: Box<Order>, answer: Answer },
    Look { log: LogId, look: Look },
    Follow { follow: Follow, answer: oneshot::Sender<Result<(), RunError>> },
    Forget { log: LogId },
}

impl Job {
    fn log(&self) -> LogId {
        match self {
            Self::Run { log, .. } | Self::Look { log, .. } | Self::Forget { log } => *log,
            Self::Follow { follow, .. } => follow.follower.log,
        }
    }
}

/// The only writer.
#[derive(Debug, Clone)]
pub struct Engine {
    lanes: Arc<[mpsc::Sender<Job>]>,
    hasher: RandomState,
    directory: Arc<ArcSwap<Directory>>,
    forecasts: Arc<Forecasts>,
}

impl Engine {
    /// Starts `lanes` lanes. Every change of a log is noted in `changes`.
    pub fn start(
        tasks: &Tasks,
        lanes: usize,
        (store, hub): (Arc<Store>, Hub),
        changes: &Arc<Changes>,
    ) -> Self {
        let directory = Arc::new(ArcSwap::from_pointee(Directory::default()));
        let forecasts = Arc::new(Forecasts::default());
        let lanes = (0..lanes.max(1)).map(|_| {
            let (jobs, queue) = mpsc::channel(limit::LANE_JOBS_MAX);
            let reach = lane::Reach {
                store: Arc::clone(&store),
                hub: hub.clone(),
                changes: Arc::clone(changes),
                directory: Arc::clone(&directory),
                forecasts: Arc::clone(&forecasts),
            };
            let stop = tasks.clone();
            tasks.spawn(async move { lane::Lane::new(queue, reach).run(stop).await });
            jobs
        });
        Self { lanes: lanes.collect(), hasher: RandomState::new(), directory, forecasts }
    }

    /// Sites and agents as of now.
    pub fn directory(&self) -> Arc<Directory> {
        self.directory.load_full()
    }

    /// What is known of targets: drives carry it.
    pub fn forecasts(&self) -> &Arc<Forecasts> {
        &self.forecasts
    }

    /// Carries out a command. The answer comes when its events are on disk.
    ///
    /// # Errors
    /// A refusal, a busy lane or a failed store: then nothing was stored.
    pub async fn run(&self, log: LogId, order: Order) -> Result<Done, RunError> {
        settled(self.submit(log, order)?.await)
    }

    /// Hands a command to its lane at once, in the order of calls; the answer comes later.
    ///
    /// # Errors
    /// `Busy` when the lane is full.
    pub fn submit(
        &self,
        log: LogId,
        order: Order,
    ) -> Result<oneshot::Receiver<Result<Done, RunError>>, RunError> {
        let (asker, answered) = oneshot::channel();
        self.run_job(log, order, Answer::to_task(asker))?;
        Ok(answered)
    }

    /// Hands a command of a socket to its lane at once, in the order of calls; the frame that
    /// answers it goes to the socket without waking anybody else.
    ///
    /// # Errors
    /// `Busy` when the lane is full: then there is no other answer.
    pub fn submit_from(&self, order: Order, reply: Reply) -> Result<(), RunError> {
        self.run_job(reply.log, order, Answer::to_socket(reply))
    }

    /// The state of a log as of now.
    ///
    /// # Errors
    /// When the store fails, or the lane is busy.
    pub async fn view(&self, log: LogId) -> Result<Peek, RunError> {
        self.look(log, |state| Peek { state: state.clone() }).await
    }

    /// What `look` finds in a state that is on disk. Unlike [`Engine::view`] it copies nothing: the
    /// state of a tour is as large as the tour.
    ///
    /// # Errors
    /// When the store fails, or the lane is busy.
    pub async fn look<T: Send + 'static>(
        &self,
        log: LogId,
        look: impl FnOnce(&State) -> T + Send + 'static,
    ) -> Result<T, RunError> {
        let (answer, answered) = oneshot::channel();
        let look: Look = Box::new(|state| lane::reply(answer, state.map(look)));
        self.queue(Job::Look { log, look })?;
        settled(answered.await)
    }

    /// Greets a follower with what it may see, and has all that comes after sent to it.
    ///
    /// # Errors
    /// When the store fails, or the lane is busy.
    pub async fn follow(&self, follow: Follow) -> Result<(), RunError> {
        let (answer, answered) = oneshot::channel();
        self.queue(Job::Follow { follow, answer })?;
        settled(answered.await)
    }

    /// Has the log read anew: another process may have written to it.
    ///
    /// # Errors
    /// When the store fails, or the lane is busy.
    pub async fn refresh(&self, log: LogId) -> Result<Peek, RunError> {
        self.queue(Job::Forget { log })?;
        self.view(log).await
    }

    fn run_job(&self, log: LogId, order: Order, answer: Answer) -> Result<(), RunError> {
        let job = Job::Run { log, order: Box::new(order), answer };
        self.lane(log).try_send(job).map_err(|refused| {
            if let Job::Run { answer, .. } = refused.into_inner() {
                answer.take_back();
            }
            RunError::busy()
        })
    }

    fn queue(&self, job: Job) -> Result<(), RunError> {
        self.lane(job.log()).try_send(job).map_err(|_full_or_closed| RunError::busy())
    }

    fn lane(&self, log: LogId) -> &mpsc::Sender<Job> {
        let count = self.lanes.len() as u64;
        let place = usize::try_from(self.hasher.hash_one(log) % count).expect("few lanes");
        &self.lanes[place]
    }
}

/// An answer that a lane dropped was not given: the server is stopping.
pub(crate) fn settled<T>(
    answered: Result<Result<T, RunError>, oneshot::error::RecvError>,
) -> Result<T, RunError> {
    answered.unwrap_or_else(|_dropped| Err(RunError::Store(StoreError::Closed)))
}

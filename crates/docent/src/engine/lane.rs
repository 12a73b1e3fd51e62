//! One lane: takes what waits for its logs, turn by turn.

use super::answer::Answer;
use super::cached::Cached;
use super::changes::{Change, Changes, Now};
use super::together::{is_receipt, take_receipts};
use super::turn::Turn;
use super::{Follow, Job, RunError};
use crate::clock;
use crate::forecast::Forecasts;
use crate::hub::{Hub, Publication};
use crate::limit;
use crate::store::{self, Store, StoreError};
use crate::tasks::Tasks;
use arc_swap::ArcSwap;
use docent_core::actor::{Actor, Reader};
use docent_core::channel::{ChannelCommand, together};
use docent_core::desk::AwayReason;
use docent_core::directory::Directory;
use docent_core::entry::Draft;
use docent_core::id::LogId;
use docent_core::machine::{Command, Context, Order, State};
use docent_core::summary::Summary;
use lru::LruCache;
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// What a lane works with.
pub(super) struct Reach {
    pub(super) store: Arc<Store>,
    pub(super) hub: Hub,
    pub(super) changes: Arc<Changes>,
    pub(super) directory: Arc<ArcSwap<Directory>>,
    pub(super) forecasts: Arc<Forecasts>,
}

/// One lane.
pub(super) struct Lane {
    queue: mpsc::Receiver<Job>,
    /// What one loud log may not have in this turn.
    put_off: VecDeque<Job>,
    logs: LruCache<LogId, Cached>,
    reach: Reach,
}

impl Lane {
    pub(super) fn new(queue: mpsc::Receiver<Job>, reach: Reach) -> Self {
        let most = NonZeroUsize::new(limit::LANE_STATES_MAX).expect("not zero");
        Self { queue, put_off: VecDeque::new(), logs: LruCache::new(most), reach }
    }

    /// Takes turns until the server stops; then one more, for what waits.
    pub(super) async fn run(mut self, stop: Tasks) {
        loop {
            let mut jobs = Vec::new();
            if self.put_off.is_empty() {
                tokio::select! {
                    count = self.queue.recv_many(&mut jobs, limit::TURN_JOBS_MAX) => {
                        if count == 0 { return }
                    }
                    () = stop.stopping() => {
                        self.queue.close();
                        if self.queue.is_empty() { return }
                    }
                }
            }
            let room = limit::PUT_OFF_MAX.saturating_sub(self.put_off.len());
            let room = limit::TURN_JOBS_MAX.saturating_sub(jobs.len()).min(room);
            jobs.extend(std::iter::from_fn(|| self.queue.try_recv().ok()).take(room));
            let jobs = self.share(jobs);
            self.turn(jobs).await;
        }
    }

    /// What each log may have in this turn, in order; the rest is put off to the next.
    fn share(&mut self, fresh: Vec<Job>) -> Vec<Job> {
        if self.put_off.is_empty() && fresh.len() <= limit::TURN_LOG_JOBS_MAX {
            return fresh;
        }
        let mut counts: HashMap<LogId, usize> = HashMap::new();
        let mut now = Vec::new();
        let mut later = VecDeque::new();
        for job in self.put_off.drain(..).chain(fresh) {
            let count = counts.entry(job.log()).or_default();
            *count += 1;
            if *count > limit::TURN_LOG_JOBS_MAX || now.len() >= limit::TURN_JOBS_MAX {
                later.push_back(job);
            } else {
                now.push(job);
            }
        }
        self.put_off = later;
        now
    }

    async fn turn(&mut self, jobs: Vec<Job>) {
        let mut turn = Turn::default();
        let mut readers = Vec::new();
        let mut jobs = VecDeque::from(jobs);
        while let Some(job) = jobs.pop_front() {
            match job {
                Job::Run { log, order, answer } if is_receipt(&order) => {
                    let mut all = take_receipts(&mut jobs, log, order.by);
                    all.push(Job::Run { log, order, answer });
                    self.decide_together(&mut turn, log, all).await;
                }
                Job::Run { log, order, answer } => {
                    let decided = self.decide(&mut turn, log, &order).await;
                    turn.await_commit(log, order, answer, decided);
                }
                Job::Look { .. } | Job::Follow { .. } => readers.push(job),
                Job::Forget { log } if !turn.touches(log) => drop(self.logs.pop(&log)),
                Job::Forget { .. } => {}
            }
        }
        self.commit(turn).await;
        for job in readers {
            self.read(job).await;
        }
    }

    /// Readers see what is on disk: they come after the commit.
    async fn read(&mut self, job: Job) {
        match job {
            Job::Look { log, look } => match self.log(log, false).await {
                Ok(cached) => look(Ok(&cached.state)),
                Err(err) => look(Err(err.into())),
            },
            Job::Follow { follow, answer } => {
                let greeted = self.greet(follow).await;
                reply(answer, greeted);
            }
            Job::Run { .. } | Job::Forget { .. } => {}
        }
    }

    /// Decides one command and applies what it causes to the state in memory.
    async fn decide(
        &mut self,
        turn: &mut Turn,
        log: LogId,
        order: &Order,
    ) -> Result<super::Done, RunError> {
        let opens = matches!(order.command, Command::Channel(ChannelCommand::Arrive { .. }));
        let directory = self.reach.directory.load_full();
        let forecasts = Arc::clone(&self.reach.forecasts);
        let cached = self.log(log, opens).await?;
        if let Some(seq) = order.name.and_then(|name| cached.state.answered(name)) {
            return Ok(super::Done { seq, head: cached.state.seq() });
        }
        let ctx =
            Context { now_ms: clock::now_ms(), directory: &directory, foresight: &*forecasts };
        let drafts = cached.state.decide(order, &ctx)?;
        Ok(turn.apply(log, cached, ((order.by, order.name), drafts), ctx.now_ms))
    }

    /// Decides what several browsers of one channel say of their drives; what they cause is one
    /// entry a drive, which nobody in particular has made.
    async fn decide_together(&mut self, turn: &mut Turn, log: LogId, mut jobs: Vec<Job>) {
        if jobs.len() == 1 {
            let Some(Job::Run { order, answer, .. }) = jobs.pop() else { return };
            let decided = self.decide(turn, log, &order).await;
            return turn.await_commit(log, order, answer, decided);
        }
        let directory = self.reach.directory.load_full();
        let forecasts = Arc::clone(&self.reach.forecasts);
        let ctx =
            Context { now_ms: clock::now_ms(), directory: &directory, foresight: &*forecasts };
        let mut drafts = Vec::new();
        let mut heard = Vec::new();
        for job in jobs {
            let Job::Run { order, answer, .. } = job else { continue };
            let decided = match self.log(log, false).await {
                Ok(cached) => consider(&cached.state, &order, &ctx, &mut drafts),
                Err(err) => Err(err.into()),
            };
            heard.push((order, answer, decided));
        }
        if let (false, Ok(cached)) = (drafts.is_empty(), self.log(log, false).await) {
            let drafts = together(drafts);
            turn.apply(log, cached, ((Actor::Server, None), drafts), ctx.now_ms);
        }
        for (order, answer, decided) in heard {
            turn.await_commit(log, order, answer, decided);
        }
    }

    /// Appends all of a turn in one go, answers, and publishes what was stored.
    async fn commit(&mut self, mut turn: Turn) {
        for tries in 0..=limit::CONFLICTS_MAX {
            let appends = turn.appends(|log| self.summary(log));
            let results = if appends.is_empty() {
                Vec::new()
            } else {
                self.reach.store.append(appends).await
            };
            let conflicts = self.settle(&mut turn, results).await;
            if conflicts.is_empty() {
                return;
            }
            turn = self.again(conflicts, tries).await;
        }
    }

    /// Answers what was stored and what failed. Returns the commands to decide again.
    async fn settle(
        &mut self,
        turn: &mut Turn,
        results: Vec<Result<store::Position, StoreError>>,
    ) -> Vec<(LogId, Box<Order>, Answer)> {
        let mut conflicts = Vec::new();
        let mut stored = Vec::new();
        for (written, result) in turn.take_written().into_iter().zip(results) {
            let log = written.log;
            match result {
                Ok(_position) => stored.push(self.stored(written).await),
                Err(err) => {
                    self.logs.pop(&log);
                    match err {
                        StoreError::Conflict { .. } => conflicts.extend(turn.take_waiting(log)),
                        other => turn.fail(log, other),
                    }
                }
            }
        }
        self.reach.hub.publish(stored).await;
        turn.answer();
        conflicts
    }

    async fn again(&mut self, conflicts: Vec<(LogId, Box<Order>, Answer)>, tries: u32) -> Turn {
        tokio::time::sleep(rest(tries)).await;
        let mut turn = Turn::default();
        for (log, order, answer) in conflicts {
            if tries >= limit::CONFLICTS_MAX {
                answer.give(Err(RunError::busy()));
                continue;
            }
            let known = Cached::load(&self.reach.store, log).await;
            if let (Ok(known), false) = (known, turn.touches(log)) {
                self.logs.put(log, known);
            }
            let decided = self.decide(&mut turn, log, &order).await;
            turn.await_commit(log, order, answer, decided);
        }
        turn
    }

    /// What follows from entries that are on disk, besides publishing them.
    async fn stored(&mut self, written: super::turn::Written) -> Publication {
        let log = written.log;
        let publication = (log, Arc::clone(&written.rows));
        if written.rows.iter().any(|row| row.kind == "Erased") {
            self.read_anew(log).await;
            return publication;
        }
        let Some(cached) = self.logs.get_mut(&log) else { return publication };
        cached.push(&written.rows);
        note(&self.reach, log, &cached.state, written.summary);
        let saved = save_due(&cached.state, written.rows.len()).then(|| cached.state.to_bytes());
        let seq = cached.state.seq();
        if let Some(bytes) = saved {
            let state = store::State { seq, format: State::FORMAT, bytes: bytes.into() };
            if let Err(err) = self.reach.store.save_state(log, state).await {
                tracing::warn!(%log, error = %err, "could not save a state; it will be folded again");
            }
        }
        publication
    }

    /// The state in memory still holds the words that were just erased, and so would the board.
    async fn read_anew(&mut self, log: LogId) {
        self.logs.pop(&log);
        if let Err(err) = self.log(log, false).await {
            tracing::warn!(%log, error = %err, "could not read a log after an erasure");
        }
    }

    fn summary(&mut self, log: LogId) -> Option<Summary> {
        self.logs.peek(&log).and_then(|it| summary(log, &it.state))
    }

    async fn greet(&mut self, follow: Follow) -> Result<(), RunError> {
        let log = follow.follower.log;
        let store = Arc::clone(&self.reach.store);
        let cached = self.log(log, false).await?;
        let (frames, last) = cached.greeting(&store, &follow).await?;
        let news = is_news(&cached.state, follow.follower.reader);
        self.reach.hub.greet(follow.follower, frames, last).await;
        if let Some(browser) = news {
            let (asker, _nobody_waits) = tokio::sync::oneshot::channel();
            let answer = Answer::to_task(asker);
            let command = Command::Channel(ChannelCommand::NoteHere { browser });
            let order = Box::new(Order { by: Actor::Server, name: None, command });
            self.put_off.push_back(Job::Run { log, order, answer });
        }
        Ok(())
    }

    /// The log in memory, read from the store where it is not there. A log that is just being
    /// opened is taken for new: a conflict tells when it is not.
    async fn log(&mut self, log: LogId, opens: bool) -> Result<&mut Cached, StoreError> {
        if !self.logs.contains(&log) {
            let cached =
                if opens { Cached::new(log) } else { Cached::load(&self.reach.store, log).await? };
            if !opens {
                note(&self.reach, log, &cached.state, summary(log, &cached.state).map(Arc::new));
            }
            self.logs.put(log, cached);
        }
        Ok(self.logs.get_mut(&log).expect("it was just put there"))
    }
}

/// How long to rest before deciding again: two writers that met do not meet again at once. Not the
/// first time, and never longer than a commit or two take.
fn rest(tries: u32) -> Duration {
    let most_us = 1_000_u64 << tries.min(limit::CONFLICTS_MAX);
    let jitter = RandomState::new().hash_one(tries) % most_us;
    if tries == 0 { Duration::ZERO } else { Duration::from_micros(jitter) }
}

fn summary(log: LogId, state: &State) -> Option<Summary> {
    if let LogId::Channel(id) = log { state.summary(id) } else { None }
}

/// Adds what an order causes to `drafts`. The place of the entry is not known yet: it is the next.
fn consider(
    state: &State,
    order: &Order,
    ctx: &Context<'_>,
    drafts: &mut Vec<Draft>,
) -> Result<super::Done, RunError> {
    let head = state.seq();
    if let Some(seq) = order.name.and_then(|name| state.answered(name)) {
        return Ok(super::Done { seq, head });
    }
    let caused = state.decide(order, ctx)?;
    let seq = if caused.is_empty() { head } else { head + 1 };
    drafts.extend(caused);
    Ok(super::Done { seq, head: seq })
}

/// Tells the rest of the server where a log stands; a channel by its summary.
fn note(reach: &Reach, log: LogId, state: &State, summary: Option<Arc<Summary>>) {
    if let Some(directory) = state.directory() {
        reach.directory.store(Arc::new(directory.clone()));
    }
    let now = match (log, state.channel(), state.desk()) {
        (LogId::Channel(_), Some(channel), _) => {
            summary.map(|it| Now::Channel(it, channel.view.passed_over.clone()))
        }
        (LogId::Desk(agent), _, Some(desk)) => {
            let away = (!desk.available).then(|| desk.away.unwrap_or(AwayReason::Own));
            Some(Now::Desk(agent, away))
        }
        _ => Some(Now::Directory),
    };
    if let Some(now) = now {
        reach.changes.note(log, Change { now, deadline: state.deadline() });
    }
}

fn is_news(state: &State, reader: Reader) -> Option<u32> {
    let Reader::Browser(browser) = reader else { return None };
    state.channel()?.wants_note_here(browser).then_some(browser)
}

/// A tour of thousands is written less often: all of it would be, for each entry of one of them.
fn save_due(state: &State, added: usize) -> bool {
    let browsers = state.channel().map_or(0, |it| it.view.browsers.len() as u64);
    let every = limit::STATE_SAVED_EVERY.max(browsers * 4);
    let before = state.seq().saturating_sub(added as u64);
    before / every != state.seq() / every
}

/// Whoever asked may have gone; the answer then falls to the ground.
pub(super) fn reply<T>(answer: tokio::sync::oneshot::Sender<T>, value: T) {
    drop(answer.send(value));
}

//! One shard of the hub: the followers of its logs, and what goes to them.

use super::wire::Parts;
use super::{Follower, Job, Publication, wire};
use crate::limit;
use crate::store::Row;
use crate::tasks::Tasks;
use bytes::Bytes;
use docent_core::actor::{Actor, Audience, Reader};
use docent_core::entry::Seq;
use docent_core::frame::{ServerFrame, Signal};
use docent_core::id::LogId;
use std::borrow::Cow;
use std::collections::HashMap;
use std::mem::discriminant;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::mpsc;

/// Signals kept per log for those who come later: the last of each kind and actor.
const SIGNALS_KEPT: usize = 16;

#[derive(Default)]
struct Audiences {
    followers: Vec<Arc<Follower>>,
    signals: Vec<(Actor, Signal)>,
}

impl Audiences {
    /// Forgets who has gone, and says whether anybody is left.
    fn has_somebody(&mut self) -> bool {
        self.followers.retain(|it| !it.is_gone());
        !self.followers.is_empty()
    }
}

/// Serves one shard until the server stops.
pub(super) async fn run(mut queue: mpsc::Receiver<Job>, stop: Tasks) {
    let mut logs: HashMap<LogId, Audiences> = HashMap::new();
    let mut sweeping = tokio::time::interval(limit::SWEEP_EVERY);
    let mut stopping = pin!(stop.stopping());
    loop {
        let job = tokio::select! {
            biased;
            () = &mut stopping => return,
            job = queue.recv() => job,
            _ = sweeping.tick() => {
                logs.retain(|_, audiences| audiences.has_somebody());
                continue;
            }
        };
        match job {
            None => return,
            Some(Job::Greet { follower, frames, last }) => {
                greet(logs.entry(follower.log).or_default(), follower, frames, last);
            }
            Some(Job::Publish { turn }) => publish_all(&mut logs, turn).await,
            Some(Job::Signal { log, by, signal }) => signal_to(&mut logs, log, by, signal),
            Some(Job::Tell { log, frame }) => tell(&logs, log, &frame),
            Some(Job::Sweep { log }) => sweep(&mut logs, log),
        }
    }
}

fn greet(audiences: &mut Audiences, follower: Arc<Follower>, frames: Vec<Bytes>, last: Seq) {
    follower.last.store(last, Ordering::Release);
    for frame in frames {
        follower.outbox.push(frame);
    }
    for (by, signal) in &audiences.signals {
        if may_hear(&follower, *by, signal) {
            follower.outbox.push(signal_frame(follower.log, *by, signal.clone()));
        }
    }
    let same = |it: &Arc<Follower>| Arc::ptr_eq(&it.outbox, &follower.outbox) || it.is_gone();
    audiences.followers.retain(|it| !same(it));
    audiences.followers.push(follower);
}

async fn publish_all(logs: &mut HashMap<LogId, Audiences>, turn: Vec<Publication>) {
    let mut served = 0;
    for (log, rows) in turn {
        publish(logs, (log, &rows), &mut served).await;
    }
}

/// Sends `rows` to everybody who may see them: encoded once for all who see the same. `served`
/// counts followers, of other logs too.
async fn publish(
    logs: &mut HashMap<LogId, Audiences>,
    (log, rows): (LogId, &[Row]),
    served: &mut usize,
) {
    let Some(audiences) = logs.get_mut(&log) else { return };
    let uniform = rows.iter().all(|row| row.audience == Audience::All);
    let parts = Parts::read(log, rows);
    let mut encoded = Encoded { log, rows, parts, uniform, latest: None, known: HashMap::new() };
    let mut gone = false;
    for follower in &audiences.followers {
        *served += 1;
        if served.is_multiple_of(limit::FANOUT_CHUNK) {
            tokio::task::yield_now().await;
        }
        if follower.is_gone() {
            gone = true;
        } else if let Some((frame, last)) = encoded.frame_for(follower.reader, follower.last()) {
            follower.last.store(last, Ordering::Release);
            follower.outbox.push(frame);
        }
    }
    if gone {
        sweep(logs, log);
    }
}

/// Frames of one publication, by what differs between followers.
struct Encoded<'a> {
    log: LogId,
    rows: &'a [Row],
    /// What is said to several browsers at once, of which each gets its own.
    parts: Parts,
    /// Whether everybody sees all of them: what differs is only the cursor.
    uniform: bool,
    /// Of the last cursor: most followers have the same.
    latest: Option<(Seq, Seq, Bytes)>,
    /// By the cursor and, where not everybody sees all, the entries seen and whether by staff.
    known: HashMap<(Seq, Vec<Seq>, bool), Bytes>,
}

impl Encoded<'_> {
    /// The frame for a reader whose last entry is `prev`, and the last entry it then has.
    fn frame_for(&mut self, reader: Reader, prev: Seq) -> Option<(Bytes, Seq)> {
        if !self.uniform {
            return self.frame_of_seen(reader, prev);
        }
        if let Some((at, last, frame)) = &self.latest
            && *at == prev
        {
            return Some((frame.clone(), *last));
        }
        let fresh = &self.rows[self.rows.partition_point(|row| row.seq <= prev)..];
        let last = fresh.last()?.seq;
        let encode = || wire::entries(self.log, prev, fresh.iter().map(Cow::Borrowed));
        let frame = self.known.entry((prev, Vec::new(), false)).or_insert_with(encode).clone();
        self.latest = Some((prev, last, frame.clone()));
        Some((frame, last))
    }

    fn frame_of_seen(&mut self, reader: Reader, prev: Seq) -> Option<(Bytes, Seq)> {
        let (rows, parts) = (self.rows, &self.parts);
        let seen =
            || rows.iter().filter(move |row| row.seq > prev && row.audience.includes(reader));
        let seqs: Vec<Seq> = seen().map(|row| row.seq).collect();
        let last = *seqs.last()?;
        let encode = || wire::entries(self.log, prev, seen().map(|row| parts.of(row, reader)));
        let is_staff = reader == Reader::Staff;
        if !is_staff && !seen().all(|row| parts.is_whole(row)) {
            return Some((encode(), last));
        }
        let key = (prev, seqs, is_staff && !parts.is_empty());
        Some((self.known.entry(key).or_insert_with(encode).clone(), last))
    }
}

fn signal_to(logs: &mut HashMap<LogId, Audiences>, log: LogId, by: Actor, signal: Signal) {
    let Some(audiences) = logs.get_mut(&log) else { return };
    let frame = signal_frame(log, by, signal.clone());
    for follower in audiences.followers.iter().filter(|it| may_hear(it, by, &signal)) {
        follower.outbox.push(frame.clone());
    }
    let same =
        |(who, kept): &(Actor, Signal)| *who == by && discriminant(kept) == discriminant(&signal);
    let left = signal == Signal::Online { on: false };
    audiences.signals.retain(|it| !(same(it) || left && it.0 == by));
    if audiences.signals.len() < SIGNALS_KEPT {
        audiences.signals.push((by, signal));
    }
}

/// Everybody but the one who signals hears typing; the rest is for staff.
fn may_hear(follower: &Follower, by: Actor, signal: &Signal) -> bool {
    let for_staff = !matches!(signal, Signal::Typing { .. });
    follower.who != by && (follower.reader == Reader::Staff || !for_staff)
}

fn signal_frame(log: LogId, by: Actor, signal: Signal) -> Bytes {
    wire::frame(&ServerFrame::Signal { log, by, signal })
}

fn tell(logs: &HashMap<LogId, Audiences>, log: LogId, frame: &Bytes) {
    let followers = logs.get(&log).map(|it| it.followers.as_slice()).unwrap_or_default();
    for follower in followers.iter().filter(|it| it.reader != Reader::Staff) {
        follower.outbox.push(frame.clone());
    }
}

fn sweep(logs: &mut HashMap<LogId, Audiences>, log: LogId) {
    let Some(audiences) = logs.get_mut(&log) else { return };
    if !audiences.has_somebody() {
        logs.remove(&log);
    }
}

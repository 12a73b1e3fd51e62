//! One turn of a lane: what was decided, waiting for its commit.

use super::answer::Answer;
use super::cached::Cached;
use super::{Done, RunError};
use crate::store::{Append, Row, StoreError};
use bytes::Bytes;
use docent_core::actor::Actor;
use docent_core::entry::{CommandName, Draft, Entry, Seq};
use docent_core::id::LogId;
use docent_core::machine::Order;
use docent_core::summary::Summary;
use docent_core::time::Millis;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes that most events' JSON fits in.
const BODY_BYTES: usize = 384;

/// A decided command that is answered after the commit; a refused one too, for it may have been
/// refused because of what is not on disk yet.
struct Waiting {
    log: LogId,
    order: Box<Order>,
    answer: Answer,
    decided: Result<Done, RunError>,
}

/// New rows of one log.
pub(super) struct Written {
    pub(super) log: LogId,
    pub(super) rows: Arc<[Row]>,
    /// The channel's line after them; none for other logs.
    pub(super) summary: Option<Arc<Summary>>,
}

/// One turn.
#[derive(Default)]
pub(super) struct Turn {
    rows: Vec<(LogId, Seq, Vec<Row>)>,
    /// Where the rows of each log are.
    places: HashMap<LogId, usize>,
    written: Vec<Written>,
    waiting: Vec<Waiting>,
}

impl Turn {
    /// Whether this turn has rows for `log`.
    pub(super) fn touches(&self, log: LogId) -> bool {
        self.places.contains_key(&log)
    }

    /// Gives the drafts their places and times, and applies them to the state in memory.
    pub(super) fn apply(
        &mut self,
        log: LogId,
        cached: &mut Cached,
        ((by, cause), drafts): ((Actor, Option<CommandName>), Vec<Draft>),
        now_ms: Millis,
    ) -> Done {
        let last = cached.state.seq();
        if drafts.is_empty() {
            return Done { seq: last, head: last };
        }
        let place = *self.places.entry(log).or_insert(self.rows.len());
        if place == self.rows.len() {
            self.rows.push((log, last, Vec::with_capacity(drafts.len())));
        }
        for draft in drafts {
            let entry = Entry {
                seq: cached.state.seq() + 1,
                at_ms: now_ms.max(cached.state.last_at_ms()),
                by,
                cause,
                audience: draft.audience,
                event: draft.event,
            };
            cached.state.apply(&entry);
            self.rows[place].2.push(row(entry));
        }
        Done { seq: last + 1, head: cached.state.seq() }
    }

    /// Answers a decided command after the commit.
    pub(super) fn await_commit(
        &mut self,
        log: LogId,
        order: Box<Order>,
        answer: Answer,
        decided: Result<Done, RunError>,
    ) {
        self.waiting.push(Waiting { log, order, answer, decided });
    }

    /// What is to be appended, one per log.
    pub(super) fn appends(
        &mut self,
        mut summary: impl FnMut(LogId) -> Option<Summary>,
    ) -> Vec<Append> {
        self.places.clear();
        let mut appends = Vec::with_capacity(self.rows.len());
        for (log, last, rows) in std::mem::take(&mut self.rows) {
            let (rows, summary) = (Arc::from(rows), summary(log).map(Arc::new));
            appends.push(Append { log, last, rows: Arc::clone(&rows), summary: summary.clone() });
            self.written.push(Written { log, rows, summary });
        }
        appends
    }

    /// What was appended, in the order of [`Turn::appends`].
    pub(super) fn take_written(&mut self) -> Vec<Written> {
        std::mem::take(&mut self.written)
    }

    /// Takes back the commands of a log that has to be decided again.
    pub(super) fn take_waiting(&mut self, log: LogId) -> Vec<(LogId, Box<Order>, Answer)> {
        let (taken, kept) =
            std::mem::take(&mut self.waiting).into_iter().partition(|it| it.log == log);
        self.waiting = kept;
        let taken: Vec<Waiting> = taken;
        taken.into_iter().map(|it| (it.log, it.order, it.answer)).collect()
    }

    /// Answers all commands of a log with the failure of its append.
    pub(super) fn fail(&mut self, log: LogId, err: StoreError) {
        let cause = err.to_string();
        tracing::error!(%log, error = %cause, "could not append");
        let mut first = Some(err);
        for (_, _, answer) in self.take_waiting(log) {
            let err = first.take().unwrap_or_else(|| StoreError::Failed {
                what: "append",
                source: cause.clone().into(),
            });
            answer.give(Err(RunError::Store(err)));
        }
    }

    /// Answers what is on disk.
    pub(super) fn answer(&mut self) {
        for waiting in self.waiting.drain(..) {
            waiting.answer.give(waiting.decided);
        }
    }
}

fn row(entry: Entry) -> Row {
    let mut body = Vec::with_capacity(BODY_BYTES);
    serde_json::to_writer(&mut body, &entry.event).expect("events have string keys only");
    Row {
        seq: entry.seq,
        at_ms: entry.at_ms,
        by: entry.by,
        cause: entry.cause,
        audience: entry.audience,
        kind: Cow::Owned(kind(&body).to_owned()),
        body: Some(Bytes::from(body)),
    }
}

/// The kind that an event's JSON begins with: `{"kind":"Said",…`.
fn kind(body: &[u8]) -> &str {
    let start = br#"{"kind":""#;
    let rest = body.strip_prefix(start).expect("events are tagged with their kind first");
    let end = rest.iter().position(|it| *it == b'"').unwrap_or(rest.len());
    str::from_utf8(&rest[..end]).expect("kinds are names")
}

#[cfg(test)]
mod tests {
    use super::*;
    use docent_core::channel::ChannelEvent;
    use docent_core::entry::Event;

    /// EN5: the kind in a row is the one in its body.
    #[test]
    fn en5_rows_name_the_kind_of_their_body() {
        for event in [
            ChannelEvent::Asked,
            ChannelEvent::Said { text: "\"kind\"".into(), name: String::new(), to: None },
        ] {
            let body = serde_json::to_vec(&Event::Channel(event)).expect("it is JSON");

            let value: serde_json::Value = serde_json::from_slice(&body).expect("it is JSON");

            assert_eq!(value["kind"], kind(&body));
        }
    }
}

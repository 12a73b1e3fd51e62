//! A log in a lane's memory: its state and its last rows.

use super::{Follow, RunError};
use crate::hub::wire::{self, Parts};
use crate::limit;
use crate::store::{Row, Store, StoreError};
use bytes::Bytes;
use docent_core::actor::Reader;
use docent_core::channel::ChannelEvent;
use docent_core::entry::{Entry, Event, Seq};
use docent_core::frame::ServerFrame;
use docent_core::id::LogId;
use docent_core::machine::State;
use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::Arc;

/// Rows read from the store at a time while folding.
const FOLD_ROWS: usize = 1_000;

/// One of the rows that were written together: they are shared with those who publish them.
struct TailRow {
    rows: Arc<[Row]>,
    place: usize,
}

impl TailRow {
    fn each(rows: &Arc<[Row]>) -> impl Iterator<Item = Self> {
        (0..rows.len()).map(|place| Self { rows: Arc::clone(rows), place })
    }
}

impl Deref for TailRow {
    type Target = Row;

    fn deref(&self) -> &Row {
        &self.rows[self.place]
    }
}

/// A log in memory.
pub(super) struct Cached {
    pub(super) state: State,
    /// The last rows; none until somebody follows a log that was loaded.
    tail: Option<VecDeque<TailRow>>,
}

impl Cached {
    /// A log of which the store has nothing yet, as far as we know.
    pub(super) fn new(log: LogId) -> Self {
        Self { state: State::new(log), tail: Some(VecDeque::new()) }
    }

    /// Reads a log: its cached state and the entries since, or all of them.
    pub(super) async fn load(store: &Store, log: LogId) -> Result<Self, StoreError> {
        let saved = store.state(log).await?.filter(|it| it.format == State::FORMAT);
        let saved = saved.and_then(|it| State::from_bytes(&it.bytes));
        let mut state = saved.unwrap_or_else(|| State::new(log));
        loop {
            let rows = store.read(log, state.seq(), FOLD_ROWS).await?;
            for row in &rows {
                take(&mut state, log, row)?;
            }
            if rows.len() < FOLD_ROWS {
                return Ok(Self { state, tail: None });
            }
        }
    }

    /// Adds rows whose entries have been applied already.
    pub(super) fn push(&mut self, rows: &Arc<[Row]>) {
        if let Some(tail) = &mut self.tail {
            tail.extend(TailRow::each(rows));
            tail.drain(..tail.len().saturating_sub(limit::TAIL_ROWS));
        }
    }

    /// The frames that greet a follower, and the last entry that it then has.
    pub(super) async fn greeting(
        &mut self,
        store: &Store,
        follow: &Follow,
    ) -> Result<(Vec<Bytes>, Seq), RunError> {
        let (log, reader) = (follow.follower.log, follow.follower.reader);
        let n = self.state.last_n(follow.sender);
        let head = self.last_visible(reader);
        let missed = self.state.seq().saturating_sub(follow.after);
        let is_far = missed > self.resume_entries_max(reader);
        if follow.after == 0 || follow.after > head || is_far {
            return Ok((vec![self.view_frame(store, (log, reader), n).await?], head));
        }
        let mut frames = vec![wire::frame(&ServerFrame::Followed { log, head, n })];
        if follow.after < head {
            let rows = self.since(store, (log, reader), follow.after).await?;
            let parts = Parts::read(log, &rows);
            frames.push(wire::entries(log, follow.after, wire::visible(&parts, &rows, reader)));
        }
        Ok((frames, head))
    }

    /// Entries between a cursor and the head beyond which a follower gets a view. After a start
    /// thousands of a tour come back at once: each is told from what is in memory.
    fn resume_entries_max(&self, reader: Reader) -> u64 {
        let is_tour = self.state.channel().is_some_and(|it| it.view.tour.is_some());
        if is_tour && reader != Reader::Staff {
            limit::TAIL_ROWS as u64
        } else {
            limit::RESUME_ENTRIES_MAX
        }
    }

    fn last_visible(&self, reader: Reader) -> Seq {
        self.state.channel().map_or_else(|| self.state.seq(), |channel| channel.head_for(reader))
    }

    async fn view_frame(
        &mut self,
        store: &Store,
        (log, reader): (LogId, Reader),
        n: u64,
    ) -> Result<Bytes, StoreError> {
        let view = self.state.channel().map(|it| it.view_for(reader)).unwrap_or_default();
        let tail = self.tail(store, log).await?;
        let rows = tail.iter().map(|row| &**row);
        let rows: Vec<&Row> = rows.filter(|row| row.audience.includes(reader)).collect();
        let bytes = |row: &&&Row| row.body.as_ref().map_or(0, Bytes::len) + 100;
        let mut room = limit::PAGE_BYTES;
        let fitting = rows.iter().rev().take_while(|row| {
            room = room.saturating_sub(bytes(row));
            room > 0
        });
        let first = rows.len() - fitting.count();
        let mut out = format!(r#"{{"t":"view","log":"{log}","n":{n},"view":"#).into_bytes();
        serde_json::to_writer(&mut out, &view).expect("views have string keys only");
        out.extend_from_slice(br#","entries":["#);
        let parts = Parts::read(log, rows[first..].iter().copied());
        wire::array(&mut out, rows[first..].iter().map(|row| parts.of(row, reader)));
        out.extend_from_slice(b"]}");
        Ok(out.into())
    }

    /// Rows beyond `after` that `reader` may see.
    async fn since(
        &mut self,
        store: &Store,
        (log, reader): (LogId, Reader),
        after: Seq,
    ) -> Result<Vec<Row>, StoreError> {
        let tail = self.tail(store, log).await?;
        let is_meant = |row: &&Row| row.seq > after && row.audience.includes(reader);
        if tail.front().is_some_and(|row| row.seq <= after + 1) {
            return Ok(tail.iter().map(|row| &**row).filter(is_meant).cloned().collect());
        }
        let most = usize::try_from(limit::RESUME_ENTRIES_MAX).expect("a small bound");
        let mut rows = store.read(log, after, most).await?;
        rows.retain(|row| is_meant(&row));
        Ok(rows)
    }

    async fn tail(&mut self, store: &Store, log: LogId) -> Result<&VecDeque<TailRow>, StoreError> {
        if self.tail.is_none() {
            let rows = store.read_before(log, self.state.seq() + 1, limit::TAIL_ROWS).await?;
            self.tail = Some(TailRow::each(&rows.into()).collect());
        }
        Ok(self.tail.as_ref().expect("it was just read"))
    }
}

/// Applies a stored row.
fn take(state: &mut State, log: LogId, row: &Row) -> Result<(), StoreError> {
    let body = wire::body(row);
    let event = Event::read(log, &body).map_err(|err| StoreError::Damaged {
        what: format!("entry {} of log {log}", row.seq),
        why: err.to_string(),
    })?;
    let entry = Entry {
        seq: row.seq,
        at_ms: row.at_ms,
        by: row.by,
        cause: row.cause,
        audience: row.audience.clone(),
        event,
    };
    if row.body.is_some() || ChannelEvent::is_words(&row.kind) {
        state.apply(&entry);
    } else {
        state.apply_erased(&entry);
    }
    Ok(())
}

//! Frames as bytes. Entries are put together from stored bodies, which are JSON already.

use crate::store::Row;
use bytes::Bytes;
use docent_core::actor::{Audience, Reader};
use docent_core::channel::ChannelEvent;
use docent_core::entry::{Event, Seq};
use docent_core::frame::ServerFrame;
use docent_core::id::LogId;
use std::borrow::Cow;
use std::io::Write;

/// What stands for the event of an entry whose body was erased, where it was more than words.
const ERASED: &[u8] = br#"{"kind":"Unknown"}"#;

/// The event's JSON of a stored entry. Erased words are of their kind still, and empty.
pub fn body(row: &Row) -> Cow<'_, [u8]> {
    if let Some(body) = &row.body {
        return Cow::Borrowed(body);
    }
    match ChannelEvent::without_words(&row.kind) {
        Some(event) => {
            Cow::Owned(serde_json::to_vec(&event).expect("events have string keys only"))
        }
        None => Cow::Borrowed(ERASED),
    }
}

/// A frame as bytes.
pub fn frame(frame: &ServerFrame) -> Bytes {
    serde_json::to_vec(frame).expect("frames have string keys only").into()
}

/// An `entries` frame of those `rows` that stand in `seqs`; `prev` is the last entry before them.
pub fn entries<'a>(log: LogId, prev: Seq, rows: impl Iterator<Item = Cow<'a, Row>>) -> Bytes {
    let mut out = Vec::with_capacity(512);
    put(&mut out, format_args!(r#"{{"t":"entries","log":"{log}","prev":{prev},"entries":["#));
    array(&mut out, rows);
    out.extend_from_slice(b"]}");
    out.into()
}

/// Rows as a JSON array's inside: entries as followers get them.
pub fn array<'a>(out: &mut Vec<u8>, rows: impl Iterator<Item = Cow<'a, Row>>) {
    for (place, row) in rows.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        let Row { seq, at_ms, by, .. } = row.as_ref();
        put(out, format_args!(r#"{{"seq":{seq},"at_ms":{at_ms},"by":"{by}","event":"#));
        out.extend_from_slice(&body(&row));
        out.push(b'}');
    }
}

/// The rows that `reader` may see, in order, as it gets them.
pub fn visible<'a>(
    parts: &'a Parts,
    rows: &'a [Row],
    reader: Reader,
) -> impl Iterator<Item = Cow<'a, Row>> {
    let rows = rows.iter().filter(move |row| row.audience.includes(reader));
    rows.map(move |row| parts.of(row, reader))
}

/// What is said to several browsers of a tour at once, read once: each gets its own part.
#[derive(Debug, Default)]
pub struct Parts(Vec<(Seq, ChannelEvent)>);

impl Parts {
    /// Reads those of `rows` that have parts.
    pub fn read<'a>(log: LogId, rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let read = |row: &Row| {
            let body = row.body.as_ref().filter(|_| has_parts(row))?;
            match Event::read(log, body) {
                Ok(Event::Channel(event)) => Some((row.seq, event)),
                _ => None,
            }
        };
        Self(rows.into_iter().filter_map(read).collect())
    }

    /// Whether nothing has parts.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all visitors who read `row` get the same.
    pub fn is_whole(&self, row: &Row) -> bool {
        self.event(row.seq).is_none_or(|it| matches!(it, ChannelEvent::Driven { .. }))
    }

    /// The row as `reader`, who may see it, gets it.
    pub fn of<'a>(&self, row: &'a Row, reader: Reader) -> Cow<'a, Row> {
        match self.event(row.seq).map(|event| event.seen_by(&row.audience, reader)) {
            None | Some(Cow::Borrowed(_)) => Cow::Borrowed(row),
            Some(Cow::Owned(event)) => {
                let body = serde_json::to_vec(&event).expect("events have string keys only");
                Cow::Owned(Row { body: Some(body.into()), ..row.clone() })
            }
        }
    }

    fn event(&self, seq: Seq) -> Option<&ChannelEvent> {
        let place = self.0.binary_search_by_key(&seq, |(at, _)| *at).ok()?;
        self.0.get(place).map(|(_, event)| event)
    }
}

/// Drives and receipts that are for some browsers.
fn has_parts(row: &Row) -> bool {
    match &row.audience {
        Audience::These(these) => {
            row.kind == "Driven" || (row.kind == "Receipted" && these.len() > 1)
        }
        Audience::All | Audience::Staff => false,
    }
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a vector takes all");
}

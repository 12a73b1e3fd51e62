//! Frames as bytes. Entries are put together from stored bodies, which are JSON already.

use crate::store::Row;
use bytes::Bytes;
use docent_core::actor::Reader;
use docent_core::entry::Seq;
use docent_core::frame::ServerFrame;
use docent_core::id::LogId;
use std::io::Write;

/// What stands for the event of an entry whose body was erased.
pub const ERASED: &[u8] = br#"{"kind":"Unknown"}"#;

/// A frame as bytes.
pub fn frame(frame: &ServerFrame) -> Bytes {
    serde_json::to_vec(frame).expect("frames have string keys only").into()
}

/// An `entries` frame of those `rows` that stand in `seqs`; `prev` is the last entry before them.
pub fn entries<'a>(log: LogId, prev: Seq, rows: impl Iterator<Item = &'a Row>) -> Bytes {
    let mut out = Vec::with_capacity(512);
    put(&mut out, format_args!(r#"{{"t":"entries","log":"{log}","prev":{prev},"entries":["#));
    array(&mut out, rows);
    out.extend_from_slice(b"]}");
    out.into()
}

/// Rows as a JSON array's inside: entries as followers get them.
pub fn array<'a>(out: &mut Vec<u8>, rows: impl Iterator<Item = &'a Row>) {
    for (place, row) in rows.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        let Row { seq, at_ms, by, .. } = row;
        put(out, format_args!(r#"{{"seq":{seq},"at_ms":{at_ms},"by":"{by}","event":"#));
        out.extend_from_slice(row.body.as_deref().unwrap_or(ERASED));
        out.push(b'}');
    }
}

/// The rows that `reader` may see, in order.
pub fn visible(rows: &[Row], reader: Reader) -> impl Iterator<Item = &Row> {
    rows.iter().filter(move |row| row.audience.includes(reader))
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a vector takes all");
}

//! A store in a folder of its own, and things to put into it.

use bytes::Bytes;
use docent::store::{Append, Row, Store};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::ChannelEvent;
use docent_core::entry::{CommandName, Seq};
use docent_core::id::{ChannelId, Id, LogId};
use docent_core::summary::{Snippet, Summary};
use docent_core::view::Status;
use std::path::Path;
use tempfile::TempDir;

/// A new store and the folder that it lies in, which goes away with it.
pub(crate) fn new_store() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (open(folder.path()), folder)
}

/// Opens what lies in a folder.
pub(crate) fn open(folder: &Path) -> Store {
    Store::open(folder).unwrap()
}

/// The channel of a number.
pub(crate) fn channel(number: u128) -> ChannelId {
    Id::from_bytes(number.to_be_bytes())
}

/// The log of the channel of a number.
pub(crate) fn log(number: u128) -> LogId {
    LogId::Channel(channel(number))
}

/// An entry with an event.
pub(crate) fn entry(seq: Seq, kind: &'static str, event: &ChannelEvent) -> Row {
    Row {
        seq,
        at_ms: 1_000 + seq,
        by: Actor::Browser(1),
        cause: Some(CommandName { sender: channel(7), n: seq }),
        audience: Audience::All,
        kind: kind.into(),
        body: Some(Bytes::from(serde_json::to_vec(event).unwrap())),
    }
}

/// An entry with words.
pub(crate) fn said(seq: Seq, text: &str) -> Row {
    entry(seq, "Said", &ChannelEvent::Said { text: text.to_owned(), name: String::new(), to: None })
}

/// `count` entries after `last`.
pub(crate) fn many(last: Seq, count: u64) -> Vec<Row> {
    (last + 1..=last + count).map(|seq| said(seq, &format!("line {seq}"))).collect()
}

/// Entries for the end of a log, without a summary.
pub(crate) fn rows(log: LogId, last: Seq, rows: Vec<Row>) -> Append {
    Append { log, last, rows: rows.into(), summary: None }
}

/// The line of a waiting channel.
pub(crate) fn line(number: u128, seq: Seq) -> Summary {
    Summary {
        channel: channel(number),
        seq,
        site: "demo".into(),
        status: Status::Waiting,
        name: "Grace".into(),
        tour: false,
        language: "de-AT".into(),
        page: None,
        browsers: 1,
        asked_at_ms: 1_000,
        joined_at_ms: 0,
        last_at_ms: 1_000 + seq,
        end: None,
        guide: None,
        offer: None,
        away: false,
        paused: false,
        last_said: Some(Snippet { by: "browser-1".into(), text: "hello".into() }),
        unread: 1,
        open_note: false,
        drives: 0,
    }
}

/// Appends to one log.
pub(crate) async fn append(
    store: &Store,
    append: Append,
) -> Result<u64, docent::store::StoreError> {
    store.append(vec![append]).await.remove(0)
}

/// The words of entries, in their order.
pub(crate) fn texts(rows: &[Row]) -> Vec<String> {
    let event = |row: &Row| serde_json::from_slice(row.body.as_deref().unwrap()).unwrap();
    let text = |row: &Row| match event(row) {
        ChannelEvent::Said { text, .. } => text,
        other => panic!("{other:?}"),
    };
    rows.iter().map(text).collect()
}

//! Frames from the server, read as far as a follower has to: words and pages stay as they are.

use crate::fault::Fault;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An entry, its event unread.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Entry<'a> {
    /// Its place in the log.
    pub seq: u64,
    /// Who: `server`, `browser-1`, `agent-…`.
    pub by: &'a str,
    /// What happened, as JSON.
    #[serde(borrow)]
    pub event: &'a RawValue,
}

/// A line of the board.
#[derive(Debug, Clone, Deserialize)]
pub struct BoardRow {
    /// The bare id of the channel.
    pub channel: String,
    /// `waiting`, `joined`, …
    pub status: String,
}

/// What the board says.
#[derive(Debug, Clone, Deserialize)]
pub struct Board {
    /// Whether this replaces all that came before.
    pub whole: bool,
    /// How many wait in all.
    pub waiting: u32,
    /// Lines, in the queue's order where they wait.
    pub rows: Vec<BoardRow>,
    /// Logs of channels that are no longer on the board.
    pub gone: Vec<String>,
}

/// `entries`.
#[derive(Debug, Deserialize)]
pub struct Entries<'a> {
    /// The last entry before these that this follower may see.
    pub prev: u64,
    /// The entries.
    #[serde(borrow)]
    pub entries: Vec<Entry<'a>>,
}

/// `refused`.
#[derive(Debug, Deserialize)]
pub struct Refused<'a> {
    /// The command's count.
    pub n: u64,
    /// A stable code.
    #[serde(borrow)]
    pub code: Cow<'a, str>,
    /// For people.
    #[serde(borrow)]
    pub message: Cow<'a, str>,
    /// When to try the same again; none: never.
    pub retry_ms: Option<u64>,
}

/// A page.
#[derive(Debug, Deserialize)]
pub struct Page<'a> {
    /// Its address.
    #[serde(borrow)]
    pub url: Cow<'a, str>,
}

/// What became of a drive.
#[derive(Debug, Deserialize)]
pub struct Outcome<'a> {
    /// `taken`, `left`, …
    #[serde(borrow)]
    pub is: Cow<'a, str>,
}

/// What is known of a drive in one browser.
#[derive(Debug, Deserialize)]
pub struct Receipt<'a> {
    /// The browser's number.
    pub browser: u32,
    /// What became of it.
    #[serde(borrow)]
    pub outcome: Outcome<'a>,
}

/// A drive that a view holds.
#[derive(Debug, Deserialize)]
pub struct Drive<'a> {
    /// Its number.
    pub drive: u32,
    /// Where to.
    #[serde(borrow)]
    pub to: Page<'a>,
    /// The last receipt of each browser that this follower may see.
    #[serde(borrow)]
    pub receipts: BTreeMap<Cow<'a, str>, Receipt<'a>>,
}

/// The event `Driven`.
#[derive(Debug, Deserialize)]
pub struct Driven<'a> {
    /// Its number.
    pub drive: u32,
    /// Where to.
    #[serde(borrow)]
    pub to: Page<'a>,
}

/// The event `Receipted`.
#[derive(Debug, Deserialize)]
pub struct Receipted<'a> {
    /// Of which drive.
    pub drive: u32,
    /// What these browsers say.
    #[serde(borrow)]
    pub receipts: Vec<Receipt<'a>>,
}

impl<'a> Entry<'a> {
    /// The event, where it is of this kind.
    ///
    /// # Errors
    /// When it is not as the protocol says.
    pub fn event<T: Deserialize<'a>>(&self, kind: &str) -> Result<Option<T>, Fault> {
        let text = self.event.get();
        let rest = text.strip_prefix(r#"{"kind":""#).and_then(|it| it.strip_prefix(kind));
        if !rest.is_some_and(|it| it.starts_with('"')) {
            return Ok(None);
        }
        let read = serde_json::from_str(text);
        read.map(Some).map_err(|err| Fault::Unexpected(format!("{err} in event: {text}")))
    }
}

/// A frame from the server.
#[derive(Debug)]
pub enum Frame<'a> {
    /// The answer to `hello`.
    Welcome,
    /// The answer to `follow` from 0 or from too far back: the last entry, and the last count.
    View {
        /// The last entry it holds.
        seq: u64,
        /// The last entries, in order.
        entries: Vec<Entry<'a>>,
        /// The last count of this sender.
        n: u64,
        /// The last drives.
        drives: Vec<Drive<'a>>,
    },
    /// The answer to `follow` from a cursor.
    Followed {
        /// The last count of this sender.
        n: u64,
    },
    /// New entries.
    Entries(Entries<'a>),
    /// A command is on disk.
    Done {
        /// Its count.
        n: u64,
        /// The first entry it caused.
        seq: u64,
    },
    /// A command was refused.
    Refused(Refused<'a>),
    /// The place in the queue.
    Place,
    /// The board.
    Board(Board),
    /// The last entry that this follower may see, of each followed log.
    Beat(BTreeMap<Cow<'a, str>, u64>),
    /// The socket will be closed, and why.
    Bye(Cow<'a, str>),
    /// A frame that a follower may ignore.
    Other,
}

#[derive(Deserialize)]
struct View<'a> {
    seq: u64,
    #[serde(borrow, default)]
    drives: Vec<Drive<'a>>,
}

#[derive(Deserialize)]
struct Viewed<'a> {
    #[serde(borrow)]
    view: View<'a>,
    #[serde(borrow)]
    entries: Vec<Entry<'a>>,
    n: u64,
}

#[derive(Deserialize)]
struct Followed {
    n: u64,
}

#[derive(Deserialize)]
struct Done {
    n: u64,
    seq: u64,
}

#[derive(Deserialize)]
struct Beat<'a> {
    #[serde(borrow)]
    heads: BTreeMap<Cow<'a, str>, u64>,
}

#[derive(Deserialize)]
struct Bye<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Tag<'a> {
    t: &'a str,
}

/// Reads a frame.
///
/// # Errors
/// When it is not as the protocol says.
pub fn read(bytes: &[u8]) -> Result<Frame<'_>, Fault> {
    parse(bytes).map_err(|err| {
        Fault::Unexpected(format!("{err} in frame: {}", String::from_utf8_lossy(bytes)))
    })
}

fn parse(bytes: &[u8]) -> serde_json::Result<Frame<'_>> {
    Ok(match tag(bytes)? {
        b"entries" => Frame::Entries(serde_json::from_slice(bytes)?),
        b"done" => {
            let Done { n, seq } = serde_json::from_slice(bytes)?;
            Frame::Done { n, seq }
        }
        b"welcome" => Frame::Welcome,
        b"view" => {
            let Viewed { view, entries, n } = serde_json::from_slice(bytes)?;
            Frame::View { seq: view.seq, entries, n, drives: view.drives }
        }
        b"followed" => Frame::Followed { n: serde_json::from_slice::<Followed>(bytes)?.n },
        b"refused" => Frame::Refused(serde_json::from_slice(bytes)?),
        b"place" => Frame::Place,
        b"board" => Frame::Board(serde_json::from_slice(bytes)?),
        b"beat" => Frame::Beat(serde_json::from_slice::<Beat<'_>>(bytes)?.heads),
        b"bye" => Frame::Bye(serde_json::from_slice::<Bye<'_>>(bytes)?.code),
        _ => Frame::Other,
    })
}

/// The tag. Most frames begin with it; the others are read whole.
fn tag(bytes: &[u8]) -> serde_json::Result<&[u8]> {
    if let Some(rest) = bytes.strip_prefix(br#"{"t":""#)
        && let Some(end) = rest.iter().position(|it| *it == b'"')
    {
        return Ok(&rest[..end]);
    }
    serde_json::from_slice::<Tag<'_>>(bytes).map(|it| it.t.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_without_their_events() {
        let text = br#"{"t":"entries","log":"channel-1","prev":3,"entries":[{"seq":4,"at_ms":1,"by":"browser-1","event":{"kind":"Said","text":"a\"b"}}]}"#;

        let Ok(Frame::Entries(Entries { prev, entries })) = read(text) else {
            panic!("these are entries")
        };

        assert_eq!((prev, entries[0].seq, entries[0].by), (3, 4, "browser-1"));
        assert_eq!(entries[0].event.get(), r#"{"kind":"Said","text":"a\"b"}"#);
    }

    #[test]
    fn a_tag_may_stand_anywhere() {
        let Ok(Frame::Done { n: 2, seq: 7 }) = read(br#"{"n":2,"t":"done","log":"x","seq":7}"#)
        else {
            panic!("this is an answer")
        };
    }
}

//! Erases the bodies that an `Erased` entry names, in the commit that stores it.

use super::code::{self, int, uint};
use super::fault::{Fault, damaged};
use super::summary;
use crate::store::Position;
use docent_core::channel::ChannelEvent;
use docent_core::entry::Seq;
use rusqlite::Connection;

/// The kind of the entries that erase others. They are never erased themselves: without them
/// a missing body could not be told from one that somebody took away.
pub(super) const KIND: &str = "Erased";

/// What an `Erased` entry names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The first entry.
    pub(super) from: Seq,
    /// The last one, included.
    pub(super) to: Seq,
    /// Whether only those are meant that are words.
    words: bool,
}

impl Span {
    /// Whether it means an entry of this kind.
    fn means(self, kind: &str) -> bool {
        kind != KIND && (!self.words || ChannelEvent::is_words(kind))
    }
}

/// What an `Erased` entry names: the first and the last entry, and what of them.
pub(super) fn span(body: &[u8]) -> Option<Span> {
    match serde_json::from_slice(body) {
        Ok(ChannelEvent::Erased { from, to, words }) => Some(Span { from, to, words }),
        _ => None,
    }
}

/// What of a summary came from entries that were erased.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Erased {
    name: bool,
    page: bool,
    said: bool,
}

impl Erased {
    /// Adds what another entry erased.
    pub(super) fn extend(&mut self, other: Self) {
        self.name |= other.name;
        self.page |= other.page;
        self.said |= other.said;
    }

    fn add(&mut self, kind: &str) {
        match kind {
            "Arrived" => (self.name, self.page) = (true, true),
            "Named" => self.name = true,
            "Moved" => self.page = true,
            "NoteLeft" => (self.name, self.said) = (true, true),
            "Said" | "Linked" => self.said = true,
            _ => {}
        }
    }

    /// Takes the words of a log out of what was derived from it: the cached state, which is folded
    /// again, and its summary. The search follows the log by itself.
    pub(super) fn rewrite_derived(self, conn: &Connection, log_id: i64) -> Result<(), Fault> {
        conn.prepare_cached("DELETE FROM states WHERE log_id = ?1")?.execute([log_id])?;
        summary::rewrite(conn, log_id, |line| {
            if self.said {
                line.last_said = None;
            }
            if self.name {
                line.name.clear();
            }
            if self.page {
                line.page = None;
            }
        })
    }
}

/// Nulls the bodies and salts of the entries that `span` means. The commitments stay, so that the chain
/// still verifies. `end` is the log's number and the position of its last entry.
pub(super) fn carry_out(
    conn: &Connection,
    end: (i64, Position),
    span: Span,
) -> Result<Erased, Fault> {
    let (log_id, mut pos) = end;
    let mut look = conn
        .prepare_cached("SELECT prev_pos, seq, kind FROM entries WHERE pos = ?1 AND log_id = ?2")?;
    let mut null =
        conn.prepare_cached("UPDATE entries SET body = NULL, salt = NULL WHERE pos = ?1")?;
    let mut erased = Erased::default();
    while pos > 0 {
        let found = code::one(&mut look, (int(pos), log_id), |sql| {
            Ok((uint(sql, 0)?, uint(sql, 1)?, code::text(sql, 2)?.to_owned()))
        })?;
        let Some((prev, seq, kind)) = found else {
            let why = "it is not of the log that leads to it";
            return Err(damaged(format!("the entry at {pos}"), why));
        };
        if seq < span.from {
            break;
        }
        if seq <= span.to && span.means(&kind) {
            null.execute([int(pos)])?;
            erased.add(&kind);
        }
        pos = prev;
    }
    Ok(erased)
}

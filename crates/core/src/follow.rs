//! How a follower knows that it has missed nothing: the same check in Rust, TypeScript and Java.

use crate::entry::Seq;

/// What a follower does with a frame of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Take the entries, but for the first `skip`, which it has already.
    Accept {
        /// How many to leave out.
        skip: usize,
    },
    /// Something before this frame is missing: follow again from the cursor.
    Gap,
    /// Nothing in it is new.
    Old,
}

/// How far a follower has read a log: the last entry that it has; 0 before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor(pub Seq);

impl Cursor {
    /// Judges a frame: `prev` is the last entry before it that this follower may see, `seqs` are
    /// the places of its entries in ascending order. Moves on to the last one when it is accepted.
    pub fn take(&mut self, prev: Seq, seqs: &[Seq]) -> Verdict {
        if prev > self.0 {
            return Verdict::Gap;
        }
        match seqs.last() {
            Some(last) if *last > self.0 => {
                let skip = seqs.partition_point(|seq| *seq <= self.0);
                self.0 = *last;
                Verdict::Accept { skip }
            }
            _ => Verdict::Old,
        }
    }

    /// Whether a beat that names `head` tells of entries that never came.
    pub fn misses(self, head: Seq) -> bool {
        head > self.0
    }
}

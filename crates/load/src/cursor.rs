//! What an honest follower checks: every entry it may see, once and in order.

/// A follower's place in a log, and what was wrong on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The last entry it has; 0 for none.
    pub at: u64,
    /// Frames that began beyond the cursor: something is missing.
    pub gaps: u64,
    /// Entries that came although they were there.
    pub doubles: u64,
}

/// What to do with a frame of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Take those beyond this number.
    TakeBeyond(u64),
    /// Something is missing: follow again from the cursor.
    FollowAgain,
}

impl Cursor {
    /// Checks a frame: `prev`, and the numbers of its entries in order.
    pub fn take(&mut self, prev: u64, seqs: impl Iterator<Item = u64>) -> Step {
        if prev > self.at {
            self.gaps += 1;
            return Step::FollowAgain;
        }
        let before = self.at;
        for seq in seqs {
            if seq <= self.at {
                self.doubles += 1;
            } else {
                self.at = seq;
            }
        }
        Step::TakeBeyond(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_in_order_are_taken_whole() {
        let mut cursor = Cursor { at: 3, ..Cursor::default() };

        let step = cursor.take(3, [4, 6].into_iter());

        assert_eq!((step, cursor.at, cursor.gaps, cursor.doubles), (Step::TakeBeyond(3), 6, 0, 0));
    }

    #[test]
    fn a_frame_beyond_the_cursor_is_a_gap() {
        let mut cursor = Cursor { at: 3, ..Cursor::default() };

        let step = cursor.take(4, [5].into_iter());

        assert_eq!((step, cursor.at, cursor.gaps), (Step::FollowAgain, 3, 1));
    }

    #[test]
    fn an_entry_that_comes_twice_is_a_double() {
        let mut cursor = Cursor { at: 3, ..Cursor::default() };

        let step = cursor.take(2, [3, 4].into_iter());

        assert_eq!((step, cursor.at, cursor.doubles), (Step::TakeBeyond(3), 4, 1));
    }
}

//! FO: how a follower knows that it has missed nothing.

use docent_core::follow::{Cursor, Verdict};
use proptest::prelude::*;

/// FO1: what follows directly on the cursor is taken, and moves it.
#[test]
fn fo1_what_follows_on_the_cursor_is_taken() {
    let mut cursor = Cursor(4);

    assert_eq!(cursor.take(4, &[6, 7]), Verdict::Accept { skip: 0 });

    assert_eq!(cursor, Cursor(7));
}

/// FO2: what begins after something missing is not taken, and the cursor stays.
#[test]
fn fo2_a_gap_is_noticed() {
    let mut cursor = Cursor(4);

    assert_eq!(cursor.take(5, &[6]), Verdict::Gap);

    assert_eq!(cursor, Cursor(4));
    assert!(cursor.misses(5));
    assert!(!cursor.misses(4));
}

/// FO3: what it has already is dropped: all of a frame, or its beginning.
#[test]
fn fo3_what_it_has_is_dropped() {
    let mut cursor = Cursor(6);

    assert_eq!(cursor.take(2, &[4, 6]), Verdict::Old);
    assert_eq!(cursor.take(2, &[]), Verdict::Old);
    assert_eq!(cursor.take(2, &[4, 6, 9]), Verdict::Accept { skip: 2 });

    assert_eq!(cursor, Cursor(9));
}

proptest! {
    /// FO4: whatever frames come, lost, repeated or overlapping, a follower that asks again at each
    /// gap sees every entry that it may see once and in order.
    #[test]
    fn fo4_every_entry_once_and_in_order(
        gaps in prop::collection::vec(1..4_u64, 1..40),
        frames in prop::collection::vec((any::<prop::sample::Index>(), 1..6_usize), 0..80),
    ) {
        let visible: Vec<u64> = gaps.iter().scan(0, |seq, gap| { *seq += gap; Some(*seq) }).collect();
        let mut cursor = Cursor::default();
        let mut seen = Vec::new();
        let mut deliver = |cursor: &mut Cursor, from: usize, count: usize| {
            let frame = &visible[from..(from + count).min(visible.len())];
            let prev = from.checked_sub(1).map_or(0, |before| visible[before]);
            let verdict = cursor.take(prev, frame);
            if let Verdict::Accept { skip } = verdict {
                seen.extend_from_slice(&frame[skip..]);
            }
            verdict
        };

        for (from, count) in frames {
            let from = from.index(visible.len());
            if deliver(&mut cursor, from, count) == Verdict::Gap {
                let next = visible.partition_point(|seq| *seq <= cursor.0);
                deliver(&mut cursor, next, 3);
            }
        }
        let next = visible.partition_point(|seq| *seq <= cursor.0);
        deliver(&mut cursor, next, visible.len());

        prop_assert_eq!(seen, visible);
    }
}

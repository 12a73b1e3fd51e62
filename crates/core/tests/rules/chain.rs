//! CN: the chain of hashes.

use docent_core::actor::{Actor, Audience};
use docent_core::chain::{Hash, Sealed, commitment, genesis, hash};
use docent_core::entry::CommandName;
use docent_core::id::{Id, LogId};

fn sealed<'a>(audience: &'a Audience, commitment: &'a Hash) -> Sealed<'a> {
    let cause = Some(CommandName { sender: Id::from_bytes([5; 16]), n: 7 });
    Sealed { seq: 3, at_ms: 9, by: Actor::Browser(1), cause, kind: "Said", audience, commitment }
}

/// CN1: whatever is changed of a stored entry changes the hash after it (THREATS T28).
#[test]
fn cn1_every_change_changes_the_hash() {
    let prev = genesis(LogId::Directory);
    let body = commitment(&[1; 16], b"{}");
    let audience = Audience::These(vec![1]);
    let entry = sealed(&audience, &body);
    let other_name = Some(CommandName { sender: Id::from_bytes([5; 16]), n: 8 });
    let other_body = commitment(&[1; 16], b"{ }");

    let changed = [
        hash(&prev, &entry),
        hash(&genesis(LogId::Desk(Id::from_bytes([0; 16]))), &entry),
        hash(&prev, &Sealed { seq: 4, ..entry }),
        hash(&prev, &Sealed { at_ms: 10, ..entry }),
        hash(&prev, &Sealed { by: Actor::Browser(2), ..entry }),
        hash(&prev, &Sealed { cause: None, ..entry }),
        hash(&prev, &Sealed { cause: other_name, ..entry }),
        hash(&prev, &Sealed { kind: "Linked", ..entry }),
        hash(&prev, &Sealed { audience: &Audience::All, ..entry }),
        hash(&prev, &Sealed { audience: &Audience::Staff, ..entry }),
        hash(&prev, &Sealed { audience: &Audience::These(vec![1, 2]), ..entry }),
        hash(&prev, &Sealed { commitment: &other_body, ..entry }),
    ];

    let mut distinct = changed.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), changed.len());
}

/// CN2: a commitment binds salt and body, and no part of one can pass for the other.
#[test]
fn cn2_a_commitment_binds_salt_and_body() {
    let bound = commitment(&[1; 16], b"body");

    assert_eq!(bound, commitment(&[1; 16], b"body"));
    assert_ne!(bound, commitment(&[2; 16], b"body"));
    assert_ne!(bound, commitment(&[1; 16], b"bodY"));
    assert_ne!(commitment(&[1; 16], &[]), commitment(&[1; 16], &[0]));
}

/// CN3: the hashes of this version are these: a stored chain must verify for ever.
#[test]
fn cn3_the_hashes_never_change() {
    let body = commitment(&[1; 16], br#"{"kind":"Asked"}"#);
    let first = hash(&genesis(LogId::Directory), &sealed(&Audience::All, &body));

    let hex = first.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));

    assert_eq!(hex, "e8cc426414d22e40bf94b366c2ae4adf024f13587b23d1ca774ce6a25907d0da");
}

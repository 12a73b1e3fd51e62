//! The chain of hashes over a log: changing a stored entry makes verification fail.
//!
//! An entry's body is only bound through a salted commitment, so that it can be erased and the
//! chain still be verified. An unkeyed chain proves nothing against the owner of the database.

use crate::actor::{Actor, Audience};
use crate::entry::{CommandName, Seq};
use crate::id::LogId;
use crate::time::Millis;
use blake3::Hasher;
use blake3::hazmat::{self, ContextKey, HasherExt};
use std::sync::LazyLock;

/// A BLAKE3 hash.
pub type Hash = [u8; 32];
/// Random bits of one entry, erased together with its body, so that a body cannot be guessed.
pub type Salt = [u8; 16];

/// Bytes of the length before each part.
const LENGTH_BYTES: usize = 8;

/// What of an entry the chain binds, besides its body.
#[derive(Debug, Clone, Copy)]
pub struct Sealed<'a> {
    /// Its place.
    pub seq: Seq,
    /// When.
    pub at_ms: Millis,
    /// Who did it.
    pub by: Actor,
    /// The command that caused it.
    pub cause: Option<CommandName>,
    /// The event's kind.
    pub kind: &'a str,
    /// Who may see it.
    pub audience: &'a Audience,
    /// The commitment to its body.
    pub commitment: &'a Hash,
}

/// The keys of the three kinds of hashes, derived once from what they are for.
static GENESIS: LazyLock<ContextKey> = LazyLock::new(|| key("docent 2026 genesis"));
static COMMITMENT: LazyLock<ContextKey> = LazyLock::new(|| key("docent 2026 commitment"));
static ENTRY: LazyLock<ContextKey> = LazyLock::new(|| key("docent 2026 entry"));

fn key(context: &str) -> ContextKey {
    hazmat::hash_derive_key_context(context)
}

/// The hash before a log's first entry. Another log's entries do not fit behind it.
pub fn genesis(log: LogId) -> Hash {
    let mut parts = Vec::new();
    frame(&mut parts, log.to_string().as_bytes());
    hash_of(&GENESIS, &parts)
}

/// Binds a body without telling it: `H(salt ‖ body)`.
pub fn commitment(salt: &Salt, body: &[u8]) -> Hash {
    let mut parts = Vec::with_capacity(2 * LENGTH_BYTES + salt.len() + body.len());
    frame(&mut parts, salt);
    frame(&mut parts, body);
    hash_of(&COMMITMENT, &parts)
}

/// The hash after an entry: `H(prev ‖ seq ‖ at ‖ by ‖ cause ‖ kind ‖ audience ‖ commitment)`.
pub fn hash(prev: &Hash, sealed: &Sealed<'_>) -> Hash {
    let mut parts = Vec::with_capacity(256);
    frame(&mut parts, prev);
    frame(&mut parts, &sealed.seq.to_be_bytes());
    frame(&mut parts, &sealed.at_ms.to_be_bytes());
    frame(&mut parts, sealed.by.to_string().as_bytes());
    frame(&mut parts, &cause(sealed.cause));
    frame(&mut parts, sealed.kind.as_bytes());
    frame(&mut parts, &audience(sealed.audience));
    frame(&mut parts, sealed.commitment);
    hash_of(&ENTRY, &parts)
}

/// All parts at once: many small updates cost more than copying them together.
fn hash_of(key: &ContextKey, parts: &[u8]) -> Hash {
    *Hasher::new_from_context_key(key).update(parts).finalize().as_bytes()
}

/// Every part goes in behind its length: no two lists of parts give the same bytes.
fn frame(parts: &mut Vec<u8>, part: &[u8]) {
    parts.extend_from_slice(&(part.len() as u64).to_be_bytes());
    parts.extend_from_slice(part);
}

/// Empty for none, else the sender's 16 bytes and the count's 8.
fn cause(cause: Option<CommandName>) -> Vec<u8> {
    cause.map_or_else(Vec::new, |name| {
        [name.sender.as_bytes().as_slice(), &name.n.to_be_bytes()].concat()
    })
}

/// One letter, and four bytes for each browser.
fn audience(audience: &Audience) -> Vec<u8> {
    match audience {
        Audience::All => b"a".to_vec(),
        Audience::Staff => b"s".to_vec(),
        Audience::These(browsers) => {
            let numbers = browsers.iter().flat_map(|number| number.to_be_bytes());
            b"t".iter().copied().chain(numbers).collect()
        }
    }
}

//! Makes entries ready to be stored, on the caller's own thread: the writer has one only.

use super::fault::{Fault, damaged};
use super::summary::{self, SealedSummary};
use super::{code, erase};
use crate::store::{Append, Row, StoreError};
use docent_core::chain::{self, Hash, Salt};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use std::borrow::Cow;
use std::sync::Arc;

/// Entries for the end of one log, each with its salt and commitment.
#[derive(Debug)]
pub(super) struct Sealing {
    pub(super) log: LogId,
    pub(super) last: Seq,
    rows: Arc<[Row]>,
    /// As many as there are rows.
    seals: Vec<Seal>,
    pub(super) summary: Option<SealedSummary>,
}

impl Sealing {
    /// The entries, each with its seal.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Row, &Seal)> {
        self.rows.iter().zip(&self.seals)
    }

    /// How many entries.
    pub(super) fn count(&self) -> usize {
        self.seals.len()
    }

    /// Whether one of its entries erases others.
    pub(super) fn erases(&self) -> bool {
        self.seals.iter().any(|it| it.erases.is_some())
    }
}

/// All of an entry that does not depend on the entry before it, besides the entry itself.
#[derive(Debug)]
pub(super) struct Seal {
    pub(super) by: String,
    pub(super) audience: Cow<'static, str>,
    pub(super) salt: Salt,
    pub(super) commitment: Hash,
    /// Which entries this one erases, where it does.
    pub(super) erases: Option<erase::Span>,
}

/// The event's JSON of an entry that was sealed.
pub(super) fn body(row: &Row) -> &str {
    let body = row.body.as_deref().unwrap_or_default();
    std::str::from_utf8(body).expect("it was looked at when it was sealed")
}

/// The hash of an entry behind the one with `prev`.
pub(super) fn hash(row: &Row, commitment: &Hash, prev: &Hash) -> Hash {
    let (seq, at_ms, by, cause) = (row.seq, row.at_ms, row.by, row.cause);
    let (kind, audience) = (row.kind.as_ref(), &row.audience);
    chain::hash(prev, &chain::Sealed { seq, at_ms, by, cause, kind, audience, commitment })
}

/// Draws the salts and computes the commitments of each append, in their order.
///
/// # Errors
/// Of an append: when the entries are not numbered from `last + 1`, there are none, or one has no
/// readable body. Of all: when the system has no random bits.
pub(super) fn seal_all(batch: Vec<Append>) -> Vec<Result<Sealing, StoreError>> {
    let entries: usize = batch.iter().map(|it| it.rows.len()).sum();
    let mut salts = vec![0; entries * size_of::<Salt>()];
    let drawn = getrandom::fill(&mut salts);
    let (salts, _rest) = salts.as_chunks();
    let mut salts = salts.iter().copied();
    let sealings = batch.into_iter().map(|append| match drawn {
        Ok(()) => seal(append, &mut salts),
        Err(err) => Err(StoreError::Failed { what: "draw random bits", source: err.into() }),
    });
    sealings.collect()
}

fn seal(append: Append, salts: &mut impl Iterator<Item = Salt>) -> Result<Sealing, StoreError> {
    let Append { log, last, rows, summary } = append;
    let sealed = (last + 1..).zip(rows.iter()).zip(salts);
    let sealed = sealed.map(|((seq, row), salt)| seal_row(seq, row, salt));
    let seals: Vec<Seal> =
        sealed.collect::<Result<_, Fault>>().map_err(|fault| fault.during("seal an entry"))?;
    if seals.is_empty() {
        let what = format!("an append to log {log}");
        return Err(StoreError::Damaged { what, why: "it holds no entry".into() });
    }
    Ok(Sealing { log, last, rows, seals, summary: summary.map(|it| summary::seal(&it)) })
}

fn seal_row(seq: Seq, row: &Row, salt: Salt) -> Result<Seal, Fault> {
    if row.seq != seq {
        let why = format!("it must be numbered {seq}");
        return Err(damaged(format!("entry {} of an append", row.seq), why));
    }
    let body = row.body.as_deref().filter(|body| std::str::from_utf8(body).is_ok());
    let Some(body) = body else {
        return Err(damaged(format!("entry {seq} of an append"), "it has no body of text"));
    };
    let erases = (row.kind == erase::KIND).then(|| erase::span(body)).flatten();
    if row.kind == erase::KIND && erases.is_none() {
        return Err(damaged(format!("entry {seq} of an append"), "it does not say what to erase"));
    }
    let commitment = chain::commitment(&salt, body);
    let (by, audience) = (row.by.to_string(), code::audience(&row.audience));
    Ok(Seal { by, audience, salt, commitment, erases })
}

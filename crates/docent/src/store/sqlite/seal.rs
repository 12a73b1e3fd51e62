//! Makes entries ready to be stored, on the caller's own thread: the writer has one only.

use super::fault::{Fault, damaged};
use super::summary::{self, SealedSummary};
use super::{code, erase};
use crate::store::{Append, Row, StoreError};
use docent_core::chain::{self, Hash, Salt};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use std::borrow::Cow;

/// Entries for the end of one log, each with its salt and commitment.
#[derive(Debug)]
pub(super) struct Sealing {
    pub(super) log: LogId,
    pub(super) last: Seq,
    pub(super) rows: Vec<SealedRow>,
    pub(super) summary: Option<SealedSummary>,
}

impl Sealing {
    /// Whether one of its entries erases others.
    pub(super) fn erases(&self) -> bool {
        self.rows.iter().any(|it| it.erases.is_some())
    }
}

/// An entry with all that does not depend on the entry before it.
#[derive(Debug)]
pub(super) struct SealedRow {
    pub(super) row: Row,
    pub(super) by: String,
    pub(super) audience: Cow<'static, str>,
    pub(super) salt: Salt,
    pub(super) commitment: Hash,
    /// The first and the last entry that this one erases, where it does.
    pub(super) erases: Option<(Seq, Seq)>,
}

impl SealedRow {
    /// The hash of this entry behind the one with `prev`.
    pub(super) fn hash(&self, prev: &Hash) -> Hash {
        hash(&self.row, &self.commitment, prev)
    }

    /// The event's JSON.
    pub(super) fn body(&self) -> &str {
        let body = self.row.body.as_deref().unwrap_or_default();
        std::str::from_utf8(body).expect("it was looked at when it was sealed")
    }
}

/// The hash of an entry behind the one with `prev`.
pub(super) fn hash(row: &Row, commitment: &Hash, prev: &Hash) -> Hash {
    let (seq, at_ms, by, cause) = (row.seq, row.at_ms, row.by, row.cause);
    let (kind, audience) = (row.kind.as_ref(), &row.audience);
    chain::hash(prev, &chain::Sealed { seq, at_ms, by, cause, kind, audience, commitment })
}

/// Draws the salts and computes the commitments of `append`.
///
/// # Errors
/// When the entries are not numbered from `last + 1`, there are none, or one has no readable body.
pub(super) fn seal(append: Append) -> Result<Sealing, StoreError> {
    let Append { log, last, rows, summary } = append;
    let mut salts = vec![0; rows.len() * size_of::<Salt>()];
    getrandom::fill(&mut salts)
        .map_err(|err| StoreError::Failed { what: "draw random bits", source: err.into() })?;
    let (salts, _rest) = salts.as_chunks();
    let sealed =
        (last + 1..).zip(rows).zip(salts).map(|((seq, row), salt)| seal_row(seq, row, *salt));
    let rows: Vec<SealedRow> =
        sealed.collect::<Result<_, Fault>>().map_err(|fault| fault.during("seal an entry"))?;
    if rows.is_empty() {
        let what = format!("an append to log {log}");
        return Err(StoreError::Damaged { what, why: "it holds no entry".into() });
    }
    Ok(Sealing { log, last, rows, summary: summary.map(summary::seal) })
}

fn seal_row(seq: Seq, row: Row, salt: Salt) -> Result<SealedRow, Fault> {
    if row.seq != seq {
        let why = format!("it must be numbered {seq}");
        return Err(damaged(format!("entry {} of an append", row.seq), why));
    }
    let body = row.body.as_deref().filter(|body| std::str::from_utf8(body).is_ok());
    let Some(body) = body else {
        return Err(damaged(format!("entry {seq} of an append"), "it has no body of text"));
    };
    let erases = (row.kind == erase::KIND).then(|| erase::range(body)).flatten();
    if row.kind == erase::KIND && erases.is_none() {
        return Err(damaged(format!("entry {seq} of an append"), "it does not say what to erase"));
    }
    let commitment = chain::commitment(&salt, body);
    let (by, audience) = (row.by.to_string(), code::audience(&row.audience));
    Ok(SealedRow { row, by, audience, salt, commitment, erases })
}

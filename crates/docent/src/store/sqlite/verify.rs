//! Walks every log's chain, in the order of commits, a bounded part at a time.

use super::code::{self, ROW, ROW_COLUMNS, int, uint};
use super::erase;
use super::fault::Fault;
use super::seal;
use crate::store::{Broken, Row, StoreError, Verified};
use docent_core::chain::{self, Hash, Salt};
use docent_core::entry::Seq;
use docent_core::id::LogId;
use rusqlite::Connection;
use std::collections::HashMap;

/// Entries looked at in one snapshot: a longer one would keep the write-ahead log from ending.
const PART: u64 = 5_000;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Walk {
    last_pos: u64,
    verified: Verified,
    /// The entries without a body, per log: spans of first and last, in order.
    missing: HashMap<LogId, Vec<(Seq, Seq)>>,
    /// The spans that `Erased` entries name, per log.
    erased: HashMap<LogId, Vec<(Seq, Seq)>>,
}

/// An entry with all that proves it.
struct Proof {
    pos: u64,
    log_id: i64,
    log: LogId,
    row: Row,
    /// As it stands in its columns.
    by: String,
    audience: String,
    salt: Option<Salt>,
    commitment: Hash,
    hash: Hash,
    prev_pos: u64,
    prev: Option<(i64, Seq, Hash)>,
}

impl Walk {
    /// Looks at the next part. Answers whether it was the last, or something is broken.
    pub(super) fn part(&mut self, conn: &Connection) -> Result<bool, Fault> {
        let sql = format!(
            "SELECT {ROW}, e.pos, e.log_id, l.name, e.salt, e.commitment, e.hash, e.prev_pos, \
             p.log_id, p.seq, p.hash FROM entries e LEFT JOIN logs l ON l.id = e.log_id \
             LEFT JOIN entries p ON p.pos = e.prev_pos WHERE e.pos > ?1 ORDER BY e.pos LIMIT ?2"
        );
        let mut next = conn.prepare_cached(&sql)?;
        let mut rows = next.query((int(self.last_pos), int(PART)))?;
        let mut seen = 0;
        while let Some(sql) = rows.next()? {
            seen += 1;
            let place = (code::log(sql, ROW_COLUMNS + 2).ok(), uint(sql, 0).unwrap_or(0));
            let looked = Proof::read(sql).map(|proof| self.look(&proof));
            let why = match looked {
                Ok(Ok(())) => continue,
                Ok(Err(why)) => why.to_owned(),
                Err(Fault::Store(StoreError::Damaged { what, why })) => format!("{what}: {why}"),
                Err(fault) => return Err(fault),
            };
            self.verified.broken = Some(Broken { log: place.0, seq: place.1, why });
            return Ok(true);
        }
        if seen == PART {
            return Ok(false);
        }
        self.verified.broken = match self.uncovered() {
            Some(broken) => Some(broken),
            None => self.ends(conn)?,
        };
        Ok(true)
    }

    /// What was found.
    pub(super) fn verified(self) -> Verified {
        self.verified
    }

    fn look(&mut self, proof: &Proof) -> Result<(), &'static str> {
        self.last_pos += 1;
        if proof.pos != self.last_pos {
            return Err("an entry of some log before it is missing");
        }
        let prev = proof.prev()?;
        if seal::hash(&proof.row, &proof.commitment, &prev) != proof.hash {
            return Err("its hash does not follow from it and the entry before");
        }
        if proof.by != proof.row.by.to_string()
            || proof.audience != code::audience(&proof.row.audience)
        {
            return Err("it is not written as we write");
        }
        self.verified.entries += 1;
        self.verified.logs += u64::from(proof.row.seq == 1);
        let (log, seq) = (proof.log, proof.row.seq);
        match (&proof.row.body, proof.salt) {
            (Some(body), Some(salt)) => {
                if chain::commitment(&salt, body) != proof.commitment {
                    return Err("its body is not the one it was stored with");
                }
                if proof.row.kind == erase::KIND {
                    self.erased
                        .entry(log)
                        .or_default()
                        .extend(erase::span(body).map(|span| (span.from, span.to)));
                }
            }
            (None, None) => {
                self.verified.erased += 1;
                miss(self.missing.entry(log).or_default(), seq);
            }
            _ => return Err("only its body or only its salt is gone"),
        }
        Ok(())
    }

    /// An entry whose body is gone though no entry says that it was erased.
    fn uncovered(&self) -> Option<Broken> {
        let covered = |log: &LogId, seq: Seq| {
            let spans = self.erased.get(log).map(Vec::as_slice).unwrap_or_default();
            spans.iter().any(|(from, to)| (*from..=*to).contains(&seq))
        };
        let gone = self.missing.iter().flat_map(|(log, spans)| {
            spans.iter().flat_map(|(from, to)| *from..=*to).map(move |seq| (log, seq))
        });
        let (log, seq) = gone.into_iter().find(|(log, seq)| !covered(log, *seq))?;
        let why = "its body is gone, and no entry says that it was erased".to_owned();
        Some(Broken { log: Some(*log), seq, why })
    }

    /// Whether every log ends where its head says, and no entry stands beside the chains.
    fn ends(&self, conn: &Connection) -> Result<Option<Broken>, Fault> {
        let mut wrong = conn.prepare_cached(
            "SELECT l.name, h.seq FROM heads h LEFT JOIN logs l ON l.id = h.log_id \
             LEFT JOIN entries e ON e.pos = h.pos \
             WHERE e.pos IS NULL OR e.log_id <> h.log_id OR e.seq <> h.seq OR e.hash <> h.hash \
             LIMIT 1",
        )?;
        let why = "it is not where its log ends".to_owned();
        let found = code::one(&mut wrong, [], |sql| {
            Ok(Broken { log: code::log(sql, 0).ok(), seq: uint(sql, 1)?, why })
        })?;
        if found.is_some() {
            return Ok(found);
        }
        let mut sum = conn.prepare_cached("SELECT coalesce(sum(seq), 0) FROM heads")?;
        let told = code::one(&mut sum, [], |sql| uint(sql, 0))?.unwrap_or(0);
        if told == self.verified.entries {
            return Ok(None);
        }
        stray(conn).map(Some)
    }
}

/// Finds an entry that no chain leads to. Only asked when there is one.
fn stray(conn: &Connection) -> Result<Broken, Fault> {
    let why = "no chain leads to it".to_owned();
    let mut find = conn.prepare_cached(
        "SELECT l.name, e.seq FROM entries e LEFT JOIN heads h ON h.log_id = e.log_id \
         LEFT JOIN logs l ON l.id = e.log_id WHERE h.seq IS NULL OR e.seq > h.seq \
         UNION ALL SELECT l.name, e.seq FROM entries e JOIN logs l ON l.id = e.log_id \
         GROUP BY e.log_id, e.seq HAVING count(*) > 1 LIMIT 1",
    )?;
    let found = code::one(&mut find, [], |sql| Ok((code::log(sql, 0).ok(), uint(sql, 1)?)))?;
    let (log, seq) = found.unwrap_or((None, 0));
    Ok(Broken { log, seq, why })
}

/// Adds an entry to spans that are in order.
fn miss(spans: &mut Vec<(Seq, Seq)>, seq: Seq) {
    match spans.last_mut() {
        Some((_, last)) if *last + 1 == seq => *last = seq,
        _ => spans.push((seq, seq)),
    }
}

impl Proof {
    fn read(sql: &rusqlite::Row<'_>) -> Result<Self, Fault> {
        let own = ROW_COLUMNS;
        let prev = match sql.get::<_, Option<i64>>(own + 7)? {
            Some(log_id) => Some((log_id, uint(sql, own + 8)?, code::hash(sql, own + 9)?)),
            None => None,
        };
        Ok(Self {
            pos: uint(sql, own)?,
            log_id: sql.get(own + 1)?,
            log: code::log(sql, own + 2)?,
            row: code::row(sql)?,
            by: code::text(sql, 2)?.to_owned(),
            audience: code::text(sql, 5)?.to_owned(),
            salt: code::salt(sql, own + 3)?,
            commitment: code::hash(sql, own + 4)?,
            hash: code::hash(sql, own + 5)?,
            prev_pos: uint(sql, own + 6)?,
            prev,
        })
    }

    /// The hash of the entry before.
    fn prev(&self) -> Result<Hash, &'static str> {
        match self.prev {
            None if self.prev_pos == 0 && self.row.seq == 1 => Ok(chain::genesis(self.log)),
            Some((log_id, seq, hash)) if log_id == self.log_id && seq + 1 == self.row.seq => {
                Ok(hash)
            }
            _ => Err("the entry before it is not there"),
        }
    }
}

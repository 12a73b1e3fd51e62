//! The words of the record: a file of its own that follows the log from a durable cursor, so that
//! no commit waits for it. It is derived: deleted, it is made again.

use super::code::{self, int, uint};
use super::fault::Fault;
use super::schema::{self, Files};
use super::{checkpoint, erase, words};
use crate::store::StoreError;
use docent_core::entry::Seq;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Changed whenever the tables or the choice of words change: the search is then made anew.
const FORMAT: u32 = 1;
/// Entries taken in one step.
const STEP_ENTRIES: usize = 1_000;
/// Steps before a search is answered although more entries wait: about a second.
const STEPS_MAX: usize = 50;
/// Rest before a step in the background: keeps it below a twentieth of a core under load.
const REST: Duration = Duration::from_millis(250);
/// Words of one search that count.
pub(super) const WORDS_MAX: usize = 8;
/// Entries with a word that are looked at, the latest logs first: bounds what one search costs.
const HITS_MAX: u32 = 200_000;
/// Bits of a document's number that are the entry's place in its log; those above are the log's.
const SEQ_BITS: u32 = 31;
/// Pages after which the search's own log of writes is moved.
const CHECKPOINT_PAGES: i32 = 1_000;

const SCHEMA: &str = "DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS cursor; \
     CREATE TABLE cursor (pos INTEGER NOT NULL) STRICT; INSERT INTO cursor VALUES (0); \
     CREATE VIRTUAL TABLE search USING fts5 \
         (words, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'); \
     INSERT INTO search (search, rank) VALUES ('secure-delete', 1);";

/// The search, as those who ask have it.
#[derive(Debug, Clone)]
pub(super) struct Search(Arc<Mutex<Indexer>>);

/// Follows the entries and keeps their words.
#[derive(Debug)]
struct Indexer {
    search: Connection,
    entries: Connection,
}

/// The writer's side: dropped, the background ends.
#[derive(Debug)]
pub(super) struct Nudge {
    wake: SyncSender<()>,
    _ends: SyncSender<()>,
}

/// The thread that keeps the search near the end of the record.
pub(super) struct Background {
    search: Search,
    woken: Receiver<()>,
    ended: Receiver<()>,
}

/// Opens the search, made anew where it is of another format.
pub(super) fn open(files: &Files) -> Result<Search, Fault> {
    schema::create_private(&files.search)?;
    let mut search = Connection::open(&files.search)?;
    search.busy_timeout(schema::BUSY)?;
    schema::set_writing(&search, "NORMAL")?;
    search.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    let tx = search.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if tx.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))? != FORMAT {
        tx.execute_batch(SCHEMA)?;
        tx.pragma_update(None, "user_version", FORMAT)?;
    }
    tx.commit()?;
    let entries = schema::open_plain(&files.database)?;
    Ok(Search(Arc::new(Mutex::new(Indexer { search, entries }))))
}

impl Search {
    /// Both sides of the background.
    pub(super) fn background(&self) -> (Nudge, Background) {
        let (wake, woken) = sync_channel(1);
        let (ends, ended) = sync_channel(0);
        (Nudge { wake, _ends: ends }, Background { search: self.clone(), woken, ended })
    }

    /// Takes in what was committed, most of it where it is a lot.
    pub(super) fn catch_up(&self) -> Result<(), StoreError> {
        for _step in 0..STEPS_MAX {
            if self.step()? < STEP_ENTRIES {
                break;
            }
        }
        Ok(())
    }

    fn step(&self) -> Result<usize, StoreError> {
        let mut indexer = self.0.lock().expect("a step does not panic");
        indexer.step().map_err(|fault| fault.during("take words into the search"))
    }
}

impl Nudge {
    /// Says that there is something new. Never waits.
    pub(super) fn nudge(&self) {
        if self.wake.try_send(()).is_err() {
            tracing::trace!("the search will look anyway");
        }
    }
}

impl Background {
    /// Takes steps with rests between, until the writer has gone.
    pub(super) fn run(self) {
        while self.woken.recv().is_ok() {
            while self.rest() && self.more() {}
        }
    }

    /// Answers whether the writer is still there.
    fn rest(&self) -> bool {
        self.ended.recv_timeout(REST) == Err(RecvTimeoutError::Timeout)
    }

    /// Takes a step. Answers whether there is more to take.
    fn more(&self) -> bool {
        let taken = self.search.step();
        if let Err(err) = &taken {
            tracing::warn!(error = %err, "the search lags behind");
        }
        taken.is_ok_and(|entries| entries == STEP_ENTRIES)
    }
}

/// An entry as the search looks at it.
struct Found {
    pos: i64,
    log_id: i64,
    seq: Seq,
    words: Option<String>,
    erases: Option<erase::Span>,
}

impl Found {
    fn read(sql: &rusqlite::Row<'_>) -> Result<Self, Fault> {
        let (kind, body) = (code::text(sql, 3)?, code::bytes(sql, 4)?);
        let erases = body.filter(|_| kind == erase::KIND).and_then(erase::span);
        let words = body.and_then(|body| words::of(kind, body));
        Ok(Self { pos: sql.get(0)?, log_id: sql.get(1)?, seq: uint(sql, 2)?, words, erases })
    }
}

impl Indexer {
    /// Takes in the next entries. Answers how many.
    fn step(&mut self) -> Result<usize, Fault> {
        let tx = self.search.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let cursor: i64 = tx.query_row("SELECT pos FROM cursor", [], |row| row.get(0))?;
        let mut next = self.entries.prepare_cached(
            "SELECT pos, log_id, seq, kind, body FROM entries WHERE pos > ?1 ORDER BY pos LIMIT ?2",
        )?;
        let mut found = code::all(&mut next, (cursor, int(STEP_ENTRIES as u64)), Found::read)?;
        let Some(last) = found.last() else { return Ok(0) };
        let last = last.pos;
        // The index takes documents in the order of their numbers; others cost it a flush each.
        found.sort_unstable_by_key(|it| (it.log_id, it.seq));
        let erased = take(&tx, &found)?;
        tx.execute("UPDATE cursor SET pos = ?1", [last])?;
        tx.commit()?;
        if erased {
            drop(checkpoint::empty(&self.search));
        }
        Ok(found.len())
    }
}

/// Takes in words and takes out those erased. Answers whether any were.
fn take(tx: &Transaction<'_>, found: &[Found]) -> Result<bool, Fault> {
    let mut add = tx.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
    let mut remove = tx.prepare_cached("DELETE FROM search WHERE rowid BETWEEN ?1 AND ?2")?;
    let mut erased = false;
    for it in found {
        if let Some(words) = &it.words {
            add.execute((document(it.log_id, it.seq), words))?;
        }
        if let Some(span) = it.erases {
            // Of names and pages between erased words the search forgets a few, too: it cannot
            // look at the kinds of old entries in a bounded time.
            remove.execute((document(it.log_id, span.from), document(it.log_id, span.to)))?;
            erased = true;
        }
    }
    Ok(erased)
}

/// The number of an entry's document. What lies beyond the bits shares the last number.
fn document(log_id: i64, seq: Seq) -> i64 {
    (log_id << SEQ_BITS) | int(seq.min((1 << SEQ_BITS) - 1))
}

/// What a person typed, as the terms that must all be found, each as the beginning of a word.
/// None when nothing of it can be found in any text. Nothing of it is read as syntax.
pub(super) fn terms(typed: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let terms: Vec<String> = words.iter().filter_map(|word| term(word)).collect();
    (terms.is_empty() == words.is_empty()).then_some(terms)
}

fn term(word: &str) -> Option<String> {
    let plain: String = word.chars().filter(|it| *it != '\0').collect();
    let found = plain.chars().any(char::is_alphanumeric);
    found.then(|| format!("\"{}\"*", plain.replace('"', "\"\"")))
}

/// Keeps the channels in which the term of parameter `number` was said.
pub(super) fn filter(number: usize) -> String {
    format!(
        " AND s.log_id IN (SELECT rowid >> {SEQ_BITS} FROM found.search \
         WHERE search MATCH ?{number} ORDER BY rowid DESC LIMIT {HITS_MAX})"
    )
}

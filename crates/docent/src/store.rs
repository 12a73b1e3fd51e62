//! The store is the truth: what is appended here has happened.
//!
//! One enum rather than a trait object: a second store is a second variant, and
//! `tests/contract.rs` holds every variant to the same behaviour.

pub mod sqlite;

use self::sqlite::Sqlite;
use bytes::Bytes;
use docent_core::actor::{Actor, Audience};
use docent_core::chain::{Hash, Salt};
use docent_core::entry::{CommandName, Seq};
use docent_core::id::{ChannelId, LogId};
use docent_core::summary::Summary;
use docent_core::time::Millis;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Place of an entry in the order of all commits, across logs. The first is 1.
pub type Position = u64;

/// An entry as it is stored: the body is the event's JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in its log.
    pub seq: Seq,
    /// When, by the writer's clock.
    pub at_ms: Millis,
    /// Who did it.
    pub by: Actor,
    /// The command that caused it.
    pub cause: Option<CommandName>,
    /// Who may see it.
    pub audience: Audience,
    /// The event's kind.
    pub kind: Cow<'static, str>,
    /// The event's JSON, with its kind; none once erased.
    pub body: Option<Bytes>,
}

/// Entries for the end of one log.
#[derive(Debug, Clone)]
pub struct Append {
    /// Which log.
    pub log: LogId,
    /// The log's last entry, as the writer believes; 0 for a new log.
    pub last: Seq,
    /// The entries, numbered from `last + 1` without gaps. Not empty. Whoever publishes them shares
    /// them.
    pub rows: Arc<[Row]>,
    /// The channel's line after these entries; none for other logs.
    pub summary: Option<Arc<Summary>>,
}

/// A cached fold of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The last entry folded.
    pub seq: Seq,
    /// Version of the bytes' format. Another one than ours means: fold again.
    pub format: u32,
    /// The state.
    pub bytes: Bytes,
}

/// Which channels' lines are asked for. Latest first.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// Words said, names or pages; empty for all.
    pub words: String,
    /// One site only.
    pub site: Option<String>,
    /// Only channels whose last entry is before this.
    pub before_ms: Option<Millis>,
    /// At most so many.
    pub limit: usize,
}

/// An entry with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The entry.
    pub row: Row,
    /// Random bits; none once erased.
    pub salt: Option<Salt>,
    /// The commitment to the body.
    pub commitment: Hash,
    /// The hash of the chain after this entry.
    pub hash: Hash,
}

/// What a walk over every log's chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Logs.
    pub logs: u64,
    /// Entries whose place in their chain holds.
    pub entries: u64,
    /// Entries among them whose bodies were erased.
    pub erased: u64,
    /// The first thing that is not as it was stored; none when all is well.
    pub broken: Option<Broken>,
}

/// An entry that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which log; none where not even that can be read.
    pub log: Option<LogId>,
    /// Which entry of it.
    pub seq: Seq,
    /// What does not hold.
    pub why: String,
}

/// What went wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The log has grown past `last`: read it and decide again.
    #[error("log {log} has already grown past entry {last}")]
    Conflict {
        /// Which log.
        log: LogId,
        /// What the writer believed.
        last: Seq,
    },
    /// No space is left. Reading goes on.
    #[error("the disk is full")]
    Full,
    /// The database was written by a newer version.
    #[error(
        "the database {path} is of format {found}; this version knows up to {known}: start a newer version of Docent"
    )]
    FromTheFuture {
        /// The file.
        path: String,
        /// Its format.
        found: u32,
        /// What we know.
        known: u32,
    },
    /// A stored value cannot be read.
    #[error("{what} is damaged: {why}")]
    Damaged {
        /// What.
        what: String,
        /// How.
        why: String,
    },
    /// The database failed; trying again may help.
    #[error("the database failed to {what}")]
    Failed {
        /// While doing what.
        what: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

/// A store. Clones share it.
#[derive(Debug, Clone)]
pub enum Store {
    /// On an embedded SQLite database.
    Sqlite(Sqlite),
}

impl Store {
    /// Opens the store in `folder`, or makes one, and brings it to our format.
    ///
    /// # Errors
    /// [`StoreError::FromTheFuture`] when a newer version has written it.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Sqlite::open(folder).map(Self::Sqlite)
    }

    /// Appends each log's entries after its `last`, all of one log or none, in one commit with
    /// whatever else waits. Answers in the order of `batch`: the position of the last new entry.
    /// An entry of kind `Erased` erases what it names in the same commit.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a log that has already grown past `last`: read it and decide
    /// again. [`StoreError::Full`] when the disk is: nothing of that commit was stored.
    pub async fn append(&self, batch: Vec<Append>) -> Vec<Result<Position, StoreError>> {
        match self {
            Self::Sqlite(store) => store.append(batch).await,
        }
    }

    /// At most `limit` entries of `log` after `after`, in order; empty for a log that is not there.
    ///
    /// # Errors
    /// When the database fails or is damaged; so it is for everything that reads.
    pub async fn read(&self, log: LogId, after: Seq, limit: usize) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(store) => store.read(log, after, limit).await,
        }
    }

    /// The last `limit` entries of `log` before `before`, in order.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn read_before(
        &self,
        log: LogId,
        before: Seq,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(store) => store.read_before(log, before, limit).await,
        }
    }

    /// At most `limit` entries of `log` after `after`, in order, each with what proves it.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn export(
        &self,
        log: LogId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Sealed>, StoreError> {
        match self {
            Self::Sqlite(store) => store.export(log, after, limit).await,
        }
    }

    /// The last entry of `log`; 0 for none.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn head(&self, log: LogId) -> Result<Seq, StoreError> {
        match self {
            Self::Sqlite(store) => store.head(log).await,
        }
    }

    /// At most `limit` entries committed after `after`, in the order of commits.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn changes(
        &self,
        after: Position,
        limit: usize,
    ) -> Result<Vec<(Position, LogId, Seq)>, StoreError> {
        match self {
            Self::Sqlite(store) => store.changes(after, limit).await,
        }
    }

    /// Like [`Store::changes`], with the entries themselves.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn scan(
        &self,
        after: Position,
        limit: usize,
    ) -> Result<Vec<(Position, LogId, Row)>, StoreError> {
        match self {
            Self::Sqlite(store) => store.scan(after, limit).await,
        }
    }

    /// The lines of all channels that have not ended or whose note is open, the oldest first.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn open_summaries(&self) -> Result<Vec<Summary>, StoreError> {
        match self {
            Self::Sqlite(store) => store.open_summaries().await,
        }
    }

    /// The line of a channel.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn summary(&self, channel: ChannelId) -> Result<Option<Summary>, StoreError> {
        match self {
            Self::Sqlite(store) => store.summary(channel).await,
        }
    }

    /// The lines of the channels that were asked for, the latest first. Every word must be found,
    /// at the beginning of a word that was said, of a name or of a page; signs mean nothing.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn summaries(&self, find: Find) -> Result<Vec<Summary>, StoreError> {
        match self {
            Self::Sqlite(store) => store.summaries(find).await,
        }
    }

    /// The lines of the `limit` channels of `site` that were joined last, the latest first.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn waits(&self, site: &str, limit: usize) -> Result<Vec<Summary>, StoreError> {
        match self {
            Self::Sqlite(store) => store.waits(site, limit).await,
        }
    }

    /// The cached fold of `log`.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn state(&self, log: LogId) -> Result<Option<State>, StoreError> {
        match self {
            Self::Sqlite(store) => store.state(log).await,
        }
    }

    /// Keeps a fold of `log`, unless a later one of the same format is there.
    ///
    /// # Errors
    /// When the log has no such entry, or the database fails.
    pub async fn save_state(&self, log: LogId, state: State) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.save_state(log, state).await,
        }
    }

    /// Walks every log's chain and says what is not as it was stored.
    ///
    /// # Errors
    /// When the database fails. What is broken is no error.
    pub async fn verify(&self) -> Result<Verified, StoreError> {
        match self {
            Self::Sqlite(store) => store.verify().await,
        }
    }

    /// Writes a whole and consistent copy, secrets included, to the new file `to`.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.backup(to).await,
        }
    }

    /// Puts a secret, in place of the one that is there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_secret(
        &self,
        kind: &'static str,
        key: &str,
        value: &[u8],
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.put_secret(kind, key, value).await,
        }
    }

    /// Reads a secret.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn secret(
        &self,
        kind: &'static str,
        key: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Sqlite(store) => store.secret(kind, key).await,
        }
    }

    /// All secrets of a kind with their keys, by key.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn secrets(&self, kind: &'static str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        match self {
            Self::Sqlite(store) => store.secrets(kind).await,
        }
    }

    /// Reads a secret and deletes it in the same commit: of many who ask, one gets it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_secret(
        &self,
        kind: &'static str,
        key: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Sqlite(store) => store.take_secret(kind, key).await,
        }
    }

    /// Deletes a secret. One that is not there is deleted already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_secret(&self, kind: &'static str, key: &str) -> Result<(), StoreError> {
        self.take_secret(kind, key).await.map(drop)
    }

    /// Moves everything into the database file itself and empties the log of writes, so that a
    /// copy of that one file is whole and what was erased is gone from the disk's files.
    ///
    /// # Errors
    /// When somebody reads for too long, or the database fails.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.checkpoint().await,
        }
    }

    /// Finishes what was asked before and takes nothing more.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(store) => store.close().await,
        }
    }
}

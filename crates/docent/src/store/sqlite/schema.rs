//! The tables, how they came to be, and how every connection is set.

use super::fault::{Fault, damaged};
use crate::store::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "DOCE": tells our files from other programs' databases.
const APPLICATION_ID: i32 = 0x444f_4345;
/// How long another process (the command line beside a server) may hold the write lock.
pub(super) const BUSY: Duration = Duration::from_secs(10);
/// KiB of pages the writer keeps: the tails of a thousand logs' heads and summaries.
const WRITER_CACHE_KIB: i32 = 16 * 1_024;
/// KiB of pages each reader keeps.
const READER_CACHE_KIB: i32 = 2 * 1_024;
/// Prepared statements one connection keeps; more than there are.
const STATEMENTS_MAX: usize = 64;

/// One script per format. A released script never changes; a new format is a new script.
const MIGRATIONS: &[&str] = &[include_str!("schema/0001.sql"), include_str!("schema/0002.sql")];

/// Where the files of a store lie.
#[derive(Debug, Clone)]
pub(super) struct Files {
    /// The truth.
    pub(super) database: PathBuf,
    /// The words of the database, derived: it may be deleted and is made again.
    pub(super) search: PathBuf,
}

impl Files {
    pub(super) fn of(folder: &Path) -> Self {
        Self { database: folder.join("docent.db"), search: folder.join("search.db") }
    }
}

/// Opens the one connection that writes, and brings the tables to our format.
pub(super) fn open_writer(files: &Files) -> Result<Connection, StoreError> {
    let open = || -> Result<Connection, Fault> {
        create_private(&files.database)?;
        let mut conn = Connection::open(&files.database)?;
        conn.busy_timeout(BUSY)?;
        migrate(&mut conn, &files.database)?;
        set_writing(&conn, "FULL")?;
        conn.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
        Ok(conn)
    };
    open().map_err(|fault| fault.during("open"))
}

/// Opens a connection that only reads, with the search beside it as `found`.
pub(super) fn open_reader(files: &Files) -> Result<Connection, Fault> {
    let conn = open_plain(&files.database)?;
    conn.execute("ATTACH ?1 AS found", [files.search.to_string_lossy()])?;
    conn.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    conn.pragma_update(None, "query_only", "ON")?;
    Ok(conn)
}

/// Opens a connection for checkpoints, backups or reading in the background.
pub(super) fn open_plain(path: &Path) -> Result<Connection, Fault> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    Ok(conn)
}

/// Sets a connection for writing: what is deleted is overwritten, checkpoints happen elsewhere.
pub(super) fn set_writing(conn: &Connection, synchronous: &str) -> Result<(), Fault> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", synchronous)?;
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    conn.pragma_update(None, "secure_delete", "ON")?;
    Ok(())
}

/// Runs the scripts that this database has not seen, all or none.
fn migrate(conn: &mut Connection, path: &Path) -> Result<(), Fault> {
    let known = u32::try_from(MIGRATIONS.len()).expect("a short list");
    let owner: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if owner != 0 && owner != APPLICATION_ID {
        return Err(damaged(path.display().to_string(), "it is another program's database"));
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        let path = path.display().to_string();
        return Err(StoreError::FromTheFuture { path, found, known }.into());
    }
    for script in MIGRATIONS.iter().skip(found as usize) {
        tx.execute_batch(script)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", known)?;
    tx.commit()?;
    Ok(())
}

/// Makes an empty file that only its owner may read: it will hold secrets.
pub(super) fn create_private(path: &Path) -> Result<(), Fault> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|err| {
        let what = "create its file";
        StoreError::Failed { what, source: format!("{}: {err}", path.display()).into() }.into()
    })
}

/// Copies the database as it is now to a new file, beside those who write.
pub(super) fn copy(files: &Files, to: &Path) -> Result<(), StoreError> {
    let what = "back up";
    if to.exists() {
        let why = format!("{} exists already", to.display());
        return Err(StoreError::Failed { what, source: why.into() });
    }
    let part = to.with_extension("part");
    let copied = copy_all(files, &part).map_err(|fault| fault.during(what));
    let moved = copied.and_then(|()| {
        std::fs::rename(&part, to).map_err(|err| StoreError::Failed { what, source: err.into() })
    });
    if moved.is_err() {
        drop(std::fs::remove_file(&part));
    }
    moved
}

/// One step: a later one would begin again whenever somebody has written in between.
fn copy_all(files: &Files, part: &Path) -> Result<(), Fault> {
    create_private(part)?;
    let from = open_plain(&files.database)?;
    let mut into = Connection::open(part)?;
    let backup = rusqlite::backup::Backup::new(&from, &mut into)?;
    match backup.step(-1)? {
        rusqlite::backup::StepResult::Done => Ok(()),
        _ => Err(damaged("a backup", "it did not come to its end")),
    }
}

//! What only the files of the embedded database can show.

use crate::world::{append, line, log, many, new_store, open, rows, said};
use docent::store::{Append, Broken, Store, StoreError};
use rusqlite::Connection;
use std::path::Path;
use tempfile::TempDir;

fn database(folder: &Path) -> Connection {
    Connection::open(folder.join("docent.db")).unwrap()
}

/// A closed store with three logs of four entries each, entry 2 of log 3 erased.
async fn three_logs() -> TempDir {
    let (store, folder) = new_store();
    for number in 1..=3 {
        append(&store, rows(log(number), 0, many(0, 3))).await.unwrap();
    }
    for number in 1..=2 {
        append(&store, rows(log(number), 3, vec![said(4, "last")])).await.unwrap();
    }
    let erased = docent_core::channel::ChannelEvent::Erased { from: 2, to: 2, words: false };
    let row = crate::world::entry(4, "Erased", &erased);
    append(&store, rows(log(3), 3, vec![row])).await.unwrap();
    store.close().await;
    folder
}

async fn broken_after(sql: &str) -> Option<Broken> {
    let folder = three_logs().await;
    let changed = database(folder.path()).execute(sql, []).unwrap();
    assert!(changed > 0, "{sql} changed nothing");
    open(folder.path()).verify().await.unwrap().broken
}

/// ST24: any change of a stored entry is found, and the log and entry named (T28).
#[tokio::test]
async fn st24_any_change_of_an_entry_is_found() {
    // The second entry of log 2 stands at position 5.
    for change in [
        "at_ms = at_ms + 1",
        "\"by\" = 'browser-2'",
        "\"by\" = 'server'",
        "\"by\" = 'browser-01'",
        "sender = randomblob(16)",
        "sender = x'00'",
        "n = n + 1",
        "sender = NULL, n = NULL",
        "n = NULL",
        "audience = 'staff'",
        "audience = '1'",
        "audience = 'nobody'",
        "kind = 'Linked'",
        "salt = randomblob(16)",
        "salt = NULL",
        "body = NULL",
        "body = NULL, salt = NULL",
        "body = replace(body, 'line', 'lime')",
        "body = body || ' '",
        "commitment = randomblob(32)",
        "hash = randomblob(32)",
        "seq = 3",
        "seq = -1",
        "log_id = 1",
        "prev_pos = 0",
        "prev_pos = 1",
    ] {
        let broken = broken_after(&format!("UPDATE entries SET {change} WHERE pos = 5")).await;

        let broken = broken.unwrap_or_else(|| panic!("{change} was not found"));
        assert!(!broken.why.is_empty());
        if !change.starts_with("seq") && !change.starts_with("log_id") {
            assert_eq!((broken.log, broken.seq), (Some(log(2)), 2), "{change}: {}", broken.why);
        }
    }
}

/// ST25: entries taken away, put in between or hidden are found too (T28).
#[tokio::test]
async fn st25_missing_and_foreign_entries_are_found() {
    for sql in [
        "DELETE FROM entries WHERE pos = 5",
        "DELETE FROM entries WHERE log_id = 2",
        "DELETE FROM entries WHERE pos = 12",
        "DELETE FROM heads WHERE log_id = 2",
        "UPDATE heads SET seq = 3, pos = 6 WHERE log_id = 2",
        "UPDATE logs SET name = 'directory' WHERE id = 2",
        "INSERT INTO entries SELECT 13, log_id, seq, prev_pos, at_ms, \"by\", sender, n, audience, \
         kind, salt, commitment, hash, body FROM entries WHERE pos = 5",
        "UPDATE entries SET pos = 13 WHERE pos = 12",
        "UPDATE entries SET body = replace(body, '\"from\":2', '\"from\":1') WHERE pos = 12",
    ] {
        assert!(broken_after(sql).await.is_some(), "{sql} was not found");
    }
}

/// ST26: a change of any byte of the file that holds an entry's words is found.
#[tokio::test]
async fn st26_a_changed_byte_in_the_file_is_found() {
    let folder = three_logs().await;
    let file = folder.path().join("docent.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let place = bytes.windows(6).rposition(|part| part == b"line 3").unwrap();
    bytes[place] ^= 1;
    std::fs::write(&file, bytes).unwrap();

    let broken = open(folder.path()).verify().await.unwrap().broken.unwrap();

    assert_eq!(broken.seq, 3);
}

/// ST27: an untouched store verifies.
#[tokio::test]
async fn st27_an_untouched_store_verifies() {
    let folder = three_logs().await;

    let verified = open(folder.path()).verify().await.unwrap();

    assert_eq!((verified.logs, verified.entries, verified.erased), (3, 12, 1));
    assert_eq!(verified.broken, None);
}

/// ST28: a database from the future, or of another program, is refused and left as it is.
#[tokio::test]
async fn st28_a_database_from_the_future_is_refused() {
    let folder = three_logs().await;
    database(folder.path()).pragma_update(None, "user_version", 7).unwrap();

    let refused = Store::open(folder.path()).unwrap_err();

    assert!(matches!(refused, StoreError::FromTheFuture { found: 7, .. }), "{refused:?}");
    assert!(refused.to_string().contains("start a newer version of Docent"), "{refused}");
    let conn = database(folder.path());
    let count: u64 = conn
        .query_row("SELECT count(*) FROM entries", [], |row| row.get::<_, u32>(0))
        .unwrap()
        .into();
    assert_eq!(count, 12);
    conn.pragma_update(None, "application_id", 5).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Damaged { .. })));
}

/// ST29: on a full disk an append is answered `Full` and leaves nothing, reading goes on, and once
/// there is space again, so does writing.
#[tokio::test]
async fn st29_a_full_disk_refuses_and_heals() {
    let (store, folder) = new_store();
    let Store::Sqlite(sqlite) = &store;
    let batch = |last| Append {
        summary: Some(line(1, last + 9).into()),
        ..rows(log(1), last, many(last, 9))
    };
    append(&store, batch(0)).await.unwrap();
    sqlite.bound_pages(60).await.unwrap();

    let mut last = 9;
    let full = loop {
        match append(&store, batch(last)).await {
            Ok(_) => last += 9,
            Err(err) => break err,
        }
    };

    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert_eq!(full.to_string(), "the disk is full");
    assert_eq!(store.read(log(1), 0, usize::MAX).await.unwrap().len() as u64, last);
    assert_eq!(store.open_summaries().await.unwrap(), [line(1, last)]);
    assert!(matches!(append(&store, batch(last)).await, Err(StoreError::Full)));
    sqlite.bound_pages(100_000).await.unwrap();
    append(&store, batch(last)).await.unwrap();
    assert_eq!(store.verify().await.unwrap().broken, None);
    assert_eq!(open(folder.path()).head(log(1)).await.unwrap(), last + 9);
}

/// ST30: secrets lie in files that only their owner may read.
#[cfg(unix)]
#[tokio::test]
async fn st30_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let (store, folder) = new_store();
    append(&store, rows(log(1), 0, many(0, 1))).await.unwrap();

    for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", file.path().display());
    }
}

//! Logs: appending, reading, order, conflicts, cached states.

use crate::world::{append, channel, entry, log, many, new_store, rows, said, texts};
use bytes::Bytes;
use docent::store::{Row, State, Store, StoreError};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::ChannelEvent;
use docent_core::id::LogId;
use std::collections::HashMap;

/// ST1: what was appended is read back as it was, in order, whichever log and actor.
#[tokio::test]
async fn st1_what_was_appended_is_read_back() {
    let (store, _folder) = new_store();
    let mut written =
        vec![said(1, "Grüße 👋\n\"'\\"), entry(2, "Asked", &ChannelEvent::Asked), said(3, "")];
    written[0].audience = Audience::These(vec![1, 20_000]);
    written[1].audience = Audience::Staff;
    (written[1].by, written[1].cause) = (Actor::Server, None);
    written[2].by = Actor::Agent(channel(9));
    let logs = [LogId::Directory, LogId::Desk(channel(1)), LogId::Channel(channel(1))];

    for log in logs {
        append(&store, rows(log, 0, written.clone())).await.unwrap();
    }

    for log in logs {
        assert_eq!(store.read(log, 0, 10).await.unwrap(), written);
        assert_eq!(store.head(log).await.unwrap(), 3);
    }
    assert_eq!(store.read(log(2), 0, 10).await.unwrap(), Vec::<Row>::new());
    assert_eq!(store.head(log(2)).await.unwrap(), 0);
}

/// ST2: entries are numbered from 1 without gaps; others are refused and nothing of them stored.
#[tokio::test]
async fn st2_gaps_are_refused() {
    let (store, _folder) = new_store();
    append(&store, rows(log(1), 0, many(0, 2))).await.unwrap();

    let gap = append(&store, rows(log(1), 2, vec![said(4, "gap")])).await;
    let inner_gap = append(&store, rows(log(1), 2, vec![said(3, "a"), said(5, "b")])).await;
    let empty = append(&store, rows(log(1), 2, vec![])).await;

    assert!(matches!(gap, Err(StoreError::Damaged { .. })), "{gap:?}");
    assert!(matches!(inner_gap, Err(StoreError::Damaged { .. })), "{inner_gap:?}");
    assert!(matches!(empty, Err(StoreError::Damaged { .. })), "{empty:?}");
    assert_eq!(store.head(log(1)).await.unwrap(), 2);
}

/// ST3: a log that has grown past `last` refuses; the others of the same call are stored.
#[tokio::test]
async fn st3_a_conflict_fails_its_log_only() {
    let (store, _folder) = new_store();
    append(&store, rows(log(1), 0, many(0, 2))).await.unwrap();

    let batch = vec![
        rows(log(1), 1, vec![said(2, "too late")]),
        rows(log(2), 0, vec![said(1, "first")]),
        rows(log(3), 5, vec![said(6, "too early")]),
        rows(log(2), 1, vec![said(2, "second")]),
        rows(log(2), 1, vec![said(2, "too late too")]),
    ];
    let answers = store.append(batch).await;

    let conflicts: Vec<bool> =
        answers.iter().map(|it| matches!(it, Err(StoreError::Conflict { .. }))).collect();
    assert_eq!(conflicts, [true, false, true, false, true]);
    assert_eq!(texts(&store.read(log(1), 0, 9).await.unwrap()), ["line 1", "line 2"]);
    assert_eq!(texts(&store.read(log(2), 0, 9).await.unwrap()), ["first", "second"]);
    assert_eq!(store.head(log(3)).await.unwrap(), 0);
}

/// ST4: with 64 concurrent writers, whose logs collide, every answered entry is there once, and
/// the order of changes is the order of commits: gapless, each log's entries in their order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn st4_changes_are_in_commit_order_under_concurrent_writers() {
    let (store, _folder) = new_store();

    let writers: Vec<_> = (0..64).map(|writer| write_twenty(store.clone(), writer)).collect();
    let answered: Vec<(u64, LogId, u64)> =
        futures_util::future::join_all(writers).await.into_iter().flatten().collect();

    let mut answered_in_order = answered.clone();
    answered_in_order.sort_unstable();
    let mut changes = Vec::new();
    while let Some(page) = Some(store.changes(changes.len() as u64, 100).await.unwrap()) {
        if page.is_empty() {
            break;
        }
        changes.extend(page);
    }
    assert_eq!(changes, answered_in_order);
    assert_eq!(changes.len(), 64 * 20);
    let mut heads = HashMap::new();
    for (index, (position, log, seq)) in changes.iter().enumerate() {
        assert_eq!(*position, index as u64 + 1);
        let head = heads.entry(*log).or_insert(0);
        *head += 1;
        assert_eq!(*seq, *head, "log {log}");
    }
    assert_eq!(store.verify().await.unwrap().broken, None);
}

/// Twenty entries, into a log that eight writers share: what grew is read and tried again.
async fn write_twenty(store: Store, writer: u128) -> Vec<(u64, LogId, u64)> {
    let log = log(writer % 8);
    let mut written = Vec::new();
    while written.len() < 20 {
        let last = store.head(log).await.unwrap();
        match append(&store, rows(log, last, vec![said(last + 1, "word")])).await {
            Ok(position) => written.push((position, log, last + 1)),
            Err(StoreError::Conflict { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    written
}

/// ST5: any part of a log is read from either side, in order, also in the middle of a long one.
#[tokio::test]
async fn st5_any_part_of_a_log_is_read() {
    let (store, _folder) = new_store();
    for last in (0..5_000).step_by(500) {
        let batch = vec![rows(log(1), last, many(last, 500)), rows(log(2), last, many(last, 500))];
        assert!(store.append(batch).await.iter().all(Result::is_ok));
    }

    let seqs = |rows: Vec<Row>| rows.iter().map(|it| it.seq).collect::<Vec<_>>();
    for (after, limit) in [(0, 3), (1_022, 5), (1_024, 1), (3_000, 2_500), (4_998, 9), (5_000, 9)] {
        let expected: Vec<u64> = (after + 1..=5_000).take(limit).collect();
        assert_eq!(seqs(store.read(log(1), after, limit).await.unwrap()), expected);
    }
    for (before, limit) in [(1, 9), (2, 9), (1_025, 3), (5_001, 100), (9_999, 2), (u64::MAX, 1)] {
        let all: Vec<u64> = (1..=5_000).filter(|seq| *seq < before).collect();
        let expected = &all[all.len().saturating_sub(limit)..];
        assert_eq!(seqs(store.read_before(log(2), before, limit).await.unwrap()), expected);
    }
    assert_eq!(store.read(log(1), 0, 0).await.unwrap(), vec![]);
    assert_eq!(store.read_before(log(1), 0, 9).await.unwrap(), vec![]);
    assert_eq!(store.read(log(1), 0, usize::MAX).await.unwrap().len(), 5_000);
}

/// ST6: entries are read across logs in the order of commits, and exported with their proofs.
#[tokio::test]
async fn st6_scan_and_export_give_whole_entries() {
    let (store, _folder) = new_store();
    append(&store, rows(log(1), 0, vec![said(1, "a")])).await.unwrap();
    append(&store, rows(LogId::Directory, 0, vec![said(1, "b")])).await.unwrap();
    append(&store, rows(log(1), 1, vec![said(2, "c"), said(3, "d")])).await.unwrap();

    let scanned = store.scan(1, 2).await.unwrap();
    let exported = store.export(log(1), 1, 9).await.unwrap();

    assert_eq!(scanned, [(2, LogId::Directory, said(1, "b")), (3, log(1), said(2, "c"))]);
    assert_eq!(
        exported.iter().map(|it| it.row.clone()).collect::<Vec<_>>(),
        [said(2, "c"), said(3, "d")]
    );
    assert_ne!(exported[0].hash, exported[1].hash);
    assert!(exported[0].salt.is_some());
}

/// ST7: a cached state is kept per log, the latest wins, another format replaces it; it never
/// stands for entries that are not there.
#[tokio::test]
async fn st7_states_are_cached() {
    let (store, _folder) = new_store();
    append(&store, rows(log(1), 0, many(0, 5))).await.unwrap();
    let state = |seq, format| State { seq, format, bytes: Bytes::from(format!("{seq} {format}")) };

    store.save_state(log(1), state(4, 1)).await.unwrap();
    store.save_state(log(1), state(3, 1)).await.unwrap();
    let latest = store.state(log(1)).await.unwrap();
    store.save_state(log(1), state(2, 2)).await.unwrap();
    let reformatted = store.state(log(1)).await.unwrap();
    let beyond = store.save_state(log(1), state(6, 2)).await;

    assert_eq!(latest, Some(state(4, 1)));
    assert_eq!(reformatted, Some(state(2, 2)));
    assert!(beyond.is_err());
    assert_eq!(store.state(log(2)).await.unwrap(), None);
}

/// ST8: a closed store has finished what was asked before, and takes nothing more.
#[tokio::test]
async fn st8_closing_finishes_what_was_asked() {
    let (store, folder) = new_store();
    let asked: Vec<_> =
        (0..50).map(|it| store.append(vec![rows(log(it), 0, many(0, 20))])).collect();

    let (answers, ()) = tokio::join!(futures_util::future::join_all(asked), store.close());
    let late = append(&store, rows(log(99), 0, many(0, 1))).await;

    let stored = answers.iter().flatten().filter(|it| it.is_ok()).count() as u64;
    assert!(answers.iter().flatten().all(|it| matches!(it, Ok(_) | Err(StoreError::Closed))));
    assert!(matches!(late, Err(StoreError::Closed)), "{late:?}");
    assert!(matches!(store.head(log(1)).await, Err(StoreError::Closed)));
    let again = crate::world::open(folder.path());
    assert_eq!(again.verify().await.unwrap().logs, stored);
}

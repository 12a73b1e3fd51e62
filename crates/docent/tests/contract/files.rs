//! What a second process, a crash, a backup and an erasure find.

use crate::world::{append, channel, entry, line, log, many, new_store, open, rows, said, texts};
use docent::store::{Append, Find, Row, State, Store, StoreError};
use docent_core::channel::{ChannelEvent, Visitor};
use docent_core::location::Page;
use std::path::Path;

/// ST18: two processes may use one store: each sees what the other wrote, and their orders agree.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn st18_what_another_process_wrote_is_noticed() {
    let (server, folder) = new_store();
    append(&server, rows(log(1), 0, many(0, 2))).await.unwrap();
    let command_line = open(folder.path());

    append(&command_line, rows(log(1), 2, vec![said(3, "from beside")])).await.unwrap();
    let late = append(&server, rows(log(1), 2, vec![said(3, "too late")])).await;
    let position = append(&server, rows(log(1), 3, vec![said(4, "behind it")])).await.unwrap();

    assert!(matches!(late, Err(StoreError::Conflict { .. })), "{late:?}");
    assert_eq!(position, 4);
    let (one, other) = tokio::join!(fifty(&server, 2), fifty(&command_line, 3));
    assert_eq!((one, other), (50, 50));
    assert_eq!(server.changes(0, 1_000).await.unwrap().len(), 104);
    assert_eq!(server.verify().await.unwrap().broken, None);
}

async fn fifty(store: &Store, number: u128) -> u64 {
    for last in 0..50 {
        append(store, rows(log(number), last, many(last, 1))).await.unwrap();
    }
    store.head(log(number)).await.unwrap()
}

/// ST19: a copy of the files at any moment, as a killed process leaves them, holds every answered
/// append.
#[tokio::test]
async fn st19_a_killed_process_loses_nothing_answered() {
    let (store, folder) = new_store();
    for last in 0..200 {
        append(&store, rows(log(1), last, many(last, 1))).await.unwrap();
        if last % 40 != 39 {
            continue;
        }
        let left = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), left.path().join(file.file_name())).unwrap();
        }

        let again = open(left.path());

        assert_eq!(again.head(log(1)).await.unwrap(), last + 1);
        assert_eq!(again.verify().await.unwrap().broken, None);
    }
}

/// ST20: a backup is whole and consistent while others write, and never overwrites a file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn st20_a_backup_is_whole_while_others_write() {
    let (store, folder) = new_store();
    store.put_secret("key", "server", b"secret").await.unwrap();
    append(&store, rows(log(1), 0, many(0, 3_000))).await.unwrap();
    let target = tempfile::tempdir().unwrap();
    let file = target.path().join("docent.db");

    let (backup, wrote) = tokio::join!(store.backup(&file), fifty(&store, 2));
    backup.unwrap();
    let again = store.backup(&file).await;

    assert_eq!(wrote, 50);
    assert!(again.unwrap_err().to_string().contains("back up"));
    let restored = open(target.path());
    assert_eq!(restored.head(log(1)).await.unwrap(), 3_000);
    assert_eq!(restored.secret("key", "server").await.unwrap(), Some(b"secret".to_vec()));
    assert_eq!(restored.verify().await.unwrap().broken, None);
    drop(folder);
}

const SECRET: &str = "Wassermelone";

/// A channel whose every word is to be erased: entries 1 to 4.
async fn confided(store: &Store) {
    let page = Page { url: format!("https://shop.example/{SECRET}"), title: SECRET.into() };
    let visitor = Visitor { name: SECRET.into(), page: Some(page.clone()), ..Visitor::default() };
    let arrived = ChannelEvent::Arrived { site: "demo".into(), browser: 1, visitor };
    let mut summary = line(1, 4);
    (summary.name, summary.page) = (SECRET.into(), Some(page.clone()));
    summary.last_said.as_mut().unwrap().text = SECRET.into();
    let moved = ChannelEvent::Moved { browser: 1, page };
    let long = format!("{SECRET} ").repeat(1_000);
    let talk = vec![
        entry(1, "Arrived", &arrived),
        said(2, SECRET),
        said(3, &long),
        entry(4, "Moved", &moved),
        said(5, "stays"),
    ];
    append(
        store,
        Append { log: log(1), last: 0, rows: talk.into(), summary: Some(summary.into()) },
    )
    .await
    .unwrap();
    let state = State { seq: 4, format: 1, bytes: SECRET.as_bytes().to_vec().into() };
    store.save_state(log(1), state).await.unwrap();
}

fn erased(seq: u64, from: u64, to: u64) -> Row {
    entry(seq, "Erased", &ChannelEvent::Erased { from, to, words: false })
}

/// ST21: an `Erased` entry takes the bodies that it names, and what was derived from them, in its
/// own commit; the chain still verifies.
#[tokio::test]
async fn st21_erasing_takes_words_everywhere_and_keeps_the_chain() {
    let (store, _folder) = new_store();
    confided(&store).await;
    let find = || Find { words: SECRET.into(), limit: 9, ..Find::default() };
    assert_eq!(store.summaries(find()).await.unwrap().len(), 1);

    append(&store, rows(log(1), 5, vec![erased(6, 1, 4)])).await.unwrap();

    let read = store.read(log(1), 0, 9).await.unwrap();
    let bodies: Vec<bool> = read.iter().map(|it| it.body.is_some()).collect();
    assert_eq!(bodies, [false, false, false, false, true, true]);
    assert_eq!(texts(&read[4..5]), ["stays"]);
    assert_eq!(store.state(log(1)).await.unwrap(), None);
    let summary = store.summary(channel(1)).await.unwrap().unwrap();
    assert_eq!((summary.name.as_str(), summary.page, summary.last_said), ("", None, None));
    assert_eq!(store.summaries(find()).await.unwrap(), []);
    assert!(store.export(log(1), 0, 4).await.unwrap().iter().all(|it| it.salt.is_none()));
    let verified = store.verify().await.unwrap();
    assert_eq!((verified.broken, verified.entries, verified.erased), (None, 6, 4));
}

/// ST22: erased words are in no file of the store any more.
#[tokio::test]
async fn st22_erased_words_are_in_no_file() {
    let (store, folder) = new_store();
    confided(&store).await;
    let find = Find { words: SECRET.into(), limit: 9, ..Find::default() };
    assert_eq!(store.summaries(find.clone()).await.unwrap().len(), 1);
    assert!(files_with(folder.path(), SECRET) > 0);

    append(&store, rows(log(1), 5, vec![erased(6, 1, 4)])).await.unwrap();
    assert_eq!(store.summaries(find).await.unwrap(), []);
    store.checkpoint().await.unwrap();

    assert_eq!(files_with(folder.path(), SECRET), 0);
    assert_eq!(files_with(folder.path(), &SECRET.to_lowercase()), 0);
}

/// How many files hold these bytes.
fn files_with(folder: &Path, words: &str) -> usize {
    let files =
        std::fs::read_dir(folder).unwrap().map(|it| std::fs::read(it.unwrap().path()).unwrap());
    files.filter(|it| it.windows(words.len()).any(|part| part == words.as_bytes())).count()
}

/// ST23: an `Erased` entry that does not say what is refused, and erases nothing.
#[tokio::test]
async fn st23_an_erasure_must_say_what() {
    let (store, _folder) = new_store();
    append(&store, rows(log(1), 0, many(0, 2))).await.unwrap();

    let vague =
        append(&store, rows(log(1), 2, vec![entry(3, "Erased", &ChannelEvent::Asked)])).await;

    assert!(matches!(vague, Err(StoreError::Damaged { .. })), "{vague:?}");
    assert!(store.read(log(1), 0, 9).await.unwrap().iter().all(|it| it.body.is_some()));
}

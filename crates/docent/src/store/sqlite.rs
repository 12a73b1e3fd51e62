//! The store on an embedded SQLite database: one thread writes, a few connections read.

mod append;
mod aside;
mod checkpoint;
mod code;
mod erase;
mod fault;
mod job;
mod lines;
mod log;
mod order;
mod readers;
mod schema;
mod seal;
mod search;
mod secret;
mod state;
mod summary;
mod verify;
mod words;
mod writer;

use self::fault::Fault;
use self::job::{Appended, Appending, Work};
use self::readers::Readers;
use self::schema::Files;
use self::search::Search;
use self::writer::{Ask, Writer};
use super::{Append, Find, Position, Row, Sealed, State, StoreError, Verified};
use docent_core::entry::Seq;
use docent_core::id::{ChannelId, LogId};
use docent_core::summary::Summary;
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};

/// The store; clones share it. The threads end when the last one is dropped.
#[derive(Debug, Clone)]
pub struct Sqlite {
    writer: mpsc::Sender<Ask>,
    readers: Readers,
    search: Search,
    files: Arc<Files>,
    threads: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Sqlite {
    /// Opens or makes the database in `folder`, which is made too, and starts the threads.
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|err| StoreError::Failed {
            what: "make its folder",
            source: format!("{}: {err}", folder.display()).into(),
        })?;
        let files = Files::of(folder);
        let conn = schema::open_writer(&files)?;
        let search = search::open(&files).map_err(|fault| fault.during("open the search"))?;
        let beside = checkpoint::pair(&files).map_err(|fault| fault.during("open"));
        let (checkpoints, checkpointer) = beside?;
        let (nudge, background) = search.background();
        let (writer, asked) = mpsc::channel(writer::JOBS_MAX);
        let writing = Writer::new(conn, asked, (checkpoints, nudge));
        let threads = vec![
            thread("docent-writer", || writing.run())?,
            thread("docent-checkpoints", || {
                aside::behind(aside::CHECKPOINTS, || checkpointer.run());
            })?,
            thread("docent-search", || aside::behind(aside::SEARCH, || background.run()))?,
        ];
        let readers = Readers::new(files.clone());
        let threads = Arc::new(Mutex::new(threads));
        Ok(Self { writer, readers, search, files: Arc::new(files), threads })
    }

    pub(super) async fn append(&self, batch: Vec<Append>) -> Vec<Result<Position, StoreError>> {
        let logs = batch.len();
        let sealings = seal::seal_all(batch);
        let (asker, answer) = oneshot::channel();
        let job = Box::new(Appending::new(sealings, asker));
        if self.writer.send(Ask::Write(job)).await.is_err() {
            return closed(logs);
        }
        answer.await.map_or_else(|_gone| closed(logs), Appended::answers)
    }

    pub(super) async fn read(
        &self,
        log: LogId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        self.readers.read("read a log", move |conn| log::after(conn, log, after, limit)).await
    }

    pub(super) async fn read_before(
        &self,
        log: LogId,
        before: Seq,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        self.readers.read("read a log", move |conn| log::before(conn, log, before, limit)).await
    }

    pub(super) async fn export(
        &self,
        log: LogId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Sealed>, StoreError> {
        self.readers.read("export a log", move |conn| log::sealed(conn, log, after, limit)).await
    }

    pub(super) async fn head(&self, log: LogId) -> Result<Seq, StoreError> {
        let end = self.readers.read("read a log's head", move |conn| log::end(conn, log)).await?;
        Ok(end.map_or(0, |end| end.seq))
    }

    pub(super) async fn changes(
        &self,
        after: Position,
        limit: usize,
    ) -> Result<Vec<(Position, LogId, Seq)>, StoreError> {
        self.readers.read("read changes", move |conn| order::changes(conn, after, limit)).await
    }

    pub(super) async fn scan(
        &self,
        after: Position,
        limit: usize,
    ) -> Result<Vec<(Position, LogId, Row)>, StoreError> {
        self.readers.read("read entries", move |conn| order::scan(conn, after, limit)).await
    }

    pub(super) async fn open_summaries(&self) -> Result<Vec<Summary>, StoreError> {
        self.readers.read("read summaries", lines::open).await
    }

    pub(super) async fn summary(&self, channel: ChannelId) -> Result<Option<Summary>, StoreError> {
        self.readers.read("read a summary", move |conn| lines::one(conn, channel)).await
    }

    pub(super) async fn summaries(&self, find: Find) -> Result<Vec<Summary>, StoreError> {
        if !find.words.trim().is_empty() {
            let search = self.search.clone();
            let caught_up = tokio::task::spawn_blocking(move || search.catch_up()).await;
            caught_up
                .map_err(|err| StoreError::Failed { what: "search", source: err.into() })??;
        }
        self.readers.read("find channels", move |conn| lines::found(conn, &find)).await
    }

    pub(super) async fn waits(&self, site: &str, limit: usize) -> Result<Vec<Summary>, StoreError> {
        let site = site.to_owned();
        self.readers.read("read waits", move |conn| lines::joined(conn, &site, limit)).await
    }

    pub(super) async fn state(&self, log: LogId) -> Result<Option<State>, StoreError> {
        self.readers.read("read a state", move |conn| state::read(conn, log)).await
    }

    pub(super) async fn save_state(&self, log: LogId, state: State) -> Result<(), StoreError> {
        self.write(move |conn| state::write(conn, log, &state)).await
    }

    pub(super) async fn verify(&self) -> Result<Verified, StoreError> {
        let mut walk = verify::Walk::default();
        loop {
            let part = move |conn: &Connection| {
                let last = walk.part(conn)?;
                Ok((walk, last))
            };
            let (walked, last) = self.readers.read("verify", part).await?;
            if last {
                return Ok(walked.verified());
            }
            walk = walked;
        }
    }

    pub(super) async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let (files, to) = (Arc::clone(&self.files), to.to_owned());
        let copying = tokio::task::spawn_blocking(move || schema::copy(&files, &to)).await;
        copying.map_err(|err| StoreError::Failed { what: "back up", source: err.into() })?
    }

    pub(super) async fn put_secret(
        &self,
        kind: &'static str,
        key: &str,
        value: &[u8],
    ) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.write(move |conn| secret::put(conn, kind, &key, &value)).await
    }

    pub(super) async fn take_secret(
        &self,
        kind: &'static str,
        key: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let key = key.to_owned();
        self.write(move |conn| secret::take(conn, kind, &key)).await
    }

    pub(super) async fn secret(
        &self,
        kind: &'static str,
        key: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let key = key.to_owned();
        self.readers.read("read a secret", move |conn| secret::read(conn, kind, &key)).await
    }

    pub(super) async fn secrets(
        &self,
        kind: &'static str,
    ) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.readers.read("read secrets", move |conn| secret::all(conn, kind)).await
    }

    pub(super) async fn checkpoint(&self) -> Result<(), StoreError> {
        let (asker, answer) = oneshot::channel();
        self.writer.send(Ask::Empty(asker)).await.map_err(|_gone| StoreError::Closed)?;
        answer.await.map_err(|_gone| StoreError::Closed)?
    }

    /// Bounds the database to so many pages of 4,096 bytes, until the store is closed. What is
    /// beyond is answered by [`StoreError::Full`], as by a full disk.
    ///
    /// # Errors
    /// When the store is closed.
    pub async fn bound_pages(&self, pages: u32) -> Result<(), StoreError> {
        self.write(move |conn| Ok(conn.pragma_update(None, "max_page_count", pages)?)).await
    }

    pub(super) async fn close(&self) {
        drop(self.writer.send(Ask::Stop).await);
        self.readers.close();
        let threads = Arc::clone(&self.threads);
        let ending = tokio::task::spawn_blocking(move || {
            let threads = std::mem::take(&mut *threads.lock().expect("nobody panics holding it"));
            for thread in threads {
                drop(thread.join());
            }
        });
        drop(ending.await);
    }

    /// Writes anything that is not an entry, in the next commit.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (asker, answer) = oneshot::channel();
        let job = Box::new(Work::new(work, asker));
        self.writer.send(Ask::Write(job)).await.map_err(|_gone| StoreError::Closed)?;
        answer.await.map_err(|_gone| StoreError::Closed)?
    }
}

fn closed(logs: usize) -> Vec<Result<Position, StoreError>> {
    (0..logs).map(|_| Err(StoreError::Closed)).collect()
}

fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(run);
    spawned.map_err(|err| StoreError::Failed { what: "start a thread", source: err.into() })
}

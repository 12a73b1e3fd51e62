//! Connections that only read, lent to one asker at a time.

use super::fault::Fault;
use super::schema::{self, Files};
use crate::store::StoreError;
use rusqlite::Connection;
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

/// Connections that read at the same time: reading waits for the disk more than for a core.
const READERS_MAX: usize = 4;

/// A bounded number of connections, opened when first needed.
#[derive(Debug, Clone)]
pub(super) struct Readers {
    files: Arc<Files>,
    idle: Arc<Mutex<Vec<Connection>>>,
    room: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(files: Files) -> Self {
        let room = Arc::new(Semaphore::new(READERS_MAX));
        Self { files: Arc::new(files), idle: Arc::default(), room }
    }

    /// Reads in one snapshot, off the async threads. `what` completes "failed to …".
    pub(super) async fn read<T: Send + 'static>(
        &self,
        what: &'static str,
        read: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        let room = Arc::clone(&self.room);
        let place = room.acquire_owned().await.map_err(|_closed| StoreError::Closed)?;
        let own = self.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let found = own.lend(read).map_err(|fault| fault.during(what));
            drop(place);
            found
        });
        reading.await.map_err(|err| StoreError::Failed { what, source: err.into() })?
    }

    fn lend<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Fault> {
        let idle = self.idle().pop();
        let mut conn = idle.map_or_else(|| schema::open_reader(&self.files), Ok)?;
        let snapshot = conn.transaction()?;
        let found = read(&snapshot);
        drop(snapshot);
        if !self.room.is_closed() {
            self.idle().push(conn);
        }
        found
    }

    /// Lends no more, and closes what is not lent.
    pub(super) fn close(&self) {
        self.room.close();
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().expect("nobody panics while holding it")
    }
}

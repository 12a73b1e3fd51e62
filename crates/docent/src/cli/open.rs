//! The data folder, opened beside a server that may be running on it.

use crate::account::Accounts;
use crate::config::DataFolder;
use crate::engine::{Changes, Engine};
use crate::hub::Hub;
use crate::store::Store;
use crate::tasks::Tasks;
use anyhow::Context;
use docent_core::id::LogId;
use std::sync::Arc;

/// Store and engine without the edges. What is written is seen by a running server in a second.
pub(super) struct Opened {
    pub(super) store: Arc<Store>,
    pub(super) engine: Engine,
    tasks: Tasks,
}

impl Opened {
    /// Opens a folder, and makes it where there is none.
    pub(super) async fn make(folder: &DataFolder) -> anyhow::Result<Self> {
        let tasks = Tasks::default();
        let store = Arc::new(Store::open(&folder.data).with_context(|| named(folder))?);
        let (hub, _gone) = Hub::start(&tasks, 1);
        let engine =
            Engine::start(&tasks, 1, (Arc::clone(&store), hub), &Arc::new(Changes::default()));
        engine.view(LogId::Directory).await.with_context(|| named(folder))?;
        Ok(Self { store, engine, tasks })
    }

    /// Opens a folder that is there: a mistyped name must not make an empty one.
    pub(super) async fn existing(folder: &DataFolder) -> anyhow::Result<Self> {
        anyhow::ensure!(
            folder.data.is_dir(),
            "there is no data folder {}: name it with --data or DOCENT_DATA",
            folder.data.display()
        );
        Self::make(folder).await
    }

    pub(super) fn accounts(&self) -> Accounts<'_> {
        Accounts { store: &self.store, engine: &self.engine }
    }

    /// Finishes what was written.
    pub(super) async fn close(self) {
        self.tasks.stop().await;
        self.store.close().await;
    }
}

fn named(folder: &DataFolder) -> String {
    format!("cannot open the data folder {}", folder.data.display())
}

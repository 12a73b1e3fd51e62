//! The one place that spawns, so that a stop can wait for everything that runs.

use std::future::Future;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

/// The tasks of one server, and the token that ends them.
#[derive(Debug, Clone, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
}

impl Tasks {
    /// Runs `task` until it ends by itself. Long-running tasks watch [`Tasks::stopping`].
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.tracker.spawn(task)
    }

    /// Has a stop wait until the answer is dropped: for what others spawned on our behalf.
    pub fn hold(&self) -> TaskTrackerToken {
        self.tracker.token()
    }

    /// Ends when the server is asked to stop.
    pub async fn stopping(&self) {
        self.stop.cancelled().await;
    }

    /// Asks all tasks to end and waits for them, at most `limit::SHUTDOWN_WITHIN`.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tracker.close();
        if tokio::time::timeout(crate::limit::SHUTDOWN_WITHIN, self.tracker.wait()).await.is_err() {
            tracing::warn!(left = self.tracker.len(), "stopped with tasks still running");
        }
    }
}

//! What waits for one socket: bounded, and taken whole, so that it goes out in one write.

use crate::limit;
use bytes::Bytes;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};
use tokio::sync::Notify;

/// Why a socket will be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// A stable code of the `bye` frame.
    pub code: &'static str,
    /// For people.
    pub message: &'static str,
    /// When to come back; none: never.
    pub retry_ms: Option<u64>,
}

/// Too much waited for this socket.
pub const SLOW: Reason =
    Reason { code: "slow", message: "this connection was too slow", retry_ms: Some(0) };

/// What waits for one socket.
#[derive(Debug, Default)]
pub struct Outbox {
    inner: Mutex<Inner>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct Inner {
    frames: VecDeque<Bytes>,
    bytes: usize,
    closed: Option<Reason>,
}

impl Outbox {
    /// Adds a frame. Beyond the bounds the socket is closed instead: its follower resumes.
    pub fn push(&self, frame: Bytes) {
        {
            let mut inner = self.lock();
            if inner.closed.is_some() {
                return;
            }
            let fits =
                inner.frames.is_empty() || inner.bytes + frame.len() <= limit::OUTBOX_BYTES_MAX;
            if fits && inner.frames.len() < limit::OUTBOX_FRAMES_MAX {
                inner.bytes += frame.len();
                inner.frames.push_back(frame);
            } else {
                inner.close(SLOW);
            }
        }
        self.wake.notify_one();
    }

    /// Drops what waits and has the socket closed.
    pub fn close(&self, reason: Reason) {
        self.lock().close(reason);
        self.wake.notify_one();
    }

    /// Whether the socket is, or will be, closed.
    pub fn is_closed(&self) -> bool {
        self.lock().closed.is_some()
    }

    /// Waits until there is something, and takes all of it.
    ///
    /// # Errors
    /// The reason when the socket must close.
    pub async fn take(&self) -> Result<VecDeque<Bytes>, Reason> {
        loop {
            let frames = self.lock().take()?;
            if !frames.is_empty() {
                return Ok(frames);
            }
            self.wake.notified().await;
            // Whoever has woken us may have more to say: one write then takes all of it.
            tokio::task::yield_now().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no one panics while holding an outbox")
    }
}

impl Inner {
    fn take(&mut self) -> Result<VecDeque<Bytes>, Reason> {
        self.bytes = 0;
        self.closed.map_or_else(|| Ok(std::mem::take(&mut self.frames)), Err)
    }

    fn close(&mut self, reason: Reason) {
        self.closed.get_or_insert(reason);
        self.frames = VecDeque::new();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// EN1: a follower that reads too slowly loses its socket; what waits for it is bounded.
    #[tokio::test]
    async fn en1_a_slow_reader_is_cut_off() {
        let outbox = Outbox::default();

        for _ in 0..=limit::OUTBOX_FRAMES_MAX {
            outbox.push(Bytes::from_static(b"{}"));
        }

        assert_eq!(outbox.take().await, Err(SLOW));
    }

    /// EN2: all that waits for a socket is taken at once, in order.
    #[tokio::test]
    async fn en2_what_waits_is_taken_whole() {
        let outbox = Outbox::default();
        outbox.push(Bytes::from_static(b"1"));
        outbox.push(Bytes::from_static(b"2"));

        let frames = outbox.take().await.expect("the socket is open");

        assert_eq!(frames, [Bytes::from_static(b"1"), Bytes::from_static(b"2")]);
    }
}

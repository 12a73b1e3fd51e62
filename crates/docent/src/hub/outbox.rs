//! What waits for one socket: bounded, and taken whole, so that it goes out in one write.

use crate::limit;
use bytes::Bytes;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard};
use std::task::{Poll, Waker};

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

/// What waits for one socket, which alone takes it.
#[derive(Debug, Default)]
pub struct Outbox(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    frames: VecDeque<Bytes>,
    /// How many of the frames answer commands of this socket.
    answers: usize,
    /// Bytes of the frames that do not, as they are counted.
    bytes: usize,
    /// Of which a later one says all: at most one, which goes out behind the others.
    latest: Option<Bytes>,
    closed: Option<Reason>,
    /// The socket, while it waits.
    waiting: Option<Waker>,
}

/// What waited, all of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    /// In order, not empty.
    pub frames: VecDeque<Bytes>,
    /// How many of them answer commands of this socket.
    pub answers: usize,
}

impl Outbox {
    /// Adds a frame. Beyond the bounds the socket is closed instead: its follower resumes.
    pub fn push(&self, frame: Bytes) {
        let mut inner = self.lock();
        if inner.closed.is_some() {
            return;
        }
        let waits = inner.frames.len() - inner.answers;
        let bytes = inner.bytes + frame.len().min(limit::OUTBOX_FRAME_BYTES);
        if bytes <= limit::OUTBOX_BYTES_MAX && waits < limit::OUTBOX_FRAMES_MAX {
            inner.bytes = bytes;
            inner.frames.push_back(frame);
        } else {
            inner.close(SLOW);
        }
        wake(inner);
    }

    /// Adds a frame in the place of the one that was last added so and still waits.
    pub fn replace(&self, frame: Bytes) {
        let mut inner = self.lock();
        if inner.closed.is_none() {
            inner.latest = Some(frame);
            wake(inner);
        }
    }

    /// Adds the answer to a command of this socket: it has only so many of them under way.
    pub fn answer(&self, frame: Bytes) {
        let mut inner = self.lock();
        if inner.closed.is_none() {
            inner.answers += 1;
            inner.frames.push_back(frame);
            wake(inner);
        }
    }

    /// Drops what waits and has the socket closed.
    pub fn close(&self, reason: Reason) {
        let mut inner = self.lock();
        inner.close(reason);
        wake(inner);
    }

    /// Whether the socket is, or will be, closed.
    pub fn is_closed(&self) -> bool {
        self.lock().closed.is_some()
    }

    /// Waits until there is something, and takes all of it.
    ///
    /// # Errors
    /// The reason when the socket must close.
    pub async fn take(&self) -> Result<Taken, Reason> {
        let mut waited = false;
        poll_fn(|ctx| {
            let mut inner = self.lock();
            if inner.is_ready() && !waited {
                return Poll::Ready(inner.take());
            }
            // Whoever has woken us may have more to say: one write then takes all of it.
            if std::mem::take(&mut waited) && inner.is_ready() {
                ctx.waker().wake_by_ref();
                return Poll::Pending;
            }
            waited = true;
            inner.wait(ctx.waker());
            Poll::Pending
        })
        .await
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().expect("no one panics while holding an outbox")
    }
}

/// Wakes the socket, where it waits.
fn wake(mut inner: MutexGuard<'_, Inner>) {
    let waiting = inner.waiting.take();
    drop(inner);
    if let Some(waker) = waiting {
        waker.wake();
    }
}

impl Inner {
    fn is_ready(&self) -> bool {
        self.closed.is_some() || !self.frames.is_empty() || self.latest.is_some()
    }

    fn take(&mut self) -> Result<Taken, Reason> {
        if let Some(reason) = self.closed {
            return Err(reason);
        }
        self.bytes = 0;
        let answers = std::mem::take(&mut self.answers);
        self.frames.extend(self.latest.take());
        Ok(Taken { frames: std::mem::take(&mut self.frames), answers })
    }

    fn wait(&mut self, waker: &Waker) {
        if !self.waiting.as_ref().is_some_and(|it| it.will_wake(waker)) {
            self.waiting = Some(waker.clone());
        }
    }

    fn close(&mut self, reason: Reason) {
        self.closed.get_or_insert(reason);
        (self.frames, self.latest) = (VecDeque::new(), None);
        (self.answers, self.bytes) = (0, 0);
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

    /// EN1: one frame that is larger than all that may wait cuts nobody off; many do.
    #[tokio::test]
    async fn en1_a_large_view_fits_behind_what_waits() {
        let view = Bytes::from(vec![b' '; 2 * limit::OUTBOX_BYTES_MAX]);
        let (guide, slow) = (Outbox::default(), Outbox::default());

        guide.push(Bytes::from_static(b"{}"));
        guide.push(view.clone());
        guide.push(Bytes::from_static(b"{}"));
        for _ in 0..=limit::OUTBOX_BYTES_MAX / limit::OUTBOX_FRAME_BYTES {
            slow.push(view.clone());
        }

        assert_eq!(guide.take().await.expect("the socket is open").frames.len(), 3);
        assert_eq!(slow.take().await, Err(SLOW));
    }

    /// EN2: all that waits for a socket is taken at once, in order.
    #[tokio::test]
    async fn en2_what_waits_is_taken_whole() {
        let outbox = Outbox::default();
        outbox.push(Bytes::from_static(b"1"));
        outbox.push(Bytes::from_static(b"2"));

        outbox.answer(Bytes::from_static(b"3"));

        let taken = outbox.take().await.expect("the socket is open");

        assert_eq!(taken.frames, ["1", "2", "3"].map(|it| Bytes::from_static(it.as_bytes())));
        assert_eq!(taken.answers, 1);
    }

    /// EN1: answers are bounded by the commands under way, and cut nobody off.
    #[tokio::test]
    async fn en1_answers_cut_nobody_off() {
        let outbox = Outbox::default();
        for _ in 0..limit::OUTBOX_FRAMES_MAX {
            outbox.push(Bytes::from_static(b"{}"));
        }

        for _ in 0..limit::COMMANDS_IN_FLIGHT {
            outbox.answer(Bytes::from_static(b"{}"));
        }

        let taken = outbox.take().await.expect("the socket is open");
        assert_eq!(taken.frames.len(), limit::OUTBOX_FRAMES_MAX + limit::COMMANDS_IN_FLIGHT);
    }

    /// EN2: whoever waits is woken by what comes, and finds all that came meanwhile.
    #[tokio::test]
    async fn en2_who_waits_is_woken_once_for_all() {
        let outbox = Outbox::default();
        let later = async {
            outbox.push(Bytes::from_static(b"1"));
            outbox.push(Bytes::from_static(b"2"));
        };

        let (taken, ()) = tokio::join!(outbox.take(), later);

        let taken = taken.expect("the socket is open");
        assert_eq!(taken.frames.len(), 2);
    }
}

//! A connection whose reader is waited for, but not for ever: HTTP has no bound of its own for a
//! client that asks and then takes nothing of the answer.

use crate::limit;
use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A connection that fails when nothing can be written for [`limit::WRITE_WITHIN`].
#[derive(Debug)]
pub struct Patient<I> {
    io: I,
    within: Duration,
    /// Until when the reader has to take something; none while it does.
    waits: Option<Pin<Box<Sleep>>>,
}

impl<I> Patient<I> {
    /// Over this connection.
    pub fn new(io: I) -> Self {
        Self { io, within: limit::WRITE_WITHIN, waits: None }
    }

    /// The connection itself, without a bound.
    pub fn into_inner(self) -> I {
        self.io
    }

    /// Passes on what came of writing, or that it has taken too long.
    fn bounded<T>(
        &mut self,
        ctx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waits = None;
            return written;
        }
        let within = self.within;
        let waits = self.waits.get_or_insert_with(|| Box::pin(sleep(within)));
        ready!(waits.as_mut().poll(ctx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Patient<I> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(ctx, buffer)
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Patient<I> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write(ctx, bytes);
        self.bounded(ctx, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.io).poll_flush(ctx);
        self.bounded(ctx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.io).poll_shutdown(ctx);
        self.bounded(ctx, shut)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write_vectored(ctx, slices);
        self.bounded(ctx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    const SHORT: Duration = Duration::from_millis(20);

    /// SE24: who takes nothing of an answer is given up, with all that was still to be written.
    #[tokio::test]
    async fn se24_who_takes_nothing_is_given_up() {
        let (ours, mut theirs) = duplex(16);
        let mut ours = Patient { io: ours, within: SHORT, waits: None };

        let written = ours.write_all(&[0; 1_000]).await;

        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(theirs.read(&mut [0; 32]).await.unwrap(), 16);
        assert!(ours.waits.is_some());
        assert!(ours.write_all(&[0; 16]).await.is_ok(), "who takes something again is waited for");
        assert!(ours.waits.is_none());
    }
}

//! One open websocket: messages in, shared frames out. An idle one holds no buffer.

use super::came::Came;
use super::codec::{self, Decoder, Message, Violation};
use crate::limit;
use crate::patient::Patient;
use bytes::Bytes;
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::upgrade;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Bytes read at a time, and written at a time where frames are small. One buffer per thread.
const SCRATCH_BYTES: usize = 16 * 1_024;
/// Slices that one vectored write takes.
const SLICES_MAX: usize = 64;

thread_local! {
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; SCRATCH_BYTES]);
}

/// Why nothing more can be read.
#[derive(Debug)]
pub(super) enum Ended {
    /// The client has gone.
    Gone,
    /// The client sent what it may not.
    Violation(Violation),
}

impl From<io::Error> for Ended {
    fn from(_gone: io::Error) -> Self {
        Self::Gone
    }
}

/// What the bytes travel over.
enum Io {
    /// A connection of our own: read and written when it is ready, without buffers.
    Tcp(TcpStream),
    /// Any other, such as one behind TLS.
    Other(Box<TokioIo<Upgraded>>),
}

/// One open websocket.
pub(super) struct Stream {
    io: Io,
    decoder: Decoder,
    came: Came,
}

impl Stream {
    /// Takes over an upgraded connection, with what the client has sent already.
    ///
    /// # Errors
    /// What the client may not send.
    pub(super) fn new(upgraded: Upgraded) -> Result<Self, Violation> {
        let mut decoder = Decoder::default();
        let mut came = Came::default();
        let io = match upgrade::downcast::<TokioIo<Patient<TcpStream>>>(upgraded) {
            Ok(parts) => {
                decoder.take(&parts.read_buf, &mut came)?;
                Io::Tcp(parts.io.into_inner().into_inner())
            }
            Err(upgraded) => Io::Other(Box::new(TokioIo::new(upgraded))),
        };
        Ok(Self { io, decoder, came })
    }

    /// The next message. Nothing is lost when the answer is not waited for.
    ///
    /// # Errors
    /// Why nothing more can be read.
    pub(super) async fn next(&mut self) -> Result<Message, Ended> {
        poll_fn(|ctx| self.poll_next(ctx)).await
    }

    fn poll_next(&mut self, ctx: &mut Context<'_>) -> Poll<Result<Message, Ended>> {
        loop {
            if let Some(message) = self.came.pop() {
                return Poll::Ready(Ok(message));
            }
            ready!(self.poll_read(ctx))?;
        }
    }

    /// Reads once. By `poll_read`: a short read tells the runtime that there is no more, so that
    /// nobody tries again in vain.
    fn poll_read(&mut self, ctx: &mut Context<'_>) -> Poll<Result<(), Ended>> {
        SCRATCH.with_borrow_mut(|scratch| {
            let mut buffer = ReadBuf::new(scratch);
            ready!(match &mut self.io {
                Io::Tcp(tcp) => Pin::new(tcp).poll_read(ctx, &mut buffer),
                Io::Other(io) => Pin::new(io).poll_read(ctx, &mut buffer),
            })?;
            if buffer.filled().is_empty() {
                return Poll::Ready(Err(Ended::Gone));
            }
            let taken = self.decoder.take(buffer.filled(), &mut self.came);
            Poll::Ready(taken.map_err(Ended::Violation))
        })
    }

    /// Writes each payload as one text frame, all of them in as few writes as they fit in.
    ///
    /// # Errors
    /// When the client has gone, or does not take it within `limit::WRITE_WITHIN`.
    pub(super) async fn send(&mut self, payloads: &VecDeque<Bytes>) -> io::Result<()> {
        let most = |it: &Bytes| it.len() + codec::HEADER_BYTES_MAX;
        if payloads.iter().map(most).sum::<usize>() > SCRATCH_BYTES {
            return Box::pin(self.send_sliced(payloads)).await;
        }
        let left = SCRATCH.with_borrow_mut(|scratch| {
            let end = gather(payloads, scratch);
            self.try_write(&scratch[..end])
        })?;
        self.write_rest(left).await
    }

    /// Writes a frame that is whole already.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub(super) async fn send_raw(&mut self, frame: &[u8]) -> io::Result<()> {
        let left = self.try_write(frame)?;
        self.write_rest(left).await
    }

    /// Ends the connection for writing.
    pub(super) async fn finish(&mut self) -> io::Result<()> {
        match &mut self.io {
            Io::Tcp(tcp) => tcp.shutdown().await,
            Io::Other(io) => io.shutdown().await,
        }
    }

    /// Writes what goes at once. Answers the rest.
    fn try_write(&self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let Io::Tcp(tcp) = &self.io else { return Ok(bytes.to_vec()) };
        match tcp.try_write(bytes) {
            Ok(written) => Ok(bytes[written..].to_vec()),
            Err(err) if err.kind() == io::ErrorKind::WouldBlock => Ok(bytes.to_vec()),
            Err(err) => Err(err),
        }
    }

    async fn write_rest(&mut self, rest: Vec<u8>) -> io::Result<()> {
        if rest.is_empty() {
            return Ok(());
        }
        let writing = async {
            match &mut self.io {
                Io::Tcp(tcp) => tcp.write_all(&rest).await,
                Io::Other(io) => {
                    io.write_all(&rest).await?;
                    io.flush().await
                }
            }
        };
        Box::pin(timeout(limit::WRITE_WITHIN, writing)).await?
    }

    /// Long frames are written from where they are.
    async fn send_sliced(&mut self, payloads: &VecDeque<Bytes>) -> io::Result<()> {
        let headers: Vec<_> = payloads.iter().map(|it| codec::text_header(it.len())).collect();
        let frames = headers.iter().zip(payloads);
        let parts: Vec<&[u8]> =
            frames.flat_map(|((header, length), it)| [&header[..*length], it.as_ref()]).collect();
        let Io::Tcp(tcp) = &self.io else { return self.write_rest(parts.concat()).await };
        let total: usize = parts.iter().map(|it| it.len()).sum();
        let writing = async {
            let mut written = 0;
            while written < total {
                match sliced(tcp, &parts, written) {
                    Ok(more) => written += more,
                    Err(err) if err.kind() == io::ErrorKind::WouldBlock => tcp.writable().await?,
                    Err(err) => return Err(err),
                }
            }
            Ok(())
        };
        timeout(limit::WRITE_WITHIN, writing).await?
    }
}

/// Small frames are copied together: cheaper than a list of slices. Answers where they end.
fn gather(payloads: &VecDeque<Bytes>, out: &mut [u8]) -> usize {
    let mut end = 0;
    for payload in payloads {
        let (header, length) = codec::text_header(payload.len());
        for part in [&header[..length], payload.as_ref()] {
            out[end..end + part.len()].copy_from_slice(part);
            end += part.len();
        }
    }
    end
}

fn sliced(tcp: &TcpStream, parts: &[&[u8]], skip: usize) -> io::Result<usize> {
    let mut left = skip;
    let mut slices = Vec::with_capacity(SLICES_MAX);
    for part in parts {
        let skipped = left.min(part.len());
        left -= skipped;
        if skipped < part.len() && slices.len() < SLICES_MAX {
            slices.push(IoSlice::new(&part[skipped..]));
        }
    }
    tcp.try_write_vectored(&slices)
}

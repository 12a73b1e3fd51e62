//! One open websocket: messages in, shared frames out. An idle one holds no buffer.

use super::codec::{self, Decoder, Message, Violation};
use crate::patient::Patient;
use bytes::Bytes;
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::upgrade;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, IoSlice};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

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
    came: VecDeque<Message>,
}

impl Stream {
    /// Takes over an upgraded connection, with what the client has sent already.
    ///
    /// # Errors
    /// What the client may not send.
    pub(super) fn new(upgraded: Upgraded) -> Result<Self, Violation> {
        let mut decoder = Decoder::default();
        let mut early = Vec::new();
        let io = match upgrade::downcast::<TokioIo<Patient<TcpStream>>>(upgraded) {
            Ok(parts) => {
                decoder.take(&parts.read_buf, &mut early)?;
                Io::Tcp(parts.io.into_inner().into_inner())
            }
            Err(upgraded) => Io::Other(Box::new(TokioIo::new(upgraded))),
        };
        Ok(Self { io, decoder, came: early.into() })
    }

    /// The next message. Nothing is lost when the answer is not waited for.
    ///
    /// # Errors
    /// Why nothing more can be read.
    pub(super) async fn next(&mut self) -> Result<Message, Ended> {
        loop {
            if let Some(message) = self.came.pop_front() {
                return Ok(message);
            }
            let messages = self.read().await?;
            self.came.extend(messages);
        }
    }

    /// Waits for bytes and reads them; no messages where they complete none.
    async fn read(&mut self) -> Result<Vec<Message>, Ended> {
        let mut messages = Vec::new();
        match &mut self.io {
            Io::Tcp(tcp) => {
                tcp.readable().await?;
                read_ready(tcp, &mut self.decoder, &mut messages)?;
            }
            Io::Other(io) => {
                let mut bytes = Vec::with_capacity(1_024);
                if io.read_buf(&mut bytes).await? == 0 {
                    return Err(Ended::Gone);
                }
                self.decoder.take(&bytes, &mut messages).map_err(Ended::Violation)?;
            }
        }
        Ok(messages)
    }

    /// Writes each payload as one text frame, all of them in as few writes as they fit in.
    ///
    /// # Errors
    /// When the client has gone.
    pub(super) async fn send(&mut self, payloads: &VecDeque<Bytes>) -> io::Result<()> {
        let headers: Vec<_> = payloads.iter().map(|it| codec::text_header(it.len())).collect();
        let frames = headers.iter().zip(payloads);
        let parts: Vec<&[u8]> =
            frames.flat_map(|((header, length), it)| [&header[..*length], it.as_ref()]).collect();
        self.write(&parts).await
    }

    /// Writes a frame that is whole already.
    ///
    /// # Errors
    /// When the client has gone.
    pub(super) async fn send_raw(&mut self, frame: &[u8]) -> io::Result<()> {
        self.write(&[frame]).await
    }

    /// Ends the connection for writing.
    pub(super) async fn finish(&mut self) -> io::Result<()> {
        match &mut self.io {
            Io::Tcp(tcp) => tcp.shutdown().await,
            Io::Other(io) => io.shutdown().await,
        }
    }

    async fn write(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        let total: usize = parts.iter().map(|it| it.len()).sum();
        let Io::Tcp(tcp) = &mut self.io else {
            return self.write_whole(&parts.concat()).await;
        };
        let mut written = 0;
        while written < total {
            let write = if total <= SCRATCH_BYTES { copied } else { sliced };
            match write(tcp, parts, written) {
                Ok(more) => written += more,
                Err(err) if err.kind() == io::ErrorKind::WouldBlock => tcp.writable().await?,
                Err(err) => return Err(err),
            }
        }
        Ok(())
    }

    async fn write_whole(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Io::Other(io) = &mut self.io {
            io.write_all(bytes).await?;
            io.flush().await?;
        }
        Ok(())
    }
}

/// Reads what has come; nothing where the connection only seemed ready.
fn read_ready(tcp: &TcpStream, decoder: &mut Decoder, out: &mut Vec<Message>) -> Result<(), Ended> {
    SCRATCH.with_borrow_mut(|scratch| match tcp.try_read(scratch) {
        Ok(0) => Err(Ended::Gone),
        Ok(count) => decoder.take(&scratch[..count], out).map_err(Ended::Violation),
        Err(err) if err.kind() == io::ErrorKind::WouldBlock => Ok(()),
        Err(_gone) => Err(Ended::Gone),
    })
}

/// Small frames are copied together: cheaper than a list of slices.
fn copied(tcp: &TcpStream, parts: &[&[u8]], skip: usize) -> io::Result<usize> {
    SCRATCH.with_borrow_mut(|scratch| {
        let mut end = 0;
        for part in parts {
            scratch[end..end + part.len()].copy_from_slice(part);
            end += part.len();
        }
        tcp.try_write(&scratch[skip..end])
    })
}

/// Long frames are written from where they are.
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

//! One WebSocket of a client: lean enough that ten thousand of them fit beside the server.

use crate::fault::Fault;
use crate::wire::{self, Kind};
use std::cell::RefCell;
use std::future::poll_fn;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};
use tokio::net::TcpStream;

/// Bytes read at once. All sockets of a thread share the buffer: only what is not whole is kept.
const SCRATCH_BYTES: usize = 64 * 1024;
const HANDSHAKE_BYTES_MAX: usize = 16 * 1024;

thread_local! {
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; SCRATCH_BYTES]);
}

/// An open socket of subprotocol `docent.v1`.
#[derive(Debug)]
pub struct Socket {
    stream: TcpStream,
    /// A frame that has come in part.
    partial: Vec<u8>,
    /// What has not gone out yet.
    unsent: Vec<u8>,
    masks: u32,
}

impl Socket {
    /// Opens a socket as a page of the server's own would: with its `Origin`, and its cookie if any.
    ///
    /// The server's `Sec-WebSocket-Accept` is not checked: it guards caches between, and there are
    /// none.
    ///
    /// # Errors
    /// When the server is not there or refuses.
    pub async fn open(server: SocketAddr, cookie: Option<&str>) -> Result<Self, Fault> {
        let stream = TcpStream::connect(server).await.map_err(Fault::io("connect"))?;
        stream.set_nodelay(true).map_err(Fault::io("connect"))?;
        let cookie = cookie.map(|it| format!("Cookie: {it}\r\n")).unwrap_or_default();
        let request = format!(
            "GET /v1/socket HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: ZG9jZW50LWxvYWQtMTIzNA==\r\n\
             Sec-WebSocket-Protocol: docent.v1\r\n{cookie}\r\n"
        );
        let mut socket =
            Self { stream, partial: Vec::new(), unsent: request.into_bytes(), masks: 0x9e37_79b9 };
        socket.flush().await?;
        socket.upgraded().await?;
        Ok(socket)
    }

    async fn upgraded(&mut self) -> Result<(), Fault> {
        let mut head = Vec::new();
        let end = loop {
            let count = self.stream.read_buf(&mut head).await.map_err(Fault::io("read"))?;
            if count == 0 || head.len() > HANDSHAKE_BYTES_MAX {
                return Err(Fault::Closed("before the upgrade".into()));
            }
            if let Some(end) = head.windows(4).position(|it| it == b"\r\n\r\n") {
                break end;
            }
        };
        if !head.starts_with(b"HTTP/1.1 101") {
            let said = String::from_utf8_lossy(&head).into_owned();
            return Err(Fault::Unexpected(format!("no upgrade: {said}")));
        }
        self.partial = head.split_off(end + 4);
        Ok(())
    }

    /// Queues a text frame; [`Self::flush`] or the next [`Self::read`] sends it.
    pub fn put(&mut self, text: &str) {
        let mask = self.mask();
        wire::put(&mut self.unsent, Kind::Text, mask, text.as_bytes());
    }

    /// Sends a text frame.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn send(&mut self, text: &str) -> Result<(), Fault> {
        self.put(text);
        self.flush().await
    }

    /// Sends what waits. May be given up and called again.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn flush(&mut self) -> Result<(), Fault> {
        while !self.unsent.is_empty() {
            match self.stream.try_write(&self.unsent) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(err) if err.kind() == ErrorKind::WouldBlock => {
                    self.stream.writable().await.map_err(Fault::io("write"))?;
                }
                Err(err) => return Err(Fault::io("write")(err)),
            }
        }
        Ok(())
    }

    /// Waits until something has come and hands out each whole text frame. Answers pings. May be
    /// given up and called again.
    ///
    /// # Errors
    /// When the connection is closed, or what came is no frame of a server.
    pub async fn read(&mut self, mut each: impl FnMut(&[u8])) -> Result<(), Fault> {
        self.flush().await?;
        if wire::take(&self.partial).is_ok_and(|it| it.is_none()) {
            poll_fn(|ctx| self.poll_take(ctx, &mut each)).await?;
        } else {
            self.take(&[], &mut each)?;
        }
        self.flush().await
    }

    /// Reads once and hands out what is whole. By `poll_read`: a short read tells the runtime that
    /// there is no more, so that nobody tries again in vain.
    fn poll_take(
        &mut self,
        ctx: &mut Context<'_>,
        each: &mut impl FnMut(&[u8]),
    ) -> Poll<Result<(), Fault>> {
        SCRATCH.with_borrow_mut(|scratch| {
            let mut buffer = ReadBuf::new(scratch);
            let read = ready!(Pin::new(&mut self.stream).poll_read(ctx, &mut buffer));
            Poll::Ready(match read {
                Ok(()) if buffer.filled().is_empty() => Err(Fault::Closed("by the server".into())),
                Ok(()) => self.take(buffer.filled(), each),
                Err(err) => Err(Fault::io("read")(err)),
            })
        })
    }

    /// Hands out what is whole now that these bytes have come.
    fn take(&mut self, came: &[u8], each: &mut impl FnMut(&[u8])) -> Result<(), Fault> {
        if self.partial.is_empty() {
            let used = self.hand_out(came, each)?;
            self.partial.extend_from_slice(&came[used..]);
            return Ok(());
        }
        let mut joined = std::mem::take(&mut self.partial);
        joined.extend_from_slice(came);
        let used = self.hand_out(&joined, each)?;
        joined.drain(..used);
        self.partial = joined;
        Ok(())
    }

    /// Hands out the whole frames of `bytes`. Answers how many bytes they took.
    fn hand_out(&mut self, bytes: &[u8], each: &mut impl FnMut(&[u8])) -> Result<usize, Fault> {
        let mut used = 0;
        while let Some((kind, payload, taken)) =
            wire::take(&bytes[used..]).map_err(|err| Fault::Unexpected(err.to_string()))?
        {
            used += taken;
            match kind {
                Kind::Text => each(payload),
                Kind::Ping => {
                    let mask = self.mask();
                    wire::put(&mut self.unsent, Kind::Pong, mask, payload);
                }
                Kind::Pong => {}
                Kind::Close => return Err(Fault::Closed("by a close frame".into())),
            }
        }
        Ok(used)
    }

    fn mask(&mut self) -> [u8; 4] {
        self.masks = self.masks.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.masks.to_ne_bytes()
    }
}

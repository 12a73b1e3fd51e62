//! RFC 6455 frames: read from what a client sends, and put before what it is sent.
//!
//! No extensions and no compression: what is sent is encoded once and shared by all who get it.

use docent_core::limit::FRAME_BYTES_MAX;

/// Frames one message may be split into: endless empty fragments are no message.
const FRAGMENTS_MAX: u32 = 1_024;
/// Bytes that a control frame may carry (RFC 6455, 5.5).
const CONTROL_BYTES_MAX: u64 = 125;
/// Bytes of the longest header that a server writes.
pub(super) const HEADER_BYTES_MAX: usize = 10;

const FIN: u8 = 0x80;
const RESERVED: u8 = 0x70;
const MASKED: u8 = 0x80;
const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const PING: u8 = 0x9;
const PONG: u8 = 0xa;

/// What a client has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    /// A whole text message.
    Text(String),
    /// Asks for a pong with the same bytes.
    Ping(Vec<u8>),
    /// The answer to a ping of ours.
    Pong,
    /// The client closes.
    Close,
}

/// What a client may not send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Violation {
    /// Bits or kinds that no extension has given a meaning.
    #[error("a frame has reserved bits or a reserved kind")]
    Reserved,
    /// Clients mask what they send.
    #[error("a frame of a client is not masked")]
    Unmasked,
    /// A control frame that is split or too long.
    #[error("a control frame is split or longer than 125 bytes")]
    Control,
    /// A continuation without a beginning, or a beginning inside a message.
    #[error("a message is continued that was not begun, or begun twice")]
    Order,
    /// Only text is read.
    #[error("frames are text, not binary")]
    Binary,
    /// Longer than `FRAME_BYTES_MAX`, or in too many pieces.
    #[error("a message is longer than {FRAME_BYTES_MAX} bytes, or in too many pieces")]
    TooLong,
    /// Not UTF-8.
    #[error("a text is not UTF-8")]
    Text,
}

impl Violation {
    /// The status of the close frame (RFC 6455, 7.4.1).
    pub(super) const fn status(self) -> u16 {
        match self {
            Self::Reserved | Self::Unmasked | Self::Control | Self::Order => 1002,
            Self::Binary => 1003,
            Self::Text => 1007,
            Self::TooLong => 1009,
        }
    }
}

/// The beginning of a frame.
struct Header {
    fin: bool,
    kind: u8,
    mask: [u8; 4],
    /// Bytes of the header itself.
    size: usize,
    /// Bytes of the payload.
    payload: usize,
}

/// Reads frames from bytes as they come. Holds nothing between messages.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// Bytes of a frame that has not come whole.
    pending: Vec<u8>,
    /// The message so far, of one that comes in pieces.
    begun: Option<Vec<u8>>,
    fragments: u32,
}

impl Decoder {
    /// Takes bytes in, and adds the messages that they complete to `out`.
    ///
    /// # Errors
    /// What the client may not send. Nothing can be read after it.
    pub(super) fn take(
        &mut self,
        bytes: &[u8],
        out: &mut impl Extend<Message>,
    ) -> Result<(), Violation> {
        if self.pending.is_empty() {
            let read = self.read(bytes, out)?;
            if read < bytes.len() {
                self.pending = bytes[read..].to_vec();
            }
            return Ok(());
        }
        let mut pending = std::mem::take(&mut self.pending);
        pending.extend_from_slice(bytes);
        let read = self.read(&pending, out)?;
        pending.drain(..read);
        if !pending.is_empty() {
            self.pending = pending;
        }
        Ok(())
    }

    /// Reads whole frames from the start of `bytes`; answers how many bytes they took.
    fn read(&mut self, bytes: &[u8], out: &mut impl Extend<Message>) -> Result<usize, Violation> {
        let mut at = 0;
        while let Some(header) = header(&bytes[at..])? {
            let body = at + header.size;
            let Some(masked) = bytes.get(body..body + header.payload) else { break };
            let payload = unmask(masked, header.mask);
            out.extend(self.frame(&header, payload)?);
            at = body + header.payload;
        }
        Ok(at)
    }

    fn frame(&mut self, header: &Header, payload: Vec<u8>) -> Result<Option<Message>, Violation> {
        match (header.kind, self.begun.take()) {
            (PING, begun) => {
                self.begun = begun;
                Ok(Some(Message::Ping(payload)))
            }
            (PONG, begun) => {
                self.begun = begun;
                Ok(Some(Message::Pong))
            }
            (CLOSE, _) => Ok(Some(Message::Close)),
            (TEXT, None) if header.fin => text(payload),
            (TEXT, None) => {
                self.fragments = 1;
                self.begun = Some(payload);
                Ok(None)
            }
            (CONTINUATION, Some(begun)) => self.more(header, begun, &payload),
            (BINARY, _) => Err(Violation::Binary),
            _ => Err(Violation::Order),
        }
    }

    fn more(
        &mut self,
        header: &Header,
        mut begun: Vec<u8>,
        payload: &[u8],
    ) -> Result<Option<Message>, Violation> {
        self.fragments += 1;
        if begun.len() + payload.len() > FRAME_BYTES_MAX || self.fragments > FRAGMENTS_MAX {
            return Err(Violation::TooLong);
        }
        begun.extend_from_slice(payload);
        if header.fin {
            return text(begun);
        }
        self.begun = Some(begun);
        Ok(None)
    }
}

/// Reads a header; none when it has not come whole. Refuses what it declares before it comes.
fn header(bytes: &[u8]) -> Result<Option<Header>, Violation> {
    let [first, second, rest @ ..] = bytes else { return Ok(None) };
    let (fin, kind) = (first & FIN != 0, first & 0x0f);
    if first & RESERVED != 0 || !matches!(kind, CONTINUATION | TEXT | BINARY | CLOSE | PING | PONG)
    {
        return Err(Violation::Reserved);
    }
    if second & MASKED == 0 {
        return Err(Violation::Unmasked);
    }
    let Some((payload, extended)) = length(second & !MASKED, rest) else { return Ok(None) };
    if kind >= CLOSE && (!fin || payload > CONTROL_BYTES_MAX) {
        return Err(Violation::Control);
    }
    let payload = usize::try_from(payload).map_err(|_too_long| Violation::TooLong)?;
    if payload > FRAME_BYTES_MAX {
        return Err(Violation::TooLong);
    }
    let Some(mask) = rest[extended..].first_chunk::<4>() else { return Ok(None) };
    Ok(Some(Header { fin, kind, mask: *mask, size: 2 + extended + 4, payload }))
}

/// The length of a payload and the bytes that say it, after the seven bits that begin it.
fn length(short: u8, rest: &[u8]) -> Option<(u64, usize)> {
    match short {
        126 => rest.first_chunk().map(|it| (u64::from(u16::from_be_bytes(*it)), 2)),
        127 => rest.first_chunk().map(|it| (u64::from_be_bytes(*it), 8)),
        short => Some((u64::from(short), 0)),
    }
}

/// Eight bytes at a time: the mask's period divides them.
fn unmask(masked: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let mut payload = masked.to_vec();
    let [a, b, c, d] = mask;
    let wide = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let (chunks, rest) = payload.as_chunks_mut::<8>();
    for chunk in chunks {
        *chunk = (u64::from_ne_bytes(*chunk) ^ wide).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(mask.iter().cycle()) {
        *byte ^= mask;
    }
    payload
}

fn text(payload: Vec<u8>) -> Result<Option<Message>, Violation> {
    let text = String::from_utf8(payload).map_err(|_not_text| Violation::Text)?;
    Ok(Some(Message::Text(text)))
}

/// The header of a text frame with this many bytes, and how long it is.
pub(super) fn text_header(payload: usize) -> ([u8; HEADER_BYTES_MAX], usize) {
    let mut header = [0; HEADER_BYTES_MAX];
    header[0] = FIN | TEXT;
    match (u8::try_from(payload), u16::try_from(payload)) {
        (Ok(short), _) if short < 126 => {
            header[1] = short;
            (header, 2)
        }
        (_, Ok(middle)) => {
            header[1] = 126;
            header[2..4].copy_from_slice(&middle.to_be_bytes());
            (header, 4)
        }
        _ => {
            header[1] = 127;
            header[2..].copy_from_slice(&(payload as u64).to_be_bytes());
            (header, HEADER_BYTES_MAX)
        }
    }
}

/// A ping without words.
pub(super) const fn ping() -> [u8; 2] {
    [FIN | PING, 0]
}

/// The answer to a ping; its bytes are at most 125.
pub(super) fn pong(payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).expect("a control frame was read");
    let mut frame = vec![FIN | PONG, length];
    frame.extend_from_slice(payload);
    frame
}

/// A close frame with this status.
pub(super) fn close(status: u16) -> [u8; 4] {
    let [high, low] = status.to_be_bytes();
    [FIN | CLOSE, 2, high, low]
}

#[cfg(test)]
#[path = "codec/tests.rs"]
mod tests;

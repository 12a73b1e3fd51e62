//! WebSocket frames as a client writes and reads them (RFC 6455, section 5), without extensions.

const FIN: u8 = 0x80;
const MASKED: u8 = 0x80;
/// In place of a length: it follows in two bytes, or in eight.
const IN_TWO: u8 = 126;
const IN_EIGHT: u8 = 127;
/// Frames of a server are no longer than this: greetings are at most 128 KiB of bodies and a view.
const PAYLOAD_BYTES_MAX: usize = 4 * 1024 * 1024;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One whole text message.
    Text,
    /// The server asks whether we are here.
    Ping,
    /// An answer to our ping.
    Pong,
    /// The server closes.
    Close,
}

impl Kind {
    const fn code(self) -> u8 {
        match self {
            Self::Text => 1,
            Self::Close => 8,
            Self::Ping => 9,
            Self::Pong => 10,
        }
    }
}

/// A frame that a server of ours does not send: fragmented, masked, binary, too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a frame that the server may send: {0}")]
pub struct BadFrame(&'static str);

/// Adds a masked frame to `out`.
pub fn put(out: &mut Vec<u8>, kind: Kind, mask: [u8; 4], payload: &[u8]) {
    out.push(FIN | kind.code());
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short @ 0..=125), _) => out.push(MASKED | short),
        (_, Ok(middle)) => {
            out.push(MASKED | IN_TWO);
            out.extend_from_slice(&middle.to_be_bytes());
        }
        _ => {
            out.push(MASKED | IN_EIGHT);
            out.extend_from_slice(&(payload.len() as u64).to_be_bytes());
        }
    }
    out.extend_from_slice(&mask);
    let start = out.len();
    out.extend_from_slice(payload);
    for (byte, mask) in out[start..].iter_mut().zip(mask.iter().cycle()) {
        *byte ^= mask;
    }
}

/// A frame: its kind, its payload, and how many bytes it takes in all.
pub type Taken<'a> = (Kind, &'a [u8], usize);

/// The first frame of `bytes`; none while it is not whole.
///
/// # Errors
/// When it is no frame that a server may send.
pub fn take(bytes: &[u8]) -> Result<Option<Taken<'_>>, BadFrame> {
    let [first, second, rest @ ..] = bytes else { return Ok(None) };
    if second & MASKED != 0 {
        return Err(BadFrame("masked"));
    }
    let kind = match *first {
        0x81 => Kind::Text,
        0x88 => Kind::Close,
        0x89 => Kind::Ping,
        0x8a => Kind::Pong,
        _ => return Err(BadFrame("fragmented, compressed, binary or reserved")),
    };
    let (length, start) = match (second, rest) {
        (&IN_TWO, [a, b, ..]) => (usize::from(u16::from_be_bytes([*a, *b])), 4),
        (&IN_EIGHT, [long @ .., _]) if long.len() >= 7 => {
            let long: [u8; 8] = rest[..8].try_into().expect("eight bytes are eight bytes");
            (usize::try_from(u64::from_be_bytes(long)).unwrap_or(usize::MAX), 10)
        }
        (&IN_TWO | &IN_EIGHT, _) => return Ok(None),
        (short, _) => (usize::from(*short), 2),
    };
    if length > PAYLOAD_BYTES_MAX {
        return Err(BadFrame("too long"));
    }
    let end = start + length;
    Ok(bytes.get(start..end).map(|payload| (kind, payload, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(payload: &[u8]) -> Vec<u8> {
        let mut frame = Vec::new();
        put(&mut frame, Kind::Text, [0; 4], payload);
        let header = frame.len() - payload.len() - 4;
        frame[1] &= 0x7f;
        frame.drain(header..header + 4);
        frame
    }

    #[test]
    fn frames_of_every_length_are_read_when_they_are_whole() {
        for length in [0, 125, 126, 65_535, 65_536, 200_000] {
            let payload = vec![b'x'; length];
            let frame = served(&payload);

            let whole = take(&frame);
            let cut = take(&frame[..frame.len() - 1]);

            assert_eq!(whole, Ok(Some((Kind::Text, payload.as_slice(), frame.len()))), "{length}");
            assert_eq!(cut, Ok(None), "{length}");
        }
    }

    #[test]
    fn what_we_send_is_masked() {
        let mut frame = Vec::new();

        put(&mut frame, Kind::Text, [1, 2, 3, 4], b"docent");

        assert_eq!(frame[..6], [0x81, 0x86, 1, 2, 3, 4]);
        assert_eq!(frame[6..], [b'd' ^ 1, b'o' ^ 2, b'c' ^ 3, b'e' ^ 4, b'n' ^ 1, b't' ^ 2]);
    }

    #[test]
    fn what_a_server_may_not_send_is_refused() {
        assert!(take(&[0x01, 0x00]).is_err(), "fragmented");
        assert!(take(&[0x82, 0x00]).is_err(), "binary");
        assert!(take(&[0x81, 0x80, 0, 0, 0, 0]).is_err(), "masked");
        assert!(take(&[0x81, 127, 0, 0, 0, 9, 0, 0, 0, 0]).is_err(), "too long");
    }
}

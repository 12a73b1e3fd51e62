//! The codec against RFC 6455; the cases are those of the Autobahn suite that concern us.

use super::*;
use proptest::prelude::*;

const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A frame as a client sends it.
fn sent(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        short @ 0..126 => frame.push(MASKED | u8::try_from(short).unwrap()),
        middle @ 126..65_536 => {
            frame.push(MASKED + 126);
            frame.extend(u16::try_from(middle).unwrap().to_be_bytes());
        }
        long => {
            frame.push(MASKED + 127);
            frame.extend((long as u64).to_be_bytes());
        }
    }
    frame.extend(MASK);
    frame.extend(unmask(payload, MASK));
    frame
}

fn read(bytes: &[u8]) -> Result<Vec<Message>, Violation> {
    let mut out = Vec::new();
    Decoder::default().take(bytes, &mut out).map(|()| out)
}

fn text_of(words: &str) -> Message {
    Message::Text(words.into())
}

/// WI30: texts of every length that has a form of its own are read.
#[test]
fn wi30_texts_of_every_length() {
    for length in [0, 1, 125, 126, 127, 128, 32_767, FRAME_BYTES_MAX] {
        let words = "x".repeat(length);

        assert_eq!(
            read(&sent(FIN | TEXT, words.as_bytes())),
            Ok(vec![text_of(&words)]),
            "{length}"
        );
    }
}

/// WI31: a message in pieces is one message, and control frames may come between them.
#[test]
fn wi31_pieces_and_what_comes_between() {
    let bytes = [
        sent(TEXT, "grü".as_bytes()),
        sent(FIN | PING, b"?"),
        sent(CONTINUATION, b""),
        sent(FIN | CONTINUATION, "ß".as_bytes()),
        sent(FIN | PONG, b""),
        sent(FIN | CLOSE, &1000_u16.to_be_bytes()),
    ];

    let messages = read(&bytes.concat());

    let ping = Message::Ping(b"?".to_vec());
    assert_eq!(messages, Ok(vec![ping, text_of("grüß"), Message::Pong, Message::Close]));
}

/// WI32: what a client may not send is refused for what it is, before it has come whole.
#[test]
fn wi32_violations_are_named() {
    let huge = [&[FIN | TEXT, MASKED + 127][..], &u64::MAX.to_be_bytes()].concat();
    let cases = [
        (vec![FIN | 0x40 | TEXT, MASKED], Violation::Reserved),
        (vec![FIN | 0x3, MASKED], Violation::Reserved),
        (vec![FIN | 0xb, MASKED], Violation::Reserved),
        (vec![FIN | TEXT, 5], Violation::Unmasked),
        (vec![PING, MASKED], Violation::Control),
        (vec![FIN | PING, MASKED + 126, 0, 126], Violation::Control),
        (huge, Violation::TooLong),
        (sent(FIN | BINARY, b"x"), Violation::Binary),
        (sent(FIN | CONTINUATION, b"x"), Violation::Order),
        ([sent(TEXT, b"x"), sent(FIN | TEXT, b"y")].concat(), Violation::Order),
        (sent(FIN | TEXT, &[0xce, 0xba, 0xed, 0xa0, 0x80]), Violation::Text),
    ];

    for (bytes, violation) in cases {
        assert_eq!(read(&bytes), Err(violation), "{bytes:?}");
    }
}

/// WI33: endless pieces, empty or not, end with a refusal.
#[test]
fn wi33_endless_pieces_are_refused() {
    for payload in [&b""[..], &b"x"[..], &[b'x'; 1_000][..]] {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        decoder.take(&sent(TEXT, payload), &mut out).unwrap();

        let end = (0..=FRAGMENTS_MAX)
            .find_map(|_| decoder.take(&sent(CONTINUATION, payload), &mut out).err());

        assert_eq!(end, Some(Violation::TooLong));
        assert!(out.is_empty());
    }
}

/// WI34: what is sent is read by any client: the shortest form of its length.
#[test]
fn wi34_headers_say_the_length_in_the_shortest_form() {
    let header = |payload| {
        let (bytes, length) = text_header(payload);
        bytes[..length].to_vec()
    };

    assert_eq!(header(125), [0x81, 125]);
    assert_eq!(header(126), [0x81, 126, 0, 126]);
    assert_eq!(header(65_535), [0x81, 126, 0xff, 0xff]);
    assert_eq!(header(65_536), [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
    assert_eq!(pong(b"?"), [0x8a, 1, b'?']);
    assert_eq!(close(1001), [0x88, 2, 0x03, 0xe9]);
}

proptest! {
    /// WI35: however the network cuts it, the same is read.
    #[test]
    fn wi35_cuts_change_nothing(
        texts in prop::collection::vec(".{0,300}", 1..6),
        cuts in prop::collection::vec(1_usize..200, 1..60),
    ) {
        let bytes: Vec<u8> = texts.iter().flat_map(|it| sent(FIN | TEXT, it.as_bytes())).collect();
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        let mut rest = bytes.as_slice();

        for cut in cuts.iter().cycle() {
            let (now, later) = rest.split_at((*cut).min(rest.len()));
            prop_assert_eq!(decoder.take(now, &mut out), Ok(()));
            rest = later;
            if rest.is_empty() {
                break;
            }
        }

        prop_assert_eq!(out, texts.iter().map(|it| text_of(it)).collect::<Vec<_>>());
        prop_assert!(decoder.pending.capacity() == 0 && decoder.begun.is_none());
    }

    /// WI36: no bytes whatever make the codec fall over or hold more than a message.
    #[test]
    fn wi36_any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();

        let read = decoder.take(&bytes, &mut out);

        prop_assert!(read.is_err() || decoder.pending.len() <= bytes.len());
    }
}

//! The handshake of a websocket (RFC 6455, 4.2).

use super::PROTOCOL;
use crate::error::Problem;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use data_encoding::BASE64;
use sha1::{Digest, Sha1};

const MAGIC: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const VERSION: &str = "13";

/// The answer that accepts a handshake.
///
/// # Errors
/// What is missing in the request.
pub(super) fn accept(headers: &HeaderMap) -> Result<Response<Body>, Problem> {
    let wants = |name, word| words(headers, name).any(|it| it.eq_ignore_ascii_case(word));
    if !wants(header::CONNECTION, "upgrade") || !wants(header::UPGRADE, "websocket") {
        return Err(Problem::new(426, "upgrade", "this address is for websockets"));
    }
    if !wants(header::SEC_WEBSOCKET_VERSION, VERSION) {
        return Err(Problem::new(426, "upgrade", "only version 13 of websockets is spoken here"));
    }
    if !wants(header::SEC_WEBSOCKET_PROTOCOL, PROTOCOL) {
        return Err(Problem::new(400, "upgrade", format!("the subprotocol is `{PROTOCOL}`")));
    }
    let key = headers.get(header::SEC_WEBSOCKET_KEY).map(HeaderValue::as_bytes);
    let key = key.filter(|it| BASE64.decode(it).is_ok_and(|bits| bits.len() == 16));
    let key = key.ok_or_else(|| Problem::new(400, "upgrade", "Sec-WebSocket-Key is not valid"))?;
    let mut hash = Sha1::new();
    hash.update(key);
    hash.update(MAGIC);
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let proof = HeaderValue::from_str(&BASE64.encode(&hash.finalize())).expect("base64 is ASCII");
    let headers = answer.headers_mut();
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, proof);
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
    Ok(answer)
}

/// The words of a header that is a list, as often as it stands there.
fn words(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> HeaderMap {
        let pairs = [
            ("connection", "keep-alive, Upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("sec-websocket-protocol", "other, docent.v1"),
        ];
        let pairs = pairs
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        pairs.into_iter().collect()
    }

    /// WI37: a handshake is answered with the proof that RFC 6455 gives as its example.
    #[test]
    fn wi37_the_handshake_is_proven() {
        let answer = accept(&request()).expect("the request is whole");

        let proof = &answer.headers()[header::SEC_WEBSOCKET_ACCEPT];
        assert_eq!(proof, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    /// WI38: a handshake that lacks something is refused for what it lacks.
    #[test]
    fn wi38_a_wrong_handshake_is_refused() {
        for (name, value, status) in [
            ("connection", "close", 426),
            ("upgrade", "h2c", 426),
            ("sec-websocket-version", "8", 426),
            ("sec-websocket-key", "short", 400),
            ("sec-websocket-protocol", "chat", 400),
        ] {
            let mut headers = request();
            headers.insert(name, HeaderValue::from_static(value));

            assert_eq!(accept(&headers).expect_err(name).status, status, "{name}");
        }
    }
}

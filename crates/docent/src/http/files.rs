//! Files as they were built: kept for ever where their name is a hash, asked about otherwise.

use super::caller::text;
use crate::app::App;
use crate::assets::{self, Asset};
use crate::error::Problem;
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::{Arc, LazyLock};

/// For names that hold a hash of the content.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For names that stay: an owner who upgrades sees it within five minutes.
const SHORTLY: &str = "public, max-age=300";
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

static MESSAGE_STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("message.css", include_str!("message.css").into()));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon.svg", include_str!("icon.svg").into()));

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/assets/{*path}", get(hashed))
        .route("/button.js", get(button))
        .route("/message.css", get(message_style))
        .route("/favicon.ico", get(icon))
}

async fn hashed(Path(path): Path<String>, headers: HeaderMap) -> Response {
    match assets::built().get(&format!("assets/{path}")) {
        Some(asset) => send(asset, &headers, FOR_EVER),
        None => Problem::not_found("file").into_response(),
    }
}

/// The one file that pages of other sites load: under their own isolation, too.
async fn button(headers: HeaderMap) -> Response {
    let Some(asset) = assets::built().get("button.js") else {
        return Problem::not_found("file: the web part was not built").into_response();
    };
    let mut answer = send(asset, &headers, SHORTLY);
    answer.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    answer
}

async fn message_style(headers: HeaderMap) -> Response {
    send(&MESSAGE_STYLE, &headers, SHORTLY)
}

async fn icon(headers: HeaderMap) -> Response {
    send(&ICON, &headers, SHORTLY)
}

/// A file, or that the browser has it already.
pub(super) fn send(asset: &Asset, asked: &HeaderMap, cache: &'static str) -> Response {
    let known = text(asked, IF_NONE_MATCH).split(',').any(|tag| tag.trim() == asset.etag);
    let mut answer = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body(asset, encoding(text(asked, ACCEPT_ENCODING)))
    };
    let headers = answer.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(ETAG, HeaderValue::from_str(&asset.etag).expect("a hash in quotes is ASCII"));
    answer
}

fn body(asset: &Asset, encoding: Encoding) -> Response {
    let small = match encoding {
        Encoding::Brotli => asset.brotli().map(|bytes| (bytes, "br")),
        Encoding::Gzip => asset.gzip().map(|bytes| (bytes, "gzip")),
        Encoding::Plain => None,
    };
    let bytes = small.map_or(&asset.bytes, |(bytes, _)| bytes);
    let mut answer = Body::from(bytes.clone()).into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    if let Some((_, name)) = small {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    answer
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

/// The shortest that is taken. Browsers take Brotli by https and on their own machine only.
fn encoding(accepted: &str) -> Encoding {
    if takes(accepted, "br") {
        Encoding::Brotli
    } else if takes(accepted, "gzip") {
        Encoding::Gzip
    } else {
        Encoding::Plain
    }
}

/// Source: RFC 9110, section 12.5.3.
fn takes(accepted: &str, wanted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|it| it.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case(wanted) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_that_a_browser_takes_is_sent() {
        for takes in ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR;q=0.1"] {
            assert_eq!(encoding(takes), Encoding::Brotli, "{takes}");
        }
        for takes in ["gzip, deflate", "br;q=0, GZIP", "br;q=0.0, gzip;q=0.1"] {
            assert_eq!(encoding(takes), Encoding::Gzip, "{takes}");
        }
        for not in ["", "deflate", "br;q=0", "gzip;q=0, abr", "xgzip"] {
            assert_eq!(encoding(not), Encoding::Plain, "{not}");
        }
    }
}

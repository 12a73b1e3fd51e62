//! With TLS by ourselves: who comes by plain http is sent to https, and to nothing else.

use axum::Router;
use axum::http::Uri;
use axum::response::Redirect;
use std::net::{IpAddr, SocketAddr};
use tokio::net::TcpListener;

/// Where browsers look when an address says `http` and no port.
const PLAIN_PORT: u16 = 80;
/// Where they look for https.
const TLS_PORT: u16 = 443;

/// Sends every request to the same place at `https://host`.
pub(super) fn router(host: &str) -> Router {
    let origin = format!("https://{host}");
    Router::new().fallback(async move |uri: Uri| {
        let place = uri.path_and_query().map_or("/", |it| it.as_str());
        Redirect::permanent(&format!("{origin}{place}"))
    })
}

/// The listener for those who come by plain http; none where we are not where browsers look for
/// https, or somebody else listens there: a proxy that sends them on, most likely.
pub(super) async fn listener(listen: SocketAddr) -> Option<TcpListener> {
    if listen.port() != TLS_PORT {
        return None;
    }
    let address: (IpAddr, u16) = (listen.ip(), PLAIN_PORT);
    match TcpListener::bind(address).await {
        Ok(listener) => Some(listener),
        Err(err) => {
            tracing::warn!(error = %err, "cannot listen on port 80: who comes by http is not sent to https");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::{Method, Request, StatusCode, header};
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    /// SE9: whatever is asked for by http, the answer leads to our own host by https.
    #[tokio::test]
    async fn se9_plain_http_leads_to_our_https_only() {
        let service = TowerToHyperService::new(router("chat.example"));
        for (asked, led) in [
            ("/ask/shop?x=1", "https://chat.example/ask/shop?x=1"),
            ("//evil.example/", "https://chat.example//evil.example/"),
            ("/@evil.example", "https://chat.example/@evil.example"),
            ("http://evil.example/x", "https://chat.example/x"),
        ] {
            let request = Request::builder().method(Method::GET).uri(asked);
            let request = request.header(header::HOST, "evil.example").body(Body::empty()).unwrap();

            let answer = service.call(request).await.unwrap();

            assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT);
            assert_eq!(answer.headers()[header::LOCATION], led, "{asked}");
        }
    }
}

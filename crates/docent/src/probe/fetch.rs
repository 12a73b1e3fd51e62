//! The head of one answer: a connection to a checked address, a request without anything of ours,
//! and not one byte of the body.

use super::guard::{self, Reach};
use super::resolve::Resolve;
use crate::limit;
use docent_core::plan::Unknown;
use docent_core::plan::head::Head;
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, CONNECTION, HOST, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};
use url::Url;

/// Who we are. Many sites answer only to what looks like a browser.
const AGENT: &str = concat!(
    "Mozilla/5.0 (compatible; Docent/",
    env!("CARGO_PKG_VERSION"),
    "; looks at headers only)"
);
const ACCEPTED: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
/// The fields that are read; all others are dropped at once.
const READ: [&str; 6] = [
    "content-disposition",
    "content-security-policy",
    "content-type",
    "cross-origin-opener-policy",
    "location",
    "x-frame-options",
];

/// Fetches heads.
pub(super) struct Fetcher {
    resolve: Arc<dyn Resolve>,
    tls: TlsConnector,
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fetcher({:?})", self.resolve)
    }
}

impl Fetcher {
    pub(super) fn new(resolve: Arc<dyn Resolve>) -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("the provider knows the protocols of its own library");
        let mut config = config.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self { resolve, tls: TlsConnector::from(Arc::new(config)) }
    }

    /// The head of the answer to a `GET`, and why its address could be reached.
    ///
    /// # Errors
    /// Why nothing is known.
    pub(super) async fn head(
        &self,
        url: Url,
        private_hosts: &[String],
    ) -> Result<(Head, Reach), Unknown> {
        let (addresses, reach) =
            guard::addresses(&url, private_hosts, self.resolve.as_ref()).await?;
        let tcp = connect(&addresses).await?;
        let answer = if url.scheme() == "https" {
            let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
            let name = ServerName::try_from(host).map_err(|_no_name| Unknown::NoHost)?;
            let tls = self.tls.connect(name, tcp).await.map_err(|err| because(&err))?;
            ask(&url, tls).await?
        } else {
            ask(&url, tcp).await?
        };
        Ok((head(url, &answer), reach))
    }
}

/// The first of these that takes a connection.
async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Unknown> {
    for address in addresses {
        let connecting = TcpStream::connect(address);
        if let Ok(Ok(tcp)) = tokio::time::timeout(limit::PROBE_CONNECT, connecting).await {
            return Ok(tcp);
        }
    }
    Err(Unknown::Unreachable)
}

async fn ask<S>(url: &Url, stream: S) -> Result<Response<hyper::body::Incoming>, Unknown>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let shaken = http1::Builder::new()
        .max_headers(limit::PROBE_FIELDS_MAX)
        .max_buf_size(limit::PROBE_HEAD_BYTES_MAX)
        .handshake(TokioIo::new(stream))
        .await;
    let (mut sender, connection) = shaken.map_err(|_err| Unknown::Unreachable)?;
    let request = request(url).ok_or(Unknown::Unreadable)?;
    let mut sending = std::pin::pin!(sender.send_request(request));
    // The connection goes no further than the head: whoever drops it closes it.
    let answer = tokio::select! {
        biased;
        answer = &mut sending => answer,
        _ended = connection => sending.await,
    };
    answer.map_err(|err| if err.is_parse() { Unknown::Unreadable } else { Unknown::Unreachable })
}

/// No cookie, no name and password, no referrer: a stranger's request.
fn request(url: &Url) -> Option<Request<String>> {
    let path = url
        .query()
        .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let host = url.port().map_or_else(
        || url.host_str().unwrap_or_default().to_owned(),
        |port| format!("{}:{port}", url.host_str().unwrap_or_default()),
    );
    Request::get(path)
        .header(HOST, host)
        .header(USER_AGENT, AGENT)
        .header(ACCEPT, ACCEPTED)
        .header(CONNECTION, "close")
        .body(String::new())
        .ok()
}

fn head(url: Url, answer: &Response<hyper::body::Incoming>) -> Head {
    let fields = answer.headers().iter().filter(|(name, _)| READ.contains(&name.as_str()));
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let fields = fields.map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
    Head { url, status: answer.status().as_u16(), fields }
}

fn because(err: &io::Error) -> Unknown {
    let inner = err.get_ref().and_then(|it| it.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::InvalidCertificate(_)) => Unknown::Certificate,
        _ => Unknown::Unreachable,
    }
}

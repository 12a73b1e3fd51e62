//! TLS by ourselves: a certificate from Let's Encrypt, asked for and renewed without a hand.

use crate::tasks::Tasks;
use futures_util::StreamExt;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState, is_tls_alpn_challenge};
use std::fmt::Debug;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::server::TlsStream;

/// Folder below the data folder that holds account, keys and certificates.
const FOLDER: &str = "acme";
/// How long reading a certificate that was kept may take. Without one, all of it is waited.
const KEPT_WITHIN: Duration = Duration::from_secs(1);

/// How a connection is answered: by a visitor's browser, or by who checks that the host is ours.
pub(super) struct Tls {
    usual: Arc<ServerConfig>,
    challenge: Arc<ServerConfig>,
}

impl Tls {
    /// With a certificate for `host`, which is kept in a folder of `data`.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(super) async fn start(host: &str, data: &Path, tasks: &Tasks) -> io::Result<Self> {
        let folder = data.join(FOLDER);
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let acme = AcmeConfig::new([host]).cache(DirCache::new(folder));
        let mut state = acme.directory_lets_encrypt(true).state();
        // Whoever comes now waits a moment, rather than being sent away without a certificate.
        if let Ok(first) = tokio::time::timeout(KEPT_WITHIN, state.next()).await {
            tracing::info!(?first, "certificate");
        }
        let tls = Self {
            usual: state.default_rustls_config(),
            challenge: state.challenge_rustls_config(),
        };
        tasks.spawn(keep_certificate(state, tasks.clone()));
        Ok(tls)
    }

    /// Agrees on TLS with a client; none when it only wanted to see whose host this is.
    ///
    /// # Errors
    /// When it does not speak TLS, or goes.
    pub(super) async fn agree(&self, tcp: TcpStream) -> io::Result<Option<TlsStream<TcpStream>>> {
        let start = LazyConfigAcceptor::new(Acceptor::default(), tcp).await?;
        if is_tls_alpn_challenge(&start.client_hello()) {
            start.into_stream(Arc::clone(&self.challenge)).await?.shutdown().await?;
            return Ok(None);
        }
        start.into_stream(Arc::clone(&self.usual)).await.map(Some)
    }
}

async fn keep_certificate<E: Debug + 'static, F: Debug + 'static>(
    mut state: AcmeState<E, F>,
    tasks: Tasks,
) {
    loop {
        tokio::select! {
            event = state.next() => match event {
                Some(Ok(done)) => tracing::info!(?done, "certificate"),
                Some(Err(err)) => tracing::error!(error = ?err, "acme: no certificate was issued"),
                None => return,
            },
            () = tasks.stopping() => return,
        }
    }
}

//! TLS by ourselves: a certificate from Let's Encrypt, asked for and renewed without a hand.

use crate::limit;
use crate::tasks::Tasks;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use futures_util::StreamExt;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState, is_tls_alpn_challenge};
use std::fmt::Debug;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::server::TlsStream;

/// Folder below the data folder that holds account, keys and certificates.
const FOLDER: &str = "acme";
/// Connections that are ready and wait to be served.
const READY_MAX: usize = 128;
/// How long reading a certificate that was kept may take. Without one, all of it is waited.
const KEPT_WITHIN: Duration = Duration::from_secs(1);
/// How long to wait after an accept failed: out of files, most likely.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

type Ready = (TlsStream<TcpStream>, SocketAddr);

/// Connections whose TLS is agreed on.
#[derive(Debug)]
pub struct Secure {
    ready: mpsc::Receiver<Ready>,
    listen: SocketAddr,
}

/// Where a connection comes from.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, Secure>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Secure>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Listener for Secure {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Ready {
        match self.ready.recv().await {
            Some(ready) => ready,
            // The server is stopping: nobody comes any more.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.listen)
    }
}

/// How a connection is answered: by a visitor's browser, or by who checks that the host is ours.
#[derive(Clone)]
struct Configs {
    usual: Arc<ServerConfig>,
    challenge: Arc<ServerConfig>,
}

impl Secure {
    /// Listens with a certificate for `host`, which is kept in a folder of `data`.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub async fn start(
        listener: TcpListener,
        host: &str,
        data: &Path,
        tasks: &Tasks,
    ) -> io::Result<Self> {
        let folder = data.join(FOLDER);
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let acme = AcmeConfig::new([host]).cache(DirCache::new(folder));
        let mut state = acme.directory_lets_encrypt(true).state();
        // Whoever comes now waits a moment, rather than being sent away without a certificate.
        if let Ok(first) = tokio::time::timeout(KEPT_WITHIN, state.next()).await {
            tracing::info!(?first, "certificate");
        }
        let configs = Configs {
            usual: state.default_rustls_config(),
            challenge: state.challenge_rustls_config(),
        };
        let (sender, ready) = mpsc::channel(READY_MAX);
        let listen = listener.local_addr()?;
        tasks.spawn(keep_certificate(state, tasks.clone()));
        tasks.spawn(accept_all(listener, configs, (sender, tasks.clone())));
        Ok(Self { ready, listen })
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

async fn accept_all(
    listener: TcpListener,
    configs: Configs,
    (sender, tasks): (mpsc::Sender<Ready>, Tasks),
) {
    let places = Arc::new(Semaphore::new(limit::TLS_AT_ONCE));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = tasks.stopping() => return,
        };
        let (tcp, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(err) => {
                tracing::warn!(error = %err, "a connection was not accepted");
                tokio::time::sleep(AFTER_FAILURE).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let (sender, configs) = (sender.clone(), configs.clone());
        tasks.spawn(async move {
            let agreed = tokio::time::timeout(limit::TLS_WITHIN, agree(tcp, configs)).await;
            if let Ok(Ok(Some(tls))) = agreed {
                drop(sender.send((tls, peer)).await);
            }
            drop(place);
        });
    }
}

/// Agrees on TLS with a client; none when it only wanted to see whose host this is.
async fn agree(tcp: TcpStream, configs: Configs) -> io::Result<Option<TlsStream<TcpStream>>> {
    tcp.set_nodelay(true)?;
    let start = LazyConfigAcceptor::new(Acceptor::default(), tcp).await?;
    if is_tls_alpn_challenge(&start.client_hello()) {
        start.into_stream(configs.challenge).await?.shutdown().await?;
        return Ok(None);
    }
    start.into_stream(configs.usual).await.map(Some)
}

//! Connections: accepted, counted by address, served, and ended.

use super::tls::Tls;
use super::{redirect, router};
use crate::app::App;
use crate::auth::crowd::Place;
use crate::auth::source;
use crate::limit;
use crate::patient::Patient;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

/// How long to wait after an accept failed: out of files, most likely.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

/// What a connection is served with.
#[derive(Clone)]
struct Door {
    router: Router,
    tls: Option<Arc<Tls>>,
    stop: watch::Receiver<()>,
}

/// Where a connection comes from; behind a proxy it has no place of its own.
struct Peer {
    address: SocketAddr,
    place: Option<Arc<Place>>,
}

/// Serves until `shutdown` ends; then waits a little for what is being answered.
///
/// # Errors
/// When the folder for certificates cannot be made.
pub async fn serve(
    app: &Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let (stop, stopping) = watch::channel(());
    let tls = match &app.config.acme {
        Some(host) => Some(Arc::new(Tls::start(host, &app.config.data, &app.tasks).await?)),
        None => None,
    };
    let door = Door { router: router(Arc::clone(app)), tls, stop: stopping };
    let open = TaskTracker::new();
    if let Some(host) = &app.config.acme
        && let Some(plain) = redirect::listener(app.config.listen).await
    {
        let door = Door { router: redirect::router(host), tls: None, ..door.clone() };
        let (own, open) = (Arc::clone(app), open.clone());
        app.tasks.spawn(async move {
            accept(&own, &plain, (&door, &open), own.tasks.stopping()).await;
        });
    }
    accept(app, &listener, (&door, &open), shutdown).await;
    drop((listener, door, stop));
    open.close();
    if tokio::time::timeout(limit::DRAIN_WITHIN, open.wait()).await.is_err() {
        tracing::info!(left = open.len(), "stopped with connections still open");
    }
    Ok(())
}

/// Accepts connections until `shutdown` ends.
async fn accept(
    app: &App,
    listener: &TcpListener,
    (door, open): (&Door, &TaskTracker),
    shutdown: impl Future<Output = ()> + Send,
) {
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shutdown.as_mut() => return,
        };
        match accepted {
            Ok((tcp, address)) => {
                if let Some(peer) = let_in(app, address) {
                    open.spawn(door.clone().meet(tcp, peer));
                }
            }
            Err(err) => {
                tracing::warn!(error = %err, "a connection was not accepted");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
}

/// None where this address has too many connections: they are closed before anything is read.
fn let_in(app: &App, address: SocketAddr) -> Option<Peer> {
    if app.config.behind_proxy {
        return Some(Peer { address, place: None });
    }
    let Some(place) = app.crowd.enter(source::of(address.ip())) else {
        tracing::debug!(%address, "too many connections of one address");
        return None;
    };
    Some(Peer { address, place: Some(Arc::new(place)) })
}

impl Door {
    async fn meet(self, tcp: TcpStream, peer: Peer) {
        // Frames are small and must not wait for one another's acknowledgement.
        if let Err(err) = tcp.set_nodelay(true) {
            tracing::debug!(error = %err, "a connection keeps its delay");
        }
        let Some(tls) = self.tls.clone() else { return self.attend(tcp, peer).await };
        match tokio::time::timeout(limit::TLS_WITHIN, tls.agree(tcp)).await {
            Ok(Ok(Some(stream))) => self.attend(stream, peer).await,
            Ok(Ok(None)) => {}
            Ok(Err(err)) => tracing::debug!(error = %err, "a client did not agree on TLS"),
            Err(_elapsed) => tracing::debug!("a client took too long to agree on TLS"),
        }
    }

    async fn attend<I>(mut self, io: I, Peer { address, place }: Peer)
    where
        I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let router = TowerToHyperService::new(self.router);
        let begun = Arc::new(AtomicBool::new(false));
        let silence = silence(Arc::clone(&begun));
        let service = service_fn(move |mut request: Request<Incoming>| {
            begun.store(true, Ordering::Relaxed);
            request.extensions_mut().insert(ConnectInfo(address));
            if let Some(place) = &place {
                request.extensions_mut().insert(Arc::clone(place));
            }
            router.call(request)
        });
        let mut http = Builder::new(TokioExecutor::new()).http1_only();
        http.http1()
            .timer(TokioTimer::new())
            .header_read_timeout(limit::HEAD_WITHIN)
            .max_buf_size(limit::HEAD_BYTES_MAX);
        let mut served =
            pin!(http.serve_connection_with_upgrades(TokioIo::new(Patient::new(io)), service));
        let ended = tokio::select! {
            ended = served.as_mut() => Some(ended),
            () = silence => return,
            _ = self.stop.changed() => None,
        };
        let ended = if let Some(ended) = ended {
            ended
        } else {
            served.as_mut().graceful_shutdown();
            served.await
        };
        if let Err(err) = ended {
            tracing::debug!(error = %err, "a connection failed");
        }
    }
}

/// Ends when nothing was asked in time: hyper counts only from the first byte.
async fn silence(begun: Arc<AtomicBool>) {
    tokio::time::sleep(limit::HEAD_WITHIN).await;
    if begun.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
}

//! The addresses of a host.

use crate::limit;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, ToSocketAddrs};
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The addresses of a host, some time later.
pub type Resolving = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Who knows the addresses of hosts.
pub trait Resolve: std::fmt::Debug + Send + Sync {
    /// All addresses of this host.
    fn resolve(&self, host: &str) -> Resolving;
}

/// The machine's own resolver. It blocks a thread, for as long as its settings say: few at a time.
#[derive(Debug)]
pub struct System {
    threads: Arc<Semaphore>,
}

impl Default for System {
    fn default() -> Self {
        Self { threads: Arc::new(Semaphore::new(limit::RESOLVES_AT_ONCE)) }
    }
}

impl Resolve for System {
    fn resolve(&self, host: &str) -> Resolving {
        // As browsers do, and RFC 6761 asks: these names never leave the machine.
        if host == "localhost" || host.ends_with(".localhost") {
            let own = vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
            return Box::pin(std::future::ready(Ok(own)));
        }
        let (threads, host) = (Arc::clone(&self.threads), host.to_owned());
        Box::pin(async move {
            let permit = threads.acquire_owned().await.map_err(io::Error::other)?;
            let asking = tokio::task::spawn_blocking(move || {
                // Whoever asked may be gone; the thread is not.
                let _permit = permit;
                let found = (host.as_str(), 0).to_socket_addrs()?;
                Ok(found.map(|it| it.ip()).collect())
            });
            asking.await.map_err(io::Error::other)?
        })
    }
}

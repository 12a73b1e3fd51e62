//! A small world: names that lead where a test says, and servers that answer as it says.

use docent::forecast::Forecasts;
use docent::probe::resolve::{Resolve, Resolving};
use docent::probe::{Ask, Probe};
use docent_core::id::Id;
use docent_core::plan::{Forecast, Unknown};
use docent_core::site::{Site, SiteSettings};
use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Names and their addresses; each further time that a name is asked for, the next ones.
#[derive(Debug, Default)]
pub(crate) struct Names {
    lists: Mutex<BTreeMap<String, Vec<Vec<IpAddr>>>>,
    pub(crate) asked: AtomicUsize,
}

impl Names {
    /// From now on the name leads there; the last list stays.
    pub(crate) fn lead(&self, name: &str, lists: &[&[&str]]) {
        let read = |list: &&[&str]| list.iter().map(|it| it.parse().unwrap()).collect();
        let lists = lists.iter().map(read).collect();
        self.lists.lock().unwrap().insert(name.to_owned(), lists);
    }
}

impl Resolve for Names {
    fn resolve(&self, host: &str) -> Resolving {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut names = self.lists.lock().unwrap();
        let found = names
            .get_mut(host)
            .map(|lists| if lists.len() > 1 { lists.remove(0) } else { lists[0].clone() });
        let found = found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        Box::pin(std::future::ready(found))
    }
}

/// What a test looks with.
pub(crate) struct World {
    pub(crate) names: Arc<Names>,
    pub(crate) probe: Probe,
    pub(crate) forecasts: Arc<Forecasts>,
}

impl World {
    pub(crate) fn new() -> Self {
        let (names, forecasts) = (Arc::new(Names::default()), Arc::new(Forecasts::default()));
        let resolve: Arc<dyn Resolve> = Arc::<Names>::clone(&names);
        let ours = ["https://chat.example".to_owned()];
        let probe = Probe::with(Arc::clone(&forecasts), &ours, resolve);
        Self { names, probe, forecasts }
    }

    /// What an agent of a site with these private hosts is told.
    pub(crate) async fn look(&self, url: &str, private_hosts: &[&str]) -> Forecast {
        let site = site("shop", private_hosts);
        let agent = Id::from_bytes([7; 16]);
        self.probe.look(Ask { agent, site: &site, url }).await.unwrap()
    }

    /// Why nothing is known.
    pub(crate) async fn fails(&self, url: &str, private_hosts: &[&str]) -> Option<Unknown> {
        let forecast = self.look(url, private_hosts).await;
        assert_eq!((forecast.facts, forecast.final_url, forecast.status), (None, None, None));
        forecast.why
    }
}

pub(crate) fn site(key: &str, private_hosts: &[&str]) -> Site {
    let settings = SiteSettings {
        origins: vec!["https://shop.example".to_owned()],
        private_hosts: private_hosts.iter().map(|it| (*it).to_owned()).collect(),
        ..SiteSettings::default()
    };
    Site { key: key.to_owned(), settings }
}

/// A server on loopback. It ends with the test.
pub(crate) struct Target {
    pub(crate) port: u16,
    /// The heads of requests, as they came.
    pub(crate) heard: Arc<Mutex<Vec<String>>>,
}

impl Target {
    /// Answers every request with these bytes; `{port}` in them is its own.
    pub(crate) async fn answering(answer: &str) -> Self {
        let answer = answer.to_owned();
        Self::doing(move |mut stream, port| {
            let answer = answer.replace("{port}", &port.to_string());
            async move { stream.write_all(answer.as_bytes()).await }
        })
        .await
    }

    /// Does this with every connection, when the head of its request has been read.
    pub(crate) async fn doing<F, D>(act: D) -> Self
    where
        D: Fn(TcpStream, u16) -> F + Send + 'static,
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        let tasks = docent::tasks::Tasks::default();
        tasks.clone().spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let request = head(&mut stream).await;
                kept.lock().unwrap().push(request);
                tasks.spawn(act(stream, port));
            }
        });
        Self { port, heard }
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

async fn head(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => read.push(byte),
            Err(_gone) => break,
        }
    }
    String::from_utf8(read).unwrap()
}

//! SE21: no answer and no name leads a look inside, and none holds it up.

use crate::world::{Target, World};
use docent_core::plan::Unknown;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

const PRIVATE: [&str; 12] = [
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
    "::ffff:127.0.0.1",
    "fe80::1",
    "fd00:ec2::254",
    "64:ff9b::7f00:1",
];

/// SE21: a name that leads inside, alone or beside a public address, is not connected to.
#[tokio::test]
async fn se21_names_that_lead_inside_are_not_followed() {
    let target = Target::answering("HTTP/1.1 200 OK\r\n\r\n").await;
    let world = World::new();

    for (number, address) in PRIVATE.iter().enumerate() {
        for (mixed, list) in [("a", vec![*address]), ("b", vec!["93.184.216.34", address])] {
            let name = format!("{mixed}{number}.example");
            world.names.lead(&name, &[&list]);
            let url = format!("http://{name}:{}/", target.port);
            assert_eq!(world.fails(&url, &[]).await, Some(Unknown::Private), "{list:?}");
        }
    }

    assert!(target.requests().is_empty());
}

/// SE21: a name is resolved once, so that the address that was checked is the one connected to.
#[tokio::test]
async fn se21_a_name_that_changes_its_mind_gains_nothing() {
    let target = Target::answering("HTTP/1.1 200 OK\r\n\r\n").await;
    let world = World::new();
    let listed = format!("rebinds.example:{}", target.port);
    world.names.lead("rebinds.example", &[&["127.0.0.2"], &["127.0.0.1"]]);

    let why = world.fails(&format!("http://{listed}/"), &[&listed]).await;

    assert_eq!(why, Some(Unknown::Unreachable));
    assert_eq!(world.names.asked.load(Ordering::Relaxed), 1);
    assert!(target.requests().is_empty());
}

/// SE21: whoever sends on is checked again: by its text, by its name, by its address.
#[tokio::test]
async fn se21_redirects_inside_are_not_followed() {
    let inside = Target::answering("HTTP/1.1 200 OK\r\n\r\n").await;
    let world = World::new();
    world.names.lead("inside.example", &[&["127.0.0.1"]]);
    let port = inside.port;

    for to in [
        format!("http://127.0.0.1:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://localhost:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://inside.example:{port}/"),
        format!("//127.0.0.1:{port}/"),
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.0.1/".to_owned(),
        format!("http://me@127.0.0.1:{port}/"),
    ] {
        let gate =
            Target::answering(&format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\n\r\n")).await;
        let at = format!("127.0.0.1:{}", gate.port);
        let why = world.fails(&format!("http://{at}/"), &[&at]).await;
        assert_eq!(why, Some(Unknown::Private), "{to}");
    }

    assert!(inside.requests().is_empty());
}

/// SE21: a name that a site lists may lead to its private network, never to the machine's link.
#[tokio::test]
async fn se21_a_listed_name_does_not_lead_to_the_link() {
    let target = Target::answering("HTTP/1.1 200 OK\r\n\r\n").await;
    let world = World::new();
    let listed = format!("wiki:{}", target.port);
    let url = format!("http://{listed}/");

    world.names.lead("wiki", &[&["169.254.169.254"], &["127.0.0.1"]]);

    assert_eq!(world.fails(&url, &[&listed]).await, Some(Unknown::Private));
    let other = format!("http://{listed}/other");
    assert_eq!(world.look(&other, &[&listed]).await.status, Some(200));
}

/// SE21: ten redirects are too many, and stop at the bound.
#[tokio::test]
async fn se21_redirects_are_bounded() {
    let answered = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&answered);
    let target = Target::doing(move |mut stream, _port| {
        let number = count.fetch_add(1, Ordering::Relaxed);
        let status = if number < 10 { "302 Found" } else { "200 OK" };
        let answer = format!("HTTP/1.1 {status}\r\nlocation: /{number}\r\n\r\n");
        async move { stream.write_all(answer.as_bytes()).await }
    })
    .await;
    let at = format!("127.0.0.1:{}", target.port);

    let why = World::new().fails(&format!("http://{at}/"), &[&at]).await;

    assert_eq!(why, Some(Unknown::Redirects));
    assert_eq!(answered.load(Ordering::Relaxed), docent::limit::PROBE_REDIRECTS_MAX + 1);
}

/// SE21: endless, huge, slow, silent and broken answers are given up in two seconds at most, and
/// their senders are hung up on.
#[tokio::test]
async fn se21_answers_without_end_are_given_up() {
    let endless = Target::doing(|mut stream, _port| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\n").await?;
        loop {
            stream.write_all(b"x-more: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").await?;
        }
    })
    .await;
    let huge = Target::doing(|mut stream, _port| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\nx-huge: ").await?;
        loop {
            stream.write_all(&[b'a'; 4_096]).await?;
        }
    })
    .await;
    let early = Target::doing(|mut stream, _port| async move {
        loop {
            stream.write_all(b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n").await?;
        }
    })
    .await;
    let silent = Target::doing(|mut stream, _port| async move {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.map(|_| ())
    })
    .await;
    let slow = Target::doing(|mut stream, _port| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\n").await?;
        let mut pace = tokio::time::interval(Duration::from_millis(100));
        loop {
            pace.tick().await;
            stream.write_all(b"a").await?;
        }
    })
    .await;
    let broken = Target::answering("\u{1}\u{2} no web server\r\n\r\n").await;
    let cut = Target::answering("HTTP/1.1 200 OK\r\nx-fra").await;
    let bad = [Unknown::Unreadable, Unknown::Unreachable];

    for (target, expected) in [
        (&endless, &bad[..1]),
        (&huge, &bad[..1]),
        (&early, &[Unknown::Slow][..]),
        (&silent, &[Unknown::Slow][..]),
        (&slow, &[Unknown::Slow][..]),
        (&broken, &bad[..1]),
        (&cut, &bad[..]),
    ] {
        let at = format!("127.0.0.1:{}", target.port);
        let began = Instant::now();
        let why = World::new().fails(&format!("http://{at}/"), &[&at]).await.unwrap();
        assert!(expected.contains(&why), "{why:?} {expected:?}");
        assert!(began.elapsed() < Duration::from_millis(2_600), "{:?}", began.elapsed());
    }
}

/// SE21: a certificate that browsers would not take is told as what it is, and nothing is asked.
#[tokio::test]
async fn se21_a_certificate_of_nobody_is_refused() {
    let made = rcgen::generate_simple_self_signed(vec!["bank.example".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.key_pair.serialize_der()).into();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listed = format!("bank.example:{}", listener.local_addr().unwrap().port());
    let world = World::new();
    world.names.lead("bank.example", &[&["127.0.0.1"]]);
    let serving = async {
        let (tcp, _) = listener.accept().await.unwrap();
        TlsAcceptor::from(Arc::new(config)).accept(tcp).await.err()
    };

    let (url, private_hosts) = (format!("https://{listed}/"), [listed.as_str()]);
    let (why, hung_up) = tokio::join!(world.fails(&url, &private_hosts), serving);

    assert_eq!(why, Some(Unknown::Certificate));
    assert!(hung_up.is_some());
}

//! What is found out about targets that mean no harm.

use crate::world::{Target, World, site};
use docent::probe::Ask;
use docent_core::id::Id;
use docent_core::plan::{Content, Foresight, Framing, Unknown};
use std::sync::atomic::Ordering;
use tokio::io::AsyncWriteExt;

const PLAIN: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 0\r\n\r\n";

/// PR1: one `GET` finds out what the head of the answer says, without a word of who we or the
/// agent are, and without the body.
#[tokio::test]
async fn pr1_a_look_reads_the_head_alone() {
    let target = Target::answering(
        "HTTP/1.1 200 OK\r\ncross-origin-opener-policy: same-origin\r\nx-frame-options: DENY\r\n\
         content-disposition: attachment\r\nset-cookie: a=b\r\ncontent-length: 99999999\r\n\r\nx",
    )
    .await;
    let world = World::new();
    let at = format!("127.0.0.1:{}", target.port);

    let forecast = world.look(&format!("http://{at}/file#top"), &[&at]).await;

    let facts = forecast.facts.unwrap();
    assert_eq!((forecast.status, forecast.why), (Some(200), None));
    assert_eq!(forecast.final_url, Some(format!("http://{at}/file")));
    assert!(facts.severs && facts.framing == Framing::Forbidden && !facts.own);
    assert_eq!(facts.content, Content::Download);
    let heard = target.requests();
    let [request] = heard.as_slice() else { panic!("{heard:?}") };
    assert!(request.starts_with("GET /file HTTP/1.1\r\n"), "{request}");
    assert!(request.contains(&format!("host: {at}\r\n")), "{request}");
    for word in ["cookie", "authorization", "referer", "origin", "forwarded"] {
        assert!(!request.to_lowercase().contains(&format!("{word}:")), "{request}");
    }
}

/// PR2: where an answer sends on, the last one tells, and cookies of the first are not brought.
#[tokio::test]
async fn pr2_a_look_follows_to_the_end() {
    let target = Target::doing(|mut stream, _port| async move {
        let sent = "HTTP/1.1 302 Found\r\nlocation: /login?next=1\r\nset-cookie: a=b\r\n\
                    cross-origin-opener-policy: same-origin\r\n\r\n";
        stream.write_all(sent.as_bytes()).await
    })
    .await;
    let end = Target::answering(PLAIN).await;
    let world = World::new();
    let (from, to) = (format!("127.0.0.1:{}", target.port), format!("127.0.0.1:{}", end.port));
    let gate = Target::answering(&format!(
        "HTTP/1.1 307 Go\r\nlocation: http://{to}/login#x\r\nset-cookie: a=b\r\n\
         cross-origin-opener-policy: same-origin\r\n\r\n"
    ))
    .await;
    let gate = format!("127.0.0.1:{}", gate.port);

    let forecast = world.look(&format!("http://{gate}/basket"), &[&gate, &to]).await;
    let endless = world.fails(&format!("http://{from}/"), &[&from]).await;

    let facts = forecast.facts.unwrap();
    assert_eq!(forecast.final_url, Some(format!("http://{to}/login")));
    assert!(facts.severs && facts.login);
    assert!(!end.requests()[0].contains("cookie"));
    assert_eq!(endless, Some(Unknown::Redirects));
    assert_eq!(target.requests().len(), 7);
}

/// PR3: what was found is believed for a while, also by who decides on a drive, whatever the query;
/// what rests on a site's private hosts is told to its agents alone.
#[tokio::test]
async fn pr3_what_was_found_is_kept() {
    let target = Target::answering(PLAIN).await;
    let world = World::new();
    world.names.lead("shop.example", &[&["127.0.0.1"]]);
    let at = format!("shop.example:{}", target.port);
    let url = format!("http://{at}/a");

    let first = world.look(&url, &[&at]).await;
    let again = world.look(&url, &[&at]).await;

    assert_eq!(first, again);
    assert_eq!((target.requests().len(), world.names.asked.load(Ordering::Relaxed)), (1, 1));
    assert_eq!(world.forecasts.facts(&format!("{url}?q=1#top")), first.facts);
    assert_eq!(world.forecasts.facts("http://shop.example/other"), None);
    let other = site("bank", &[]);
    let ask = Ask { agent: Id::from_bytes([8; 16]), site: &other, url: &url };
    assert_eq!(world.probe.look(ask).await.unwrap().why, Some(Unknown::Private));
}

/// PR4: a link that may be good once is not looked at, nor is a port that browsers do not open.
#[tokio::test]
async fn pr4_some_targets_are_left_alone() {
    let target = Target::answering(PLAIN).await;
    let world = World::new();
    let at = format!("127.0.0.1:{}", target.port);

    let secret = format!("http://{at}/reset/3f9c1b7a2d8e4f60a1b2");
    assert_eq!(world.fails(&secret, &[&at]).await, Some(Unknown::Secret));
    for port in [22, 25, 110, 993] {
        let url = format!("http://127.0.0.1:{port}/");
        let listed = format!("127.0.0.1:{port}");
        assert_eq!(world.fails(&url, &[&listed]).await, Some(Unknown::Port));
    }

    assert!(target.requests().is_empty());
}

//! Appends a second, each on disk before it is answered, against the disk's own rate.
//!
//! `cargo run --release -p docent --example appends [-- ROUNDS [BATCH [LOGS [SUMMARIES]]]]`
#![expect(clippy::print_stdout, reason = "this program prints a table")]
#![expect(clippy::disallowed_methods, reason = "it measures time and spawns its own load")]

use bytes::Bytes;
use docent::store::{Append, Row, Store};
use docent_core::actor::{Actor, Audience};
use docent_core::entry::CommandName;
use docent_core::id::{Id, LogId};
use docent_core::summary::{Snippet, Summary};
use docent_core::view::{Guide, Status};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Rounds of which the median counts.
const ROUNDS: usize = 3;
/// Entries of one append call: what a lane takes in a turn.
const BATCH: u64 = 256;
/// Logs that the entries go to by turns.
const LOGS: u64 = 1_000;
/// Calls of one round, over both lanes.
const CALLS: u64 = 2_000;
/// Lanes that append at the same time.
const LANES: u64 = 2;
/// Bytes of an entry's body.
const BODY_BYTES: usize = 200;

fn main() {
    let mut args = std::env::args().skip(1).map(|it| it.parse::<u64>().expect("numbers only"));
    let rounds = args.next().map_or(ROUNDS, |it| usize::try_from(it).expect("a small number"));
    let shape = Shape {
        batch: args.next().unwrap_or(BATCH),
        logs: args.next().unwrap_or(LOGS),
        summaries: args.next().unwrap_or(1) == 1,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build();
    let runtime = runtime.expect("a runtime starts");
    let mut rates = Vec::new();
    println!("{shape:?}");
    for _round in 0..rounds {
        let folder = tempfile::tempdir_in(".").expect("a folder on the disk");
        let syncs = syncs_a_second(folder.path());
        let round = runtime.block_on(round(folder.path(), shape));
        println!(
            "{:>9.0} entries/s   commit p50 {:>6.2} ms  p99 {:>6.2} ms  max {:>6.2} ms   disk: {syncs:.0} syncs/s",
            round.rate, round.p50_ms, round.p99_ms, round.max_ms
        );
        rates.push(round.rate);
    }
    rates.sort_by(f64::total_cmp);
    println!("median {:.0} entries/s", rates[rates.len() / 2]);
}

/// What is appended.
#[derive(Debug, Clone, Copy)]
struct Shape {
    batch: u64,
    logs: u64,
    summaries: bool,
}

/// What one round came to.
struct Round {
    rate: f64,
    p50_ms: f64,
    p99_ms: f64,
    max_ms: f64,
}

/// How often the disk syncs 4 KiB at the end of a file.
fn syncs_a_second(folder: &Path) -> f64 {
    let mut file = std::fs::File::create(folder.join("sync")).expect("a file");
    let start = Instant::now();
    for _sync in 0..500 {
        file.write_all(&[7; 4_096]).expect("space");
        file.sync_data().expect("a disk");
    }
    500.0 / start.elapsed().as_secs_f64()
}

async fn round(folder: &Path, shape: Shape) -> Round {
    let store = Store::open(folder).expect("a new store");
    let start = Instant::now();
    let lanes = (0..LANES).map(|lane| tokio::spawn(fill(store.clone(), lane, shape)));
    let lanes: Vec<_> = lanes.collect();
    let mut times = Vec::new();
    for lane in lanes {
        times.extend(lane.await.expect("a lane ends"));
    }
    let elapsed = start.elapsed();
    store.close().await;
    times.sort_unstable();
    let ms = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
    let entries = u32::try_from(CALLS / LANES * LANES * shape.batch).expect("a small number");
    Round {
        rate: f64::from(entries) / elapsed.as_secs_f64(),
        p50_ms: ms(50),
        p99_ms: ms(99),
        max_ms: ms(100),
    }
}

/// One lane's calls, one after the other, over its own part of the logs.
async fn fill(store: Store, lane: u64, shape: Shape) -> Vec<Duration> {
    let own = shape.logs / LANES;
    let mut heads = vec![0; usize::try_from(own).expect("a small number")];
    let mut times = Vec::new();
    let mut next = 0;
    for _call in 0..CALLS / LANES {
        let batch = (0..shape.batch).map(|_| {
            next = (next + 7) % own;
            let last = &mut heads[usize::try_from(next).expect("a small number")];
            *last += 1;
            one(lane * own + next, *last - 1, shape)
        });
        let batch: Vec<Append> = batch.collect();
        let start = Instant::now();
        let answers = store.append(batch).await;
        times.push(start.elapsed());
        assert!(answers.iter().all(Result::is_ok), "{:?}", answers.iter().find(|it| it.is_err()));
    }
    times
}

fn id(number: u64) -> Id {
    Id::from_bytes(
        u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes(),
    )
}

fn one(log: u64, last: u64, shape: Shape) -> Append {
    let text = "w".repeat(BODY_BYTES - 24);
    let row = Row {
        seq: last + 1,
        at_ms: 1_790_000_000_000 + last,
        by: Actor::Browser(1),
        cause: Some(CommandName { sender: id(log), n: last + 1 }),
        audience: Audience::All,
        kind: "Said".into(),
        body: Some(Bytes::from(format!(r#"{{"kind":"Said","text":"{text}"}}"#))),
    };
    let summary = shape.summaries.then(|| summary(log, last + 1));
    Append {
        log: LogId::Channel(id(log)),
        last,
        rows: [row].into(),
        summary: summary.map(Into::into),
    }
}

fn summary(log: u64, seq: u64) -> Summary {
    Summary {
        channel: id(log),
        seq,
        site: "demo".into(),
        status: Status::Joined,
        name: "Grace".into(),
        tour: false,
        language: "en-GB".into(),
        page: Some(docent_core::location::Page {
            url: "https://shop.example/shoes/running".into(),
            title: "Running shoes".into(),
        }),
        browsers: 1,
        asked_at_ms: 1_790_000_000_000,
        joined_at_ms: 1_790_000_001_000,
        last_at_ms: 1_790_000_000_000 + seq,
        end: None,
        guide: Some(Guide { agent: id(1), name: "Ada".into() }),
        offer: None,
        away: false,
        paused: false,
        last_said: Some(Snippet { by: "browser-1".into(), text: "w".repeat(120) }),
        unread: 1,
        open_note: false,
        drives: 0,
    }
}

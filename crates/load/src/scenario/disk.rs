//! Durable appends a second through the whole server, beside the disk's own rate.

use super::Plan;
use crate::client::{Client, News};
use crate::clock::{now_ns, per_second};
use crate::crowd;
use crate::fault::Fault;
use crate::random::Random;
use crate::series::median;
use crate::stage::Stage;
use crate::stamp;
use crate::table::{Figure, Goal};
use std::fs::File;
use std::io::Write;
use std::rc::Rc;
use tokio::task::JoinSet;

const SENDERS: usize = 500;
/// Commands of a sender: a rested socket may send 400 frames at once.
const COMMANDS: u64 = 300;
/// Commands of a sender that are under way: of all senders no more than one lane takes.
const UNDER_WAY: u64 = 14;
/// Bytes of an entry's words: about 300 with the rest of its row.
const WORDS_BYTES: usize = 220;
const ENTRY_BYTES: usize = 300;
const COMMIT_ENTRIES: usize = 256;
const FILE_NS: u64 = 2_000_000_000;

/// Two rows.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let (mut file, mut server, mut core) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..plan.rounds {
        let stage = Rc::new(plan.stage(round).await?);
        file.push(plain_file(&stage, &mut plan.random(round))?);
        let (appends, worked) = appends(&stage).await?;
        server.push(appends);
        core.push(worked);
    }
    let part = 100.0 * median(&server) / median(&file);
    Ok(vec![
        Figure::new("plain file, fdatasync each 256 × 300 bytes", median(&file), "/s", Goal::None),
        Figure::new(
            "durable appends through sockets",
            median(&server),
            "/s",
            Goal::AtLeast(100_000.0),
        )
        .noted(format!("{part:.0} % of the plain file; command, answer and summary included")),
        Figure::new("durable appends a core", median(&core), "/s·core", Goal::None),
    ])
}

/// Entries a second that a file takes, each commit on disk before the next.
fn plain_file(stage: &Stage, random: &mut Random) -> Result<f64, Fault> {
    let path = stage.server.folder.join("plain");
    let mut file = File::create(&path).map_err(Fault::io("make a file"))?;
    let commit: Vec<u8> =
        (0..COMMIT_ENTRIES * ENTRY_BYTES / 8).flat_map(|_| random.bits().to_ne_bytes()).collect();
    let started = now_ns();
    let mut entries = 0;
    while now_ns() - started < FILE_NS {
        file.write_all(&commit).map_err(Fault::io("write a file"))?;
        file.sync_data().map_err(Fault::io("sync a file"))?;
        entries += COMMIT_ENTRIES as u64;
    }
    let rate = per_second(entries, now_ns() - started);
    std::fs::remove_file(&path).map_err(Fault::io("remove a file"))?;
    Ok(rate)
}

/// Entries a second that the server takes from many senders, and the same a core.
async fn appends(stage: &Rc<Stage>) -> Result<(f64, f64), Fault> {
    let clients = {
        let (connector, stage) = (Rc::clone(stage), Rc::clone(stage));
        crowd::each(
            SENDERS,
            async move || connector.http().await,
            async move |http, _| {
                let visitor = stage.click(http).await?;
                Client::connect(stage.visitor(&visitor)).await
            },
        )
        .await?
    };
    let (worked, started) = (stage.server.processor_ns(), now_ns());
    let mut tasks = JoinSet::new();
    for client in clients {
        tasks.spawn_local(send(client));
    }
    while let Some(sent) = tasks.join_next().await {
        sent.map_err(|err| Fault::Unexpected(err.to_string()))??;
    }
    let (worked, took) = (stage.server.processor_ns() - worked, now_ns() - started);
    let count = SENDERS as u64 * COMMANDS;
    Ok((per_second(count, took), per_second(count, worked)))
}

/// Sends all commands, as many at once as are allowed, and waits for all answers.
async fn send(mut client: Client) -> Result<(), Fault> {
    let say = stamp::say(now_ns(), WORDS_BYTES);
    let (mut answered, mut sent) = (0, 0);
    while answered < COMMANDS {
        while sent < COMMANDS.min(answered + UNDER_WAY) {
            sent += 1;
            client.put(sent, &say);
        }
        let mut refused = None;
        client
            .turn(|news| match news {
                News::Done { .. } => answered += 1,
                News::Refused(it) => refused = Some(it.message.into_owned()),
                _ => {}
            })
            .await?;
        if let Some(message) = refused {
            return Err(Fault::Unexpected(message));
        }
    }
    Ok(())
}

//! One drive to many browsers of one channel: until the first and the last of them has it.

use super::{Plan, Wrong};
use crate::client::{Client, News};
use crate::clock::{ms, now_ns};
use crate::crowd;
use crate::fault::Fault;
use crate::series::{Series, median};
use crate::stamp;
use crate::table::{Figure, Goal};
use crate::world::World;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// Browsers, and the number to reach for the last of them in ms.
const SIZES: [(usize, Goal); 4] =
    [(1, Goal::None), (100, Goal::None), (1_000, Goal::None), (10_000, Goal::None)];
/// Drives of a round, besides one to warm up.
const DRIVES: usize = 9;
const WITHIN: Duration = Duration::from_secs(20);
const BETWEEN: Duration = Duration::from_millis(150);
/// What the fastest engine takes, as a part of what the peer takes: both measured in one run.
const FASTEST_TO_PEER: f64 = 77.0 / 129.0;

/// Who has the drive, and since when.
#[derive(Debug, Default)]
struct Wave {
    arrived: RefCell<Series>,
    change: Notify,
}

/// First and last follower of one world, in ms.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub(super) first: Vec<f64>,
    pub(super) last: Vec<f64>,
    processor: Vec<f64>,
}

/// Rows for each number of browsers.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let mut figures = Vec::new();
    let mut wrong = Wrong::default();
    for (size, goal) in SIZES {
        let mut measured = [Measured::default(), Measured::default()];
        for round in 0..plan.rounds {
            for (place, world) in plan.worlds(round).await?.into_iter().enumerate() {
                let world = Rc::new(world);
                drive(&world, size, &mut measured[place]).await?;
                wrong.note(&world);
            }
        }
        figures.extend(rows(size, goal, &measured));
    }
    figures.extend(wrong.figures("drives"));
    Ok(figures)
}

fn rows(size: usize, goal: Goal, [own, peer]: &[Measured; 2]) -> Vec<Figure> {
    let name = |what: &str| format!("one drive to {size} browsers: {what}");
    let beside = |values: &[f64]| (!values.is_empty()).then(|| median(values));
    let last = beside(&peer.last);
    let goal = match last {
        Some(last) if size == 10_000 => Goal::AtMost(last * FASTEST_TO_PEER),
        _ => goal,
    };
    let mut rows = vec![
        Figure::new(name("the first has it"), median(&own.first), "ms", Goal::None)
            .beside(beside(&peer.first)),
        Figure::new(name("the last has it"), median(&own.last), "ms", goal).beside(last),
    ];
    if size >= 1_000 {
        let worked =
            Figure::new(name("server's processor"), median(&own.processor), "ms", Goal::None);
        rows.push(worked.beside(beside(&peer.processor)));
    }
    rows
}

/// Drives as often as a round does, in one channel with so many followers.
pub(super) async fn drive(
    world: &Rc<World>,
    size: usize,
    measured: &mut Measured,
) -> Result<(), Fault> {
    let mut http = crate::http::Http::open(world.server().address).await?;
    let visitor = Rc::new(world.click(&mut http).await?);
    let mut agent = world.agent(&visitor).await?;
    let wave = Rc::new(Wave::default());
    let clients = {
        let (world, visitor) = (Rc::clone(world), Rc::clone(&visitor));
        crowd::each(size, async || Ok(()), async move |(), _| world.visitor(&visitor).await).await?
    };
    let mut tasks = JoinSet::new();
    for client in clients {
        tasks.spawn_local(follow(client, Rc::clone(&wave)));
    }
    for number in 0..=DRIVES {
        sleep(BETWEEN).await;
        wave.arrived.take();
        let before = world.server().processor_ns();
        let sent_ns = now_ns();
        agent.command(&stamp::drive(sent_ns)).await?;
        let all = async {
            while wave.arrived.borrow().len() < size {
                tokio::select! {
                    () = wave.change.notified() => {}
                    heard = agent.turn(|news| drop(news)) => heard?,
                }
            }
            Ok(())
        };
        let late = |_| Fault::Late(format!("{} of {size} have it", wave.arrived.borrow().len()));
        timeout(WITHIN, all).await.map_err(late)??;
        if number > 0 {
            let arrived = wave.arrived.borrow();
            measured.first.push(ms(arrived.first()));
            measured.last.push(ms(arrived.last()));
            measured.processor.push(ms(world.server().processor_ns() - before));
        }
    }
    Ok(())
}

/// Follows, and notes when a drive comes.
async fn follow(mut client: Client, wave: Rc<Wave>) -> Result<(), Fault> {
    loop {
        let heard = client.turn(|news| {
            if let News::Entry(entry) = news
                && let Some(sent_ns) = stamp::read(entry.event.get(), "Driven")
            {
                wave.arrived.borrow_mut().add(now_ns().saturating_sub(sent_ns));
                wave.change.notify_one();
            }
        });
        match heard.await {
            Ok(()) => {}
            Err(Fault::Closed(_)) => client.resume().await?,
            Err(fault) => return Err(fault),
        }
    }
}

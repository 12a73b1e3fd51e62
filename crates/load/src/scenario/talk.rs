//! A thousand channels of two: at a fair pace, and with as much as goes through.

use super::{Plan, Wrong};
use crate::client::{Client, News};
use crate::clock::{self, ms, now_ns};
use crate::crowd;
use crate::fault::Fault;
use crate::series::{Series, median};
use crate::stamp;
use crate::table::{Figure, Goal};
use crate::world::World;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

const CHANNELS: usize = 1_000;
/// Time between two round trips of a channel: five a second.
const PACE: Duration = Duration::from_millis(200);
/// Round trips that a saturated channel keeps under way.
const UNDER_WAY: usize = 2;
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(8);
const MESSAGE_BYTES: usize = 200;

/// How fast agents ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// Five round trips a second.
    Fair,
    /// The next one as soon as the answer is there.
    Saturated,
}

/// What was measured of one world in one round.
#[derive(Debug, Default)]
struct Measured {
    p50_ms: f64,
    p99_ms: f64,
    per_second: f64,
    per_processor_second: f64,
}

/// What the clients of a round note.
#[derive(Debug, Default)]
struct Tally {
    on: Cell<bool>,
    received: Cell<u64>,
    latencies: RefCell<Series>,
}

impl Tally {
    fn take(&self, sent_ns: u64) {
        if self.on.get() {
            self.received.set(self.received.get() + 1);
            self.latencies.borrow_mut().add(now_ns().saturating_sub(sent_ns));
        }
    }
}

/// Rows of both paces.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let (mut fair, mut full) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    let mut wrong = Wrong::default();
    for round in 0..plan.rounds {
        for (place, world) in plan.worlds(round).await?.into_iter().enumerate() {
            let world = Rc::new(world);
            let pairs = pairs(&world).await?;
            let (measured, pairs) = talk(&world, pairs, Pace::Fair).await?;
            fair[place].push(measured);
            full[place].push(talk(&world, pairs, Pace::Saturated).await?.0);
            wrong.note(&world);
        }
    }
    Ok(figures(&fair, &full).into_iter().chain(wrong.figures("1,000 channels")).collect())
}

fn figures(fair: &[Vec<Measured>; 2], full: &[Vec<Measured>; 2]) -> Vec<Figure> {
    vec![
        row("5 round trips/s: p50", fair, |it| it.p50_ms, "ms", Goal::AtMost(1.5)),
        row("5 round trips/s: p99", fair, |it| it.p99_ms, "ms", Goal::AtMost(6.0)),
        row("5 round trips/s: messages", fair, |it| it.per_second, "/s", Goal::AtLeast(9_900.0)),
        row("saturated: messages", full, |it| it.per_second, "/s", Goal::None),
        row(
            "saturated: messages a core",
            full,
            |it| it.per_processor_second,
            "/s·core",
            Goal::AtLeast(36_000.0),
        ),
        row("saturated: p50", full, |it| it.p50_ms, "ms", Goal::None),
        row("saturated: p99", full, |it| it.p99_ms, "ms", Goal::None),
    ]
}

fn row(
    name: &str,
    from: &[Vec<Measured>; 2],
    pick: fn(&Measured) -> f64,
    unit: &'static str,
    goal: Goal,
) -> Figure {
    let [own, peer] = from.each_ref().map(|it| it.iter().map(pick).collect::<Vec<f64>>());
    let peer = (!peer.is_empty()).then(|| median(&peer));
    Figure::new(format!("1,000 channels, {name}"), median(&own), unit, goal).beside(peer)
}

/// Visitors and agents, all connected and following.
async fn pairs(world: &Rc<World>) -> Result<Vec<(Client, Client)>, Fault> {
    let server = world.server().address;
    let world = Rc::clone(world);
    let start = async move || crate::http::Http::open(server).await;
    crowd::each(CHANNELS, start, async move |http, _| {
        let visitor = world.click(http).await?;
        let waiting = world.visitor(&visitor).await?;
        Ok((waiting, world.agent(&visitor).await?))
    })
    .await
}

async fn talk(
    world: &World,
    pairs: Vec<(Client, Client)>,
    pace: Pace,
) -> Result<(Measured, Vec<(Client, Client)>), Fault> {
    let tally = Rc::new(Tally::default());
    let stop = Rc::new(Cell::new(false));
    let mut tasks = JoinSet::new();
    for (place, (visitor, agent)) in (0_u32..).zip(pairs) {
        let (tally, stop) = (Rc::clone(&tally), Rc::clone(&stop));
        let offset = PACE * place / u32::try_from(CHANNELS).unwrap_or(u32::MAX);
        tasks.spawn_local(pair(visitor, agent, (pace, offset), tally, stop));
    }
    sleep(WARM_UP).await;
    let (processor, from) = (world.server().processor_ns(), now_ns());
    tally.on.set(true);
    sleep(MEASURED).await;
    tally.on.set(false);
    let (took, worked) = (now_ns() - from, world.server().processor_ns() - processor);
    stop.set(true);
    let mut kept = Vec::with_capacity(CHANNELS);
    while let Some(pair) = tasks.join_next().await {
        kept.push(pair.map_err(|err| Fault::Unexpected(err.to_string()))??);
    }
    let latencies = tally.latencies.borrow();
    let measured = Measured {
        p50_ms: ms(latencies.percentile(50)),
        p99_ms: ms(latencies.percentile(99)),
        per_second: clock::per_second(tally.received.get(), took),
        per_processor_second: clock::per_second(tally.received.get(), worked),
    };
    drop(latencies);
    Ok((measured, kept))
}

/// One channel until it is told to stop.
async fn pair(
    mut visitor: Client,
    mut agent: Client,
    (pace, offset): (Pace, Duration),
    tally: Rc<Tally>,
    stop: Rc<Cell<bool>>,
) -> Result<(Client, Client), Fault> {
    let mut tick = interval_at(Instant::now() + offset, PACE);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    if pace == Pace::Saturated {
        for _ in 0..UNDER_WAY {
            agent.command(&stamp::say(now_ns(), MESSAGE_BYTES)).await?;
        }
    }
    let mut heard = 0;
    while !stop.get() {
        tokio::select! {
            _ = tick.tick() => {
                if pace == Pace::Fair {
                    agent.command(&stamp::say(now_ns(), MESSAGE_BYTES)).await?;
                }
            }
            heard_now = hear(&mut visitor, "agent-", &tally) => {
                for _ in 0..settled(&mut visitor, heard_now).await? {
                    visitor.command(&stamp::say(now_ns(), MESSAGE_BYTES)).await?;
                }
            }
            heard_now = hear(&mut agent, "browser-", &tally) => {
                heard = settled(&mut agent, heard_now).await?;
            }
        }
        for _ in 0..std::mem::take(&mut heard) {
            if pace == Pace::Saturated {
                agent.command(&stamp::say(now_ns(), MESSAGE_BYTES)).await?;
            }
        }
    }
    Ok((visitor, agent))
}

/// How many messages of the other came; after a cut, none, and a new connection.
async fn settled(client: &mut Client, heard: Result<usize, Fault>) -> Result<usize, Fault> {
    match heard {
        Ok(heard) => Ok(heard),
        Err(Fault::Closed(_)) => client.resume().await.map(|()| 0),
        Err(fault) => Err(fault),
    }
}

/// Waits for what comes. Answers how many messages of the other were among it.
async fn hear(client: &mut Client, other: &str, tally: &Tally) -> Result<usize, Fault> {
    let mut count = 0;
    client
        .turn(|news| {
            if let News::Entry(entry) = news
                && entry.by.starts_with(other)
                && let Some(sent_ns) = stamp::read(entry.event.get(), "Said")
            {
                tally.take(sent_ns);
                count += 1;
            }
        })
        .await?;
    Ok(count)
}

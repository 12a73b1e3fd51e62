//! One drive of a real tour: every visitor entered by the invitation in a browser of its own, takes
//! the drive, leaves and arrives; until the last receipt is on disk and with the agent.

use super::drive::{self, Measured};
use super::{Plan, Wrong};
use crate::client::{Client, News};
use crate::clock::{ms, now_ns};
use crate::crowd;
use crate::fault::Fault;
use crate::frame::Receipted;
use crate::http::Http;
use crate::series::median;
use crate::stage::{Stage, Tour};
use crate::stamp;
use crate::table::{Figure, Goal};
use crate::tourist::{Journal, Tourist};
use crate::world::{self, World};
use std::collections::HashSet;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const SIZES: [usize; 4] = [1, 100, 1_000, 10_000];
/// Drives of a round, besides one to warm up.
const DRIVES: usize = 3;
const WITHIN: Duration = Duration::from_mins(1);
const BETWEEN: Duration = Duration::from_millis(300);

/// Times of one size, in ms.
#[derive(Debug, Default)]
struct Toured {
    first: Vec<f64>,
    last: Vec<f64>,
    folded: Vec<f64>,
    processor: Vec<f64>,
}

/// Rows for each number of browsers.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let mut figures = Vec::new();
    let mut wrong = Wrong::default();
    for size in SIZES {
        let (mut own, mut peer) = (Toured::default(), Measured::default());
        for round in 0..plan.rounds {
            for world in plan.worlds(round).await? {
                let world = Rc::new(world);
                match &*world {
                    World::Docent(stage) => tour((&world, stage), size, &mut own).await?,
                    World::Peer(_) => drive::drive(&world, size, &mut peer).await?,
                }
                wrong.note(&world);
            }
        }
        figures.extend(rows(size, &own, &peer));
    }
    figures.extend(wrong.figures("tours"));
    Ok(figures)
}

fn rows(size: usize, own: &Toured, peer: &Measured) -> [Figure; 4] {
    let beside = |values: &[f64]| (!values.is_empty()).then(|| median(values));
    let last = beside(&peer.last);
    let goal = match last {
        Some(last) if size == 10_000 => Goal::AtMost(last),
        _ => Goal::None,
    };
    let row = |what: &str, values: &[f64], goal| {
        Figure::new(format!("a tour of {size}, one drive: {what}"), median(values), "ms", goal)
    };
    [
        row("the first has it", &own.first, Goal::None).beside(beside(&peer.first)),
        row("the last has it", &own.last, goal).beside(last),
        row("all receipts on disk, with the agent", &own.folded, Goal::None),
        row("server's processor, receipts included", &own.processor, Goal::None),
    ]
}

async fn tour(
    (world, stage): (&Rc<World>, &Stage),
    size: usize,
    toured: &mut Toured,
) -> Result<(), Fault> {
    let journal = Rc::new(Journal::default());
    let tour = stage.tour(&mut stage.http().await?).await?;
    let mut tasks = JoinSet::new();
    for tourist in crowd_of(world, &tour, size, &journal).await? {
        tasks.spawn_local(tourist.run());
    }
    let mut agent = world::following(stage.agent(&tour.at)).await?;
    for number in 0..=DRIVES {
        sleep(BETWEEN).await;
        journal.begin();
        let before = stage.server.processor_ns();
        let sent_ns = now_ns();
        agent.command(&stamp::drive(sent_ns)).await?;
        let all = arrivals(&mut agent, size);
        let late = |_| Fault::Late(format!("{} of {size} have it", journal.told.get()));
        timeout(WITHIN, all).await.map_err(late)??;
        let folded_ns = now_ns();
        if let Some(problem) = journal.problems.borrow().first() {
            return Err(Fault::Unexpected(problem.clone()));
        }
        if number > 0 {
            let (first_ns, last_ns) = journal.told_ns.get();
            toured.first.push(ms(first_ns - sent_ns));
            toured.last.push(ms(last_ns - sent_ns));
            toured.folded.push(ms(folded_ns - sent_ns));
            toured.processor.push(ms(stage.server.processor_ns() - before));
        }
    }
    Ok(())
}

/// So many tourists, each in a browser of its own.
async fn crowd_of(
    world: &Rc<World>,
    tour: &Tour,
    size: usize,
    journal: &Rc<Journal>,
) -> Result<Vec<Tourist>, Fault> {
    let (address, tour) = (world.server().address, tour.clone());
    let (world, journal) = (Rc::clone(world), Rc::clone(journal));
    let enter = async move |http: &mut Http, _| match &*world {
        World::Docent(stage) => Tourist::enter(stage, http, &tour, Rc::clone(&journal)).await,
        World::Peer(_) => Err(Fault::Unexpected("the peer knows no tours".into())),
    };
    crowd::each(size, async move || Http::open(address).await, enter).await
}

/// Waits until the agent has heard that all have arrived. A console that was cut off goes on.
async fn arrivals(agent: &mut Client, size: usize) -> Result<(), Fault> {
    let mut arrived: HashSet<u32> = HashSet::new();
    let mut fault = None;
    while arrived.len() < size {
        let heard = agent.turn(|news| {
            let News::Entry(entry) = news else { return };
            match entry.event::<Receipted<'_>>("Receipted") {
                Ok(it) => {
                    let all = it.iter().flat_map(|it| &it.receipts);
                    arrived
                        .extend(all.filter(|it| it.outcome.is == "arrived").map(|it| it.browser));
                }
                Err(err) => fault = Some(err),
            }
        });
        match heard.await {
            Ok(()) => {}
            Err(Fault::Closed(_)) => agent.resume().await?,
            Err(err) => return Err(err),
        }
        if let Some(fault) = fault.take() {
            return Err(fault);
        }
    }
    Ok(())
}

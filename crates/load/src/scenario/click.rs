//! From the click to the console, and how many whole clicks a second.

use super::Plan;
use crate::client::{Client, News};
use crate::clock::{ms, now_ns, per_second};
use crate::console::Console;
use crate::crowd;
use crate::fault::Fault;
use crate::series::{Series, median};
use crate::stage::Stage;
use crate::table::{Figure, Goal};
use std::rc::Rc;
use std::time::Duration;
use tokio::time::timeout;

const WAITING: usize = 1_000;
/// As many as stand on the first page of a console's queue, after the clicks that are measured.
const FEW_WAITING: usize = 20;
const CLICKS: usize = 60;
const WHOLE_CLICKS: usize = 4_000;
/// The board is sent at most four times a second: clicks come when it has rested, and at any moment
/// of its pace.
const REST: Duration = Duration::from_millis(260);
const REST_MORE_MS: u64 = 120;
const WITHIN: Duration = Duration::from_secs(5);

/// Rows of both.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let mut figures = Vec::new();
    let stage = Rc::new(plan.stage(0).await?);
    figures.extend(to_console(&stage, FEW_WAITING, "its row").await?);
    figures.extend(to_console(&stage, WAITING, "its count").await?);
    let mut rates = Vec::new();
    for round in 0..plan.rounds {
        rates.push(whole_clicks(&Rc::new(plan.stage(round).await?)).await?);
    }
    figures.push(
        Figure::new("whole clicks", median(&rates), "/s", Goal::AtLeast(4_000.0))
            .noted("stored, queued, socket open and greeted"),
    );
    Ok(figures)
}

/// Clicks one by one, beside `waiting` others who wait with sockets of their own.
async fn to_console(stage: &Rc<Stage>, waiting: usize, what: &str) -> Result<Vec<Figure>, Fault> {
    let crowd = wait(stage, waiting).await?;
    let mut idle = tokio::task::JoinSet::new();
    for client in crowd {
        idle.spawn_local(stay(client));
    }
    let mut console = Console::open(stage).await?;
    let (mut seen, mut answered) = (Series::default(), Series::default());
    let mut random = crate::random::Random::new(WAITING as u64);
    let mut http = stage.http().await?;
    for _ in 0..CLICKS {
        console.rest(REST + Duration::from_millis(random.below(REST_MORE_MS))).await?;
        let (before, sent_ns) = (console.waiting, now_ns());
        let visitor = stage.click(&mut http).await?;
        answered.add(now_ns() - sent_ns);
        let known = async {
            while console.waiting <= before
                || (waiting == FEW_WAITING && !console.shows(&visitor.channel))
            {
                console.turn().await?;
            }
            Ok(console.heard_ns)
        };
        let late = |_| Fault::Late("the console does not know of a click".into());
        seen.add(timeout(WITHIN, known).await.map_err(late)??.saturating_sub(sent_ns));
        // The place is given back, so that as many wait as before.
        leave(stage, &visitor).await?;
    }
    let name = |part: &str| format!("click → console has {what}, {waiting} waiting: {part}");
    Ok(vec![
        Figure::new(name("p50"), ms(seen.percentile(50)), "ms", Goal::AtMost(5.0))
            .noted(format!("the click is answered after {:.2} ms", ms(answered.percentile(50)))),
        Figure::new(name("p99"), ms(seen.percentile(99)), "ms", Goal::AtMost(20.0)),
    ])
}

async fn leave(stage: &Stage, visitor: &crate::stage::Visitor) -> Result<(), Fault> {
    let mut client = Client::connect(stage.visitor(visitor)).await?;
    client.carry_out(r#"{"do":"end"}"#).await.map(drop)
}

/// Visitors who click, follow and know their place.
async fn wait(stage: &Rc<Stage>, count: usize) -> Result<Vec<Client>, Fault> {
    let (connector, stage) = (Rc::clone(stage), Rc::clone(stage));
    crowd::each(
        count,
        async move || connector.http().await,
        async move |http, _| {
            let visitor = stage.click(http).await?;
            let mut client = Client::follow(stage.visitor(&visitor)).await?;
            client.until(|news| matches!(news, News::Place).then_some(())).await?;
            Ok(client)
        },
    )
    .await
}

/// Follows for as long as the server is there.
pub(super) async fn stay(mut client: Client) {
    while client.turn(|news| drop(news)).await.is_ok() {}
}

async fn whole_clicks(stage: &Rc<Stage>) -> Result<f64, Fault> {
    let started = now_ns();
    let clients = wait(stage, WHOLE_CLICKS).await?;
    let rate = per_second(clients.len() as u64, now_ns() - started);
    Ok(rate)
}

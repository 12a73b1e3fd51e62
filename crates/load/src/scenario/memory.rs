//! Memory of a waiting visitor: channel, token, place and socket.

use super::Plan;
use super::click::stay;
use crate::client::{Client, News};
use crate::crowd;
use crate::fault::Fault;
use crate::stage::Stage;
use crate::table::{Figure, Goal, float};
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

const VISITORS: usize = 15_000;
/// Visitors before the first look: what a server allocates once is not a visitor's.
const WARM_UP: usize = 200;
/// Until places have been told and buffers given back.
const SETTLES: Duration = Duration::from_secs(3);

/// One row.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let stage = Rc::new(plan.stage(0).await?);
    let mut waiting = JoinSet::new();
    arrive(&stage, WARM_UP, &mut waiting).await?;
    sleep(SETTLES).await;
    let before = stage.server.resident_bytes();
    arrive(&stage, VISITORS, &mut waiting).await?;
    sleep(SETTLES).await;
    let after = stage.server.resident_bytes();
    let kept = float(waiting.len() as u64) / float((VISITORS + WARM_UP) as u64);
    let each = float(after.saturating_sub(before)) / float(VISITORS as u64) / 1_000.0;
    Ok(vec![
        Figure::new("memory per waiting visitor at 15,000", each, "kB", Goal::AtMost(8.0))
            .noted(format!("{:.1} MB in all", float(after) / 1e6)),
        Figure::new("visitors still connected", kept * 100.0, "%", Goal::AtLeast(100.0)),
    ])
}

async fn arrive(stage: &Rc<Stage>, count: usize, waiting: &mut JoinSet<()>) -> Result<(), Fault> {
    let (connector, stage) = (Rc::clone(stage), Rc::clone(stage));
    let clients = crowd::each(
        count,
        async move || connector.http().await,
        async move |http, _| {
            let visitor = stage.click(http).await?;
            let mut client = Client::follow(stage.visitor(&visitor)).await?;
            client.until(|news| matches!(news, News::Place).then_some(())).await?;
            Ok(client)
        },
    );
    for client in clients.await? {
        waiting.spawn_local(stay(client));
    }
    // Those who were cut off are no longer counted.
    while waiting.try_join_next().is_some() {}
    Ok(())
}

//! Cold start, idle memory, size of the binary.

use super::Plan;
use crate::clock::ms;
use crate::fault::Fault;
use crate::series::median;
use crate::server::Cores;
use crate::stage;
use crate::table::{Figure, Goal, float};
use std::fs;
use std::time::Duration;
use tokio::time::sleep;

/// Starts of a round.
const STARTS: usize = 5;
/// Until what a start allocates has been given back.
const SETTLES: Duration = Duration::from_secs(2);

/// Three rows.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let mut server = stage::prepared(&plan.binary, Cores::First)?;
    let mut starts = Vec::new();
    for _ in 0..STARTS * plan.rounds {
        starts.push(ms(server.start().await?));
        server.kill();
    }
    server.start().await?;
    sleep(SETTLES).await;
    let idle = megabytes(server.resident_bytes());
    let binary = fs::metadata(&plan.binary).map_err(Fault::io("look at the binary"))?;
    Ok(vec![
        Figure::new("cold start, until ready", median(&starts), "ms", Goal::AtMost(100.0)),
        Figure::new("idle memory", idle, "MB", Goal::AtMost(25.0)),
        Figure::new("binary", megabytes(binary.len()), "MB", Goal::AtMost(25.0)),
    ])
}

fn megabytes(bytes: u64) -> f64 {
    float(bytes) / 1e6
}

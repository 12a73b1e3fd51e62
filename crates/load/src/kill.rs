//! `kill -9` of the server at random moments under load, and what must be true after it: nothing
//! answered is lost or doubled, the queue is as it was, every follower goes on by itself.

mod check;
mod clicker;
mod guest;
mod ledger;
pub mod tour;

use crate::client::Client;
use crate::clock::{ms, now_ns};
use crate::fault::Fault;
use crate::random::Random;
use crate::series::Series;
use crate::server::Cores;
use crate::stage::{Stage, Visitor};
use crate::table::{Figure, Goal, Table, float};
use check::Checker;
use clicker::Clicker;
use guest::Guest;
use ledger::{Ledger, Run};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Channels in which a visitor and an agent talk all the time.
const CHANNELS: usize = 8;
/// Answers between two kills, at most.
const ANSWERS_MAX: u64 = 200;
/// Of so many kills one comes while the server is still starting.
const EARLY_ONE_IN: u64 = 5;
/// How long after its start such a kill comes at the latest, in microseconds.
const EARLY_US_MAX: u64 = 150_000;
/// How long after its last answer a kill comes at the latest, in microseconds.
const LATER_US_MAX: u64 = 3_000;

/// Problems that are printed: the first say it.
const SHOWN_MAX: usize = 20;

/// What to do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The server's binary.
    pub binary: PathBuf,
    /// How often to kill it.
    pub rounds: usize,
    /// What the randomness comes from.
    pub seed: u64,
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// How often the server was killed.
    pub kills: usize,
    /// Commands that were answered.
    pub answered: u64,
    /// Entries that were read back and compared.
    pub entries: u64,
    /// What was not as it must be. Empty when all is well.
    pub problems: Vec<String>,
    ready: Series,
    resumed: Series,
}

impl Found {
    /// As rows of the table.
    pub fn table(&self) -> Table {
        let wrong = float(self.problems.len() as u64);
        let resumed = |percent| ms(self.resumed.percentile(percent));
        let figures = vec![
            Figure::new("kill -9 under load", float(self.kills as u64), "times", Goal::None),
            Figure::new("commands answered", float(self.answered), "", Goal::None),
            Figure::new("entries read back", float(self.entries), "", Goal::None),
            Figure::new("lost, doubled, out of order", wrong, "", Goal::AtMost(0.0)),
            Figure::new("ready again: p50", ms(self.ready.percentile(50)), "ms", Goal::None),
            Figure::new("every client goes on: p50", resumed(50), "ms", Goal::None),
            Figure::new("every client goes on: p99", resumed(99), "ms", Goal::None),
        ];
        Table { header: self.problems.iter().take(SHOWN_MAX).cloned().collect(), figures }
    }
}

/// Kills and checks.
///
/// # Errors
/// When the server does not come back, or somebody does not go on.
pub async fn run(plan: Plan) -> Result<Found, Fault> {
    let mut random = Random::new(plan.seed);
    let stage = Stage::open(&plan.binary, Cores::All, Random::new(random.bits())).await?;
    let run = Rc::new(Run::default());
    let mut tasks = JoinSet::new();
    let mut checker = Checker::default();
    for _ in 0..CHANNELS {
        let visitor = stage.click(&mut stage.http().await?).await?;
        drop(stage.join(&visitor).await?);
        let ledgers = seat(&stage, &visitor, (&run, &mut random), &mut tasks).await?;
        checker.watch(visitor, ledgers);
    }
    let clicker = Clicker::new(stage.server.address, Random::new(random.bits()));
    tasks.spawn_local(Rc::clone(&clicker).run(Rc::clone(&run)));
    let mut killer =
        Killer { stage, run, random, ready: Series::default(), resumed: Series::default() };
    killer.resume_all().await?;
    for round in 1..=plan.rounds {
        killer.kill().await?;
        killer.resume_all().await?;
        checker.after_restart(&killer.stage, &clicker).await?;
        if let Some(problem) = killer.run.problems.borrow().first() {
            killer.run.stop.set(true);
            return Err(Fault::Unexpected(format!("after kill {round}: {problem}")));
        }
    }
    killer.run.stop.set(true);
    killer.settle().await?;
    checker.at_the_end(&killer.stage, &clicker).await?;
    let mut problems = checker.problems;
    problems.extend(killer.run.problems.take());
    problems.extend(verify(&plan, &mut killer.stage));
    Ok(Found {
        kills: plan.rounds,
        answered: killer.run.answers.get(),
        entries: checker.entries,
        problems,
        ready: killer.ready,
        resumed: killer.resumed,
    })
}

/// Seats a visitor and an agent who talk until the run stops.
async fn seat(
    stage: &Stage,
    visitor: &Visitor,
    (run, random): (&Rc<Run>, &mut Random),
    tasks: &mut JoinSet<()>,
) -> Result<[Rc<Ledger>; 2], Fault> {
    let seats = [stage.visitor(visitor), stage.agent(visitor)];
    let ledgers = [Rc::new(Ledger::default()), Rc::new(Ledger::default())];
    for (seat, ledger) in seats.into_iter().zip(&ledgers) {
        run.ledgers.borrow_mut().push(Rc::clone(ledger));
        let client = Client::follow(seat).await?;
        let guest = Guest::new(client, Rc::clone(ledger), Random::new(random.bits()));
        tasks.spawn_local(guest.run(Rc::clone(run)));
    }
    Ok(ledgers)
}

/// Who kills the server, and waits for everybody.
struct Killer {
    stage: Stage,
    run: Rc<Run>,
    random: Random,
    ready: Series,
    resumed: Series,
}

impl Killer {
    /// Kills the server at a random moment and starts it again; now and then it is killed once more
    /// while it starts.
    async fn kill(&mut self) -> Result<(), Fault> {
        let until = self.run.answers.get() + self.random.below(ANSWERS_MAX);
        self.run.wait("nobody is answered", |run| run.answers.get() >= until).await?;
        sleep(Duration::from_micros(self.random.below(LATER_US_MAX))).await;
        self.run.lives.set(self.run.lives.get() + 1);
        self.stage.server.kill();
        if self.random.below(EARLY_ONE_IN) == 0 {
            self.stage.server.spawn()?;
            sleep(Duration::from_micros(self.random.below(EARLY_US_MAX))).await;
            self.stage.server.kill();
        }
        self.ready.add(self.stage.server.start().await?);
        Ok(())
    }

    /// Waits until every client follows again.
    async fn resume_all(&mut self) -> Result<(), Fault> {
        let (run, started) = (&self.run, now_ns());
        let life = run.lives.get();
        run.wait("not all clients go on by themselves", |run| {
            run.ledgers.borrow().iter().all(|it| it.life.get() == life)
        })
        .await?;
        self.resumed.add(now_ns() - started);
        Ok(())
    }

    /// Waits until everything said is answered, and everybody in a channel has heard the same.
    async fn settle(&self) -> Result<(), Fault> {
        let settled = |run: &Run| run.ledgers.borrow().iter().all(|it| it.unanswered() == 0);
        self.run.wait("not everything said is answered", settled).await?;
        let even = |run: &Run| {
            let ledgers = run.ledgers.borrow();
            ledgers.chunks(2).all(|pair| {
                let said = pair.iter().map(|it| it.last_done()).max().unwrap_or(0);
                pair.iter().all(|it| it.heard.borrow().last().is_some_and(|last| *last >= said))
            })
        };
        self.run.wait("not everybody has heard everything", even).await
    }
}

/// The server's own check of its record, after one more kill.
fn verify(plan: &Plan, stage: &mut Stage) -> Option<String> {
    stage.server.kill();
    let mut verify = std::process::Command::new(&plan.binary);
    let said = verify.arg("verify").arg("--data").arg(stage.server.data()).output();
    match said {
        Ok(said) if said.status.success() => None,
        Ok(said) => Some(format!("`docent verify`: {}", String::from_utf8_lossy(&said.stderr))),
        Err(err) => Some(format!("`docent verify`: {err}")),
    }
}

//! A client that talks, and goes on by itself when the server was gone.

use super::ledger::{Fate, Ledger, Run, Said};
use crate::client::{Client, News};
use crate::fault::Fault;
use crate::frame::Refused;
use crate::random::Random;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval, sleep};

/// Commands that may be unanswered.
const UNANSWERED_MAX: usize = 4;
/// The shortest time between two commands, in milliseconds, and how much longer it may be.
const PACE_MS: (u64, u64) = (4, 8);
/// Between two tries to connect.
const TRY_AGAIN: Duration = Duration::from_millis(5);

/// A client.
pub(super) struct Guest {
    client: Client,
    ledger: Rc<Ledger>,
    pace: Duration,
    /// Whether the server has said where we are: what is not answered goes out first.
    following: bool,
}

/// What a turn brought that has to be acted on.
#[derive(Default)]
struct Turn {
    following: bool,
    try_again: Option<Duration>,
}

impl Guest {
    pub(super) fn new(client: Client, ledger: Rc<Ledger>, mut random: Random) -> Self {
        let pace = Duration::from_millis(PACE_MS.0 + random.below(PACE_MS.1));
        Self { client, ledger, pace, following: false }
    }

    /// Talks until told to stop, and listens until the end of the run.
    pub(super) async fn run(mut self, run: Rc<Run>) {
        let mut tick = interval(self.pace);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let may_say = self.following && !run.stop.get();
            let went = tokio::select! {
                _ = tick.tick(), if may_say && self.ledger.unanswered() < UNANSWERED_MAX => {
                    self.say().await
                }
                heard = hear(&mut self.client, &self.ledger, &run) => match heard {
                    Ok(turn) => self.follow_up(turn, &run).await,
                    Err(fault) => Err(fault),
                },
            };
            match went {
                Ok(()) => {}
                Err(Fault::Closed(_) | Fault::Io { .. }) => self.resume().await,
                Err(fault) => return run.problem(format!("{}: {fault}", self.client.seat.log)),
            }
        }
    }

    async fn say(&mut self) -> Result<(), Fault> {
        self.client.n += 1;
        let n = self.client.n;
        let words = format!("{}/{n}", self.client.seat.sender);
        let command = format!(r#"{{"do":"say","text":"{words}"}}"#);
        self.ledger.said.borrow_mut().push(Said { n, words, fate: Fate::Open, again: false });
        self.client.send(n, &command).await
    }

    async fn follow_up(&mut self, turn: Turn, run: &Run) -> Result<(), Fault> {
        if let Some(after) = turn.try_again {
            sleep(after).await;
        }
        if turn.following {
            self.following = true;
            self.ledger.life.set(run.lives.get());
        }
        if turn.following || turn.try_again.is_some() {
            for Said { n, words, .. } in self.ledger.send_again() {
                self.client.send(n, &format!(r#"{{"do":"say","text":"{words}"}}"#)).await?;
            }
            run.change.notify_one();
        }
        Ok(())
    }

    async fn resume(&mut self) {
        self.following = false;
        while self.client.resume().await.is_err() {
            sleep(TRY_AGAIN).await;
        }
    }
}

async fn hear(client: &mut Client, ledger: &Ledger, run: &Run) -> Result<Turn, Fault> {
    let mut turn = Turn::default();
    let settle = |n, fate| match ledger.settle(n, fate) {
        Ok(first) => run.answers.set(run.answers.get() + u64::from(first)),
        Err(problem) => run.problem(problem),
    };
    let came = client.turn(|news| match news {
        News::Following { .. } => turn.following = true,
        News::Entry(entry) => ledger.heard.borrow_mut().push(entry.seq),
        News::Done { n, seq } => settle(n, Fate::Done(seq)),
        News::Refused(Refused { retry_ms: Some(wait_ms), .. }) => {
            turn.try_again = Some(Duration::from_millis(wait_ms));
        }
        // What the server was too busy for may be overtaken by what came after it.
        News::Refused(Refused { n, code, .. }) if code == "overtaken" => settle(n, Fate::Refused),
        News::Refused(it) => run.problem(format!("refused: {} ({})", it.message, it.code)),
        News::Place | News::Drives(_) => {}
    });
    came.await?;
    run.change.notify_one();
    Ok(turn)
}

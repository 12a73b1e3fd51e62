//! `kill -9` in the middle of a drive to the browsers of a tour: each ends at the stop that the
//! record says, and has gone there once.

use super::{Found, Plan, verify};
use crate::client::{Client, News};
use crate::clock::now_ns;
use crate::fault::Fault;
use crate::random::Random;
use crate::series::Series;
use crate::server::Cores;
use crate::stage::{Stage, Tour};
use crate::tourist::{Journal, Tourist, Trips};
use crate::world;
use serde_json::Value;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How long those who are driven may take to be where the record says, after a start.
const WITHIN: Duration = Duration::from_mins(1);
/// Until a console that could not connect tries again.
const TRY_AGAIN: Duration = Duration::from_millis(50);
/// How long after the last of those that a kill waits for it comes at the latest, in microseconds.
const LATER_US_MAX: u64 = 3_000;

/// Drives so many browsers of one tour, and kills the server on the way, `plan.rounds` times.
///
/// # Errors
/// When the server does not come back, or somebody does not end where the record says.
pub async fn run(plan: Plan, browsers: usize) -> Result<Found, Fault> {
    let mut random = Random::new(plan.seed);
    let stage = Stage::open(&plan.binary, Cores::All, Random::new(random.bits())).await?;
    let mut http = stage.http().await?;
    let tour = stage.tour(&mut http).await?;
    let journal = Rc::new(Journal::default());
    let mut tasks = JoinSet::new();
    let mut trips = Vec::new();
    for _ in 0..browsers {
        let tourist = Tourist::enter(&stage, &mut http, &tour, Rc::clone(&journal)).await?;
        trips.push(Rc::clone(&tourist.trips));
        tasks.spawn_local(tourist.run());
    }
    let agent = world::following(stage.agent(&tour.at)).await?;
    let (ready, resumed, problems) = (Series::default(), Series::default(), Vec::new());
    let mut killer = Killer { stage, tour, journal, trips, agent, ready, resumed, problems };
    for round in 1..=plan.rounds {
        killer.drive(round, &mut random).await?;
    }
    killer.problems.extend(killer.journal.problems.take());
    let verified = verify(&plan, &mut killer.stage);
    killer.problems.extend(verified);
    let carried_out = killer.trips.iter().map(|it| it.borrow().len() as u64).sum();
    Ok(Found {
        kills: plan.rounds,
        answered: carried_out,
        entries: killer.agent.cursor.at,
        problems: killer.problems,
        ready: killer.ready,
        resumed: killer.resumed,
    })
}

struct Killer {
    stage: Stage,
    tour: Tour,
    journal: Rc<Journal>,
    trips: Vec<Trips>,
    agent: Client,
    ready: Series,
    resumed: Series,
    problems: Vec<String>,
}

impl Killer {
    /// One drive, in the middle of which the server is killed.
    async fn drive(&mut self, round: usize, random: &mut Random) -> Result<(), Fault> {
        let url = format!("https://shop.example/stop-{round}");
        let command = format!(r#"{{"do":"drive","url":"{url}","title":""}}"#);
        let gone = self.gone_to(&url) as u64;
        let enough = gone + random.below(self.trips.len() as u64);
        let n = self.agent.command(&command).await?;
        while (self.gone_to(&url) as u64) < enough {
            self.change("too few go").await?;
        }
        sleep(Duration::from_micros(random.below(LATER_US_MAX))).await;
        self.stage.server.kill();
        self.ready.add(self.stage.server.start().await?);
        let started = now_ns();
        self.ask_again(n, &command).await?;
        while self.gone_to(&url) < self.trips.len() {
            self.change("not all go where they were driven").await?;
        }
        self.resumed.add(now_ns() - started);
        self.compare(&url).await
    }

    /// How many have gone there.
    fn gone_to(&self, url: &str) -> usize {
        let is_there = |it: &&Trips| it.borrow().last().is_some_and(|(_, last)| last == url);
        self.trips.iter().filter(is_there).count()
    }

    /// Waits until something happens, listening as a console does.
    async fn change(&mut self, otherwise: &str) -> Result<(), Fault> {
        if let Some(problem) = self.journal.problems.borrow().first() {
            return Err(Fault::Unexpected(problem.clone()));
        }
        let journal = Rc::clone(&self.journal);
        let heard = tokio::select! {
            () = journal.change.notified() => Ok(()),
            heard = timeout(WITHIN, self.agent.turn(|news| drop(news))) => {
                heard.map_err(|_elapsed| Fault::Late(otherwise.into()))?
            }
        };
        match heard {
            Err(Fault::Closed(_) | Fault::Io { .. }) => self.reconnect().await,
            other => other,
        }
    }

    async fn reconnect(&mut self) -> Result<(), Fault> {
        let again = async {
            while self.agent.resume().await.is_err() {
                sleep(TRY_AGAIN).await;
            }
        };
        timeout(WITHIN, again).await.map_err(|_elapsed| Fault::Late("the agent".into()))
    }

    /// The drive may have been answered or not: it is sent again under the same count.
    async fn ask_again(&mut self, n: u64, command: &str) -> Result<(), Fault> {
        self.reconnect().await?;
        self.agent.send(n, command).await?;
        let answer = self.agent.until(|news| match news {
            News::Done { n: of, .. } if of == n => Some(Ok(())),
            News::Refused(it) if it.n == n => {
                Some(Err(Fault::Unexpected(format!("refused: {} ({})", it.message, it.code))))
            }
            _ => None,
        });
        answer.await?
    }

    /// Everybody has gone there once, and the record says that all are there.
    async fn compare(&mut self, url: &str) -> Result<(), Fault> {
        for (place, trips) in self.trips.iter().enumerate() {
            let trips = trips.borrow();
            let times = trips.iter().filter(|(_, to)| to == url).count();
            if times != 1 {
                self.problems.push(format!("a follower ({place}) went to {url} {times} times"));
            }
        }
        let path = format!("/v1/channels/{}", self.tour.at.channel);
        loop {
            let mut http = self.stage.http().await?;
            let told = self.stage.read(&mut http, &path).await?;
            let browsers = told["view"]["browsers"].as_object().map(|it| it.values());
            let is_there = |it: &Value| {
                it["ride"]["to"]["url"] == url && it["ride"]["outcome"]["is"] == "arrived"
            };
            let there = browsers.into_iter().flatten().filter(|it| is_there(it)).count();
            if there == self.trips.len() {
                return Ok(());
            }
            let late = format!("the record says {there} of {} are at {url}", self.trips.len());
            self.change(&late).await?;
        }
    }
}

//! What is measured: each scenario gives rows of the one table.

mod click;
mod disk;
mod drive;
mod memory;
mod size;
mod start;
mod talk;
mod tours;

use crate::fault::Fault;
use crate::random::Random;
use crate::server::Cores;
use crate::stage::Stage;
use crate::table::{Figure, Goal, float};
use crate::world::World;
use std::path::PathBuf;

/// How to measure.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The server's binary.
    pub binary: PathBuf,
    /// Rounds of each scenario, of which the median is shown.
    pub rounds: usize,
    /// What the randomness comes from.
    pub seed: u64,
    /// Whether to measure the peer too.
    pub peer: Peer,
}

/// Whether the peer is measured beside the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// In the same rounds, in turns.
    Beside,
    /// Not at all.
    Absent,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Scenario {
    /// Bytes before the click, at the click and for the client
    Size,
    /// Cold start, idle memory, size of the binary
    Start,
    /// Click to console, and whole clicks a second
    Click,
    /// A thousand channels of two: at 5 round trips a second, and saturated
    Talk,
    /// One drive to 1, 100, 1,000 and 10,000 browsers of one channel
    Drive,
    /// One drive of a real tour, of 1, 100, 1,000 and 10,000 browsers, with all their receipts
    Tours,
    /// Memory of 15,000 waiting visitors
    Memory,
    /// Durable appends a second, beside the disk's own rate
    Disk,
}

impl Scenario {
    /// All, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::Size,
        Self::Start,
        Self::Click,
        Self::Talk,
        Self::Drive,
        Self::Tours,
        Self::Memory,
        Self::Disk,
    ];

    /// Measures.
    ///
    /// # Errors
    /// When the server fails, or says what the protocol does not allow.
    pub async fn run(self, plan: &Plan) -> Result<Vec<Figure>, Fault> {
        match self {
            Self::Size => size::run(plan).await,
            Self::Start => start::run(plan).await,
            Self::Click => click::run(plan).await,
            Self::Talk => talk::run(plan).await,
            Self::Drive => drive::run(plan).await,
            Self::Tours => tours::run(plan).await,
            Self::Memory => memory::run(plan).await,
            Self::Disk => disk::run(plan).await,
        }
    }
}

impl Plan {
    async fn stage(&self, round: usize) -> Result<Stage, Fault> {
        Stage::open(&self.binary, Cores::First, self.random(round)).await
    }

    /// The worlds to measure in one round: ours, and the peer where there is one.
    async fn worlds(&self, round: usize) -> Result<Vec<World>, Fault> {
        let mut worlds = vec![World::Docent(self.stage(round).await?)];
        if self.peer == Peer::Beside {
            worlds.extend(World::peer(self.random(round)).await?);
        }
        Ok(worlds)
    }

    const fn random(&self, round: usize) -> Random {
        Random::new(self.seed.wrapping_add(round as u64))
    }
}

/// What must be 0, of all rounds of our own server.
#[derive(Debug, Default)]
struct Wrong {
    gaps_and_doubles: u64,
    cuts: u64,
}

impl Wrong {
    fn note(&mut self, world: &World) {
        if let World::Docent(stage) = world {
            self.gaps_and_doubles += stage.wrongs.gaps.get() + stage.wrongs.doubles.get();
            self.cuts += stage.wrongs.cuts.get();
        }
    }

    fn figures(&self, of: &str) -> [Figure; 2] {
        let figure = |what: &str, count| {
            Figure::new(format!("{of}: {what}"), float(count), "", Goal::AtMost(0.0))
        };
        [figure("gaps and doubles", self.gaps_and_doubles), figure("followers cut off", self.cuts)]
    }
}

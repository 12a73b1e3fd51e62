//! A power cut at random moments under load: what was answered is there, once and in order; the
//! queue is as it was; clients go on by themselves.

use docent_load::crowd;
use docent_load::kill::{self, Found, Plan};
use docent_load::random::Random;
use std::path::PathBuf;

/// Kills in one run; `make bench` does two hundred.
const KILLS: usize = 20;

/// PC1: `kill -9` at any moment loses no answered command and doubles none, keeps the queue, and
/// every client goes on by itself. `DOCENT_LOAD_SEED` repeats a run.
#[test]
fn pc1_nothing_answered_is_lost_or_doubled() {
    let seed = seed();
    println!("seed {seed}");
    let plan = Plan { binary: PathBuf::from(env!("CARGO_BIN_EXE_docent")), rounds: KILLS, seed };

    let found = crowd::on_one_thread(kill::run(plan));

    let Found { kills, answered, problems, .. } =
        found.unwrap_or_else(|fault| panic!("seed {seed}: {fault}"));
    assert!(problems.is_empty(), "seed {seed}: {problems:#?}");
    assert_eq!(kills, KILLS);
    assert!(answered > 0, "seed {seed}: nobody was answered, so nothing was proven");
}

#[expect(clippy::disallowed_methods, reason = "whoever repeats a run names its seed")]
fn seed() -> u64 {
    let given = std::env::var("DOCENT_LOAD_SEED").ok();
    given.and_then(|it| it.parse().ok()).unwrap_or_else(Random::fresh_seed)
}

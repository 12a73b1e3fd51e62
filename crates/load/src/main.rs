//! Prints the table of figures, or kills the server many times and checks what is left.

use clap::{Parser, Subcommand};
use docent_load::fault::Fault;
use docent_load::kill;
use docent_load::random::Random;
use docent_load::scenario::{Peer, Plan, Scenario};
use docent_load::table::Table;
use docent_load::{crowd, server};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Thousands of honest followers against the real binary.
#[derive(Debug, Parser)]
#[command(name = "docent-load", version)]
struct Options {
    /// The server's binary
    #[arg(long, global = true, env = "DOCENT", default_value = "target/release/docent")]
    docent: PathBuf,
    /// Seed of the randomness; drawn where it is not given
    #[arg(long, global = true, env = "DOCENT_LOAD_SEED")]
    seed: Option<u64>,
    /// Rounds: of each scenario, of which the median is shown (3), or of kills (200)
    #[arg(long, global = true)]
    rounds: Option<usize>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    /// Do not measure the peer
    #[arg(long)]
    no_peer: bool,
    /// What to measure; everything where nothing is named
    #[arg(value_enum)]
    scenarios: Vec<Scenario>,
    #[command(subcommand)]
    command: Option<Other>,
}

#[derive(Debug, Subcommand)]
enum Other {
    /// Kill the server at random moments under load, and check that nothing answered is lost
    Kill {
        /// Of a tour of so many browsers instead, each time in the middle of a drive
        #[arg(long, value_name = "BROWSERS")]
        tour: Option<usize>,
    },
}

fn main() -> ExitCode {
    let options = Options::parse();
    let seed = options.seed.unwrap_or_else(Random::fresh_seed);
    let worked = match options.command {
        Some(Other::Kill { tour }) => run_kills(&options, tour, seed),
        None => measure(&options, seed),
    };
    match worked {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            note(&format!("docent-load: {fault} (seed {seed})"));
            ExitCode::FAILURE
        }
    }
}

fn measure(options: &Options, seed: u64) -> Result<(), Fault> {
    server::pin_load();
    let peer = if options.no_peer { Peer::Absent } else { Peer::Beside };
    let rounds = options.rounds.unwrap_or(3);
    let plan = Plan { binary: options.docent.clone(), rounds, seed, peer };
    let named = options.scenarios.as_slice();
    let scenarios = if named.is_empty() { &Scenario::ALL } else { named };
    let mut table = Table { header: header(&plan.binary, rounds, seed), figures: Vec::new() };
    for scenario in scenarios {
        note(&format!("measuring: {scenario:?}"));
        table.figures.extend(crowd::on_one_thread(scenario.run(&plan))?);
    }
    print(options, &table)
}

fn run_kills(options: &Options, tour: Option<usize>, seed: u64) -> Result<(), Fault> {
    let rounds = options.rounds.unwrap_or(200);
    note(&format!("killing the server {rounds} times, seed {seed}"));
    let plan = kill::Plan { binary: options.docent.clone(), rounds, seed };
    let found = match tour {
        Some(browsers) => crowd::on_one_thread(kill::tour::run(plan, browsers))?,
        None => crowd::on_one_thread(kill::run(plan))?,
    };
    print(options, &found.table())?;
    let wrong = found.problems.len();
    if wrong == 0 { Ok(()) } else { Err(Fault::Unexpected(format!("{wrong} problems"))) }
}

fn header(binary: &Path, rounds: usize, seed: u64) -> Vec<String> {
    let cores = if server::can_pin() {
        "server on core 0, load on core 1"
    } else {
        "server and load share all cores (no `taskset`, or one core)"
    };
    vec![
        format!("{} · loopback · {cores}", binary.display()),
        format!("medians of {rounds} rounds, each with an empty data folder · seed {seed}"),
    ]
}

fn print(options: &Options, table: &Table) -> Result<(), Fault> {
    let text = if options.json {
        serde_json::to_string_pretty(table).expect("a table has string keys only")
    } else {
        table.to_string()
    };
    writeln!(std::io::stdout(), "{text}").map_err(Fault::io("print"))
}

fn note(text: &str) {
    // Whoever closed the error stream does not want to know.
    drop(writeln!(std::io::stderr(), "{text}"));
}

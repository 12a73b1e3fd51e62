//! What the many browsers of a tour say of their drives in one turn: decided together, one entry.

use super::Job;
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::id::LogId;
use docent_core::machine::{Command, Order};
use std::collections::{HashSet, VecDeque};

/// Takes the receipts of other browsers out of `jobs` that can be decided with a receipt of `by`:
/// of each browser the first thing it asks of this log, if that is a receipt.
pub(super) fn take_receipts(jobs: &mut VecDeque<Job>, log: LogId, by: Actor) -> Vec<Job> {
    let is_one = |job: &Job| matches!(job, Job::Run { log: of, order, .. } if *of == log && is_receipt(order));
    if !jobs.iter().any(is_one) {
        return Vec::new();
    }
    let mut heard = HashSet::from([by]);
    let mut taken = Vec::new();
    let mut kept = VecDeque::with_capacity(jobs.len());
    for job in jobs.drain(..) {
        let asks = match &job {
            Job::Run { log: of, order, .. } if *of == log => Some((order.by, is_receipt(order))),
            _ => None,
        };
        match asks {
            Some((by, is_receipt)) if heard.insert(by) && is_receipt => taken.push(job),
            _ => kept.push_back(job),
        }
    }
    *jobs = kept;
    taken
}

/// Whether a browser says what became of its drive.
pub(super) fn is_receipt(order: &Order) -> bool {
    let says = matches!(order.command, Command::Channel(ChannelCommand::Receipt { .. }));
    says && matches!(order.by, Actor::Browser(_))
}

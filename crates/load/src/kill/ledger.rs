//! What one client has said, what was answered, and what it has heard.

use crate::fault::Fault;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::timeout;

/// How long the load may stand still before that is a fault.
const WITHIN: Duration = Duration::from_secs(20);

/// The last commands of a client: those before them have been answered.
const LAST: usize = 64;

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not answered yet: it may be on disk or not, but never twice.
    Open,
    /// Answered: on disk, from this entry.
    Done(u64),
    /// Answered when it was sent again: on disk, from this entry or, when a later command of the
    /// same sender is on disk too, before it.
    DoneBefore(u64),
    /// Refused: not on disk.
    Refused,
}

/// A command, by its own words.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) n: u64,
    pub(super) words: String,
    pub(super) fate: Fate,
    /// Whether it was sent more than once.
    pub(super) again: bool,
}

/// One client's account of a channel.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) said: RefCell<Vec<Said>>,
    /// Numbers of the entries heard, in the order in which they came.
    pub(super) heard: RefCell<Vec<u64>>,
    /// In which life of the server it last followed.
    pub(super) life: Cell<u64>,
    /// How many at the front of `said` have been answered and checked.
    pub(super) settled: Cell<usize>,
}

impl Ledger {
    pub(super) fn unanswered(&self) -> usize {
        self.open().len()
    }

    /// What is not answered yet, in order.
    fn open(&self) -> Vec<Said> {
        let said = self.said.borrow();
        let last = &said[said.len().saturating_sub(LAST)..];
        last.iter().filter(|it| it.fate == Fate::Open).cloned().collect()
    }

    /// What is not answered yet, in order, to be sent again.
    pub(super) fn send_again(&self) -> Vec<Said> {
        let open = self.open();
        let mut said = self.said.borrow_mut();
        for it in said.iter_mut().rev().take(LAST).filter(|it| it.fate == Fate::Open) {
            it.again = true;
        }
        open
    }

    /// The last entry that was answered; 0 for none.
    pub(super) fn last_done(&self) -> u64 {
        let done = |it: &Said| match it.fate {
            Fate::Done(seq) | Fate::DoneBefore(seq) => seq,
            Fate::Open | Fate::Refused => 0,
        };
        self.said.borrow().iter().map(done).max().unwrap_or(0)
    }

    /// Notes an answer. A second one must say the same.
    pub(super) fn settle(&self, n: u64, fate: Fate) -> Result<bool, String> {
        let mut said = self.said.borrow_mut();
        let place = said.binary_search_by_key(&n, |it| it.n);
        let Some(known) = place.ok().and_then(|place| said.get_mut(place)) else {
            return Err(format!("an answer to {n}, which was never said"));
        };
        match (known.fate, fate) {
            (Fate::Open, Fate::Done(seq)) if known.again => {
                known.fate = Fate::DoneBefore(seq);
                Ok(true)
            }
            (Fate::Open, _) => {
                known.fate = fate;
                Ok(true)
            }
            (Fate::Done(_) | Fate::DoneBefore(_), Fate::Done(_)) => Ok(false),
            (before, now) => Err(format!("{} was {before:?}, then {now:?}", known.words)),
        }
    }
}

/// What all clients of a run share.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) stop: Cell<bool>,
    /// How often the server was killed.
    pub(super) lives: Cell<u64>,
    pub(super) answers: Cell<u64>,
    pub(super) ledgers: RefCell<Vec<Rc<Ledger>>>,
    pub(super) problems: RefCell<Vec<String>>,
    pub(super) change: Notify,
}

impl Run {
    pub(super) fn problem(&self, what: String) {
        self.problems.borrow_mut().push(what);
        self.change.notify_one();
    }

    /// Waits until it is so, or somebody has found a problem.
    pub(super) async fn wait(
        &self,
        otherwise: &str,
        so: impl Fn(&Self) -> bool,
    ) -> Result<(), Fault> {
        let over = || so(self) || !self.problems.borrow().is_empty();
        let all = async {
            while !over() {
                self.change.notified().await;
            }
        };
        timeout(WITHIN, all).await.map_err(|_elapsed| Fault::Late(otherwise.into()))
    }
}

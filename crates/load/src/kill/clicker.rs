//! One who clicks again and again: visitors who only wait, so that the queue has an order.

use super::ledger::Run;
use crate::fault::Fault;
use crate::http::Http;
use crate::random::Random;
use crate::stage;
use docent_core::id::Id;
use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::sleep;

/// Visitors in the queue at most: a console is sent the first hundred.
const VISITORS_MAX: usize = 90;
/// Between two clicks, so that they are not made in the same millisecond.
const BETWEEN: Duration = Duration::from_millis(20);
const TRY_AGAIN: Duration = Duration::from_millis(5);

/// Who clicks.
#[derive(Debug)]
pub(super) struct Clicker {
    server: SocketAddr,
    random: RefCell<Random>,
    /// Draws and their channels, in the order of the clicks.
    pub(super) answered: RefCell<Vec<(Id, Rc<str>)>>,
    /// Whether a click is under way: it may stand in the queue already.
    pub(super) under_way: Cell<bool>,
}

impl Clicker {
    pub(super) fn new(server: SocketAddr, random: Random) -> Rc<Self> {
        let (answered, under_way) = (RefCell::default(), Cell::new(false));
        Rc::new(Self { server, random: RefCell::new(random), answered, under_way })
    }

    /// Clicks until told to stop. A click that is not answered is made again, with the same draw.
    pub(super) async fn run(self: Rc<Self>, run: Rc<Run>) {
        while self.answered.borrow().len() < VISITORS_MAX {
            sleep(BETWEEN).await;
            if run.stop.get() {
                return;
            }
            let draw = self.random.borrow_mut().id();
            self.under_way.set(true);
            let channel = loop {
                match self.click(draw).await {
                    Ok(channel) => break channel,
                    Err(Fault::Unexpected(what)) => return run.problem(what),
                    Err(_) => sleep(TRY_AGAIN).await,
                }
            };
            self.answered.borrow_mut().push((draw, channel));
            self.under_way.set(false);
        }
    }

    /// The channel of a draw: a new one, or the one it was given before.
    pub(super) async fn click(&self, draw: Id) -> Result<Rc<str>, Fault> {
        let mut http = Http::open(self.server).await?;
        Ok(stage::click(&mut http, draw).await?.channel)
    }
}

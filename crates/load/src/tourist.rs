//! A visitor of a tour, in a browser of its own: lets itself be driven, and says what came of it.
//!
//! As the web client does, it says `taken`, goes when the record says so, and never goes twice.

use crate::client::{Client, News};
use crate::clock::now_ns;
use crate::fault::Fault;
use crate::frame::{Drive, Driven, Entry, Receipted};
use crate::http::Http;
use crate::stage::{Stage, Tour};
use crate::world;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};

/// Until a client that could not connect tries again.
const TRY_AGAIN: Duration = Duration::from_millis(50);
/// When nothing is to be tried again.
const NEVER: Duration = Duration::from_hours(1);

/// What those who are driven tell the run.
#[derive(Debug, Default)]
pub struct Journal {
    /// Called on whatever a tourist has heard or done.
    pub change: Notify,
    /// How many have heard of the last drive.
    pub told: Cell<usize>,
    /// When the first and the last of them heard of it.
    pub told_ns: Cell<(u64, u64)>,
    /// What should not have come.
    pub problems: RefCell<Vec<String>>,
}

impl Journal {
    /// Another drive: nobody has heard of it yet.
    pub fn begin(&self) {
        self.told.set(0);
    }

    fn note_told(&self) {
        let (told, now) = (self.told.get(), now_ns());
        let first = if told == 0 { now } else { self.told_ns.get().0 };
        self.told_ns.set((first, now));
        self.told.set(told + 1);
        self.change.notify_one();
    }
}

/// Where a tourist has gone: each drive carried out, with its address, in order.
pub type Trips = Rc<RefCell<Vec<(u32, String)>>>;

/// A visitor of a tour.
#[derive(Debug)]
pub struct Tourist {
    /// Where it has gone.
    pub trips: Trips,
    client: Client,
    journal: Rc<Journal>,
    /// The last drive that it has heard of; 0 for none.
    last: u32,
    /// Where to, once the record says that the last drive was taken.
    next: Option<String>,
    /// What was not answered yet, in order.
    unanswered: VecDeque<(u64, String)>,
    /// When to send it again.
    again: Option<Instant>,
}

/// What came that has to be acted on.
enum Heard {
    Driven(u32, String),
    Told(u32, bool),
    Answered(u64),
    Busy(Duration),
    Following,
}

impl Tourist {
    /// Enters the tour by its invitation, follows, and says in which way it can be driven.
    ///
    /// # Errors
    /// When the server does not let us in, or refuses.
    pub async fn enter(
        stage: &Stage,
        http: &mut Http,
        tour: &Tour,
        journal: Rc<Journal>,
    ) -> Result<Self, Fault> {
        let visitor = stage.enter(http, tour).await?;
        let mut client = world::following(stage.visitor(&visitor)).await?;
        let sit = format!(r#"{{"do":"sit","tab":"{}"}}"#, client.seat.sender);
        let deliver = r#"{"do":"deliver","client":"web","version":"1","bytes":0,"ms":1}"#;
        let equip = r#"{"do":"equip","ways":["guided"]}"#;
        for command in [deliver, &sit, equip] {
            client.carry_out(command).await?;
        }
        let (last, next, again) = (0, None, None);
        let (trips, unanswered) = (Rc::default(), VecDeque::new());
        Ok(Self { trips, client, journal, last, next, unanswered, again })
    }

    /// Is driven until the end of the run. Whatever is wrong stands in the journal.
    pub async fn run(mut self) {
        loop {
            match self.turn().await {
                Ok(()) => {}
                Err(Fault::Closed(_) | Fault::Io { .. }) => self.resume().await,
                Err(fault) => {
                    self.journal.problems.borrow_mut().push(fault.to_string());
                    return self.journal.change.notify_one();
                }
            }
        }
    }

    async fn resume(&mut self) {
        while self.client.resume().await.is_err() {
            sleep(TRY_AGAIN).await;
        }
    }

    async fn turn(&mut self) -> Result<(), Fault> {
        let mut heard = Vec::new();
        let mut fault = None;
        let due = self.again.unwrap_or_else(|| Instant::now() + NEVER);
        let listening = self.client.turn(|news| {
            if let Err(err) = note(news, &mut heard) {
                fault = Some(err);
            }
        });
        tokio::select! {
            came = listening => came?,
            () = sleep_until(due) => self.send_again(),
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        for it in heard {
            self.act(it);
        }
        Ok(())
    }

    fn act(&mut self, heard: Heard) {
        match heard {
            Heard::Driven(drive, url) if drive > self.last => {
                (self.last, self.next) = (drive, Some(url));
                self.receipt(r#"{"is":"taken","way":"guided"}"#);
                self.journal.note_told();
            }
            Heard::Told(drive, taken) if drive == self.last => {
                let next = self.next.take().filter(|_| taken);
                if let Some(url) = next {
                    self.go(url);
                }
            }
            Heard::Driven(..) | Heard::Told(..) => {}
            Heard::Answered(n) => self.unanswered.retain(|(own, _)| *own != n),
            Heard::Busy(wait) => self.again = Some(Instant::now() + wait),
            Heard::Following => self.send_again(),
        }
    }

    fn go(&mut self, url: String) {
        self.receipt(r#"{"is":"left"}"#);
        self.receipt(&format!(r#"{{"is":"arrived","url":"{url}","in_view":true}}"#));
        self.trips.borrow_mut().push((self.last, url));
        self.journal.change.notify_one();
    }

    /// The next turn sends it.
    fn receipt(&mut self, outcome: &str) {
        let drive = self.last;
        let command = format!(r#"{{"do":"receipt","drive":{drive},"outcome":{outcome}}}"#);
        self.client.n += 1;
        self.client.put(self.client.n, &command);
        self.unanswered.push_back((self.client.n, command));
    }

    fn send_again(&mut self) {
        self.again = None;
        for (n, command) in &self.unanswered {
            self.client.put(*n, command);
        }
    }
}

fn note(news: News<'_>, heard: &mut Vec<Heard>) -> Result<(), Fault> {
    match news {
        News::Following { .. } => heard.push(Heard::Following),
        News::Drives(drives) => heard.extend(drives.iter().flat_map(viewed)),
        News::Entry(entry) => read(&entry, heard)?,
        News::Done { n, .. } => heard.push(Heard::Answered(n)),
        News::Refused(it) => heard.push(match it.retry_ms {
            Some(wait_ms) => Heard::Busy(Duration::from_millis(wait_ms)),
            // The record says what became of the drive.
            None if it.code == "drive-over" || it.code == "invalid" => Heard::Answered(it.n),
            None => {
                return Err(Fault::Unexpected(format!("refused: {} ({})", it.message, it.code)));
            }
        }),
        News::Place => {}
    }
    Ok(())
}

fn viewed(it: &Drive<'_>) -> impl Iterator<Item = Heard> {
    let driven = Heard::Driven(it.drive, it.to.url.clone().into_owned());
    let own = it.receipts.values().next();
    std::iter::once(driven).chain(own.map(|own| Heard::Told(it.drive, own.outcome.is == "taken")))
}

fn read(entry: &Entry<'_>, heard: &mut Vec<Heard>) -> Result<(), Fault> {
    if let Some(Driven { drive, to }) = entry.event("Driven")? {
        heard.push(Heard::Driven(drive, to.url.into_owned()));
    } else if let Some(Receipted { drive, receipts }) = entry.event("Receipted")? {
        let taken = |is: &str| is == "taken";
        heard.extend(receipts.iter().map(|it| Heard::Told(drive, taken(&it.outcome.is))));
    }
    Ok(())
}

//! Compares what was answered with what stands in the record.

use super::clicker::Clicker;
use super::ledger::{Fate, Ledger};
use crate::console::Console;
use crate::fault::Fault;
use crate::http::{Http, Request};
use crate::stage::{Stage, Visitor};
use serde_json::Value;
use std::collections::HashMap;
use std::rc::Rc;

/// Entries of a page.
const PAGE: usize = 100;
/// Before this every entry stands.
const END: u64 = 1 << 53;

/// A channel, and what is known of it.
struct Watched {
    visitor: Visitor,
    ledgers: [Rc<Ledger>; 2],
    /// The words of each entry, from the first; empty where it has none.
    record: Vec<String>,
}

/// Who checks.
#[derive(Default)]
pub(super) struct Checker {
    channels: Vec<Watched>,
    queue: Vec<String>,
    pub(super) entries: u64,
    pub(super) problems: Vec<String>,
}

impl Checker {
    pub(super) fn watch(&mut self, visitor: Visitor, ledgers: [Rc<Ledger>; 2]) {
        self.channels.push(Watched { visitor, ledgers, record: Vec::new() });
    }

    /// Every answered command stands in the record, once; the queue is as it was.
    pub(super) async fn after_restart(
        &mut self,
        stage: &Stage,
        clicker: &Clicker,
    ) -> Result<(), Fault> {
        let mut http = stage.http().await?;
        for place in 0..self.channels.len() {
            self.channel(stage, &mut http, place).await?;
        }
        self.queue(stage, clicker).await
    }

    /// The same for all that was ever said, read anew, and for what every follower has heard.
    pub(super) async fn at_the_end(
        &mut self,
        stage: &Stage,
        clicker: &Clicker,
    ) -> Result<(), Fault> {
        let mut http = stage.http().await?;
        for place in 0..self.channels.len() {
            let before = std::mem::take(&mut self.channels[place].record);
            for ledger in &self.channels[place].ledgers {
                ledger.settled.set(0);
            }
            self.channel(stage, &mut http, place).await?;
            if !self.channels[place].record.starts_with(&before) {
                self.problems.push(format!("{} was rewritten", self.channels[place].visitor.log));
            }
            self.heard(stage, &mut http, place).await?;
        }
        self.queue(stage, clicker).await
    }

    async fn channel(&mut self, stage: &Stage, http: &mut Http, place: usize) -> Result<(), Fault> {
        let watched = &mut self.channels[place];
        // What is answered from here on may come after the record was read.
        let answered = watched.ledgers.each_ref().map(|it| it.said.borrow().clone());
        let known = watched.record.len();
        let cookie = format!("Cookie: {}\r\n", stage.cookie);
        let path = format!("/v1/channels/{}/entries", watched.visitor.channel);
        let entries = read(http, &path, &cookie, known as u64).await?;
        self.entries += entries.len() as u64;
        for entry in entries {
            watched.record.push(entry["event"]["text"].as_str().unwrap_or_default().to_owned());
            if entry["seq"].as_u64() != Some(watched.record.len() as u64) {
                let log = &watched.visitor.log;
                self.problems.push(format!("{log}: {entry} stands at {}", watched.record.len()));
            }
        }
        let mut places: HashMap<&str, Vec<u64>> = HashMap::new();
        for (seq, words) in (1..).zip(&watched.record) {
            places.entry(words).or_default().push(seq);
        }
        for (ledger, answered) in watched.ledgers.iter().zip(answered) {
            let unchecked = answered.get(ledger.settled.get()..).unwrap_or_default();
            for said in unchecked {
                let found = places.get(said.words.as_str()).map_or(&[][..], Vec::as_slice);
                self.problems.extend(fault(&said.words, said.fate, found));
            }
            let settled = unchecked.iter().take_while(|it| it.fate != Fate::Open).count();
            ledger.settled.set(ledger.settled.get() + settled);
        }
        Ok(())
    }

    /// Every follower has heard each entry that it may see, once and in order.
    async fn heard(&mut self, stage: &Stage, http: &mut Http, place: usize) -> Result<(), Fault> {
        let watched = &self.channels[place];
        let path = format!("/v1/channels/{}/entries", watched.visitor.channel);
        let readers = [
            format!("Authorization: Bearer {}\r\n", watched.visitor.token),
            format!("Cookie: {}\r\n", stage.cookie),
        ];
        for (ledger, reader) in watched.ledgers.iter().zip(readers) {
            let entries = read(http, &path, &reader, 0).await?;
            let visible: Vec<u64> = entries.iter().filter_map(|it| it["seq"].as_u64()).collect();
            let heard = ledger.heard.borrow();
            if *heard != visible {
                let first = heard.iter().zip(&visible).position(|(one, other)| one != other);
                self.problems.push(format!(
                    "{}: a follower heard {} entries of {}, the first difference at {first:?}",
                    watched.visitor.log,
                    heard.len(),
                    visible.len()
                ));
            }
        }
        Ok(())
    }

    /// The channels that wait are those of the clicks, in their order; a repeated click finds its
    /// channel.
    async fn queue(&mut self, stage: &Stage, clicker: &Clicker) -> Result<(), Fault> {
        let expected: Vec<String> =
            clicker.answered.borrow().iter().map(|(_, it)| it.to_string()).collect();
        let console = Console::open(stage).await?;
        let waiting = console.rows.iter().filter(|row| row.status == "waiting");
        let waiting: Vec<String> = waiting.map(|row| row.channel.clone()).collect();
        // A click that was under way may stand behind all that were answered, and more came since.
        if !waiting.starts_with(&expected) {
            self.problems.push(format!("the queue is {waiting:?}, the clicks were {expected:?}"));
        }
        if !waiting.starts_with(&self.queue) {
            self.problems.push(format!("the queue was {:?}, now {waiting:?}", self.queue));
        }
        self.queue = waiting;
        let last = clicker.answered.borrow().last().cloned();
        if let Some((draw, channel)) = last {
            let again = clicker.click(draw).await?;
            if again != channel {
                self.problems.push(format!("the same click gave {channel}, then {again}"));
            }
        }
        Ok(())
    }
}

/// What is wrong with the places of these words, if anything.
fn fault(words: &str, fate: Fate, found: &[u64]) -> Option<String> {
    let right = match fate {
        Fate::Done(seq) => found == [seq],
        Fate::DoneBefore(seq) => matches!(found, [one] if *one <= seq),
        Fate::Open => found.len() <= 1,
        Fate::Refused => found.is_empty(),
    };
    (!right).then(|| format!("{words} is {fate:?} and stands at {found:?}"))
}

/// The entries after `known`, in order.
async fn read(http: &mut Http, path: &str, reader: &str, known: u64) -> Result<Vec<Value>, Fault> {
    let (mut pages, mut before) = (Vec::new(), END);
    loop {
        let page = format!("{path}?before={before}&limit={PAGE}");
        let mut answer = http.ask(Request::get(&page).with(reader)).await?.json()?;
        let Value::Array(mut entries) = answer["entries"].take() else {
            return Err(Fault::Unexpected(format!("a page without entries: {answer}")));
        };
        let first = entries.first().and_then(|it| it["seq"].as_u64());
        let more = answer["more"].as_bool() == Some(true);
        entries.retain(|it| it["seq"].as_u64().is_some_and(|seq| seq > known));
        pages.push(entries);
        match first {
            Some(first) if more && first > known + 1 => before = first,
            _ => return Ok(pages.into_iter().rev().flatten().collect()),
        }
    }
}

//! A server that keeps its log, forgets the rest when it dies, and starts again.

use super::{Down, Entry};
use crate::stage::{Stage, directory, log_id};
use docent_core::actor::{Actor, Reader};
use docent_core::channel::ChannelCommand;
use docent_core::directory::Directory;
use docent_core::entry::{CommandName, Draft, Seq};
use docent_core::machine::{Command, Context, Order, State};
use docent_core::plan::Unforeseen;
use docent_core::time::Millis;
use docent_core::view::View;

/// A follower further behind than this gets the view.
const CATCH_UP_MAX: usize = 40;

pub(super) struct Server {
    pub(super) state: State,
    /// The disk.
    pub(super) entries: Vec<Entry>,
    /// A state kept for a faster start.
    kept: Option<Vec<u8>>,
    directory: Directory,
    pub(super) now_ms: Millis,
    pub(super) restarts: usize,
    pub(super) answered_again: usize,
}

impl Server {
    /// With one channel, in which the visitor waits.
    pub(super) fn opened() -> Self {
        let Stage { state, entries, now_ms, .. } = Stage::waiting();
        let (directory, kept) = (directory(), None);
        Self { state, entries, kept, directory, now_ms, restarts: 0, answered_again: 0 }
    }

    /// Answers a command, which is carried out unless it was before. Returns what happened anew.
    pub(super) fn carry_out(
        &mut self,
        by: Actor,
        name: CommandName,
        command: ChannelCommand,
    ) -> (Down, Vec<Entry>) {
        if self.state.answered(name).is_some() {
            self.answered_again += 1;
            return (Down::Done { n: name.n }, vec![]);
        }
        match self.decide(by, Some(name), command) {
            Some(drafts) => (Down::Done { n: name.n }, self.append(by, Some(name), drafts)),
            None => (Down::Refused { n: name.n }, vec![]),
        }
    }

    pub(super) fn tick(&mut self) -> Vec<Entry> {
        let drafts = self.decide(Actor::Server, None, ChannelCommand::Tick);
        self.append(Actor::Server, None, drafts.unwrap_or_default())
    }

    /// What a follower that has everything up to `after` is sent.
    pub(super) fn follow(&self, reader: Reader, after: Seq) -> Vec<Down> {
        let missing = self.visible(reader, after);
        if after == 0 || missing.len() > CATCH_UP_MAX {
            let view: View = self.state.channel().expect("it is one").view_for(reader);
            return vec![Down::View { view: Box::new(view) }];
        }
        let fresh: Vec<Entry> =
            self.entries.iter().filter(|it| missing.contains(&it.seq)).cloned().collect();
        self.frame(reader, &fresh).into_iter().collect()
    }

    /// What of these entries, the log's last at the time, a reader is sent.
    pub(super) fn frame(&self, reader: Reader, fresh: &[Entry]) -> Option<Down> {
        let sees = |entry: &&Entry| entry.audience.includes(reader);
        let entries: Vec<Entry> = fresh.iter().filter(sees).cloned().collect();
        let first = entries.first()?.seq;
        let mut before = self.entries.iter().filter(|entry| entry.seq < first);
        let prev = before.rfind(sees).map_or(0, |entry| entry.seq);
        Some(Down::Entries { prev, entries })
    }

    /// The places of the entries after this one that a reader may see.
    pub(super) fn visible(&self, reader: Reader, after: Seq) -> Vec<Seq> {
        let sees = |entry: &&Entry| entry.seq > after && entry.audience.includes(reader);
        self.entries.iter().filter(sees).map(|entry| entry.seq).collect()
    }

    pub(super) fn head(&self, reader: Reader) -> Seq {
        self.state.channel().expect("it is one").head_for(reader)
    }

    pub(super) fn keep_state(&mut self) {
        self.kept = Some(self.state.to_bytes());
    }

    /// Starts from the state kept, and the log after it.
    pub(super) fn restart(&mut self) {
        let kept = self.kept.as_deref().and_then(State::from_bytes);
        let mut state = kept.unwrap_or_else(|| State::new(log_id()));
        let last = state.seq();
        for entry in self.entries.iter().filter(|entry| entry.seq > last) {
            state.apply(entry);
        }
        self.state = state;
        self.restarts += 1;
    }

    fn decide(
        &self,
        by: Actor,
        name: Option<CommandName>,
        command: ChannelCommand,
    ) -> Option<Vec<Draft>> {
        let order = Order { by, name, command: Command::Channel(command) };
        let ctx =
            Context { now_ms: self.now_ms, directory: &self.directory, foresight: &Unforeseen };
        self.state.decide(&order, &ctx).ok()
    }

    fn append(&mut self, by: Actor, cause: Option<CommandName>, drafts: Vec<Draft>) -> Vec<Entry> {
        let mut fresh = Vec::new();
        for Draft { event, audience } in drafts {
            let (seq, at_ms) = (self.state.seq() + 1, self.now_ms);
            let entry = Entry { seq, at_ms, by, cause, audience, event };
            self.state.apply(&entry);
            fresh.push(entry);
        }
        self.entries.extend(fresh.iter().cloned());
        fresh
    }
}

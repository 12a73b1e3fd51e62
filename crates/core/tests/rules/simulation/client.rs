//! A client: it wishes, sends until answered, and follows.

use super::{Down, Up};
use crate::random::Random;
use crate::stage::{arrived, drive, page, say, taken};
use docent_core::actor::{Actor, Reader};
use docent_core::channel::ChannelCommand as C;
use docent_core::drive::{Outcome, Way};
use docent_core::entry::{CommandName, Seq};
use docent_core::follow::{Cursor, Verdict};
use docent_core::id::Id;
use docent_core::view::View;
use std::collections::{BTreeMap, VecDeque};

/// A connection: what is under way in both directions, in order.
#[derive(Debug, Default)]
pub(super) struct Link {
    pub(super) up: VecDeque<Up>,
    pub(super) down: VecDeque<Down>,
    /// Whether the server sends entries on it.
    pub(super) follows: bool,
}

pub(super) struct Client {
    pub(super) number: u8,
    pub(super) actor: Actor,
    pub(super) reader: Reader,
    pub(super) link: Option<Link>,
    pub(super) view: View,
    cursor: Cursor,
    /// The last entry of the last view taken whole.
    pub(super) since: Seq,
    /// The entries seen since.
    pub(super) seen: Vec<Seq>,
    n: u64,
    pub(super) unanswered: VecDeque<(u64, C)>,
    /// What it wanted to say, and whether the server has answered that it is said.
    pub(super) sayings: BTreeMap<String, bool>,
    pub(super) gaps: usize,
}

impl Client {
    pub(super) fn new(number: u8, actor: Actor) -> Self {
        let reader =
            if let Actor::Browser(own) = actor { Reader::Browser(own) } else { Reader::Staff };
        Self {
            number,
            actor,
            reader,
            link: None,
            view: View::default(),
            cursor: Cursor::default(),
            since: 0,
            seen: Vec::new(),
            n: 0,
            unanswered: VecDeque::new(),
            sayings: BTreeMap::new(),
            gaps: 0,
        }
    }

    pub(super) fn name(&self, n: u64) -> CommandName {
        CommandName { sender: Id::from_bytes([self.number; 16]), n }
    }

    /// Connects, follows from where it was, and sends again what was not answered.
    pub(super) fn connect(&mut self) {
        if self.link.is_some() {
            return;
        }
        let mut link = Link::default();
        link.up.push_back(Up::Follow { after: self.cursor.0 });
        link.up.extend(
            self.unanswered.iter().map(|(n, command)| Up::Do { n: *n, command: command.clone() }),
        );
        self.link = Some(link);
    }

    /// Loses the connection, and what was under way on it.
    pub(super) fn cut(&mut self) {
        self.link = None;
    }

    /// Wants something, and keeps it until it is answered.
    pub(super) fn wish(&mut self, random: &mut Random) {
        let command = match self.reader {
            Reader::Browser(_) => self.visitor_wish(random),
            Reader::Staff => self.agent_wish(random),
        };
        self.n += 1;
        if let C::Say { text, .. } = &command {
            self.sayings.insert(text.clone(), false);
        }
        self.unanswered.push_back((self.n, command.clone()));
        if let Some(link) = &mut self.link {
            link.up.push_back(Up::Do { n: self.n, command });
        }
    }

    fn visitor_wish(&self, random: &mut Random) -> C {
        let drive = self.view.drives.last().map_or(1, |drive| drive.drive);
        match random.below(12) {
            0..4 => self.saying(),
            4 => C::Pause,
            5 => C::Resume,
            6 => C::Receipt { drive, outcome: taken() },
            7 => C::Receipt { drive, outcome: Outcome::Left },
            8 => C::Receipt { drive, outcome: arrived("https://shop.example/x") },
            9 => C::Mark { delivered: self.view.last_said, seen: self.view.last_said },
            10 => C::Move { page: page(&random.below(4).to_string()) },
            _ => C::Equip { ways: vec![Way::Window], lost: None },
        }
    }

    fn agent_wish(&self, random: &mut Random) -> C {
        match random.below(40) {
            0..14 => self.saying(),
            14..20 => C::Join,
            20..30 => drive("https://shop.example/x"),
            30..36 => C::Mark { delivered: self.view.last_said, seen: self.view.last_said },
            36..39 => C::Link { url: "https://shop.example/y".into(), title: String::new() },
            _ if random.once_in(8) => C::End,
            _ => C::SettleNote,
        }
    }

    fn saying(&self) -> C {
        say(&format!("{}-{}", self.number, self.n + 1))
    }

    /// Takes the next frame that has come.
    pub(super) fn receive_next(&mut self) {
        let Some(down) = self.link.as_mut().and_then(|link| link.down.pop_front()) else { return };
        match down {
            Down::View { view } => {
                self.cursor = Cursor(view.seq);
                self.since = view.seq;
                self.seen.clear();
                self.view = *view;
            }
            Down::Entries { prev, entries } => self.take(prev, &entries),
            Down::Done { n } => self.answer(n, true),
            Down::Refused { n } => self.answer(n, false),
            Down::Beat { head } if self.cursor.misses(head) => self.follow_again(),
            Down::Beat { .. } => {}
        }
    }

    fn take(&mut self, prev: Seq, entries: &[super::Entry]) {
        let seqs: Vec<Seq> = entries.iter().map(|entry| entry.seq).collect();
        match self.cursor.take(prev, &seqs) {
            Verdict::Accept { skip } => {
                for entry in &entries[skip..] {
                    self.view.apply(entry);
                    self.seen.push(entry.seq);
                }
            }
            Verdict::Gap => self.follow_again(),
            Verdict::Old => {}
        }
    }

    fn follow_again(&mut self) {
        self.gaps += 1;
        if let Some(link) = &mut self.link {
            link.up.push_back(Up::Follow { after: self.cursor.0 });
        }
    }

    fn answer(&mut self, n: u64, is_done: bool) {
        let place = self.unanswered.iter().position(|waiting| waiting.0 == n);
        let Some((_, command)) = place.and_then(|place| self.unanswered.remove(place)) else {
            return;
        };
        if let C::Say { text, .. } = command {
            self.sayings.insert(text, is_done);
        }
    }
}

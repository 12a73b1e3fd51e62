//! How a view follows its entries.

use super::rides::{as_drive, own_drive};
use super::{Browser, Delivery, End, Guide, Marks, Offer, Status, Stop, Tour, View};
use crate::actor::{Actor, BrowserNo, Reader};
use crate::channel::{ChannelEvent, Visitor};
use crate::drive::Drive;
use crate::entry::{Entry, Event};
use crate::limit::TRAIL_MAX;
use std::collections::BTreeMap;

impl View {
    /// Takes the next entry into account. Kinds that it does not know only move `seq`.
    pub fn apply(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        if let Event::Channel(event) = &entry.event {
            self.apply_stage(entry, event);
            self.apply_tour(event);
            self.apply_browser(entry, event);
        }
    }

    /// What `reader` may see of this view, which must be the staff's.
    ///
    /// Equals the fold of the entries that the reader may see, but for `seq`, which stays the
    /// head of the whole log (`Channel::view_for` knows the reader's own).
    #[must_use]
    pub fn for_reader(&self, reader: Reader) -> Self {
        let Reader::Browser(own) = reader else { return self.clone() };
        // Field by field: whoever adds one must say whether visitors may see it.
        Self {
            seq: self.seq,
            site: self.site.clone(),
            status: self.status,
            asked_at_ms: self.asked_at_ms,
            joined_at_ms: self.joined_at_ms,
            end: self.end.clone(),
            guide: self.guide.clone(),
            offer: None,
            passed_over: Vec::new(),
            browsers: self.own_browser(own),
            drives: self.own_drives(own),
            marks: self.own_marks(own),
            last_said: self.last_said,
            // That a note was settled is for staff.
            open_note: self.end.as_ref().is_some_and(End::is_note),
            stars: self.stars,
            tour: self.tour.clone().map(|it| Tour { code: String::new(), stop: None, ..it }),
            taken_along: self.taken_along,
        }
    }

    /// That it was away is for staff.
    fn own_browser(&self, own: BrowserNo) -> BTreeMap<BrowserNo, Box<Browser>> {
        let Some(browser) = self.browsers.get(&own) else { return BTreeMap::new() };
        let ride = browser.ride.clone().filter(|_| self.tour.is_none());
        let seen = Browser { away: false, ride, ..browser.as_ref().clone() };
        BTreeMap::from([(own, Box::new(seen))])
    }

    /// In a tour a browser knows its own last drive.
    fn own_drives(&self, own: BrowserNo) -> Vec<Drive> {
        if self.tour.is_none() {
            return self.drives.iter().map(|drive| own_drive(drive, own)).collect();
        }
        let ride = self.browsers.get(&own).and_then(|it| it.ride.clone());
        ride.map(|it| as_drive(it, own)).into_iter().collect()
    }

    /// In a tour marks are for staff.
    fn own_marks(&self, own: BrowserNo) -> BTreeMap<Actor, Marks> {
        let shown = |it: &(&Actor, &Marks)| self.tour.is_none() && is_shown(*it.0, own);
        self.marks.iter().filter(shown).map(copied).collect()
    }

    /// What concerns the channel as a whole.
    fn apply_stage(&mut self, entry: &Entry, event: &ChannelEvent) {
        use ChannelEvent as E;
        match event {
            E::Asked => {
                self.status = Status::Waiting;
                self.asked_at_ms = entry.at_ms;
            }
            E::Offered { agent, until_ms } => {
                self.offer = Some(Offer { agent: *agent, until_ms: *until_ms });
            }
            E::PassedOver { agent } => {
                self.offer.take_if(|offer| offer.agent == *agent);
                if !self.passed_over.contains(agent) {
                    self.passed_over.push(*agent);
                }
            }
            E::Joined { agent, name } => {
                self.status = Status::Joined;
                self.joined_at_ms = entry.at_ms;
                self.guide = Some(Guide { agent: *agent, name: name.clone() });
                self.offer = None;
            }
            E::Said { .. } | E::Linked { .. } if self.tour.is_none() => self.last_said = entry.seq,
            E::NoteLeft { .. } => {
                self.last_said = entry.seq;
                self.open_note = true;
            }
            E::NoteSettled => self.open_note = false,
            E::Marked { delivered, seen } => {
                self.marks.insert(entry.by, Marks { delivered: *delivered, seen: *seen });
            }
            E::Ended { reason } => {
                self.status = Status::Ended;
                self.end = Some(End { at_ms: entry.at_ms, reason: *reason });
                self.offer = None;
            }
            E::Rated { stars } => self.stars = *stars,
            E::Arrived { site, .. } => self.site.clone_from(site),
            E::Said { .. }
            | E::Linked { .. }
            | E::TourStarted { .. }
            | E::TourChanged { .. }
            | E::CodeSet { .. }
            | E::TakenAlong { .. }
            | E::Driven { .. }
            | E::Receipted { .. }
            | E::Departed { .. }
            | E::Delivered { .. }
            | E::Named { .. }
            | E::Equipped { .. }
            | E::Seated { .. }
            | E::Moved { .. }
            | E::Paused { .. }
            | E::Resumed { .. }
            | E::Consented { .. }
            | E::Withdrew { .. }
            | E::Away { .. }
            | E::Returned { .. }
            | E::Erased { .. }
            | E::Unknown => {}
        }
    }

    /// What concerns a tour, or the way into one.
    fn apply_tour(&mut self, event: &ChannelEvent) {
        use ChannelEvent as E;
        if let E::TourStarted { site, title, questions } = event {
            self.site.clone_from(site);
            let (title, questions, code) = (title.clone(), *questions, String::new());
            self.tour = Some(Tour { title, questions, open: true, code, stop: None });
        }
        if let E::TourChanged { title, questions, open } = event {
            self.with_tour(|tour| {
                tour.title.clone_from(title);
                (tour.questions, tour.open) = (*questions, *open);
            });
        }
        if let E::CodeSet { code } = event {
            self.with_tour(|tour| tour.code.clone_from(code));
        }
        if let E::TakenAlong { tour, .. } = event {
            self.taken_along = Some(*tour);
        }
    }

    /// What concerns one browser.
    fn apply_browser(&mut self, entry: &Entry, event: &ChannelEvent) {
        use ChannelEvent as E;
        match event {
            E::Arrived { browser, visitor, .. } => self.arrive(*browser, visitor),
            E::Delivered { browser, client, version, bytes, ms } => {
                let delivery =
                    Delivery { client: *client, version: version.clone(), bytes: *bytes, ms: *ms };
                self.with(*browser, |it| it.delivery = Some(delivery));
            }
            E::Named { browser, name } => {
                self.with(*browser, |it| it.visitor.name.clone_from(name));
            }
            E::NoteLeft { name, .. } => self.name_of_note(entry.by, name),
            E::Equipped { browser, ways, lost } => self.with(*browser, |it| {
                it.ways.clone_from(ways);
                it.lost = *lost;
            }),
            E::Seated { browser, tab } => self.with(*browser, |it| it.seat = Some(*tab)),
            E::Moved { browser, page } => {
                let stop = Stop { at_ms: entry.at_ms, page: page.clone() };
                self.with(*browser, |it| push_bounded(&mut it.trail, stop, TRAIL_MAX));
            }
            E::Paused { browser } => self.with(*browser, |it| it.paused = true),
            E::Resumed { browser } => self.with(*browser, |it| it.paused = false),
            E::Consented { browser } => self.with(*browser, |it| it.consented = true),
            E::Withdrew { browser } => self.with(*browser, |it| it.consented = false),
            E::Away { browser } => self.with(*browser, |it| it.away = true),
            E::Returned { browser } => self.with(*browser, |it| it.away = false),
            E::Departed { browser } => self.with(*browser, |it| it.departed = true),
            E::Driven { .. } => self.drive(entry, event),
            E::Receipted { drive, receipts } => self.receipt(*drive, receipts),
            E::TourStarted { .. }
            | E::TourChanged { .. }
            | E::CodeSet { .. }
            | E::TakenAlong { .. }
            | E::Asked
            | E::Offered { .. }
            | E::PassedOver { .. }
            | E::Joined { .. }
            | E::Said { .. }
            | E::Linked { .. }
            | E::Marked { .. }
            | E::NoteSettled
            | E::Ended { .. }
            | E::Rated { .. }
            | E::Erased { .. }
            | E::Unknown => {}
        }
    }

    fn arrive(&mut self, browser: BrowserNo, visitor: &Visitor) {
        self.browsers.entry(browser).or_default().visitor = visitor.clone();
    }

    /// A browser whose arrival was erased is not made up again.
    fn with(&mut self, browser: BrowserNo, change: impl FnOnce(&mut Browser)) {
        if let Some(browser) = self.browsers.get_mut(&browser) {
            change(browser);
        }
    }

    /// Who leaves a note with a name is called so from then on.
    fn name_of_note(&mut self, by: Actor, name: &str) {
        if let (Actor::Browser(browser), false) = (by, name.is_empty()) {
            self.with(browser, |it| name.clone_into(&mut it.visitor.name));
        }
    }

    fn with_tour(&mut self, change: impl FnOnce(&mut Tour)) {
        if let Some(tour) = &mut self.tour {
            change(tour);
        }
    }
}

/// Whether a browser is shown how far this actor has read.
fn is_shown(actor: Actor, own: BrowserNo) -> bool {
    match actor {
        Actor::Browser(number) => number == own,
        Actor::Agent(_) | Actor::Server => true,
    }
}

fn copied((actor, marks): (&Actor, &Marks)) -> (Actor, Marks) {
    (*actor, *marks)
}

pub(super) fn push_bounded<T>(list: &mut Vec<T>, item: T, max: usize) {
    if list.len() >= max {
        list.remove(0);
    }
    list.push(item);
}

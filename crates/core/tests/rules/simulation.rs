//! FO: many clients, a network that loses and a server that dies: everyone ends equal.

mod client;
mod server;

use crate::random::Random;
use crate::stage::{GRACE, ada, bob};
use client::Client;
use docent_core::actor::{Actor, Reader};
use docent_core::channel::ChannelEvent;
use docent_core::entry::{Entry, Event, Seq};
use docent_core::view::View;
use server::Server;
use std::collections::BTreeMap;

const STEPS: usize = 1_500;

/// What a client sends.
#[derive(Debug, Clone)]
enum Up {
    Follow { after: Seq },
    Do { n: u64, command: docent_core::channel::ChannelCommand },
}

/// What the server sends.
#[derive(Debug, Clone)]
enum Down {
    View { view: Box<View> },
    Entries { prev: Seq, entries: Vec<Entry> },
    Done { n: u64 },
    Refused { n: u64 },
    Beat { head: Seq },
}

/// The clients, the server, and the chance that rules them.
struct World {
    random: Random,
    server: Server,
    clients: Vec<Client>,
}

impl World {
    fn new(seed: u64) -> Self {
        let actors = [GRACE, GRACE, GRACE, Actor::Agent(ada()), Actor::Agent(bob())];
        let clients = (1..).zip(actors).map(|(number, actor)| Client::new(number, actor)).collect();
        Self { random: Random::new(seed), server: Server::opened(), clients }
    }

    /// One thing happens somewhere.
    fn step(&mut self) {
        self.server.now_ms += self.random.next() % 400;
        let which = self.random.below(self.clients.len());
        match self.random.below(100) {
            0..20 => self.clients[which].wish(&mut self.random),
            20..50 => self.serve(which),
            50..80 => self.clients[which].receive_next(),
            80..90 => self.clients[which].connect(),
            90..93 => self.beat(which),
            93..95 => self.clients[which].cut(),
            95..98 => self.tick(),
            98 => self.server.keep_state(),
            _ if self.random.once_in(2) => self.crash(),
            _ => self.server.now_ms += 30_000,
        }
    }

    /// Takes the next frame of this client; sometimes the server dies after the append, sometimes
    /// the bus forgets to tell a follower.
    fn serve(&mut self, which: usize) {
        let Some(up) = self.clients[which].link.as_mut().and_then(|link| link.up.pop_front())
        else {
            return;
        };
        match up {
            Up::Follow { after } => {
                let down = self.server.follow(self.clients[which].reader, after);
                let link = self.clients[which].link.as_mut().expect("it has just sent");
                link.follows = true;
                link.down.extend(down);
            }
            Up::Do { n, command } => {
                let client = &self.clients[which];
                let (answer, fresh) = self.server.carry_out(client.actor, client.name(n), command);
                if self.random.once_in(60) {
                    return self.crash();
                }
                self.publish(&fresh);
                let link = self.clients[which].link.as_mut().expect("it has just sent");
                link.down.push_back(answer);
            }
        }
    }

    fn publish(&mut self, fresh: &[Entry]) {
        for client in &mut self.clients {
            let Some(link) = client.link.as_mut().filter(|link| link.follows) else { continue };
            let is_lost = self.random.once_in(8);
            if let (Some(frame), false) = (self.server.frame(client.reader, fresh), is_lost) {
                link.down.push_back(frame);
            }
        }
    }

    fn beat(&mut self, which: usize) {
        let client = &mut self.clients[which];
        let head = self.server.head(client.reader);
        if let Some(link) = client.link.as_mut().filter(|link| link.follows) {
            link.down.push_back(Down::Beat { head });
        }
    }

    fn tick(&mut self) {
        let fresh = self.server.tick();
        self.publish(&fresh);
    }

    fn crash(&mut self) {
        for client in &mut self.clients {
            client.cut();
        }
        self.server.restart();
    }

    /// The network holds, and everybody says what is still unsaid.
    fn heal(&mut self) {
        for client in &mut self.clients {
            client.cut();
            client.connect();
        }
        for which in 0..self.clients.len() {
            while self.clients[which].link.as_ref().is_some_and(|link| !link.up.is_empty()) {
                self.serve_surely(which);
            }
        }
        for which in 0..self.clients.len() {
            self.beat(which);
            while self.clients[which].link.as_ref().is_some_and(|link| !link.down.is_empty()) {
                self.clients[which].receive_next();
                self.serve_surely(which);
            }
        }
    }

    fn serve_surely(&mut self, which: usize) {
        let calm = std::mem::replace(&mut self.random, Random::calm());
        self.serve(which);
        self.random = calm;
    }

    fn check(&self, seed: u64) {
        let said = self.words_said();
        for client in &self.clients {
            let told = format!("seed {seed}, client {}", client.number);
            assert!(client.unanswered.is_empty(), "{told}: {:?}", client.unanswered);
            let channel = self.server.state.channel().expect("it is one");
            assert_eq!(client.view, channel.view_for(client.reader), "{told}: view");
            let visible: Vec<Seq> = self.server.visible(client.reader, client.since);
            assert_eq!(client.seen, visible, "{told}: lost or doubled");
            for (words, is_done) in &client.sayings {
                let times = said.get(words).copied().unwrap_or(0);
                assert_eq!(times, usize::from(*is_done), "{told}: {words}");
            }
        }
    }

    fn words_said(&self) -> BTreeMap<String, usize> {
        let mut said = BTreeMap::new();
        for entry in &self.server.entries {
            if let Event::Channel(ChannelEvent::Said { text, .. }) = &entry.event {
                *said.entry(text.clone()).or_default() += 1;
            }
        }
        said
    }
}

fn run(seed: u64) -> World {
    let mut world = World::new(seed);
    for _ in 0..STEPS {
        world.step();
    }
    world.heal();
    world.check(seed);
    world
}

/// FO6: whatever the network loses and however often the server dies, every follower ends with the
/// view of the record, has seen each entry that it may see once and in order, and no answered
/// command is lost or doubled.
#[test]
fn fo6_everyone_ends_equal() {
    for seed in 1..=100 {
        run(seed);
    }
}

/// FO6, seed 3: a refusal was lost, a later command carried out, and the refused one sent again: it
/// was answered as done.
#[test]
fn fo6_seed_3_a_lost_refusal_is_no_answer() {
    run(3);
}

/// FO7: the simulation is worth its name: in it people are joined, driven, cut off and refused.
#[test]
fn fo7_the_simulation_does_what_it_says() {
    let worlds: Vec<World> = (1..=5).map(run).collect();

    let all = |count: fn(&World) -> usize| worlds.iter().map(count).sum::<usize>();

    assert!(all(|world| world.server.restarts) > 20);
    assert!(all(|world| world.server.answered_again) > 5, "no command was sent twice");
    assert!(all(|world| world.clients.iter().map(|it| it.gaps).sum()) > 20, "no gap was noticed");
    let driven = |world: &World| {
        let is_drive =
            |it: &&Entry| matches!(it.event, Event::Channel(ChannelEvent::Driven { .. }));
        world.server.entries.iter().filter(is_drive).count()
    };
    assert!(worlds.iter().map(driven).sum::<usize>() > 20);
    assert!(worlds.iter().all(|world| {
        world.clients.iter().any(|client| client.reader == Reader::Staff && !client.seen.is_empty())
    }));
}

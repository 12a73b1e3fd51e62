//! QU: places, estimates and offers.

use crate::random::Random;
use crate::stage::{Stage, ada, bob, channel_id};
use docent_core::actor::{Actor, Audience};
use docent_core::channel::{ChannelCommand, ChannelEvent};
use docent_core::desk::Unanswered;
use docent_core::id::Id;
use docent_core::limit::{OFFER_MS, WAITS_NEEDED};
use docent_core::queue::{Wait, Waits, places, shown_position};
use docent_core::refusal::Refusal;
use docent_core::summary::Summary;
use std::time::Duration;

fn waiting(id: u8, site: &str, asked_at_ms: u64) -> Summary {
    let summary = Stage::waiting().state.summary(channel_id()).unwrap();
    Summary { channel: Id::from_bytes([id; 16]), site: site.to_owned(), asked_at_ms, ..summary }
}

/// QU1: who asked first is first in the site's queue; of two in one millisecond the lower id.
#[test]
fn qu1_who_asked_first_is_first() {
    let queue = [
        waiting(9, "shop", 50),
        waiting(3, "shop", 70),
        waiting(2, "shop", 70),
        waiting(1, "bank", 60),
    ];

    let places = places(&queue);

    let ids: Vec<(u8, u32)> = places.iter().map(|(id, place)| (id.as_bytes()[0], *place)).collect();
    assert_eq!(ids, [(9, 1), (1, 1), (2, 2), (3, 3)]);
}

/// QU2: a place is shown exactly to 20, then in steps, never better than it is.
#[test]
fn qu2_places_are_exact_to_twenty_then_in_steps() {
    let cases = [
        (1, 1),
        (20, 20),
        (21, 25),
        (25, 25),
        (26, 50),
        (51, 100),
        (101, 250),
        (251, 500),
        (501, 1_000),
        (1_001, 2_500),
        (15_000, 25_000),
    ];

    for (exact, shown) in cases {
        assert_eq!(shown_position(exact), shown, "{exact}");
    }
    assert_eq!(shown_position(u32::MAX), u32::MAX);
}

/// QU3: with fewer than five recent waits nothing is promised.
#[test]
fn qu3_few_waits_give_no_estimate() {
    let mut waits = Waits::default();
    for _ in 1..WAITS_NEEDED {
        waits.take(Wait { places_ahead: 0, wait_ms: 60_000 });
    }

    assert_eq!(waits.estimate(1), None);

    waits.take(Wait { places_ahead: 1, wait_ms: 120_000 });
    assert_eq!(waits.estimate(1), Some(60_000));
    assert_eq!(waits.estimate(4), Some(240_000));
}

/// QU4: in a busy queue most visitors wait between half and twice what they were told, and all
/// together they are told the truth within a quarter.
#[test]
fn qu4_estimates_come_true() {
    for seed in 1..=20 {
        let told = simulate_queue(seed);

        let promised_ms: u64 = told.iter().map(|it| it.promised_ms).sum();
        let waited_ms: u64 = told.iter().map(|it| it.waited_ms).sum();
        let is_near =
            |it: &&Told| it.waited_ms * 2 >= it.promised_ms && it.waited_ms <= it.promised_ms * 2;
        let near = told.iter().filter(is_near).count();
        let within = waited_ms * 3 / 4..=waited_ms * 5 / 4;
        assert!(within.contains(&promised_ms), "seed {seed}: {promised_ms} for {waited_ms}");
        assert!(near * 2 > told.len(), "seed {seed}: {near} of {} near", told.len());
    }
}

/// What a visitor was told, and what came of it.
struct Told {
    promised_ms: u64,
    waited_ms: u64,
}

/// Three agents, chats of five minutes on average, and visitors that come nearly as fast as these
/// can serve them. Returns those who had to wait and were told how long.
fn simulate_queue(seed: u64) -> Vec<Told> {
    let mut random = Random::new(seed);
    let mut waits = Waits::default();
    let mut free_at_ms = [0_u64; 3];
    let mut queue_ms: Vec<u64> = Vec::new();
    let mut told = Vec::new();
    let mut now_ms = 0;
    for _ in 0..600 {
        now_ms += random.span_ms(Duration::from_secs(105));
        queue_ms.retain(|starts_ms| *starts_ms > now_ms);
        let places_ahead = u32::try_from(queue_ms.len()).unwrap();
        free_at_ms.sort_unstable();
        let starts_ms = free_at_ms[0].max(now_ms);
        free_at_ms[0] = starts_ms + random.span_ms(Duration::from_mins(5));
        if starts_ms > now_ms {
            queue_ms.push(starts_ms);
            let waited_ms = starts_ms - now_ms;
            let promise = waits.estimate(places_ahead + 1);
            told.extend(promise.map(|promised_ms| Told { promised_ms, waited_ms }));
            waits.take(Wait { places_ahead, wait_ms: waited_ms });
        }
    }
    told
}

/// QU5: an offer stands for its time, is for staff only, and is then passed over and said so.
#[test]
fn qu5_an_offer_that_is_not_answered_is_passed_over() {
    let mut stage = Stage::waiting();
    let offer = |agent| ChannelCommand::Offer { agent };
    let until_ms = stage.now_ms + OFFER_MS;

    let happened = stage.does(Actor::Server, offer(ada()));

    assert_eq!(happened, [ChannelEvent::Offered { agent: ada(), until_ms }]);
    assert_eq!(stage.entries.last().unwrap().audience, Audience::Staff);
    assert_eq!(stage.asks(Actor::Server, offer(ada())), Ok(vec![]));
    assert_eq!(stage.asks(Actor::Server, offer(bob())), Err(Refusal::AlreadyThere));
    assert_eq!(stage.state.deadline(), Some(until_ms));
    stage.wait(OFFER_MS);
    let happened = stage.does(Actor::Server, ChannelCommand::Tick);
    assert_eq!(happened, [ChannelEvent::PassedOver { agent: ada() }]);
    assert_eq!((stage.view().offer.clone(), stage.view().passed_over.clone()), (None, vec![ada()]));
}

/// QU6: only who waits is offered, and only to agents that there are.
#[test]
fn qu6_only_who_waits_is_offered() {
    let joined = Stage::joined().asks(Actor::Server, ChannelCommand::Offer { agent: bob() });
    let nobody = ChannelCommand::Offer { agent: Id::from_bytes([0; 16]) };

    assert_eq!(joined, Err(Refusal::NotWaiting));
    let refused = Stage::waiting().asks(Actor::Server, nobody);
    assert_eq!(refused, Err(Refusal::NoSuch { what: "agent" }));
}

/// QU7: two offers in a row unanswered send an agent away; one that is answered begins anew.
#[test]
fn qu7_two_unanswered_offers_in_a_row_send_an_agent_away() {
    let mut unanswered = Unanswered::default();

    assert!(!unanswered.passed_over(ada()));
    unanswered.answered(ada());
    assert!(!unanswered.passed_over(ada()));
    assert!(!unanswered.passed_over(bob()));

    assert!(unanswered.passed_over(ada()));
}

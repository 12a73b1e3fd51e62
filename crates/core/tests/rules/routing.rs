//! QU: who is offered which visitor.

use docent_core::id::{AgentId, ChannelId, Id};
use docent_core::limit::AGENT_CHANNELS;
use docent_core::routing::{DeskState, Waiting, route};
use proptest::prelude::*;

fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

fn desk(agent: u8, channels: u32, idle_since_ms: u64) -> DeskState {
    DeskState { agent: id(agent), available: true, channels, idle_since_ms }
}

fn waiting(channel: u8, offered: Option<u8>, passed_over: &[u8]) -> Waiting {
    let passed_over = passed_over.iter().map(|agent| id(*agent)).collect();
    Waiting { channel: id(channel), offered: offered.map(id), passed_over }
}

fn offers(waiting: &[Waiting], desks: &[DeskState]) -> Vec<(u8, u8)> {
    let number =
        |(channel, agent): (ChannelId, AgentId)| (channel.as_bytes()[0], agent.as_bytes()[0]);
    route(waiting, desks).into_iter().map(number).collect()
}

/// QU8: in the queue's order, each to the agent with the fewest channels, then the one idle the
/// longest.
#[test]
fn qu8_visitors_go_to_the_least_busy_then_the_longest_idle() {
    let queue = [waiting(1, None, &[]), waiting(2, None, &[]), waiting(3, None, &[])];
    let desks = [desk(10, 2, 0), desk(11, 1, 500), desk(12, 1, 400)];

    assert_eq!(offers(&queue, &desks), [(1, 12), (2, 11), (3, 10)]);
}

/// QU9: an agent has one offer at a time and a bounded number of channels; who is away has none.
#[test]
fn qu9_an_agent_has_one_offer_at_a_time() {
    let queue = [waiting(1, Some(10), &[]), waiting(2, None, &[]), waiting(3, None, &[])];
    let away = DeskState { available: false, ..desk(12, 0, 0) };
    let desks = [desk(10, 0, 0), desk(11, AGENT_CHANNELS, 0), away, desk(13, 0, 9)];

    assert_eq!(offers(&queue, &desks), [(2, 13)]);
}

/// QU10: what an agent passed over goes to another; when all available have passed it over, it
/// starts again.
#[test]
fn qu10_what_was_passed_over_goes_to_another() {
    let queue = [waiting(1, None, &[10]), waiting(2, None, &[])];
    let desks = [desk(10, 0, 0), desk(11, 3, 0)];
    assert_eq!(offers(&queue, &desks), [(1, 11), (2, 10)]);

    let all_passed = [waiting(1, None, &[11, 10])];
    assert_eq!(offers(&all_passed, &desks), [(1, 10)]);

    let other_is_busy = [desk(10, 0, 0), desk(11, AGENT_CHANNELS, 0)];
    assert_eq!(offers(&queue[..1], &other_is_busy), []);
}

fn desks() -> impl Strategy<Value = Vec<DeskState>> {
    let one = (any::<bool>(), 0..7_u32, 0..5_u64);
    prop::collection::vec(one, 0..6).prop_map(|all| {
        let numbered = (10_u8..).zip(all);
        let state = |(agent, (available, channels, idle))| DeskState {
            available,
            ..desk(agent, channels, idle)
        };
        numbered.map(state).collect()
    })
}

fn queue() -> impl Strategy<Value = Vec<Waiting>> {
    let one = (prop::option::weighted(0.2, 10..16_u8), prop::collection::vec(10..16_u8, 0..6));
    prop::collection::vec(one, 0..8).prop_map(|all| {
        let numbered = (1_u8..).zip(all);
        numbered.map(|(channel, (offered, passed))| waiting(channel, offered, &passed)).collect()
    })
}

proptest! {
    /// QU11: whatever the queue and the desks: nobody is offered twice, nobody is asked who is away,
    /// full, or asked already; and no visitor is left waiting whom somebody free has not passed over.
    #[test]
    fn qu11_offers_are_fair_and_complete(queue in queue(), desks in desks()) {
        let offers = route(&queue, &desks);

        for (place, (channel, agent)) in offers.iter().enumerate() {
            let desk = desks.iter().find(|desk| desk.agent == *agent).unwrap();
            prop_assert!(desk.available && desk.channels < AGENT_CHANNELS);
            prop_assert!(!queue.iter().any(|it| it.offered == Some(*agent)));
            prop_assert!(!offers[..place].iter().any(|it| it.0 == *channel || it.1 == *agent));
        }
        let is_free = |desk: &&DeskState| {
            let asked = queue.iter().any(|it| it.offered == Some(desk.agent))
                || offers.iter().any(|it| it.1 == desk.agent);
            desk.available && desk.channels < AGENT_CHANNELS && !asked
        };
        let left = queue.iter().filter(|it| {
            it.offered.is_none() && !offers.iter().any(|offer| offer.0 == it.channel)
        });
        for channel in left {
            let all_free_passed =
                desks.iter().filter(is_free).all(|it| channel.passed_over.contains(&it.agent));
            prop_assert!(all_free_passed);
        }
    }
}

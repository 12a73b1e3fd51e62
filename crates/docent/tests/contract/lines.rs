//! Summaries, lists and search.

use crate::world::{append, channel, entry, line, log, many, new_store, open, rows, said};
use docent::store::{Append, Find, Store};
use docent_core::channel::{ChannelEvent, EndReason, Visitor};
use docent_core::location::Page;
use docent_core::summary::Summary;
use docent_core::view::{End, Guide, Offer, Status};

/// Opens a channel with its line.
async fn arrive(store: &Store, number: u128, summary: Summary) {
    let rows = vec![said(1, "hello")];
    append(
        store,
        Append { log: log(number), last: 0, rows: rows.into(), summary: Some(summary.into()) },
    )
    .await
    .unwrap();
}

fn ended(number: u128, at_ms: u64) -> Summary {
    let end = Some(End { at_ms, reason: EndReason::Abandoned });
    Summary { status: Status::Ended, end, last_at_ms: at_ms, ..line(number, 1) }
}

fn page(url: &str, title: &str) -> Page {
    Page { url: url.into(), title: title.into() }
}

async fn found(store: &Store, words: &str) -> Vec<u128> {
    let find = Find { words: words.into(), limit: 100, ..Find::default() };
    let lines = store.summaries(find).await.unwrap();
    let mut numbers: Vec<u128> =
        lines.iter().map(|it| u128::from_be_bytes(*it.channel.as_bytes())).collect();
    numbers.sort_unstable();
    numbers
}

/// ST9: a channel's line is stored with its entries, whole; the last of several stays.
#[tokio::test]
async fn st9_summaries_come_with_their_entries() {
    let (store, folder) = new_store();
    let full = Summary {
        status: Status::Joined,
        page: Some(page("https://shop.example/a?b", "Größe \"9\"")),
        joined_at_ms: 2_000,
        guide: Some(Guide { agent: channel(5), name: "Ada".into() }),
        offer: Some(Offer { agent: channel(6), until_ms: 9_999 }),
        end: Some(End { at_ms: 3_000, reason: EndReason::Note }),
        away: true,
        paused: true,
        open_note: true,
        drives: 3,
        ..line(1, 2)
    };
    arrive(&store, 1, line(1, 1)).await;
    let rows = vec![said(2, "more")];

    let conflict = Append {
        log: log(1),
        last: 9,
        rows: [said(10, "no")].into(),
        summary: Some(line(1, 10).into()),
    };
    let good =
        Append { log: log(1), last: 1, rows: rows.into(), summary: Some(full.clone().into()) };
    let answers = store.append(vec![conflict, good]).await;

    assert!(answers[0].is_err());
    assert_eq!(store.summary(channel(1)).await.unwrap(), Some(full.clone()));
    assert_eq!(store.summary(channel(2)).await.unwrap(), None);
    store.close().await;
    assert_eq!(open(folder.path()).open_summaries().await.unwrap(), [full]);
}

/// ST10: open channels are those not ended, or whose note nobody has dealt with.
#[tokio::test]
async fn st10_open_channels_are_listed() {
    let (store, _folder) = new_store();
    arrive(&store, 1, line(1, 1)).await;
    arrive(&store, 2, ended(2, 5_000)).await;
    arrive(&store, 3, Summary { open_note: true, ..ended(3, 5_000) }).await;
    arrive(&store, 4, line(4, 1)).await;
    let rows = vec![said(2, "bye")];
    let summary = Some(Summary { seq: 2, ..ended(4, 6_000) });
    append(
        &store,
        Append { log: log(4), last: 1, rows: rows.into(), summary: summary.map(Into::into) },
    )
    .await
    .unwrap();

    let open = store.open_summaries().await.unwrap();

    assert_eq!(open.iter().map(|it| it.channel).collect::<Vec<_>>(), [channel(1), channel(3)]);
}

/// ST11: history lists open and ended channels together, the latest first, by site and time.
#[tokio::test]
async fn st11_history_is_listed_latest_first() {
    let (store, _folder) = new_store();
    for number in 1..=6 {
        let site = if number % 2 == 0 { "even" } else { "odd" };
        let at_ms = u64::try_from(number).unwrap() * 1_000;
        let kind = if number < 4 { ended(number, at_ms) } else { line(number, 1) };
        arrive(&store, number, Summary { site: site.into(), last_at_ms: at_ms, ..kind }).await;
    }

    let list = async |site: Option<&str>, before_ms, limit| {
        let find = Find { site: site.map(Into::into), before_ms, limit, ..Find::default() };
        let lines = store.summaries(find).await.unwrap();
        lines.iter().map(|it| it.last_at_ms).collect::<Vec<_>>()
    };

    assert_eq!(list(None, None, 9).await, [6_000, 5_000, 4_000, 3_000, 2_000, 1_000]);
    assert_eq!(list(None, Some(5_000), 3).await, [4_000, 3_000, 2_000]);
    assert_eq!(list(Some("even"), None, 9).await, [6_000, 4_000, 2_000]);
    assert_eq!(list(Some("odd"), Some(3_000), 9).await, [1_000]);
    assert_eq!(list(Some("none"), None, 9).await, Vec::<u64>::new());
}

/// ST12: the waits of a site are those of its channels joined last.
#[tokio::test]
async fn st12_waits_are_of_the_last_joined() {
    let (store, _folder) = new_store();
    for (number, joined_at_ms) in [(1, 5_000), (2, 0), (3, 9_000), (4, 7_000)] {
        arrive(&store, number, Summary { joined_at_ms, ..line(number, 1) }).await;
    }
    let elsewhere = Summary { site: "other".into(), joined_at_ms: 8_000, ..line(5, 1) };
    arrive(&store, 5, elsewhere).await;

    let waits = store.waits("demo", 2).await.unwrap();

    assert_eq!(waits.iter().map(|it| it.joined_at_ms).collect::<Vec<_>>(), [9_000, 7_000]);
}

/// ST13: channels are found by words said, names and pages; all words must be there.
#[tokio::test]
async fn st13_words_find_channels() {
    let (store, _folder) = new_store();
    let visitor = Visitor {
        name: "Grace Hopper".into(),
        page: Some(page("https://shop.example/shoes", "Schuhe für Große")),
        ..Visitor::default()
    };
    let arrived = ChannelEvent::Arrived { site: "demo".into(), browser: 1, visitor };
    let first = entry(1, "Arrived", &arrived);
    let talk = vec![first, said(2, "Wo ist meine Bestellung?"), said(3, "return them")];
    let summary = Some(line(1, 3));
    append(
        &store,
        Append { log: log(1), last: 0, rows: talk.into(), summary: summary.map(Into::into) },
    )
    .await
    .unwrap();
    arrive(&store, 2, line(2, 1)).await;

    for words in ["grace", "HOPPER bestellung", "shop.example", "grosse shoes", "retu", "große"] {
        let expected: &[u128] = if words == "grosse shoes" { &[] } else { &[1] };
        assert_eq!(found(&store, words).await, expected, "{words}");
    }
    assert_eq!(found(&store, "hello").await, [2]);
    assert_eq!(found(&store, "grace hello").await, Vec::<u128>::new());
    assert_eq!(found(&store, "  ").await, [1, 2]);
}

/// ST14: nothing that is searched for is read as syntax, of SQL or of the search (T19).
#[tokio::test]
async fn st14_signs_in_a_search_mean_nothing() {
    let (store, _folder) = new_store();
    arrive(&store, 1, line(1, 1)).await;
    append(&store, rows(log(1), 1, vec![said(2, "50% off OR nothing; DROP TABLE entries")]))
        .await
        .unwrap();

    for words in [
        "' OR 1=1 --",
        "\"",
        "*",
        "hello\" OR \"x",
        "NEAR(hello nothing)",
        "words:hello",
        "hello AND nowhere",
        "hello NOT nothing NEAR elsewhere",
        "(",
        "{a b}",
        "-",
        "\0",
        "%",
        "_",
        "a'; DROP TABLE logs",
    ] {
        assert_eq!(found(&store, words).await, Vec::<u128>::new(), "{words}");
    }
    for words in [
        "DROP",
        "50%",
        "hello OR",
        "'hello'",
        "\"hello\"",
        "hello*",
        "hel\0lo",
        "(hello)",
        "^hello",
    ] {
        assert_eq!(found(&store, words).await, [1], "{words}");
    }
    let site = Find { site: Some("' OR ''='".into()), limit: 9, ..Find::default() };
    assert_eq!(store.summaries(site).await.unwrap(), []);
    let long = "x".repeat(64 * 1_024) + &" y".repeat(10_000);
    assert_eq!(found(&store, &long).await, Vec::<u128>::new());
}

/// ST15: a search knows all that was answered before it, also after a restart.
#[tokio::test]
async fn st15_a_search_knows_what_was_answered() {
    let (store, folder) = new_store();
    arrive(&store, 1, line(1, 1)).await;
    append(&store, rows(log(1), 1, many(1, 3_000))).await.unwrap();
    append(&store, rows(log(1), 3_001, vec![said(3_002, "needle")])).await.unwrap();
    assert_eq!(found(&store, "needle").await, [1]);
    append(&store, rows(log(1), 3_002, vec![said(3_003, "pin")])).await.unwrap();
    store.close().await;

    let store = open(folder.path());

    assert_eq!(found(&store, "pin needle").await, [1]);
}

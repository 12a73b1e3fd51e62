//! US: usage by visitors and agents is a fold of the record.

use crate::stage::{GRACE, OPENING_MS, Stage, ada, arrived, drive, log_id, say, taken};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::day::{BadDay, Day};
use docent_core::drive::Way;
use docent_core::id::{Id, LogId};
use docent_core::usage::{Bare, Counts, DriveCounts, Engine, Row, Usage};

const MINUTE_MS: u64 = 60_000;
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;

fn rows(stage: &Stage, day: Day) -> Vec<Row> {
    let mut usage = Usage::default();
    for entry in &stage.entries {
        usage.take(&log_id(), entry);
    }
    usage.rows(day, day)
}

fn today() -> Day {
    Day::of(OPENING_MS)
}

/// US1: requests, waits, channels, messages both ways and minutes are counted, per site and agent.
#[test]
fn us1_what_happens_is_counted() {
    let mut stage = Stage::waiting();
    stage.does(GRACE, say("anybody?"));
    stage.wait(2 * MINUTE_MS);
    stage.does(Actor::Agent(ada()), ChannelCommand::Join);
    stage.does(Actor::Agent(ada()), say("yes"));
    stage.does(GRACE, say("hello"));
    stage.wait(5 * MINUTE_MS);
    stage.does(GRACE, ChannelCommand::End);

    let rows = rows(&stage, today());

    let before = Counts { requests: 1, said_by_visitors: 1, ..Counts::default() };
    let with_ada = Counts {
        waits: 1,
        wait_ms_total: 2 * MINUTE_MS,
        wait_ms_max: 2 * MINUTE_MS,
        channels: 1,
        said_by_visitors: 1,
        said_by_agents: 1,
        joined_ms: 5 * MINUTE_MS,
        ..Counts::default()
    };
    let row = |agent, counts| Row { site: "shop".to_owned(), agent, counts };
    assert_eq!(rows, [row(None, before), row(Some(ada()), with_ada)]);
}

/// US2: a drive is counted once for each browser, under what is known of it last, on its own day.
#[test]
fn us2_a_drive_is_counted_under_what_is_known_last() {
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();
    stage.does(Actor::Agent(ada()), drive("https://other.example/"));
    stage.says(taken()).unwrap();
    stage.wait(DAY_MS);
    stage.says(arrived("https://other.example/")).unwrap();

    let drives = rows(&stage, today())[1].counts.drives;

    assert_eq!(drives, DriveCounts { superseded: 1, arrived: 1, ..DriveCounts::default() });
}

/// US9: drives are counted by way and engine too, each once, under what is known of it last; what
/// was not taken has no way.
#[test]
fn us9_drives_are_counted_by_way_and_engine() {
    let mut stage = Stage::driven();
    stage.says(taken()).unwrap();
    stage.says(arrived("https://shop.example/")).unwrap();
    stage.does(Actor::Agent(ada()), drive("https://other.example/"));
    let mut usage = Usage::default();
    for entry in &stage.entries {
        usage.take(&log_id(), entry);
    }

    let reach = usage.reach(today(), today());

    let counted: Vec<_> = reach.iter().map(|it| (it.way, it.engine, it.drives)).collect();
    let [waiting, there] = [
        DriveCounts { dispatched: 1, ..DriveCounts::default() },
        DriveCounts { arrived: 1, ..DriveCounts::default() },
    ];
    let engine = Engine::Other;
    assert_eq!(counted, [(None, engine, waiting), (Some(Way::Window), engine, there)]);
    assert_eq!(usage.reach(Day::of(0), Day::of(0)), []);
    for (user_agent, engine) in [
        (
            "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML) Chrome/156.0 Safari/537.36",
            Engine::Chromium,
        ),
        ("Mozilla/5.0 (X11; rv:153.0) Gecko/20100101 Firefox/153.0", Engine::Gecko),
        (
            "Mozilla/5.0 (X11) AppleWebKit/605.1.15 (KHTML) Version/18 Safari/605.1.15",
            Engine::Webkit,
        ),
        ("curl/8", Engine::Other),
    ] {
        assert_eq!(Engine::of(user_agent), engine, "{user_agent}");
    }
}

/// US3: who leaves the queue is counted as abandoned, who leaves a note as a note.
#[test]
fn us3_abandoned_waits_and_notes_are_counted() {
    let mut gone = Stage::waiting();
    gone.does(GRACE, ChannelCommand::End);
    let mut noted = Stage::waiting();
    let note = ChannelCommand::LeaveNote {
        name: String::new(),
        contact: "+43 1 234".to_owned(),
        text: "call me".to_owned(),
    };
    noted.does(GRACE, note);

    let gone = rows(&gone, today())[0].counts;
    let noted = rows(&noted, today())[0].counts;

    assert_eq!((gone.requests, gone.abandoned, gone.notes), (1, 1, 0));
    assert_eq!((noted.requests, noted.abandoned, noted.notes), (1, 0, 1));
}

/// US4: days are UTC, both ends of a range are included, and only real days can be asked for.
#[test]
fn us4_days_are_utc_and_ranges_include_both_ends() {
    assert_eq!(today().to_string(), "2026-11-23");
    assert_eq!(Day::of(0).to_string(), "1970-01-01");
    for day in ["1970-01-01", "2000-02-29", "2024-12-31", "2026-03-01", "2100-02-28"] {
        let read: Day = day.parse().unwrap();
        assert_eq!(read.to_string(), day);
        assert_eq!(Day::of(read.begins_at_ms() + DAY_MS - 1), read);
    }
    for bad in
        ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "1969-12-31", "x", "2026-11-31"]
    {
        assert_eq!(bad.parse::<Day>(), Err(BadDay), "{bad}");
    }
    let stage = Stage::waiting();
    assert_eq!(rows(&stage, Day::of(OPENING_MS - DAY_MS)), []);
    assert_eq!(rows(&stage, today()).len(), 1);
}

/// US5: several channels are added up, and the longest wait is the longest of all.
#[test]
fn us5_channels_are_added_up() {
    let mut usage = Usage::default();
    for (number, minutes) in [(1, 2), (2, 7), (3, 4)] {
        let mut stage = Stage::waiting();
        stage.wait(minutes * MINUTE_MS);
        stage.does(Actor::Agent(ada()), ChannelCommand::Join);
        for entry in &stage.entries {
            usage.take(&LogId::Channel(Id::from_bytes([number; 16])), entry);
        }
    }

    let with_ada = usage.rows(today(), today())[1].counts;

    assert_eq!((with_ada.waits, with_ada.channels), (3, 3));
    assert_eq!((with_ada.wait_ms_total, with_ada.wait_ms_max), (13 * MINUTE_MS, 7 * MINUTE_MS));
}

/// US6: every day of two centuries is written as it is read, and is the day after the one before.
#[test]
fn us6_every_day_is_written_as_it_is_read() {
    let last: Day = "2170-12-31".parse().unwrap();
    let mut day = Day::default();

    while day < last {
        let next = Day::of(day.begins_at_ms() + DAY_MS);
        assert_eq!(next.to_string().parse(), Ok(next), "after {day}");
        assert!(next.to_string() > day.to_string(), "after {day}");
        day = next;
    }

    assert_eq!(day, last);
}

/// US7: what was erased is counted still, by its kind, time and maker; only what became of drives
/// is lost.
#[test]
fn us7_erased_entries_are_counted_by_their_kind() {
    let mut stage = Stage::waiting();
    stage.does(GRACE, say("anybody?"));
    stage.wait(2 * MINUTE_MS);
    stage.does(Actor::Agent(ada()), ChannelCommand::Join);
    stage.does(Actor::Agent(ada()), say("yes"));
    stage.does(Actor::Agent(ada()), drive("https://other.example/"));
    stage.wait(5 * MINUTE_MS);
    stage.does(GRACE, ChannelCommand::End);
    let kept = rows(&stage, today());

    let mut usage = Usage::default();
    for entry in &stage.entries {
        let body = serde_json::to_value(&entry.event).unwrap();
        let kind = body["kind"].as_str().unwrap();
        let site = Some("shop".to_owned());
        usage.take_erased(&log_id(), &Bare { kind, at_ms: entry.at_ms, by: entry.by, site });
    }

    let mut counted = usage.rows(today(), today());
    assert_eq!(counted[1].counts.drives, DriveCounts { dispatched: 1, ..DriveCounts::default() });
    counted[1].counts.drives = kept[1].counts.drives;
    assert_eq!(counted, kept);
}

/// US7: an erased note is a note still, and who just left is not one.
#[test]
fn us7_an_erased_note_is_a_note() {
    for (kind, notes, abandoned) in [("NoteLeft", 1, 0), ("Marked", 0, 1)] {
        let mut usage = Usage::default();
        for kind in ["Arrived", "Asked", kind, "Ended", "Rated"] {
            let site = Some("shop".to_owned());
            usage.take_erased(&log_id(), &Bare { kind, at_ms: OPENING_MS, by: GRACE, site });
        }

        let counts = usage.rows(today(), today())[0].counts;

        assert_eq!((counts.requests, counts.notes, counts.abandoned), (1, notes, abandoned));
    }
}

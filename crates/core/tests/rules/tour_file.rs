//! TF: tours as they are written down.

use crate::stage::{ada, bob, directory};
use docent_core::actor::Actor;
use docent_core::directory::{DirectoryCommand as C, DirectoryEvent};
use docent_core::entry::Event;
use docent_core::id::Id;
use docent_core::limit::{TOUR_BYTES_MAX, TOUR_STOPS_MAX};
use docent_core::refusal::Refusal;
use docent_core::tour::{SavedTour, TourPlan, TourStop, checked, read, written};
use proptest::prelude::*;

const GOOD: &str = "\
---
title: Returning shoes
site: demo
---

## Returns
/returns

> Here is where returns start.
>
> Take your time.

Show the table first.

\\# is the order number.

## The carrier
[track it](https://carrier.example/track?id=1)

##
";

fn stop(title: &str, location: &str, say: &str, note: &str) -> TourStop {
    let text = |text: &str| text.to_owned();
    TourStop { title: text(title), location: text(location), say: text(say), note: text(note) }
}

fn faults(file: &str) -> Vec<String> {
    read(file).unwrap_err().iter().map(ToString::to_string).collect()
}

/// TF1: a Markdown file has front matter and a heading for each stop: its location, then what to
/// say as a quotation and notes as plain text.
#[test]
fn tf1_markdown_is_read() {
    let file = GOOD.trim_end().trim_end_matches('#');

    let plan = read(file).unwrap();

    let said = "Here is where returns start.\n\nTake your time.";
    let note = "Show the table first.\n\n# is the order number.";
    assert_eq!((plan.title.as_str(), plan.site.as_str()), ("Returning shoes", "demo"));
    let carrier = stop("The carrier", "https://carrier.example/track?id=1", "", "");
    assert_eq!(plan.stops, [stop("Returns", "/returns", said, note), carrier]);
    let windows = format!("\u{feff}{}", file.replace('\n', "\r\n"));
    assert_eq!(read(&windows), Ok(plan));
}

/// TF2: a JSON file says the same; a stop without a title is called by its host or path.
#[test]
fn tf2_json_is_read() {
    let file = r#"{ "title": "T", "stops": [
        { "location": "shop.example/x", "say": "hi" },
        { "location": "/returns", "note": "n", "title": "R" },
        { "location": "/a?c=ä" }
    ] }"#;

    let plan = read(file).unwrap();

    let expected = [
        stop("shop.example", "https://shop.example/x", "hi", ""),
        stop("R", "/returns", "", "n"),
        stop("/a?c=%C3%A4", "/a?c=%C3%A4", "", ""),
    ];
    assert_eq!(plan.stops, expected);
}

/// TF3: every fault is told with its line, and what was wrong.
#[test]
fn tf3_faults_name_their_line() {
    let front = "---\ntitle: T\n---\n";
    let cases = [
        (String::new(), "line 1: the front matter does not end"),
        ("hello".to_owned(), "line 1: the file begins with `---`"),
        ("---\ntitle: T\n".to_owned(), "line 2: the front matter does not end"),
        ("---\nsite: demo\n---\n## A\n/x\n".to_owned(), "line 1: title is empty"),
        ("---\ntitle: T\ncolour: red\n---\n## A\n/x".to_owned(), "line 3: `colour` is none of"),
        ("---\ntitle: T\ntitle: U\n---\n## A\n/x".to_owned(), "line 3: `title` stands there twice"),
        ("---\ntitle: T\nsite: A B\n---\n## A\n/x".to_owned(), "line 2: `A B` is no key"),
        (front.to_owned(), "line 2: it has no stop"),
        (format!("{front}words\n## A\n/x"), "line 4: a stop begins with"),
        (format!("{front}## A\n"), "line 4: the stop has no location"),
        (
            format!("{front}## A\n\njavascript:alert(1)\n"),
            "line 6: `javascript:alert(1)` is no location: only http",
        ),
        (format!("{front}## A\n/x\n## B\nnonsense\n"), "line 7: `nonsense` is no location"),
        (format!("{front}## A\n//evil.example\n"), "line 5: `//evil.example` is no location"),
        (format!("{front}## A\n/x\n> {}\n", "y".repeat(4_001)), "line 4: line to say is too long"),
        ("{ \"title\": \"T\",\n \"stops\": [ }".to_owned(), "line 2: expected value"),
        (
            "{ \"title\": \"T\",\n \"stops\": [\n { \"location\": \"/x\",\n \"nte\": 1 } ] }"
                .to_owned(),
            "line 4: unknown field `nte`",
        ),
        (
            "{ \"title\": \"T\",\n \"stops\": [\n { \"say\": \"\",\n \"location\": \"x\" } ] }"
                .to_owned(),
            "line 4: `x` is no location",
        ),
        ("{ \"title\": \"T\", \"stops\": [\n".to_owned(), "line 1: EOF while parsing"),
        ("{ \"title\": \"T\", \"stops\": [] }".to_owned(), "line 1: it has no stop"),
    ];

    for (file, expected) in cases {
        let told = faults(&file);
        assert!(told.iter().any(|it| it.starts_with(expected)), "{file}: {told:?}");
    }
    let both = faults(&format!("{front}## A\nx\n## B\ny\n"));
    assert_eq!(both.len(), 2, "{both:?}");
}

/// TF4: a file, its stops and its faults are bounded.
#[test]
fn tf4_files_are_bounded() {
    let many = "## A\n/x\n".repeat(TOUR_STOPS_MAX + 1);
    let wrong = "## A\nx\n".repeat(90);

    let long = faults(&"x".repeat(TOUR_BYTES_MAX + 1));
    let many = faults(&format!("---\ntitle: T\n---\n{many}"));

    assert!(long[0].contains("too long"), "{long:?}");
    assert_eq!(many, ["line 204: it has too many stops: at most 100"]);
    assert_eq!(faults(&format!("---\ntitle: T\n---\n{wrong}")).len(), 20);
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("> "),
        Just("## "),
        Just("\\"),
        Just("#"),
        Just("---\n"),
        Just(" "),
        Just("<"),
        Just("\""),
        Just("words"),
        Just("\t"),
        Just("\u{202e}"),
        Just("ä"),
    ];
    prop::collection::vec(piece, 0..9).prop_map(|it| it.concat())
}

fn location() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("/returns?a=1#x"),
        Just("https://shop.example/ä>b"),
        Just("http://10.0.0.1:8080/"),
        Just("/"),
        Just("//x"),
        Just("/\\x"),
        Just("/.//x"),
        Just("x y"),
    ]
    .prop_map(str::to_owned)
}

proptest! {
    /// TF5: whatever tour is kept, its file is read as the same tour, and is kept as it is again.
    #[test]
    fn tf5_a_tour_survives_its_file(
        title in words(),
        stops in prop::collection::vec((words(), location(), words(), words()), 1..4),
    ) {
        let stops = stops.iter().map(|(title, at, say, note)| stop(title, at, say, note)).collect();
        let draft = TourPlan { title, site: "demo".to_owned(), stops };
        if let Ok(kept) = checked(&draft) {
            prop_assert_eq!(read(&written(&kept)), Ok(kept.clone()));
            let json = serde_json::to_string(&kept).unwrap();
            prop_assert_eq!(read(&json), Ok(kept.clone()));
            prop_assert_eq!(checked(&kept), Ok(kept));
        }
    }

    /// TF6: whatever a file holds, it is read or its faults are told, none beyond its lines.
    #[test]
    fn tf6_nothing_makes_the_reader_fall_over(file in prop_oneof![
        words(),
        "\\PC{0,200}",
        words().prop_map(|it| format!("---\ntitle: x\n---\n{it}")),
        words().prop_map(|it| format!("{{\"title\":\"x\",\"stops\":[{it}")),
    ]) {
        if let Err(faults) = read(&file) {
            prop_assert!(!faults.is_empty());
            let last = file.lines().count().max(1);
            prop_assert!(faults.iter().all(|it| (1..=last).contains(&it.line)), "{:?}", faults);
        }
    }
}

/// TF7: who may drive saves and removes tours; each stop must be where the site lets a tour go.
#[test]
fn tf7_tours_are_saved_by_who_may_drive() {
    let mut directory = directory();
    let plan = |location: &str| TourPlan {
        title: "T".to_owned(),
        site: "shop".to_owned(),
        stops: vec![stop("A", "/x", "", ""), stop("B", location, "", "")],
    };
    let id = Id::from_bytes([7; 16]);
    let save = |location: &str| C::SaveTour { tour: SavedTour::of(id, plan(location)) };
    let bob = Actor::Agent(bob());

    let drafts = directory.decide(bob, &save("https://other.example/")).unwrap();
    let Event::Directory(DirectoryEvent::TourSaved { tour }) = &drafts[0].event else { panic!() };
    directory.tours.insert(id, tour.clone());

    assert_eq!(directory.decide(bob, &save("https://other.example")), Ok(vec![]));
    for bad in ["http://10.0.0.1/", "javascript:x", ""] {
        let refused = directory.decide(bob, &save(bad));
        assert!(matches!(refused, Err(Refusal::BadTour { stop: 2, .. })), "{bad}: {refused:?}");
    }
    let elsewhere = C::SaveTour {
        tour: SavedTour { site: "none".to_owned(), ..SavedTour::of(id, plan("/y")) },
    };
    assert_eq!(directory.decide(bob, &elsewhere), Err(Refusal::NoSuch { what: "site" }));
    let remove = |id| C::RemoveTour { tour: id };
    assert!(directory.decide(bob, &remove(id)).is_ok());
    let other = remove(Id::from_bytes([8; 16]));
    assert_eq!(directory.decide(bob, &other), Err(Refusal::NoSuch { what: "tour" }));
    directory.agents.values_mut().for_each(|agent| agent.may_drive = false);
    assert_eq!(directory.decide(bob, &remove(id)), Err(Refusal::NotAllowed));
    assert_eq!(directory.decide(Actor::Browser(1), &remove(id)), Err(Refusal::NotAllowed));
    assert!(directory.decide(Actor::Agent(ada()), &remove(id)).is_ok());
}

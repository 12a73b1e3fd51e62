//! Tours in JSON: `{"title", "site"?, "stops": [{"title"?, "location", "note"?, "say"?}]}`.

use super::{Draft, Fault, TourStop};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<'a> {
    title: String,
    #[serde(default)]
    site: String,
    #[serde(borrow)]
    stops: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stop {
    #[serde(default)]
    title: String,
    location: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    say: String,
}

pub(super) fn draft(file: &str) -> Draft {
    let mut draft = Draft::default();
    let whole: Whole<'_> = match serde_json::from_str(file) {
        Ok(whole) => whole,
        Err(err) => {
            draft.faults.push(fault(&err, 1));
            return draft;
        }
    };
    let at = file.find("\"title\"").map_or(1, |offset| line_at(file, offset));
    (draft.title, draft.site) = ((at, whole.title), whole.site);
    for raw in whole.stops {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(file.as_ptr() as usize);
        let line = line_at(file, offset);
        match serde_json::from_str::<Stop>(raw.get()) {
            Ok(Stop { title, location, note, say }) => {
                let before = raw.get().split("\"location\"").next().unwrap_or_default();
                let at = line + before.matches('\n').count();
                draft.stops.push((line, at, TourStop { title, location, note, say }));
            }
            Err(err) => draft.faults.push(fault(&err, line)),
        }
    }
    draft
}

/// The message without the place that serde names: it counts from where we began to read.
fn fault(err: &serde_json::Error, first_line: usize) -> Fault {
    let message = err.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Fault::new(first_line + err.line().saturating_sub(1), message)
}

fn line_at(file: &str, offset: usize) -> usize {
    1 + file.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

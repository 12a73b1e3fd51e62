//! Tours as they are written down: stops, each with a location, a note for the agent and a line to
//! say; from a file beside a website, or from the console. The format stands in docs/TOURS.md.

mod json;
mod markdown;

use crate::id::Id;
use crate::limit::{
    SITE_KEY_CHARS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX, TOUR_BYTES_MAX, TOUR_STOPS_MAX,
};
use crate::location::{self, BadLocation, parse_location};
use crate::refusal::Refusal;
use crate::site::SiteKey;
use crate::text;
use serde::{Deserialize, Serialize};
use url::Url;

pub use markdown::written;

/// The id of a saved tour.
pub type TourId = Id;

/// Faults that are told of one file; the rest may follow from them.
const FAULTS_MAX: usize = 20;

/// One stop of a tour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TourStop {
    /// What it is called; the host or the path where nobody has said.
    #[serde(default)]
    pub title: String,
    /// Where to: an absolute address, or a path on the site's first origin (`/returns`).
    pub location: String,
    /// For the agent alone. May be empty.
    #[serde(default)]
    pub note: String,
    /// What the agent says there. May be empty.
    #[serde(default)]
    pub say: String,
}

/// A tour as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TourPlan {
    /// What it is called.
    pub title: String,
    /// For visitors of which site; empty in a file that does not say.
    #[serde(default)]
    pub site: SiteKey,
    /// Its stops in their order, at least one.
    pub stops: Vec<TourStop>,
}

/// A tour that agents may play.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SavedTour {
    /// Its id, drawn by whoever saved it first.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: TourId,
    /// For visitors of which site.
    pub site: SiteKey,
    /// What it is called.
    pub title: String,
    /// Its stops in their order, at least one.
    pub stops: Vec<TourStop>,
}

impl SavedTour {
    /// What is written down, under this id.
    pub fn of(id: TourId, plan: TourPlan) -> Self {
        let TourPlan { title, site, stops } = plan;
        Self { id, site, title, stops }
    }

    /// What is written down.
    pub fn plan(&self) -> TourPlan {
        let Self { title, site, stops, .. } = self.clone();
        TourPlan { title, site, stops }
    }
}

/// What is wrong with a tour file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong there, for people, in English.
    pub message: String,
}

impl Fault {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Reads a tour file: JSON where it begins with a brace, else Markdown.
///
/// # Errors
/// What is wrong, in the order of lines, at least one and at most `FAULTS_MAX`.
pub fn read(file: &str) -> Result<TourPlan, Vec<Fault>> {
    if file.len() > TOUR_BYTES_MAX {
        let message = format!("the file is too long: at most {TOUR_BYTES_MAX} bytes");
        return Err(vec![Fault::new(1, message)]);
    }
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    let mut draft =
        if file.trim_start().starts_with('{') { json::draft(file) } else { markdown::draft(file) };
    // Of what is no JSON nothing else is to be said.
    let is_read = draft.title.0 > 0;
    let plan = if is_read { plan(&mut draft) } else { TourPlan::default() };
    // What is missing at the end is missing on the last line.
    let last = file.lines().count().max(1);
    draft.faults.iter_mut().for_each(|fault| fault.line = fault.line.min(last));
    draft.faults.sort_by_key(|fault| fault.line);
    draft.faults.truncate(FAULTS_MAX);
    if draft.faults.is_empty() { Ok(plan) } else { Err(draft.faults) }
}

/// The same tour as it is kept: cleaned, bounded, each location one that can be driven to.
///
/// # Errors
/// The number of the stop at fault, from 1 (0: the tour itself), and why.
pub fn checked(plan: &TourPlan) -> Result<TourPlan, (usize, String)> {
    let title = title_of(&plan.title).map_err(|why| (0, why))?;
    check_site(&plan.site).map_err(|why| (0, why))?;
    if plan.stops.is_empty() {
        return Err((0, "it has no stop".to_owned()));
    }
    if plan.stops.len() > TOUR_STOPS_MAX {
        return Err((0, format!("it has too many stops: at most {TOUR_STOPS_MAX}")));
    }
    let stops = plan
        .stops
        .iter()
        .zip(1..)
        .map(|(stop, number)| checked_stop(stop).map_err(|why| (number, why)));
    Ok(TourPlan { title, site: plan.site.clone(), stops: stops.collect::<Result<_, _>>()? })
}

/// A tour as its format says it, not looked into yet.
#[derive(Debug, Default)]
struct Draft {
    title: (usize, String),
    site: String,
    /// Each with the line where it begins, and the line of its location.
    stops: Vec<(usize, usize, TourStop)>,
    faults: Vec<Fault>,
}

fn plan(draft: &mut Draft) -> TourPlan {
    let is_read = draft.faults.is_empty();
    let (line, title) = std::mem::take(&mut draft.title);
    let title = title_of(&title).unwrap_or_else(|why| {
        draft.faults.push(Fault::new(line.max(1), why));
        String::new()
    });
    if let Err(why) = check_site(&draft.site) {
        draft.faults.push(Fault::new(line.max(1), why));
    }
    if draft.stops.is_empty() && is_read {
        draft.faults.push(Fault::new(line.max(1), "it has no stop"));
    }
    if let Some((line, ..)) = draft.stops.get(TOUR_STOPS_MAX) {
        let message = format!("it has too many stops: at most {TOUR_STOPS_MAX}");
        draft.faults.push(Fault::new(*line, message));
    }
    let mut stops = Vec::new();
    for (line, at, stop) in std::mem::take(&mut draft.stops) {
        match checked_stop(&stop) {
            Ok(stop) => stops.push(stop),
            Err(why) if written_location(&stop.location).is_err() => {
                draft.faults.push(Fault::new(at, why));
            }
            Err(why) => draft.faults.push(Fault::new(line, why)),
        }
    }
    TourPlan { title, site: std::mem::take(&mut draft.site), stops }
}

fn title_of(title: &str) -> Result<String, String> {
    text::line("title", title, TITLE_CHARS_MAX).map_err(|why: Refusal| why.to_string())
}

fn checked_stop(stop: &TourStop) -> Result<TourStop, String> {
    let location = written_location(&stop.location)?;
    let title = if stop.title.trim().is_empty() {
        let named = location::title("", &location);
        if named.is_empty() { location.clone() } else { named }
    } else {
        stop.title.clone()
    };
    let words = |field, text: &str| match text::words(field, text, TEXT_CHARS_MAX) {
        Ok(words) => Ok(tidied(&words)),
        Err(Refusal::Empty { .. }) => Ok(String::new()),
        Err(why) => Err(why.to_string()),
    };
    Ok(TourStop {
        title: title_of(&title)?,
        location,
        note: words("note", &stop.note)?,
        say: words("line to say", &stop.say)?,
    })
}

/// Without white space at the ends of lines, and without empty lines around.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn check_site(key: &str) -> Result<(), String> {
    let is_letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    if key.len() <= SITE_KEY_CHARS_MAX && key.bytes().all(is_letter) {
        return Ok(());
    }
    Err(format!("`{}` is no key of a site", cut(key)))
}

/// A location as it is kept. Whether the site lets its visitors be driven there is for the site's
/// policy to say: a private host may be one that it lists.
fn written_location(typed: &str) -> Result<String, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("the stop has no location".to_owned());
    }
    if typed.starts_with('/') && !typed.starts_with("//") {
        return own_path(typed);
    }
    match parse_location(typed, &[]) {
        Ok(url) => Ok(url),
        Err(BadLocation::Private) => match Url::parse(typed) {
            Ok(url) => Ok(url.into()),
            Err(_) => Err(format!("`{}` is no location: it is not a complete address", cut(typed))),
        },
        Err(why) => Err(format!("`{}` is no location: {why}", cut(typed))),
    }
}

/// A path on the site's first origin, as the URL standard writes it.
fn own_path(typed: &str) -> Result<String, String> {
    let whole = parse_location(&format!("https://own.example{typed}"), &[]);
    let whole = whole.map_err(|why| format!("`{}` is no location: {why}", cut(typed)))?;
    let path = whole.strip_prefix("https://own.example").unwrap_or_default();
    // A path that is another host when it is read again would be no path.
    if path.starts_with("//") || !path.starts_with('/') {
        return Err(format!("`{}` is no location: it is not a complete address", cut(typed)));
    }
    Ok(path.to_owned())
}

fn cut(text: &str) -> String {
    text::cut(text, 80)
}

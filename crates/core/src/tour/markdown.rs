//! Tours in Markdown: front matter, and a heading for each stop; below it the location, then what
//! to say as a quotation and notes as plain text.

use super::{Draft, Fault, TourPlan, TourStop};

/// What of a file is being read.
enum Part {
    Before,
    Front,
    Body,
}

pub(super) fn draft(file: &str) -> Draft {
    let mut draft = Draft { title: (1, String::new()), ..Draft::default() };
    let mut part = Part::Before;
    let mut seen: Vec<&str> = Vec::new();
    for (line, text) in (1..).zip(file.lines()) {
        let text = text.trim_end();
        part = match part {
            Part::Before if text.is_empty() => Part::Before,
            Part::Before if text == "---" => Part::Front,
            Part::Before => {
                let message = "the file begins with `---`, `title: …` and `---`";
                draft.faults.push(Fault::new(line, message));
                return draft;
            }
            Part::Front if text == "---" => Part::Body,
            Part::Front => {
                front(line, text, &mut draft, &mut seen);
                Part::Front
            }
            Part::Body => {
                body(line, text, &mut draft);
                Part::Body
            }
        };
    }
    if !matches!(part, Part::Body) {
        let message = "the front matter does not end: a line `---` is missing";
        draft.faults.push(Fault::new(file.lines().count().max(1), message));
    }
    draft
}

fn front<'a>(line: usize, text: &'a str, draft: &mut Draft, seen: &mut Vec<&'a str>) {
    if text.is_empty() || text.starts_with('#') {
        return;
    }
    let Some((key, value)) = text.split_once(':') else {
        draft.faults.push(Fault::new(line, "front matter is `title: …` and `site: …`"));
        return;
    };
    let (key, value) = (key.trim(), unquoted(value.trim()));
    if seen.contains(&key) {
        draft.faults.push(Fault::new(line, format!("`{}` stands there twice", super::cut(key))));
        return;
    }
    seen.push(key);
    match key {
        "title" => draft.title = (line, value.to_owned()),
        "site" => value.clone_into(&mut draft.site),
        other => {
            let message = format!("`{}` is none of `title` and `site`", super::cut(other));
            draft.faults.push(Fault::new(line, message));
        }
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value)
}

fn body(line: usize, text: &str, draft: &mut Draft) {
    if let Some(title) = text.strip_prefix("## ") {
        let stop = TourStop { title: title.trim().to_owned(), ..TourStop::default() };
        draft.stops.push((line, line, stop));
        return;
    }
    let Some((_, at, stop)) = draft.stops.last_mut() else {
        if !text.is_empty() {
            let message = "a stop begins with `## Title`; nothing stands before the first";
            draft.faults.push(Fault::new(line, message));
        }
        return;
    };
    if stop.location.is_empty() {
        if !text.is_empty() {
            (*at, stop.location) = (line, bare(text).to_owned());
        }
    } else if let Some(said) = text.strip_prefix('>') {
        add(&mut stop.say, said.strip_prefix(' ').unwrap_or(said));
    } else if !(text.is_empty() && stop.note.is_empty()) {
        add(&mut stop.note, unescaped(text));
    }
}

/// An address as Markdown has it: plain, in angle brackets, or as a link.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let bracketed = text.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let linked = || text.strip_prefix('[')?.strip_suffix(')')?.split_once("](").map(|(_, to)| to);
    bracketed.or_else(linked).unwrap_or(text)
}

/// `\#`, `\>` and `\\` at the beginning of a line are what stands after the backslash.
fn unescaped(text: &str) -> &str {
    let rest = text.strip_prefix('\\').filter(|rest| rest.starts_with(['#', '>', '\\']));
    rest.unwrap_or(text)
}

fn add(whole: &mut String, line: &str) {
    if !whole.is_empty() {
        whole.push('\n');
    }
    whole.push_str(line);
}

/// A tour as a Markdown file, which is read as the same tour.
pub fn written(tour: &TourPlan) -> String {
    let mut parts = vec![format!("---\ntitle: \"{}\"\n", tour.title)];
    if !tour.site.is_empty() {
        parts.push(format!("site: {}\n", tour.site));
    }
    parts.push("---\n".to_owned());
    for stop in &tour.stops {
        parts.push(format!("\n## {}\n<{}>\n", stop.title, stop.location));
        parts.push(paragraph(&stop.say, |line| format!("> {line}").trim_end().to_owned()));
        parts.push(paragraph(&stop.note, escaped));
    }
    parts.concat()
}

/// The lines of a text, each written so; nothing for an empty one.
fn paragraph(text: &str, line: impl Fn(&str) -> String) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = text.lines().map(line).collect();
    format!("\n{}\n", lines.join("\n"))
}

fn escaped(line: &str) -> String {
    let means = line.starts_with(['#', '>', '\\']);
    if means { format!("\\{line}") } else { line.to_owned() }
}

//! Writes the wire's types for TypeScript, and fails when the file differs from them.
//!
//! `UPDATE=1 cargo test -p docent-core` writes it anew.

use crate::{
    channel, desk, directory, drive, frame, location, plan, policy, site, summary, tour, usage,
    view,
};
use std::fmt::Write as _;
use std::path::PathBuf;
use ts_rs::{Config, TS};

const HEAD: &str = "\
// Written by a test of crates/core from the server's own types; do not edit.
// `UPDATE=1 cargo test -p docent-core` writes it anew.
";

/// Writes the declarations of these types one after the other.
macro_rules! declare {
    ($cfg:expr, $head:expr, $($type:ty),+ $(,)?) => {{
        let mut text = String::from($head);
        $(write_type::<$type>($cfg, &mut text);)+
        text
    }};
}

/// WI2: the types that the web reads are those of the server.
#[test]
#[expect(clippy::too_many_lines, reason = "a list of types")]
fn wi2_typescript_has_the_types_of_the_server() {
    let cfg = Config::new().with_large_int("number");
    let text = declare!(
        &cfg,
        HEAD,
        frame::ClientFrame,
        frame::ServerFrame,
        frame::WireEntry,
        frame::Signal,
        frame::Colleague,
        frame::AnyCommand,
        channel::ChannelCommand,
        channel::ChannelEvent,
        channel::ClientKind,
        channel::EndReason,
        channel::Questions,
        channel::Visitor,
        desk::DeskCommand,
        desk::AwayReason,
        drive::Drive,
        drive::Ride,
        drive::Tally,
        drive::Skipped,
        drive::Receipt,
        drive::Outcome,
        drive::Obstacle,
        drive::Way,
        location::Page,
        location::BadLocation,
        view::View,
        view::Status,
        view::Browser,
        view::Tour,
        view::Delivery,
        view::Stop,
        view::Guide,
        view::Offer,
        view::End,
        view::Marks,
        summary::Summary,
        summary::Snippet,
        site::Site,
        site::SiteSettings,
        site::Consent,
        site::Driving,
        site::JavaClient,
        site::Elsewhere,
        site::Downloads,
        directory::Agent,
        directory::Reply,
        directory::Role,
        usage::Row,
        usage::ReachRow,
        usage::Engine,
        usage::Counts,
        usage::DriveCounts,
    );

    let text = text + &of_planning(&cfg);

    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../web/link/src/protocol.gen.ts");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }

    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{} is not up to date: run with UPDATE=1", path.display());
}

fn of_planning(cfg: &Config) -> String {
    declare!(
        cfg,
        "",
        plan::Facts,
        plan::Framing,
        plan::Content,
        plan::Plan,
        plan::Outlook,
        plan::Forecast,
        plan::Unknown,
        policy::Purpose,
        tour::SavedTour,
        tour::TourStop,
    )
}

fn write_type<T: TS>(cfg: &Config, text: &mut String) {
    let docs = one_line_docs(&T::docs().unwrap_or_default());
    let declaration = laid_out(&one_line_docs(&T::decl(cfg)));
    writeln!(text, "\n{docs}export {declaration}").unwrap();
}

fn one_line_docs(text: &str) -> String {
    text.replace("/**\n * ", "/** ").replace("\n */", " */")
}

/// One field a line, one variant a paragraph.
fn laid_out(declaration: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut rest = declaration;
    let is_union = declaration.contains("= {") && declaration.contains("} | {");
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '/' => doc(rest, &mut out, depth),
            '{' if !rest.starts_with("{ [") => open(&mut out, &mut depth),
            '}' if depth > 0 => close(&mut out, &mut depth),
            ',' if depth > 0 => separate(rest, &mut out, depth),
            '|' if depth == 0 && is_union => variant(&mut out),
            '"' => quoted(rest, &mut out),
            '{' => map(rest, &mut out),
            _ => plain(letter, &mut out),
        };
        rest = rest.split_at(taken).1;
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    if is_union { union(&lines) } else { lines.join("\n") }
}

/// Variants stand below the name; one that holds nothing but its tag stands on one line.
fn union(lines: &[&str]) -> String {
    let text = lines.join("\n    ").replace("= {", "=\n  | {").replace("\n      |", "\n  |");
    let variants: Vec<String> = text.split("\n  | ").map(tag_only_on_one_line).collect();
    variants.join("\n  | ")
}

fn tag_only_on_one_line(variant: &str) -> String {
    let lines: Vec<&str> = variant.lines().map(str::trim).collect();
    match lines.as_slice() {
        ["{", tag, end] if end.starts_with('}') => format!("{{ {tag} {end}"),
        _ => variant.to_owned(),
    }
}

fn line(out: &mut String, depth: usize) {
    out.truncate(out.trim_end().len());
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

fn doc(rest: &str, out: &mut String, depth: usize) -> usize {
    let end = rest.find("*/").unwrap() + 2;
    line(out, depth);
    out.push_str(rest.split_at(end).0);
    line(out, depth);
    end
}

fn open(out: &mut String, depth: &mut usize) -> usize {
    *depth += 1;
    out.push('{');
    line(out, *depth);
    1
}

fn close(out: &mut String, depth: &mut usize) -> usize {
    *depth -= 1;
    line(out, *depth);
    out.push('}');
    1
}

/// Commas inside `Record<…>` part no fields.
fn separate(rest: &str, out: &mut String, depth: usize) -> usize {
    let line_so_far = out.lines().next_back().unwrap_or_default();
    if line_so_far.matches('<').count() > line_so_far.matches('>').count() {
        out.push(',');
        return 1;
    }
    out.push(';');
    if !rest.starts_with(", }") {
        line(out, depth);
    }
    1
}

fn variant(out: &mut String) -> usize {
    line(out, 1);
    out.push('|');
    1
}

fn quoted(rest: &str, out: &mut String) -> usize {
    let end = rest.split_at(1).1.find('"').unwrap() + 2;
    let (word, after) = rest.split_at(end);
    let bare = word.trim_matches('"');
    let is_name = after.starts_with(':');
    let text = if is_name { bare.to_owned() } else { format!("'{bare}'") };
    out.push_str(&text);
    end
}

fn map(rest: &str, out: &mut String) -> usize {
    let end = rest.find('}').unwrap() + 1;
    out.push_str(rest.split_at(end).0);
    end
}

/// A space at the start of a line is none.
fn plain(letter: char, out: &mut String) -> usize {
    if letter != '\n' && !(letter == ' ' && (out.ends_with("  ") || out.ends_with('\n'))) {
        out.push(letter);
    }
    letter.len_utf8()
}

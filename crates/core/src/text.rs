//! Words that come from outside, made fit to be stored: bounded, and free of control characters.

use crate::refusal::Refusal;

/// The words as they may be stored: without control characters but line breaks and tabs, and
/// without white space at the end.
///
/// # Errors
/// [`Refusal::Empty`] when nothing is left, [`Refusal::TooLong`] above `max` characters.
pub fn words(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let is_kept = |letter: &char| matches!(letter, '\n' | '\t') || !letter.is_control();
    // Mostly there is nothing to take out.
    if text.bytes().all(|byte| byte.is_ascii_graphic() || matches!(byte, b' ' | b'\n')) {
        return bounded(field, text.trim_end(), max);
    }
    let kept: String = text.chars().filter(is_kept).collect();
    bounded(field, kept.trim_end(), max)
}

/// The words as one line: without any control or direction character, trimmed at both ends.
///
/// # Errors
/// [`Refusal::Empty`] when nothing is left, [`Refusal::TooLong`] above `max` characters.
pub fn line(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let line: String = one_line(text).collect();
    bounded(field, line.trim(), max)
}

/// The words as one line of at most `max` characters; the rest is cut off. May be empty.
pub fn cut(text: &str, max: usize) -> String {
    let mut kept = String::with_capacity(text.len().min(max));
    kept.extend(one_line(text).skip_while(|letter| letter.is_whitespace()).take(max));
    kept.truncate(kept.trim_end().len());
    kept
}

/// Line breaks and tabs become spaces, so that words do not run together.
fn one_line(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|letter| if matches!(letter, '\n' | '\t') { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !turns_direction(*letter))
}

/// Characters that make the letters after them read in another order: a name must not carry them.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn bounded(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty { field });
    }
    if text.chars().count() > max {
        return Err(Refusal::TooLong { field, max });
    }
    Ok(text.to_owned())
}

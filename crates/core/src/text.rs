//! Words that come from outside, made fit to be stored: bounded, and free of control characters.

use crate::refusal::Refusal;

/// The words as they may be stored: without control characters but line breaks and tabs, and
/// without white space at the end.
///
/// # Errors
/// [`Refusal::Empty`] when nothing is left, [`Refusal::TooLong`] above `max` characters.
pub fn words(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let kept: String = text
        .chars()
        .filter(|letter| matches!(letter, '\n' | '\t') || !letter.is_control())
        .collect();
    bounded(field, kept.trim_end(), max)
}

/// The words as one line: without any control or direction character, trimmed at both ends.
///
/// # Errors
/// [`Refusal::Empty`] when nothing is left, [`Refusal::TooLong`] above `max` characters.
pub fn line(field: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    bounded(field, one_line(text).trim(), max)
}

/// The words as one line of at most `max` characters; the rest is cut off. May be empty.
pub fn cut(text: &str, max: usize) -> String {
    let line = one_line(text);
    let kept: String = line.trim().chars().take(max).collect();
    kept.trim_end().to_owned()
}

/// Line breaks and tabs become spaces, so that words do not run together.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|letter| if matches!(letter, '\n' | '\t') { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !turns_direction(*letter))
        .collect()
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

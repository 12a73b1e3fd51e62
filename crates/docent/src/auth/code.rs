//! A pairing code: short enough to compare at a glance and to type.

use std::fmt;
use std::str::FromStr;

/// No letter that is taken for another: neither `0 O`, `1 I L` nor `U`.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Six of thirty letters: 729 million codes.
const LENGTH: usize = 6;
/// Letters before the dash.
const HALF: usize = LENGTH / 2;
/// Bits of a random byte that choose a letter.
const BITS: u8 = 0b1_1111;

/// Six letters and digits, written `K7F-4QX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code([u8; LENGTH]);

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code: K7F-4QX is one")]
pub struct BadCode;

impl Code {
    /// A code nobody can guess in a few tries.
    pub fn draw() -> Self {
        let mut code = [0; LENGTH];
        for letter in &mut code {
            // Two of 32 values stand for no letter: drawn again, so that all are equally likely.
            *letter = std::iter::repeat_with(|| super::random::<1>()[0] & BITS)
                .find_map(|drawn| LETTERS.get(usize::from(drawn)).copied())
                .expect("a random byte chooses a letter sooner or later");
        }
        Self(code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            let dash = if place == HALF { "-" } else { "" };
            write!(f, "{dash}{}", char::from(*letter))?;
        }
        Ok(())
    }
}

/// As people type it: in any case, with or without spaces and the dash.
impl FromStr for Code {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let mut code = [0; LENGTH];
        let mut places = code.iter_mut();
        for letter in text.chars().filter(|it| !it.is_whitespace() && *it != '-') {
            let letter = u8::try_from(letter.to_ascii_uppercase()).map_err(|_not_latin| BadCode)?;
            let known = LETTERS.contains(&letter).then_some(letter).ok_or(BadCode)?;
            *places.next().ok_or(BadCode)? = known;
        }
        if places.next().is_some() { Err(BadCode) } else { Ok(Self(code)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::draw();
        let written = code.to_string();

        assert_eq!(written.len(), 7);
        assert_eq!(written.find('-'), Some(3));
        for typed in [
            written.clone(),
            written.to_lowercase(),
            written.replace('-', ""),
            format!("  {} ", written.replace('-', " ")),
        ] {
            assert_eq!(typed.parse(), Ok(code), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for bad in ["", "K7F-4Q", "K7F-4QXX", "K7F-4QO", "K7F-4Q1", "K7F_4QX", "Ķ7F-4QX", "ſ7F4QX"]
        {
            assert_eq!(bad.parse::<Code>(), Err(BadCode), "{bad}");
        }
        assert_eq!("K".repeat(70_000).parse::<Code>(), Err(BadCode));
    }

    #[test]
    fn every_letter_is_drawn() {
        let drawn: String = (0..500).map(|_| Code::draw().to_string()).collect();

        assert!(LETTERS.iter().all(|it| drawn.contains(char::from(*it))), "{drawn}");
    }
}

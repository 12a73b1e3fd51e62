//! The time of sending, carried in the words themselves: who receives them knows how long it took.

const MARK: &str = "t0-";

/// The stamp of this moment.
pub fn stamp(now_ns: u64) -> String {
    format!("{MARK}{now_ns}")
}

/// A command that says `bytes` letters, the stamp first.
pub fn say(now_ns: u64, bytes: usize) -> String {
    let stamp = stamp(now_ns);
    format!(
        r#"{{"do":"say","text":"{stamp} {}"}}"#,
        "x".repeat(bytes.saturating_sub(stamp.len() + 1))
    )
}

/// A command that drives to a stamped location.
pub fn drive(now_ns: u64) -> String {
    format!(r#"{{"do":"drive","url":"https://shop.example/{}","title":"Shoes"}}"#, stamp(now_ns))
}

/// The stamp in an event of this kind.
pub fn read(event: &str, kind: &str) -> Option<u64> {
    let rest = event.strip_prefix(r#"{"kind":""#)?.strip_prefix(kind)?;
    let (_, rest) = rest.split_once(MARK)?;
    let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_from_words_and_from_locations() {
        let said = r#"{"kind":"Said","text":"t0-123 xxx"}"#;
        let driven = r#"{"kind":"Driven","to":{"url":"https://shop.example/t0-77"}}"#;

        assert_eq!((read(said, "Said"), read(driven, "Driven")), (Some(123), Some(77)));
        assert_eq!(read(said, "Driven"), None);
        assert!(say(123, 20).ends_with(r#""t0-123 xxxxxxxxxxxxx"}"#));
    }
}

//! Which words of an event a search finds.

use docent_core::channel::ChannelEvent as Event;

/// The words of the event of a kind; none where it has none to be found.
pub(super) fn of(kind: &str, body: &[u8]) -> Option<String> {
    if !matches!(
        kind,
        "Arrived" | "Named" | "Joined" | "Said" | "Linked" | "Driven" | "Moved" | "NoteLeft"
    ) {
        return None;
    }
    let words = match serde_json::from_slice(body).ok()? {
        Event::Arrived { visitor, .. } => match visitor.page {
            Some(page) => [visitor.name, page.title, page.url].join("\n"),
            None => visitor.name,
        },
        Event::Named { name, .. } | Event::Joined { name, .. } => name,
        Event::Said { text, .. } => text,
        Event::Linked { to: page } | Event::Driven { to: page, .. } | Event::Moved { page, .. } => {
            [page.title, page.url].join("\n")
        }
        Event::NoteLeft { name, contact, text } => [name, contact, text].join("\n"),
        _ => return None,
    };
    Some(words).filter(|words| !words.is_empty())
}

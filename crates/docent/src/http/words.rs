//! Words of the pages that the server draws: a small catalog per language.

/// A language that we have words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
}

impl Language {
    /// The first language of an `Accept-Language` header that we have; English otherwise.
    /// Source: RFC 9110, section 12.5.4. Weights are taken as the order: browsers write them so.
    pub(super) fn accepted(header: &str) -> Self {
        let ours = header.split(',').find_map(|range| {
            let tag = range.split(';').next().unwrap_or_default().trim();
            match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
                "en" => Some(Self::English),
                "de" => Some(Self::German),
                _ => None,
            }
        });
        ours.unwrap_or(Self::English)
    }

    /// As `lang` attributes write it.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// As `dir` attributes write it.
    pub(super) fn direction(self) -> &'static str {
        match self {
            Self::English | Self::German => "ltr",
        }
    }

    /// The words of this name; none where there are no such words.
    pub(super) fn word(self, name: &str) -> Option<&'static str> {
        let (_, english, german) = WORDS.iter().find(|(own, ..)| *own == name)?;
        Some(match self {
            Self::English => english,
            Self::German => german,
        })
    }
}

/// Name, English, German. `{}` is the name of the site or agent.
const WORDS: [(&str, &str, &str); 32] = [
    (
        "no-tour",
        "There is no such tour, or it is over.",
        "Diese Führung gibt es nicht, oder sie ist vorbei.",
    ),
    ("lead", "One moment, please.", "Einen Moment, bitte."),
    ("lead-away", "Nobody is here right now.", "Gerade ist niemand da."),
    (
        "sentence",
        "The agent can open pages in this browser. This chat is recorded.",
        "Der Berater kann Seiten in diesem Browser öffnen. Dieses Gespräch wird aufgezeichnet.",
    ),
    ("chat-with", "Chat with {}", "Gespräch mit {}"),
    (
        "noscript",
        "JavaScript is off in this browser. You can chat all the same:",
        "JavaScript ist in diesem Browser ausgeschaltet. Sprechen können wir trotzdem:",
    ),
    ("ask", "Ask for someone", "Jemanden rufen"),
    (
        "waiting",
        "You are in the queue. Somebody will be with you.",
        "Sie stehen in der Reihe. Gleich ist jemand da.",
    ),
    ("place", "Place in queue: {}", "Platz in der Reihe: {}"),
    ("next", "You are next.", "Sie sind als Nächstes an der Reihe."),
    (
        "nobody",
        "Nobody is here right now. Leave a note with how to reach you: it will be read.",
        "Gerade ist niemand da. Hinterlassen Sie eine Nachricht und wie wir Sie erreichen: sie wird gelesen.",
    ),
    ("joined", "{} is here.", "{} ist da."),
    ("ended", "This chat has ended. Thank you.", "Das Gespräch ist beendet. Vielen Dank."),
    ("again", "Start again", "Neu beginnen"),
    ("message", "Message", "Nachricht"),
    ("send", "Send", "Senden"),
    ("leave", "Leave", "Verlassen"),
    ("conversation", "Conversation", "Gespräch"),
    ("name", "Name", "Name"),
    ("contact", "E-mail or telephone", "E-Mail oder Telefon"),
    ("note", "Note", "Notiz"),
    ("leave-note", "Leave a note", "Nachricht hinterlassen"),
    ("you", "You", "Sie"),
    ("came", "{} has joined you.", "{} ist jetzt bei Ihnen."),
    ("asked", "You asked for someone.", "Sie haben jemanden gerufen."),
    ("sends", "{} sends you a page:", "{} schickt Ihnen eine Seite:"),
    ("no-site", "There is nobody to talk to here.", "Hier gibt es niemanden zum Sprechen."),
    (
        "no-site-text",
        "This address belongs to no website that this server knows. Go back and try again from there.",
        "Diese Adresse gehört zu keiner Website, die dieser Server kennt. Gehen Sie zurück und versuchen Sie es von dort.",
    ),
    (
        "note-kept",
        "Your note is kept. Somebody will answer.",
        "Ihre Nachricht ist da. Jemand wird antworten.",
    ),
    (
        "too-fast",
        "That could not be sent just now. Please send it again in a moment.",
        "Das ging gerade nicht. Bitte gleich noch einmal senden.",
    ),
    ("too-long", "That was too long to send. Please shorten it.", "Das war zu lang. Bitte kürzen."),
    ("going", "One moment: a page is coming.", "Einen Moment: eine Seite kommt."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_we_have_is_taken() {
        assert_eq!(Language::accepted("de-AT,de;q=0.9,en;q=0.8"), Language::German);
        assert_eq!(Language::accepted("fr-FR, DE;q=0.5"), Language::German);
        assert_eq!(Language::accepted("fr"), Language::English);
        assert_eq!(Language::accepted(""), Language::English);
    }

    /// What the handlers themselves put into templates.
    const VALUES: [&str; 15] = [
        "lang", "dir", "title", "accent", "site", "key", "draw", "boot", "lead", "channel",
        "log_src", "status", "text", "once", "refresh",
    ];

    #[test]
    fn every_placeholder_of_a_template_has_a_value_or_words() {
        for template in [
            include_str!("../../../../web/client/ask.html"),
            include_str!("../../../../web/client/go.html"),
            include_str!("../../../../web/client/plain.html"),
            include_str!("../../../../web/client/plain-log.html"),
            include_str!("../../../../web/console/index.html"),
        ] {
            for placeholder in template.split("{{").skip(1) {
                let name = placeholder.split("}}").next().unwrap().trim();
                let known = VALUES.contains(&name) || name == "lines";
                assert!(known || Language::English.word(name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn every_word_is_there_once_in_both_languages() {
        for (place, (name, english, german)) in WORDS.iter().enumerate() {
            assert!(!english.is_empty() && !german.is_empty(), "{name}");
            assert_eq!(english.contains("{}"), german.contains("{}"), "{name}");
            assert!(WORDS.iter().skip(place + 1).all(|(other, ..)| other != name), "{name}");
        }
    }
}

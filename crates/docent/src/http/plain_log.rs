//! The conversation as lines of a page that refreshes itself.

use super::Shared;
use super::headers::framed_by;
use super::page;
use super::plain::{Known, Sent, status};
use super::template::{Value, escaped};
use super::words::Language;
use crate::app::App;
use crate::error::Problem;
use crate::hub::outbox::Outbox;
use crate::hub::presence::Gone;
use crate::limit;
use crate::store::Row;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::Response;
use docent_core::actor::{Actor, Reader};
use docent_core::channel::{ChannelCommand, ChannelEvent};
use docent_core::entry::Event;
use docent_core::limit::PAGE_ENTRIES;
use docent_core::location::Page;
use docent_core::machine::{Command, Order};
use docent_core::view::{Status, View};
use std::fmt::Write;
use std::sync::Arc;

/// Seconds between two refreshes while the chat is open.
const REFRESH_SECONDS: u32 = 3;
/// Seconds between two refreshes once it is over.
const REFRESH_OVER_SECONDS: u32 = 300;

pub(super) async fn show(State(app): Shared, sent: Sent) -> Result<Response, Problem> {
    let language = sent.language;
    let view = match Known::read(&app, &sent) {
        Some(known) => known.view(&app, &sent.key).await?.map(|view| (known, view)),
        None => None,
    };
    let Some((known, view)) = view else {
        let text = language.word("no-site-text").unwrap_or_default();
        return Ok(page::message(StatusCode::NOT_FOUND, language, ["Docent", text]));
    };
    be_here(&app, known, &view).await;
    let rows = app.store.read_before(known.log(), view.seq + 1, PAGE_ENTRIES).await?;
    let mut lines = lines(&rows, known, (language, &view));
    let state = status(&app, language, (known.channel, &view));
    write!(lines, r#"<p class="status" role="status">{}</p>"#, escaped(&state))
        .expect("a string takes all");
    let over = view.status == Status::Ended;
    let refresh = if over { REFRESH_OVER_SECONDS } else { REFRESH_SECONDS };
    let mut answer = page::draw("client/plain-log.html", language, |name| match name {
        "refresh" => Some(refresh.to_string().into()),
        "lines" => Some(Value::Html(lines.clone())),
        "title" => language.word("conversation").map(Value::from),
        "accent" => Some(super::ask::ACCENT.into()),
        _ => None,
    });
    let framed = framed_by(&app.config.urls);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, framed);
    Ok(answer)
}

/// A page that refreshes itself is a connection of its own kind: it ends when it is not renewed.
async fn be_here(app: &Arc<App>, known: Known, view: &View) {
    let who = Gone::Browser(known.channel, known.browser);
    if app.hub.presence().sockets(who) < limit::PLAIN_AT_ONCE {
        let outbox = Arc::new(Outbox::default());
        app.hub.presence().arrive(who, &outbox, None);
        let staying = Arc::clone(app);
        app.tasks.spawn(async move {
            tokio::select! {
                () = tokio::time::sleep(limit::PLAIN_STAYS) => {}
                () = staying.tasks.stopping() => {}
            }
            staying.hub.presence().depart(who, &outbox);
        });
    }
    if view.browsers.get(&known.browser).is_some_and(|browser| browser.away) {
        let command = Command::Channel(ChannelCommand::NoteHere { browser: known.browser });
        let order = Order { by: Actor::Server, name: None, command };
        if let Err(err) = app.engine.run(known.log(), order).await {
            tracing::debug!(%err, "a return was not noted");
        }
    }
}

fn lines(rows: &[Row], known: Known, (language, view): (Language, &View)) -> String {
    let reader = Reader::Browser(known.browser);
    let mut out = String::new();
    for row in rows.iter().filter(|row| row.audience.includes(reader)) {
        let Some(Ok(Event::Channel(event))) =
            row.body.as_ref().map(|body| Event::read(known.log(), body))
        else {
            continue;
        };
        line(&mut out, row.by, &event, (language, view)).expect("a string takes all");
    }
    out
}

fn line(
    out: &mut String,
    by: Actor,
    event: &ChannelEvent,
    (language, view): (Language, &View),
) -> std::fmt::Result {
    let word = |name| language.word(name).unwrap_or_default();
    let guide = view.guide.as_ref().map_or("", |guide| guide.name.as_str());
    match event {
        ChannelEvent::Asked => note(out, word("asked")),
        ChannelEvent::Joined { name, .. } => note(out, &word("came").replace("{}", name)),
        ChannelEvent::Said { text, .. } => {
            let (class, who) = match by {
                Actor::Browser(_) => ("mine", word("you")),
                Actor::Agent(_) | Actor::Server => ("theirs", guide),
            };
            let text = escaped(text).replace('\n', "<br>");
            let who = escaped(who);
            write!(
                out,
                r#"<p class="said {class}"><b class="who">{who}</b> <span>{text}</span></p>"#
            )
        }
        ChannelEvent::Linked { to } | ChannelEvent::Driven { to, .. } => {
            link(out, &word("sends").replace("{}", guide), to)
        }
        ChannelEvent::NoteLeft { .. } => note(out, word("note-kept")),
        ChannelEvent::Ended { .. } => note(out, word("ended")),
        _ => Ok(()),
    }
}

fn note(out: &mut String, text: &str) -> std::fmt::Result {
    write!(out, r#"<p class="note">{}</p>"#, escaped(text))
}

/// A location was checked before it was stored; it is checked again before it becomes a link.
fn link(out: &mut String, text: &str, to: &Page) -> std::fmt::Result {
    let is_web = to.url.starts_with("https://") || to.url.starts_with("http://");
    let (text, title, url) = (escaped(text), escaped(&to.title), escaped(&to.url));
    if !is_web {
        return write!(out, r#"<p class="said theirs">{text} {title}</p>"#);
    }
    write!(
        out,
        r#"<p class="said theirs">{text} <a href="{url}" target="_blank" rel="noopener noreferrer">{title}</a></p>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE14: what was said stands in the log as text, with line breaks and nothing else.
    #[test]
    fn se14_words_are_text_in_the_plain_log() {
        let view = View::default();
        let mut out = String::new();
        let text = "<img src=x onerror=alert(1)>\n</p>\"'".to_owned();

        line(
            &mut out,
            Actor::Browser(1),
            &ChannelEvent::Said { text, name: String::new(), to: None },
            (Language::English, &view),
        )
        .unwrap();

        assert!(!out.contains("<img") && out.contains("&lt;img"), "{out}");
        assert_eq!(out.matches("</p>").count(), 1);
        assert_eq!(out.matches("<br>").count(), 1);
    }

    /// SE1: only web addresses become links, whatever has been stored.
    #[test]
    fn se1_only_web_addresses_become_links() {
        for url in
            ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example"]
        {
            let mut out = String::new();
            let to = Page { url: url.to_owned(), title: "x".to_owned() };
            line(
                &mut out,
                Actor::Server,
                &ChannelEvent::Linked { to },
                (Language::English, &View::default()),
            )
            .unwrap();
            assert!(!out.contains("<a "), "{out}");
        }
    }
}

//! The chat without scripts: plain forms, and a log that refreshes in a frame of its own.

use super::arrival::{Draw, arrive};
use super::body::{self, Fields};
use super::caller::{Client, OwnPage, text};
use super::headers::name_ourselves;
use super::page;
use super::words::Language;
use super::{Shared, plain_log};
use crate::app::App;
use crate::auth::random_id;
use crate::auth::sign_in::{Transport, cookie_value};
use crate::engine::RunError;
use crate::error::Problem;
use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::header::{ACCEPT_LANGUAGE, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use docent_core::actor::{Actor, BrowserNo};
use docent_core::channel::{ChannelCommand, ClientKind, Visitor};
use docent_core::entry::CommandName;
use docent_core::id::{ChannelId, Id, LogId};
use docent_core::machine::{Command, Order};
use docent_core::refusal::Refusal;
use docent_core::view::{Status, View};
use serde::Deserialize;
use std::sync::Arc;

/// How long a browser keeps its way into the channel: a day.
const COOKIE_SECONDS: u32 = 24 * 60 * 60;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/plain/{key}", get(show).post(open))
        .route("/plain/{key}/log", get(plain_log::show))
        .route("/plain/{key}/say", post(say))
        .route("/plain/{key}/note", post(leave_note))
        .route("/plain/{key}/leave", post(leave))
}

/// A request of a page without scripts. One that changes something comes from a page of our own.
pub(super) struct Sent {
    pub(super) key: String,
    pub(super) client: Client,
    pub(super) language: Language,
}

impl FromRequestParts<Arc<App>> for Sent {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        if parts.method == Method::POST {
            OwnPage::from_request_parts(parts, app).await?;
        }
        let key = Path::<String>::from_request_parts(parts, app).await;
        let Path(key) = key.map_err(|_no_key| Problem::not_found("site"))?;
        let client = Client::from_request_parts(parts, app).await?;
        let language = Language::of(&parts.headers);
        Ok(Self { key, client, language })
    }
}

/// A visitor who came back with the cookie of its channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) channel: ChannelId,
    pub(super) browser: BrowserNo,
}

impl Known {
    /// The visitor of these cookies, at this site.
    pub(super) fn read(app: &App, sent: &Sent) -> Option<Self> {
        let Sent { key, client, .. } = sent;
        let token = cookie_value(&client.cookies, &cookie_name(key, client.transport))?;
        let (channel, browser) = app.auth.read_token(token)?;
        Some(Self { channel, browser })
    }

    pub(super) fn log(self) -> LogId {
        LogId::Channel(self.channel)
    }

    /// What this visitor may see of the channel; none when it is of another site.
    pub(super) async fn view(self, app: &App, key: &str) -> Result<Option<View>, Problem> {
        let peek = app.engine.view(self.log()).await?;
        let channel = peek.state.channel().filter(|channel| channel.view.site == key);
        let reader = docent_core::actor::Reader::Browser(self.browser);
        Ok(channel.map(|channel| channel.view_for(reader)))
    }

    async fn run(
        self,
        app: &App,
        once: Option<Id>,
        command: ChannelCommand,
    ) -> Result<(), RunError> {
        app.pay((self.channel, self.browser), &command, bytes_of(&command))?;
        let name = once.map(|sender| CommandName { sender, n: 1 });
        let by = Actor::Browser(self.browser);
        let order = Order { by, name, command: Command::Channel(command) };
        app.engine.run(self.log(), order).await.map(|_done| ())
    }
}

#[derive(Deserialize)]
struct Asking {
    draw: String,
}

/// `once` names the form as it was drawn, so that sending it twice says it once.
#[derive(Deserialize)]
struct Saying {
    text: String,
    #[serde(default)]
    once: String,
}

#[derive(Deserialize)]
struct Note {
    #[serde(default)]
    name: String,
    #[serde(default)]
    contact: String,
    text: String,
    #[serde(default)]
    once: String,
}

/// Opens a channel, unless this browser has one that is open: then that is shown.
async fn open(
    State(app): Shared,
    sent: Sent,
    headers: HeaderMap,
    Fields(asking): Fields<Asking>,
) -> Result<Response, Problem> {
    if let Some(known) = Known::read(&app, &sent)
        && let Some(view) = known.view(&app, &sent.key).await?
        && view.status != Status::Ended
    {
        return Ok(back(&sent.key));
    }
    let visitor = Visitor {
        name: String::new(),
        language: first_language(&headers),
        user_agent: text(&headers, USER_AGENT).to_owned(),
        page: None,
    };
    let draw = body::id(&asking.draw, "page: open it again")?;
    let drawn = Draw { from: sent.client.address, bits: draw, visitor };
    let arrived = match arrive(&app, &sent.key, drawn).await {
        Ok(arrived) => arrived,
        Err(problem) => return Ok(page::problem(&problem, sent.language)),
    };
    let known = Known { channel: arrived.channel, browser: arrived.browser };
    let version = App::VERSION.to_owned();
    let delivered = ChannelCommand::Deliver { client: ClientKind::Plain, version, bytes: 0, ms: 0 };
    known.run(&app, Some(draw), delivered).await?;
    let mut answer = back(&sent.key);
    let cookie = set_cookie(&sent.key, &arrived.token, sent.client.transport);
    answer.headers_mut().append(SET_COOKIE, cookie);
    Ok(answer)
}

async fn show(State(app): Shared, sent: Sent) -> Result<Response, Problem> {
    draw(&app, &sent, None).await
}

/// What could not be sent, and the word for why.
type Unsent<'a> = (&'a str, &'static str);

/// The page; what could not be sent stays in its field.
async fn draw(app: &App, sent: &Sent, unsent: Option<Unsent<'_>>) -> Result<Response, Problem> {
    let Sent { key, language, .. } = sent;
    let Ok(settings) = body::site(app, key) else { return Ok(page::no_site(*language)) };
    let view = match Known::read(app, sent) {
        Some(known) => known.view(app, key).await?.map(|view| (known, view)),
        None => None,
    };
    let Some((known, view)) = view else {
        return Ok(Redirect::to(&format!("/ask/{key}")).into_response());
    };
    let title = language.word("chat-with").unwrap_or_default().replace("{}", &settings.name);
    let status = match unsent {
        None => status(app, *language, (known.channel, &view)),
        Some((_, why)) => language.word(why).unwrap_or_default().to_owned(),
    };
    let typed = unsent.map_or("", |(text, _)| text);
    let mut answer = page::draw("client/plain.html", *language, |name| match name {
        "title" => Some(title.clone().into()),
        "site" => Some(settings.name.clone().into()),
        "accent" if settings.accent.is_empty() => Some(super::ask::ACCENT.into()),
        "accent" => Some(settings.accent.clone().into()),
        "key" => Some(key.clone().into()),
        "channel" => Some(known.channel.to_string().into()),
        "log_src" => Some(format!("/plain/{key}/log").into()),
        "status" => Some(status.clone().into()),
        "text" => Some(typed.to_owned().into()),
        "once" => Some(random_id().to_string().into()),
        _ => None,
    });
    name_ourselves(answer.headers_mut());
    Ok(answer)
}

/// One sentence: where the visitor stands.
pub(super) fn status(app: &App, language: Language, (channel, view): (ChannelId, &View)) -> String {
    let word = |name| language.word(name).unwrap_or_default();
    match (view.status, &view.guide, app.board.place(channel)) {
        (Status::Ended, ..) => word("ended").to_owned(),
        (Status::Joined, Some(guide), _) => word("joined").replace("{}", &guide.name),
        (_, _, Some(place)) if !place.staffed => word("nobody").to_owned(),
        (_, _, Some(place)) if place.position == 1 => word("next").to_owned(),
        (_, _, Some(place)) => word("place").replace("{}", &place.position.to_string()),
        (_, _, None) => word("waiting").to_owned(),
    }
}

async fn say(
    State(app): Shared,
    sent: Sent,
    Fields(saying): Fields<Saying>,
) -> Result<Response, Problem> {
    let known = known(&app, &sent)?;
    let text = saying.text.replace("\r\n", "\n");
    let command = ChannelCommand::Say { text: text.clone(), to: None };
    match known.run(&app, saying.once.parse().ok(), command).await {
        Ok(()) | Err(RunError::Refused(Refusal::Empty { .. } | Refusal::Ended)) => {
            Ok(back(&sent.key))
        }
        Err(RunError::Refused(Refusal::TooLong { .. })) => {
            draw(&app, &sent, Some((&text, "too-long"))).await
        }
        Err(RunError::Busy { .. }) => draw(&app, &sent, Some((&text, "too-fast"))).await,
        Err(err) => Err(err.into()),
    }
}

async fn leave_note(
    State(app): Shared,
    sent: Sent,
    Fields(note): Fields<Note>,
) -> Result<Response, Problem> {
    let known = known(&app, &sent)?;
    let Note { name, contact, text, once } = note;
    let command = ChannelCommand::LeaveNote { name, contact, text: text.replace("\r\n", "\n") };
    match known.run(&app, once.parse().ok(), command).await {
        Ok(()) => Ok(back(&sent.key)),
        Err(RunError::Refused(refusal)) => Ok(page::problem(&refusal.into(), sent.language)),
        Err(err) => Err(err.into()),
    }
}

async fn leave(State(app): Shared, sent: Sent) -> Result<Response, Problem> {
    match known(&app, &sent)?.run(&app, None, ChannelCommand::End).await {
        Ok(()) | Err(RunError::Refused(Refusal::Ended)) => Ok(back(&sent.key)),
        Err(err) => Err(err.into()),
    }
}

/// Bytes of the words in what a form sends.
fn bytes_of(command: &ChannelCommand) -> usize {
    match command {
        ChannelCommand::Say { text, .. } => text.len(),
        ChannelCommand::LeaveNote { name, contact, text } => {
            name.len() + contact.len() + text.len()
        }
        _ => 0,
    }
}

fn known(app: &App, sent: &Sent) -> Result<Known, Problem> {
    Known::read(app, sent)
        .ok_or_else(|| Problem::new(401, "token", "this browser has no chat here; open it again"))
}

fn back(key: &str) -> Response {
    Redirect::to(&format!("/plain/{key}")).into_response()
}

/// One per site: two sites of one server do not overwrite each other's visitor.
fn cookie_name(key: &str, transport: Transport) -> String {
    match transport {
        Transport::Tls => format!("__Host-docent-plain-{key}"),
        Transport::Plain => format!("docent-plain-{key}"),
    }
}

/// `Lax`, so that a visitor who follows the site's link again finds the same channel.
fn set_cookie(key: &str, token: &str, transport: Transport) -> HeaderValue {
    let name = cookie_name(key, transport);
    let secure = if transport == Transport::Tls { "; Secure" } else { "" };
    let cookie =
        format!("{name}={token}; Path=/; Max-Age={COOKIE_SECONDS}{secure}; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&cookie).expect("keys of sites and tokens are ASCII")
}

fn first_language(headers: &HeaderMap) -> String {
    let ranges = text(headers, ACCEPT_LANGUAGE);
    ranges.split([',', ';']).next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE26: visitors of two sites of one server keep their channels apart.
    #[test]
    fn se26_each_site_has_a_cookie_of_its_own() {
        let names = ["shop", "other"].map(|key| cookie_name(key, Transport::Tls));
        assert_ne!(names[0], names[1]);

        let cookie = set_cookie("shop", "token", Transport::Tls);

        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-docent-plain-shop=token; Path=/; "), "{cookie}");
        assert!(cookie.contains("; Secure; HttpOnly; SameSite=Lax"), "{cookie}");
    }
}

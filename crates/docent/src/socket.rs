//! The socket's edge: who is there, what they ask for, and what waits for them. No rules.

mod came;
mod codec;
mod frame;
mod guest;
mod stream;
mod upgrade;

use crate::app::App;
use crate::auth::crowd::Place;
use crate::auth::source;
use crate::error::Problem;
use crate::hub::outbox::{Outbox, Reason, Taken};
use crate::hub::wire;
use crate::limit;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use codec::Message;
use docent_core::frame::ServerFrame;
use docent_core::time::Millis;
use frame::{Incoming, Malformed};
use guest::Guest;
use hyper::upgrade::OnUpgrade;
use std::collections::VecDeque;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use stream::{Ended, Stream};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

const FORWARDED_FOR: &str = "x-forwarded-for";
const PROTOCOL: &str = "docent.v1";
/// Status of the close frame of an orderly end (RFC 6455, 7.4.1).
const NORMAL: u16 = 1_000;

const NO_TOKEN: Reason = Reason {
    code: "token",
    message: "this page's token is not valid, and nobody is signed in",
    retry_ms: None,
};
const LATE: Reason =
    Reason { code: "malformed", message: "the first frame must be `hello`", retry_ms: None };
const SILENT: Reason =
    Reason { code: "slow", message: "nothing was heard from this client", retry_ms: Some(0) };
const RESTART: Reason =
    Reason { code: "restart", message: "the server is restarting", retry_ms: Some(500) };

/// The route of the socket.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/v1/socket", get(open))
}

async fn open(State(app): State<Arc<App>>, mut request: Request) -> Response {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let (origin, host) = (text(header::ORIGIN), text(header::HOST));
    if !app.config.own_origin(origin, host) {
        return Problem::new(403, "origin", app.config.origin_refused(origin, host))
            .into_response();
    }
    let answer = match upgrade::accept(headers) {
        Ok(answer) => answer,
        Err(problem) => return problem.into_response(),
    };
    let cookies = text(header::COOKIE).to_owned();
    let Some(upgrade) = request.extensions_mut().remove::<OnUpgrade>() else {
        return Problem::new(426, "upgrade", "this connection cannot become a websocket")
            .into_response();
    };
    let place = match place(&app, &mut request) {
        Ok(place) => place,
        Err(problem) => return problem.into_response(),
    };
    let tasks = app.tasks.clone();
    tasks.spawn(async move {
        begin(app, upgrade, &cookies).await;
        drop(place);
    });
    answer
}

/// The place of the connection; behind a proxy a place for whoever the proxy says it came from.
fn place(app: &App, request: &mut Request) -> Result<Option<Arc<Place>>, Problem> {
    let own = request.extensions_mut().remove::<Arc<Place>>();
    if own.is_some() || !app.config.behind_proxy {
        return Ok(own);
    }
    let line = request.headers().get_all(FORWARDED_FOR).iter().next_back();
    let address = line.and_then(|line| line.to_str().ok()).and_then(source::added);
    let Some(address) = address else { return Ok(None) };
    let place = app.crowd.enter(address).ok_or_else(Problem::too_many_sockets)?;
    Ok(Some(Arc::new(place)))
}

/// Waits until the connection is a websocket, and serves it.
async fn begin(app: Arc<App>, upgrade: OnUpgrade, cookies: &str) {
    let Ok(Ok(upgraded)) = timeout(limit::HELLO_WITHIN, upgrade).await else { return };
    if let Ok(mut stream) = Stream::new(upgraded) {
        let end = serve(&app, &mut stream, cookies).await;
        // Whoever has gone already does not hear it.
        drop(timeout(limit::WRITE_WITHIN, say_goodbye(&mut stream, end)).await);
    }
}

/// How a socket ends: with a `bye` of ours, a close status, or the client's going.
enum End {
    Bye(Bye),
    Status(u16),
    Gone,
}

impl From<Ended> for End {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Gone => Self::Gone,
            Ended::Violation(violation) => {
                tracing::debug!(%violation, "a client does not speak websocket");
                Self::Status(violation.status())
            }
        }
    }
}

impl<T: Into<Bye>> From<T> for End {
    fn from(bye: T) -> Self {
        Self::Bye(bye.into())
    }
}

async fn say_goodbye(stream: &mut Stream, end: End) -> io::Result<()> {
    let status = match end {
        End::Gone => return Ok(()),
        End::Status(status) => status,
        End::Bye(bye) => {
            stream.send(&VecDeque::from([wire::frame(&bye.frame())])).await?;
            NORMAL
        }
    };
    stream.send_raw(&codec::close(status)).await?;
    stream.finish().await
}

/// Serves one socket until either side closes it.
async fn serve(app: &Arc<App>, stream: &mut Stream, cookies: &str) -> End {
    let outbox = Arc::new(Outbox::default());
    let hello = match timeout(limit::HELLO_WITHIN, first(stream)).await {
        Ok(Ok(Incoming::Hello(hello))) => hello,
        Ok(Err(end)) => return end,
        Ok(Ok(_)) | Err(_) => return LATE.into(),
    };
    let Some(mut guest) = Guest::welcome(app, &outbox, cookies, &hello) else {
        return NO_TOKEN.into();
    };
    let end = attend(app, stream, &mut guest).await;
    guest.depart(app);
    end
}

/// Why a socket is closed, as the client is told.
struct Bye {
    code: &'static str,
    message: String,
    retry_ms: Option<u64>,
}

impl Bye {
    /// Too much at once: come again after that.
    fn busy(retry_ms: Millis) -> Self {
        let message = "the server is busy; come again in a moment".into();
        Self { code: "busy", message, retry_ms: Some(retry_ms) }
    }

    fn frame(self) -> ServerFrame {
        ServerFrame::Bye { code: self.code.into(), message: self.message, retry_ms: self.retry_ms }
    }
}

impl From<Reason> for Bye {
    fn from(Reason { code, message, retry_ms }: Reason) -> Self {
        Self { code, message: message.into(), retry_ms }
    }
}

impl From<Malformed> for Bye {
    fn from(malformed: Malformed) -> Self {
        Self { code: "malformed", message: malformed.to_string(), retry_ms: None }
    }
}

/// The first frame.
async fn first(stream: &mut Stream) -> Result<Incoming, End> {
    loop {
        match stream.next().await? {
            Message::Text(text) => return Ok(frame::read(&text)?),
            Message::Ping(_) | Message::Pong => {}
            Message::Close => return Err(End::Status(NORMAL)),
        }
    }
}

/// Reads what comes and writes what waits, until something ends it.
async fn attend(app: &Arc<App>, stream: &mut Stream, guest: &mut Guest) -> End {
    let mut beat = interval_at(Instant::now() + limit::BEAT_EVERY, limit::BEAT_EVERY);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    let outbox = Arc::clone(&guest.outbox);
    let mut stopping = pin!(app.tasks.stopping());
    loop {
        let done = tokio::select! {
            // What comes is bounded by the commands under way and by the allowance.
            biased;
            came = stream.next(), if guest.has_room() => {
                heard = Instant::now();
                match came {
                    Ok(message) => take(app, stream, guest, message).await,
                    Err(ended) => return ended.into(),
                }
            }
            taken = outbox.take() => match taken {
                Ok(Taken { frames, answers }) => {
                    guest.answered(answers);
                    written(stream.send(&frames).await)
                }
                Err(reason) => return reason.into(),
            },
            _ = beat.tick() => {
                if heard.elapsed() > limit::SILENCE_MAX {
                    return SILENT.into();
                }
                outbox.push(wire::frame(&guest.beat()));
                written(stream.send_raw(&codec::ping()).await)
            }
            () = &mut stopping => return RESTART.into(),
        };
        if let Err(end) = done {
            return end;
        }
    }
}

async fn take(
    app: &Arc<App>,
    stream: &mut Stream,
    guest: &mut Guest,
    message: Message,
) -> Result<(), End> {
    match message {
        Message::Text(text) => Ok(guest.take(app, &text).await?),
        Message::Ping(payload) => written(stream.send_raw(&codec::pong(&payload)).await),
        Message::Pong => Ok(()),
        Message::Close => Err(End::Status(NORMAL)),
    }
}

/// A reader that does not take what is written in time is cut off.
fn written(written: io::Result<()>) -> Result<(), End> {
    written.map_err(|_gone_or_slow| End::Gone)
}

//! The socket's edge: who is there, what they ask for, and what waits for them. No rules.

mod frame;
mod guest;

use crate::app::App;
use crate::error::Problem;
use crate::hub::outbox::{Outbox, Reason};
use crate::hub::wire;
use crate::limit;
use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use bytes::Bytes;
use docent_core::frame::ServerFrame;
use docent_core::id::AgentId;
use docent_core::limit::FRAME_BYTES_MAX;
use frame::{Incoming, Malformed};
use futures_util::{SinkExt, StreamExt};
use guest::Guest;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

const PROTOCOL: &str = "docent.v1";
/// Bytes a socket's read buffer starts with: most frames are small, and many sockets are idle.
const READ_BUFFER: usize = 1_024;

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
    Router::new().route("/v1/socket", any(upgrade))
}

async fn upgrade(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let text = |name| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let (origin, host) = (text(header::ORIGIN), text(header::HOST));
    if !app.config.own_origin(origin, host) {
        return Problem::new(403, "origin", app.config.origin_refused(origin, host))
            .into_response();
    }
    let agent = app.auth.session(text(header::COOKIE));
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * limit::OUTBOX_BYTES_MAX)
        .on_upgrade(move |socket| serve(app, socket, agent))
}

/// Serves one socket until either side closes it.
async fn serve(app: Arc<App>, mut socket: WebSocket, agent: Option<AgentId>) {
    let _held = app.tasks.hold();
    let outbox = Arc::new(Outbox::default());
    let reason = match timeout(limit::HELLO_WITHIN, hello(&mut socket)).await {
        Ok(Ok(Incoming::Hello(hello))) => match Guest::welcome(&app, &outbox, agent, &hello) {
            Some(mut guest) => {
                let reason = attend(&app, &mut socket, &mut guest).await;
                guest.depart(&app);
                reason
            }
            None => Some(NO_TOKEN.into()),
        },
        Ok(Err(Some(malformed))) => Some(malformed.into()),
        Ok(Err(None)) => None,
        Ok(Ok(_)) | Err(_) => Some(LATE.into()),
    };
    if let Some(bye) = reason {
        let frame = wire::frame(&bye.frame());
        let goodbye = async {
            write(&mut socket, VecDeque::from([frame])).await?;
            socket.send(Message::Close(None)).await
        };
        // Whoever has gone already does not hear it.
        drop(timeout(limit::WRITE_WITHIN, goodbye).await);
    }
}

/// Why a socket is closed, as the client is told.
struct Bye {
    code: &'static str,
    message: String,
    retry_ms: Option<u64>,
}

impl Bye {
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

/// The first frame; `Err(None)` when the client has gone before it.
async fn hello(socket: &mut WebSocket) -> Result<Incoming, Option<Malformed>> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) => return frame::read(text.as_str()).map_err(Some),
            Some(Ok(Message::Binary(_))) => return Err(Some(Malformed::Binary)),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(None),
        }
    }
}

/// Reads what comes and writes what waits. Answers with what to say at the end, if anything.
async fn attend(app: &Arc<App>, socket: &mut WebSocket, guest: &mut Guest) -> Option<Bye> {
    let mut beat = interval_at(Instant::now() + limit::BEAT_EVERY, limit::BEAT_EVERY);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    let outbox = Arc::clone(&guest.outbox);
    loop {
        tokio::select! {
            taken = outbox.take() => match taken {
                Ok(frames) => write(socket, frames).await.ok()?,
                Err(reason) => return Some(reason.into()),
            },
            Some(answer) = guest.answers.next() => outbox.push(answer),
            came = socket.next(), if guest.has_room() => {
                heard = Instant::now();
                match came {
                    Some(Ok(Message::Text(text))) => {
                        if let Err(bye) = guest.take(app, text.as_str()).await {
                            return Some(bye);
                        }
                    }
                    Some(Ok(Message::Binary(_))) => return Some(Malformed::Binary.into()),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                }
            },
            _ = beat.tick() => {
                if heard.elapsed() > limit::SILENCE_MAX {
                    return Some(SILENT.into());
                }
                outbox.push(wire::frame(&guest.beat()));
                socket.send(Message::Ping(Bytes::new())).await.ok()?;
            }
            () = app.tasks.stopping() => return Some(RESTART.into()),
        }
    }
}

/// Writes all of `frames` in one go. A reader that does not take them in time is cut off.
async fn write(socket: &mut WebSocket, frames: VecDeque<Bytes>) -> Result<(), axum::Error> {
    let all = async {
        for frame in frames {
            let text = frame.try_into().map_err(axum::Error::new)?;
            socket.feed(Message::Text(text)).await?;
        }
        socket.flush().await
    };
    timeout(limit::WRITE_WITHIN, all).await.map_err(axum::Error::new)?
}

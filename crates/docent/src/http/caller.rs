//! Who sends a request, and from which page: checked before anything else is looked at.

use crate::app::App;
use crate::auth::sign_in::Transport;
use crate::auth::source;
use crate::error::Problem;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method};
use docent_core::actor::{BrowserNo, Reader};
use docent_core::directory::{Agent, Role};
use docent_core::id::ChannelId;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A page of our own: `Origin` is ours, exactly. Programs without a browser must say it too.
pub(super) struct OwnPage;

impl FromRequestParts<Arc<App>> for OwnPage {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        check_origin(&parts.headers, app).map(|()| Self)
    }
}

/// A program without a browser, which says no `Origin`, or a page of our own.
pub(super) struct Program;

impl FromRequestParts<Arc<App>> for Program {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        if parts.headers.contains_key(ORIGIN) {
            check_origin(&parts.headers, app)?;
        }
        Ok(Self)
    }
}

/// An agent who is signed in. Requests that change something also come from a page of our own.
pub(super) struct Staff(pub(super) Agent);

impl FromRequestParts<Arc<App>> for Staff {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        if changes(&parts.method) {
            check_origin(&parts.headers, app)?;
        }
        agent(&parts.headers, app).map(Self).ok_or_else(Problem::signed_out)
    }
}

/// An admin who is signed in.
pub(super) struct Admin(pub(super) Agent);

impl FromRequestParts<Arc<App>> for Admin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Staff(agent) = Staff::from_request_parts(parts, app).await?;
        match agent.role {
            Role::Admin => Ok(Self(agent)),
            Role::Agent => Err(Problem::not_allowed()),
        }
    }
}

/// A visitor's browser, by the bearer token of its channel.
pub(super) struct Visitor {
    pub(super) channel: ChannelId,
    pub(super) browser: BrowserNo,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let own = || Problem::new(401, "token", "the token of the channel is missing or wrong");
        if changes(&parts.method) {
            Program::from_request_parts(parts, app).await?;
        }
        let (channel, browser) = token(&parts.headers, app).ok_or_else(own)?;
        Ok(Self { channel, browser })
    }
}

impl Visitor {
    /// Fails unless the token is for this channel: others are as if they did not exist.
    pub(super) fn of(&self, channel: ChannelId) -> Result<(), Problem> {
        if self.channel == channel { Ok(()) } else { Err(Problem::not_found("channel")) }
    }
}

/// Who may read a channel: its visitor, or staff.
pub(super) enum Listener {
    Visitor(Visitor),
    Staff,
}

impl FromRequestParts<Arc<App>> for Listener {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        if parts.headers.contains_key(AUTHORIZATION) {
            return Visitor::from_request_parts(parts, app).await.map(Self::Visitor);
        }
        Staff::from_request_parts(parts, app).await.map(|_agent| Self::Staff)
    }
}

impl Listener {
    /// As whom this channel is read.
    pub(super) fn reader(&self, channel: ChannelId) -> Result<Reader, Problem> {
        match self {
            Self::Staff => Ok(Reader::Staff),
            Self::Visitor(visitor) => {
                visitor.of(channel).map(|()| Reader::Browser(visitor.browser))
            }
        }
    }
}

/// How the browser reached us, and from where.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) address: Option<IpAddr>,
    pub(super) transport: Transport,
    pub(super) cookies: String,
}

impl FromRequestParts<Arc<App>> for Client {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let secure = app.config.is_secure(text(&parts.headers, HOST));
        Ok(Self {
            address: address(parts, app.config.behind_proxy),
            transport: if secure { Transport::Tls } else { Transport::Plain },
            cookies: text(&parts.headers, COOKIE).to_owned(),
        })
    }
}

/// A header's text; empty when it is missing or not ASCII.
pub(super) fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn check_origin(headers: &HeaderMap, app: &App) -> Result<(), Problem> {
    let (origin, host) = (text(headers, ORIGIN), text(headers, HOST));
    if app.config.own_origin(origin, host) {
        return Ok(());
    }
    Err(Problem::new(403, "origin", app.config.origin_refused(origin, host)))
}

fn agent(headers: &HeaderMap, app: &App) -> Option<Agent> {
    let id = app.auth.session(text(headers, COOKIE))?;
    app.engine.directory().agent(id).cloned()
}

fn token(headers: &HeaderMap, app: &App) -> Option<(ChannelId, BrowserNo)> {
    let (scheme, token) = text(headers, AUTHORIZATION).split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    app.auth.read_token(token.trim())
}

/// The sender's address; behind a proxy the one that the proxy itself has added, at the end.
fn address(parts: &Parts, behind_proxy: bool) -> Option<IpAddr> {
    if behind_proxy {
        let mut lines = parts.headers.get_all(FORWARDED_FOR).iter();
        return lines.next_back().and_then(|line| line.to_str().ok()).and_then(source::added);
    }
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map(|info| source::of(info.0.ip()))
}

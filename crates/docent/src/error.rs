//! The one error of the edges: what REST answers when something cannot be done (RFC 9457).

use docent_core::refusal::Refusal;
use docent_core::time::Millis;

/// A request that cannot be answered as wished.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Problem {
    /// Status of the answer, 400 to 599.
    pub status: u16,
    /// A stable code, for programs.
    pub code: &'static str,
    /// What is wrong, for people, in English.
    pub detail: String,
    /// When the same request may succeed; none: never, or when something else has changed.
    pub retry_ms: Option<Millis>,
}

impl Problem {
    /// A problem that trying again does not solve.
    pub fn new(status: u16, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), retry_ms: None }
    }

    /// There is no such thing, or the asker may not know that there is.
    pub fn not_found(what: &str) -> Self {
        Self::new(404, "no-such", format!("there is no such {what}"))
    }

    /// Nobody has signed in, or no longer.
    pub fn signed_out() -> Self {
        Self::new(401, "signed-out", "sign in first")
    }

    /// The asker is known, and may not.
    pub fn not_allowed() -> Self {
        Self::new(403, "not-allowed", "you may not do this")
    }

    /// The request cannot be read.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(400, "malformed", detail)
    }

    /// We failed; the log says why.
    pub fn ours() -> Self {
        Self::new(500, "failed", "something failed here; the server's log says what")
    }

    /// Too much at once; the same request may succeed after `retry_ms`.
    pub fn busy(retry_ms: Millis) -> Self {
        let detail = "the server is busy; try again in a moment";
        Self { retry_ms: Some(retry_ms), ..Self::new(503, "busy", detail) }
    }

    /// One address opens too many channels; the next one after `retry_ms`.
    pub fn too_many_channels(retry_ms: Millis) -> Self {
        let detail = "too many chats were begun from this network; try again in a moment";
        Self { retry_ms: Some(retry_ms), ..Self::new(429, "busy", detail) }
    }

    /// One address has too many connections.
    pub fn too_many_sockets() -> Self {
        let detail = "this network has too many connections; try again in a moment";
        Self { retry_ms: Some(1_000), ..Self::new(429, "busy", detail) }
    }

    /// An agent looks at more targets than we do; the next one after `retry_ms`.
    pub fn too_many_looks(retry_ms: Millis) -> Self {
        let detail = "too many addresses are looked at; drive anyway, or try again in a moment";
        Self { retry_ms: Some(retry_ms), ..Self::new(429, "busy", detail) }
    }

    /// Too many applications wait at one address.
    pub fn too_many_pairings(retry_ms: Millis) -> Self {
        let detail = "too many applications wait in this network; try again in a moment";
        Self { retry_ms: Some(retry_ms), ..Self::new(429, "busy", detail) }
    }

    /// A channel has given too many wrong codes: it may confirm none any more.
    pub fn too_many_codes() -> Self {
        Self::new(429, "too-many-tries", "too many wrong codes: this chat can confirm none now")
    }

    /// Whether this is the problem of that code.
    pub fn is(&self, code: &str) -> bool {
        self.code == code
    }

    /// Too many tries; the next one after `retry_ms`.
    pub fn too_many_tries(retry_ms: Millis) -> Self {
        let detail = format!("too many tries; wait {} s", retry_ms.div_ceil(1_000));
        Self { retry_ms: Some(retry_ms), ..Self::new(429, "too-many-tries", detail) }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::new(status_of(&refusal), refusal.code(), refusal.to_string())
    }
}

fn status_of(refusal: &Refusal) -> u16 {
    match refusal {
        Refusal::NoSuch { .. } => 404,
        Refusal::NotJoined | Refusal::NotAllowed | Refusal::MayNotDrive | Refusal::BadCode => 403,
        Refusal::Empty { .. }
        | Refusal::TooLong { .. }
        | Refusal::Invalid { .. }
        | Refusal::BadLocation { .. }
        | Refusal::BadTour { .. } => 422,
        Refusal::AlreadyTaken
        | Refusal::NotWaiting
        | Refusal::AlreadyThere
        | Refusal::Ended
        | Refusal::Paused
        | Refusal::NoConsent
        | Refusal::DrivingStopped
        | Refusal::DriveOver
        | Refusal::TooMany { .. }
        | Refusal::Unconfirmed { .. }
        | Refusal::Closed
        | Refusal::NewerLog
        | Refusal::Overtaken => 409,
    }
}

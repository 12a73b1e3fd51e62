//! Why a command was refused: values that clients show.

use crate::location::BadLocation;
use serde::Serialize;

/// Why the rules say no. A refusal stores nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// The channel has an agent already.
    #[error("another agent has taken this visitor")]
    AlreadyTaken,
    /// Nobody waits in this channel.
    #[error("this visitor is not waiting")]
    NotWaiting,
    /// The log already exists, or already has this.
    #[error("this exists already")]
    AlreadyThere,
    /// The channel, browser, drive, site or agent named does not exist.
    #[error("there is no such {what}")]
    NoSuch {
        /// What was looked for.
        what: &'static str,
    },
    /// The channel has ended.
    #[error("this chat has ended")]
    Ended,
    /// Only the joined agent may do this.
    #[error("only the agent who has joined may do this")]
    NotJoined,
    /// The actor's kind or role may not do this.
    #[error("you may not do this")]
    NotAllowed,
    /// The agent's account may chat, and not drive.
    #[error("your account may not drive; send a link instead")]
    MayNotDrive,
    /// A text is empty.
    #[error("{field} is empty")]
    Empty {
        /// The field at fault.
        field: &'static str,
    },
    /// A text is too long.
    #[error("{field} is too long: at most {max}")]
    TooLong {
        /// The field at fault.
        field: &'static str,
        /// What is allowed, in characters (bytes for a location).
        max: usize,
    },
    /// A field has a value that it cannot have.
    #[error("{field} is not valid: {why}")]
    Invalid {
        /// The field at fault.
        field: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The location is not one that a browser may be driven to.
    #[error("this address is not allowed: {why}")]
    BadLocation {
        /// Which rule refused it.
        why: BadLocation,
    },
    /// A tour cannot be kept as it is.
    #[error("stop {stop}: {why}")]
    BadTour {
        /// Which stop, from 1; 0 is the tour itself.
        stop: usize,
        /// What is wrong.
        why: String,
    },
    /// The visitor has paused driving.
    #[error("the visitor has paused")]
    Paused,
    /// The site asks for consent, and the visitor has not given it.
    #[error("the visitor has not allowed this yet")]
    NoConsent,
    /// All driving of this site was stopped.
    #[error("driving is stopped for this site")]
    DrivingStopped,
    /// The drive is over, was taken already, or was replaced by a later one.
    #[error("this drive is over")]
    DriveOver,
    /// A tour is driven to a host that the site does not list only after this was confirmed.
    #[error("this host is not one of the site's: confirm to open it in {browsers} browsers")]
    Unconfirmed {
        /// How many browsers.
        browsers: usize,
    },
    /// Nobody may come into this tour any more.
    #[error("this tour lets nobody in any more")]
    Closed,
    /// The tour asks for another code.
    #[error("this is not the code of the tour")]
    BadCode,
    /// A bound of `limit` is reached.
    #[error("there are too many {what}: at most {max}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The bound.
        max: usize,
    },
    /// A later command of the same sender was carried out: this one comes too late.
    #[error("this came too late: something later was done already")]
    Overtaken,
    /// The log holds kinds newer than this server: it was written by a later version.
    #[error("this was written by a newer version of Docent, which must be used to change it")]
    NewerLog,
}

impl Refusal {
    /// The stable code of this refusal, as it stands on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AlreadyTaken => "already-taken",
            Self::NotWaiting => "not-waiting",
            Self::AlreadyThere => "already-there",
            Self::NoSuch { .. } => "no-such",
            Self::Ended => "ended",
            Self::NotJoined => "not-joined",
            Self::NotAllowed => "not-allowed",
            Self::MayNotDrive => "may-not-drive",
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too-long",
            Self::Invalid { .. } => "invalid",
            Self::BadLocation { .. } => "bad-location",
            Self::BadTour { .. } => "bad-tour",
            Self::Paused => "paused",
            Self::NoConsent => "no-consent",
            Self::DrivingStopped => "driving-stopped",
            Self::DriveOver => "drive-over",
            Self::Unconfirmed { .. } => "unconfirmed",
            Self::Closed => "closed",
            Self::BadCode => "bad-code",
            Self::TooMany { .. } => "too-many",
            Self::Overtaken => "overtaken",
            Self::NewerLog => "newer-log",
        }
    }
}

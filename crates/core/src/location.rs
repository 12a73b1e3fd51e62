//! What a location is, and which locations a browser may be driven to.

use serde::{Deserialize, Serialize};

/// A page as a browser or an agent names it: its address and what it calls itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Page {
    /// Absolute `http` or `https` address, as the URL standard writes it.
    pub url: String,
    /// The page's title, or the host where it is not known. Cut at `TITLE_CHARS_MAX`.
    pub title: String,
}

/// Why an address is not a location that a browser may be driven to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum BadLocation {
    /// No address can be read from it.
    #[error("it is not a complete address")]
    NotAnAddress,
    /// Another scheme than `http` or `https`.
    #[error("only http and https can be opened")]
    Scheme,
    /// It carries a name or password before the host.
    #[error("it carries a user name")]
    UserInfo,
    /// Control characters, white space inside, or a backslash.
    #[error("it holds characters that no address has")]
    Characters,
    /// It has no host, or one that is not a host's name.
    #[error("its host is not valid")]
    Host,
    /// A private, loopback or link-local host that the site does not list.
    #[error("it is inside a private network")]
    Private,
    /// Longer than `URL_BYTES_MAX`.
    #[error("it is too long")]
    TooLong,
}

//! What a location is, and which locations a browser may be driven to.

mod policy;
mod report;

use crate::limit::{TITLE_CHARS_MAX, URL_BYTES_MAX};
use crate::text;
use core::net::IpAddr;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use url::{Host, ParseError, Url};

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
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// A host that the site has blocked.
    #[error("the site has blocked this host")]
    Blocked,
    /// A public host that the site does not list, where it allows no other.
    #[error("the site allows only the hosts that it lists")]
    Elsewhere,
    /// Known to be a file that the browser keeps.
    #[error("it is a download: send it as a link")]
    Download,
    /// Longer than `URL_BYTES_MAX`.
    #[error("it is too long")]
    TooLong,
}

/// Reads an address as an agent types it. Returns it as the URL standard writes it: scheme and
/// host in lower case, other scripts in the host as punycode, a default port left out.
///
/// Spaces around it are trimmed; nothing else is repaired. Without a scheme it is read as `https`
/// when it begins with a dotted name whose last label begins with a letter: `shop.example/returns`,
/// `shop.example:8443`. Hosts with a dot at their end are refused: they are other hosts to cookies
/// and certificates. `private_hosts` are those of the site, as `host` or `host:port`.
///
/// # Errors
/// Which rule refuses it.
pub fn parse_location(text: &str, private_hosts: &[String]) -> Result<String, BadLocation> {
    let text = text.trim_matches(' ');
    if text.len() > URL_BYTES_MAX {
        return Err(BadLocation::TooLong);
    }
    if text.chars().any(is_no_letter_of_an_address) {
        return Err(BadLocation::Characters);
    }
    let text = with_scheme(text)?;
    check_authority(&text)?;
    let url = Url::parse(&text).map_err(because)?;
    check(&url, private_hosts)?;
    let written = String::from(url);
    if written.len() > URL_BYTES_MAX {
        return Err(BadLocation::TooLong);
    }
    Ok(written)
}

/// The address that a visitor's page reports, as it may be stored: without user info and fragment,
/// and with only the query parameters listed. None for anything but `http` and `https`, and for
/// what is longer than `URL_BYTES_MAX` even so.
pub fn reported(url: &str, query_params: &[String]) -> Option<String> {
    report::reported(url, query_params)
}

/// A page's title on one line, cut at `TITLE_CHARS_MAX`; the host of `url` where it is empty.
pub fn title(text: &str, url: &str) -> String {
    let title = text::cut(text, TITLE_CHARS_MAX);
    if !title.is_empty() {
        return title;
    }
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether an address that a host's name has led to is known to be public.
pub fn is_public(address: IpAddr) -> bool {
    !policy::is_private(&host_of(address))
}

/// Whether an address is of a private network or of this machine, and of nothing else that is not
/// public: not of the link itself, where machines are told their secrets.
pub fn is_within(address: IpAddr) -> bool {
    policy::is_within(address)
}

/// Whether a site lists the host of `url`: as `host` for the scheme's own port, or `host:port`.
pub fn is_listed(url: &Url, private_hosts: &[String]) -> bool {
    policy::is_listed(url, private_hosts)
}

fn host_of(address: IpAddr) -> Host<&'static str> {
    match address {
        IpAddr::V4(address) => Host::Ipv4(address),
        IpAddr::V6(address) => Host::Ipv6(address),
    }
}

/// Control characters, white space, backslashes, and letters that cannot be seen.
fn is_no_letter_of_an_address(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter, '\\' | '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// The text with its scheme: as written, or `https` where it can be nothing else.
fn with_scheme(text: &str) -> Result<Cow<'_, str>, BadLocation> {
    if starts_with_host(text) {
        return Ok(Cow::Owned(format!("https://{text}")));
    }
    let (scheme, rest) = text.split_once(':').ok_or(BadLocation::NotAnAddress)?;
    if !is_scheme(scheme) {
        return Err(BadLocation::NotAnAddress);
    }
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(BadLocation::Scheme);
    }
    if !rest.starts_with("//") || rest.starts_with("///") {
        return Err(BadLocation::NotAnAddress);
    }
    Ok(Cow::Borrowed(text))
}

/// Whether it begins with `name.name`, with a port or without, as no scheme with a rest would.
fn starts_with_host(text: &str) -> bool {
    let authority = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '_'))
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(is_label)
        && last.starts_with(char::is_alphabetic)
        && (1..=5).contains(&port.len())
        && port.bytes().all(|it| it.is_ascii_digit())
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic())
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'))
}

/// What the parser would take in silence: user info, and hosts with percent signs.
fn check_authority(text: &str) -> Result<(), BadLocation> {
    let authority = text.split('/').nth(2).unwrap_or_default();
    let authority = authority.split(['?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(BadLocation::UserInfo);
    }
    if authority.is_empty() || authority.contains('%') {
        return Err(BadLocation::Host);
    }
    Ok(())
}

fn because(err: ParseError) -> BadLocation {
    match err {
        ParseError::RelativeUrlWithoutBase
        | ParseError::RelativeUrlWithCannotBeABaseBase
        | ParseError::SetHostOnCannotBeABaseUrl
        | ParseError::Overflow => BadLocation::NotAnAddress,
        ParseError::EmptyHost
        | ParseError::IdnaError
        | ParseError::InvalidPort
        | ParseError::InvalidIpv4Address
        | ParseError::InvalidIpv6Address
        | ParseError::InvalidDomainCharacter
        | _ => BadLocation::Host,
    }
}

fn check(url: &Url, private_hosts: &[String]) -> Result<(), BadLocation> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(BadLocation::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BadLocation::UserInfo);
    }
    let host = url.host().ok_or(BadLocation::Host)?;
    if url.port() == Some(0) || matches!(host, Host::Domain(name) if !is_host_name(name)) {
        return Err(BadLocation::Host);
    }
    if policy::is_private(&host) && !policy::is_listed(url, private_hosts) {
        return Err(BadLocation::Private);
    }
    Ok(())
}

/// Labels of 1 to 63 letters, digits, hyphens and underscores; no dot at the end.
pub(crate) fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
    };
    name.len() <= 253 && name.split('.').all(is_label)
}

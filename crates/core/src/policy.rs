//! The policy of a site: where its visitors may be driven, and what has to be confirmed before.
//!
//! One function answers for the drive and for the dry run of it.

use crate::location::{BadLocation, is_host_name, is_listed, parse_location};
use crate::plan::{Content, Facts};
use crate::site::{Downloads, Elsewhere, SiteSettings};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// For whom an address is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Purpose {
    /// For one visitor.
    #[default]
    Chat,
    /// For many at once.
    Tour,
}

/// An address that the policy allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// As the URL standard writes it.
    pub url: String,
    /// Its host, with the port where it is not the scheme's own.
    pub host: String,
    /// Whether the agent has to confirm it, with host and number of browsers before the eyes.
    pub confirm: bool,
}

/// What the policy says of an address as it is typed. `facts` are what is known of the location;
/// for a link, which the visitor clicks, nothing needs to be.
///
/// # Errors
/// Which rule refuses it.
pub fn judge(
    typed: &str,
    purpose: Purpose,
    settings: &SiteSettings,
    facts: impl Fn(&str) -> Option<Facts>,
) -> Result<Allowed, BadLocation> {
    let url = parse_location(typed, &settings.private_hosts)?;
    let parsed = Url::parse(&url).map_err(|_no_url| BadLocation::NotAnAddress)?;
    if settings.blocked_hosts.iter().any(|pattern| names(pattern, &parsed)) {
        return Err(BadLocation::Blocked);
    }
    let elsewhere = match purpose {
        Purpose::Chat => settings.chats_elsewhere,
        Purpose::Tour => settings.tours_elsewhere,
    };
    let confirm = match elsewhere {
        _ if is_of(&parsed, settings) => false,
        Elsewhere::Allowed => false,
        Elsewhere::Confirmed => true,
        Elsewhere::Refused => return Err(BadLocation::Elsewhere),
    };
    let is_kept = || facts(&url).is_some_and(|it| it.content == Content::Download);
    if settings.downloads == Downloads::Refused && is_kept() {
        return Err(BadLocation::Download);
    }
    let host = parsed.host_str().unwrap_or_default();
    let host = parsed.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    Ok(Allowed { url, host, confirm })
}

/// Whether an address is one of the site's: on a host of its origins or of its pages, or on one
/// that it lists.
fn is_of(url: &Url, settings: &SiteSettings) -> bool {
    let pages = settings.pages.iter().map(|page| &page.url);
    let mut own = settings.origins.iter().chain(pages);
    own.any(|it| Url::parse(it).is_ok_and(|it| it.host() == url.host()))
        || settings.allowed_hosts.iter().any(|pattern| names(pattern, url))
        || is_listed(url, &settings.private_hosts)
}

/// Whether a pattern is this host: `bank.example` itself, `*.bank.example` what stands before it.
fn names(pattern: &str, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match pattern.strip_prefix("*.") {
        Some(rest) => host.strip_suffix(rest).is_some_and(|before| before.ends_with('.')),
        None => host == pattern,
    }
}

/// A pattern as the policy compares it: a host without scheme and port, other scripts as punycode,
/// `*.` before it or not. None for anything else.
pub(crate) fn pattern(text: &str) -> Option<String> {
    let text = text.trim();
    let (star, host) = text.strip_prefix("*.").map_or(("", text), |rest| ("*.", rest));
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    let is_bare = url.path() == "/"
        && url.port().is_none()
        && url.username().is_empty()
        && url.query().is_none()
        && url.fragment().is_none()
        && !host.ends_with('/')
        && !host.contains(['@', '%', '\\', '?', '#'])
        && !host.rsplit(']').next().is_some_and(|rest| rest.contains(':'));
    let named = url.host_str().filter(|_| is_bare)?;
    let fits = match url.host()? {
        Host::Domain(name) => is_host_name(name),
        Host::Ipv4(_) | Host::Ipv6(_) => star.is_empty(),
    };
    fits.then(|| format!("{star}{named}"))
}

//! Sites and what their owners set.

use super::{Directory, DirectoryEvent, one};
use crate::limit::{
    LISTED_BYTES_MAX, NAME_CHARS_MAX, SITE_KEY_CHARS_MAX, SITE_LIST_MAX, SITES_MAX,
};
use crate::location::{self, Page, is_host_name, parse_location};
use crate::machine::Decision;
use crate::policy;
use crate::refusal::Refusal;
use crate::site::{Elsewhere, Site, SiteSettings};
use crate::text;
use url::{Host, Url};

impl Directory {
    pub(super) fn add_site(&self, site: &Site) -> Decision {
        let is_letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
        if !(1..=SITE_KEY_CHARS_MAX).contains(&site.key.len()) || !site.key.bytes().all(is_letter) {
            return Err(Refusal::Invalid { field: "key", why: "1 to 40 of a-z 0-9 - are a key" });
        }
        if self.sites.contains_key(&site.key) {
            return Err(Refusal::AlreadyThere);
        }
        if self.sites.len() >= SITES_MAX {
            return Err(Refusal::TooMany { what: "sites", max: SITES_MAX });
        }
        let settings = checked(&site.key, &site.settings)?;
        Ok(one(DirectoryEvent::SiteAdded { site: Site { key: site.key.clone(), settings } }))
    }

    pub(super) fn change_site(&self, key: &str, settings: &SiteSettings) -> Decision {
        let known = self.site(key).ok_or(Refusal::NoSuch { what: "site" })?;
        let settings = checked(key, settings)?;
        if *known == settings {
            return Ok(vec![]);
        }
        Ok(one(DirectoryEvent::SiteChanged { site: Site { key: key.to_owned(), settings } }))
    }
}

/// The settings as they are stored. A site without a name is called by its key.
fn checked(key: &str, settings: &SiteSettings) -> Result<SiteSettings, Refusal> {
    let name = if settings.name.trim().is_empty() { key } else { &settings.name };
    bounded("origins", &settings.origins)?;
    bounded("query_params", &settings.query_params)?;
    bounded("private_hosts", &settings.private_hosts)?;
    bounded("allowed_hosts", &settings.allowed_hosts)?;
    bounded("blocked_hosts", &settings.blocked_hosts)?;
    if settings.pages.len() > SITE_LIST_MAX {
        return Err(Refusal::TooMany { what: "pages", max: SITE_LIST_MAX });
    }
    let page = |page: &Page| {
        let url = parse_location(&page.url, &settings.private_hosts)
            .map_err(|why| Refusal::BadLocation { why })?;
        Ok(Page { title: location::title(&page.title, &url), url })
    };
    Ok(SiteSettings {
        name: text::line("name", name, NAME_CHARS_MAX)?,
        origins: settings.origins.iter().map(|it| origin(it)).collect::<Result<_, _>>()?,
        query_params: settings.query_params.clone(),
        pages: settings.pages.iter().map(page).collect::<Result<_, _>>()?,
        private_hosts: settings
            .private_hosts
            .iter()
            .map(|it| private_host(it))
            .collect::<Result<_, _>>()?,
        accent: accent(&settings.accent)?,
        consent: settings.consent,
        driving: settings.driving,
        java: settings.java,
        allowed_hosts: patterns("allowed_hosts", &settings.allowed_hosts)?,
        blocked_hosts: patterns("blocked_hosts", &settings.blocked_hosts)?,
        chats_elsewhere: chats_elsewhere(settings.chats_elsewhere)?,
        tours_elsewhere: settings.tours_elsewhere,
        downloads: settings.downloads,
    })
}

fn bounded(what: &'static str, list: &[String]) -> Result<(), Refusal> {
    if list.len() > SITE_LIST_MAX {
        return Err(Refusal::TooMany { what, max: SITE_LIST_MAX });
    }
    if list.iter().any(|it| it.len() > LISTED_BYTES_MAX) {
        return Err(Refusal::TooLong { field: what, max: LISTED_BYTES_MAX });
    }
    if list.iter().any(|it| it.trim().is_empty() || it.contains(char::is_control)) {
        return Err(Refusal::Invalid { field: what, why: "a line is empty or no plain text" });
    }
    Ok(())
}

/// Exactly an origin: scheme, host, and port where it is not the scheme's own.
fn origin(text: &str) -> Result<String, Refusal> {
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && is_bare(url);
    let url = Url::parse(text.trim()).ok().filter(is_web);
    url.map(|url| url.origin().ascii_serialization())
        .ok_or(Refusal::Invalid { field: "origins", why: "https://shop.example is an origin" })
}

/// A host with or without a port, as the location policy compares it.
fn private_host(text: &str) -> Result<String, Refusal> {
    let host = text.trim().to_lowercase();
    let url = Url::parse(&format!("http://{host}/")).ok().filter(is_bare);
    let named = |url: &Url| match url.host() {
        Some(Host::Domain(name)) => is_host_name(name) && begins_with(&host, name),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => {
            url.host_str().is_some_and(|name| begins_with(&host, name))
        }
        None => false,
    };
    if url.as_ref().is_some_and(named) {
        return Ok(host);
    }
    Err(Refusal::Invalid { field: "private_hosts", why: "localhost:8080 is a host" })
}

fn patterns(field: &'static str, list: &[String]) -> Result<Vec<String>, Refusal> {
    let why = "bank.example and *.bank.example are hosts";
    let read = |text: &String| policy::pattern(text).ok_or(Refusal::Invalid { field, why });
    list.iter().map(read).collect()
}

/// One drive of one visitor is not worth a question each time.
fn chats_elsewhere(elsewhere: Elsewhere) -> Result<Elsewhere, Refusal> {
    if elsewhere == Elsewhere::Confirmed {
        let why = "only tours are confirmed: allow or refuse";
        return Err(Refusal::Invalid { field: "chats_elsewhere", why });
    }
    Ok(elsewhere)
}

/// Whether `host` is this name as it is written, and at most a port after it.
fn begins_with(host: &str, name: &str) -> bool {
    host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

fn is_bare(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

fn accent(text: &str) -> Result<String, Refusal> {
    let is_colour = text
        .strip_prefix('#')
        .is_some_and(|it| it.len() == 6 && it.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_colour || text.is_empty() {
        return Ok(text.to_lowercase());
    }
    Err(Refusal::Invalid { field: "accent", why: "#rrggbb is a colour" })
}

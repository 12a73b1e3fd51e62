//! What the head of an answer says of a target. Sources: the HTML standard for
//! `Cross-Origin-Opener-Policy` and `X-Frame-Options`, CSP level 3 for `frame-ancestors`, RFC 6266
//! for `Content-Disposition`.

use super::{Content, Facts, Framing};
use url::{Host, Origin, Url};

/// The head of one answer on the way to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What was asked for.
    pub url: Url,
    /// Its status.
    pub status: u16,
    /// Its fields in their order, names in lower case.
    pub fields: Vec<(String, String)>,
}

/// Words that stand in the path or before the host of pages where one signs in.
const LOGIN_WORDS: [&str; 16] = [
    "login", "log-in", "signin", "sign-in", "sign_in", "logon", "auth", "sso", "oauth", "oauth2",
    "saml", "saml2", "cas", "idp", "accounts", "anmelden",
];

impl Head {
    /// The values of a field, one for each time that it stands there.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.fields.iter().filter(move |(own, _)| own == name);
        named.map(|(_, value)| value.trim())
    }

    fn first<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Where this answer sends on to; none where it does not.
    pub fn location(&self) -> Option<&str> {
        matches!(self.status, 301 | 302 | 303 | 307 | 308).then(|| self.first("location")).flatten()
    }
}

/// What the answers on the way to a target say, the last one being the target's own. `ours` are
/// the origins whose pages would frame it. Whether it is the site's own is for the caller to say.
pub fn facts(way: &[Head], ours: &[String]) -> Facts {
    let (Some(first), Some(last)) = (way.first(), way.last()) else { return Facts::default() };
    Facts {
        severs: way.iter().any(severs),
        framing: if may_frame(last, ours) { Framing::Allowed } else { Framing::Forbidden },
        content: content(last),
        login: last.status == 401 || (asks_who(&last.url) && !asks_who(&first.url)),
        own: false,
    }
}

/// Every answer on the way counts, in a secure context, and only a policy that is one value: two
/// fields, or a list, are none.
fn severs(head: &Head) -> bool {
    let values: Vec<&str> = head.all("cross-origin-opener-policy").collect();
    let [value] = values.as_slice() else { return false };
    let policy = value.split(';').next().unwrap_or_default().trim_end();
    is_secure(&head.url)
        && !value.contains(',')
        && matches!(policy, "same-origin" | "same-origin-allow-popups" | "noopener-allow-popups")
}

/// What browsers take for a secure context.
fn is_secure(url: &Url) -> bool {
    let near = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || near
}

/// `frame-ancestors` of any policy counts alone; without one, `X-Frame-Options` does.
fn may_frame(head: &Head, ours: &[String]) -> bool {
    let ours: Vec<Url> = ours.iter().filter_map(|it| Url::parse(it).ok()).collect();
    let policies = head.all("content-security-policy").flat_map(|value| value.split(','));
    let ancestors: Vec<Vec<&str>> = policies.filter_map(frame_ancestors).collect();
    if ancestors.is_empty() {
        return options_allow(head, &ours);
    }
    ancestors.iter().all(|sources| {
        let matches = |our: &Url| sources.iter().any(|source| is_source(source, our, &head.url));
        ours.iter().any(matches)
    })
}

/// The sources of the first `frame-ancestors` of a policy; none where it has none.
fn frame_ancestors(policy: &str) -> Option<Vec<&str>> {
    policy.split(';').find_map(|directive| {
        let mut words = directive.split_ascii_whitespace();
        let named = words.next().is_some_and(|it| it.eq_ignore_ascii_case("frame-ancestors"));
        named.then(|| words.collect())
    })
}

/// Whether a page of ours is one that this source expression names.
fn is_source(source: &str, our: &Url, target: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    match source.as_str() {
        "*" => true,
        "'self'" => our.origin() == target.origin(),
        "'none'" => false,
        _ => is_host_source(&source, our, target),
    }
}

/// `scheme:`, or `[scheme://]host[:port][/path]` with `*.` before the host or `*` as the port.
fn is_host_source(source: &str, our: &Url, target: &Url) -> bool {
    let fits =
        |scheme: &str| scheme == our.scheme() || (scheme == "http" && our.scheme() == "https");
    if let Some(scheme) = source.strip_suffix(':') {
        return fits(scheme);
    }
    let (scheme, rest) = source.split_once("://").unwrap_or_else(|| (target.scheme(), source));
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let own = our.host_str().unwrap_or_default();
    let host_fits = match host.strip_prefix("*.") {
        Some(rest) => own.strip_suffix(rest).is_some_and(|before| before.ends_with('.')),
        None => own == host,
    };
    let port_fits = match port {
        None => our.port().is_none(),
        Some("*") => true,
        Some(port) => port.parse().ok() == our.port_or_known_default(),
    };
    fits(scheme) && host_fits && port_fits
}

/// As the HTML standard reads it: several different values, one of them known, forbid.
fn options_allow(head: &Head, ours: &[Url]) -> bool {
    let mut values: Vec<String> = head
        .all("x-frame-options")
        .flat_map(|value| value.split(','))
        .map(|it| it.trim().to_ascii_lowercase())
        .collect();
    values.sort();
    values.dedup();
    let is_known = |it: &String| matches!(it.as_str(), "deny" | "allowall" | "sameorigin");
    match values.as_slice() {
        [_, _, ..] => !values.iter().any(is_known),
        [one] if one == "deny" => false,
        [one] if one == "sameorigin" => is_ours(&head.url.origin(), ours),
        _ => true,
    }
}

fn is_ours(origin: &Origin, ours: &[Url]) -> bool {
    ours.iter().any(|our| our.origin() == *origin)
}

fn content(head: &Head) -> Content {
    if matches!(head.status, 204 | 205) {
        return Content::Nothing;
    }
    let disposition = head.first("content-disposition").unwrap_or_default();
    let kind = disposition.split(';').next().unwrap_or_default().trim();
    // A field that begins with a parameter names no kind, and browsers show what it is about.
    let attached = !kind.is_empty() && !kind.contains('=') && !kind.eq_ignore_ascii_case("inline");
    let of_type = head.first("content-type").unwrap_or_default();
    if attached || !is_shown(of_type) {
        return Content::Download;
    }
    Content::Page
}

/// Whether browsers show this type themselves. Without one they look at what comes.
fn is_shown(of_type: &str) -> bool {
    let essence = of_type.split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase();
    let Some((kind, of)) = essence.split_once('/') else { return true };
    match kind {
        "text" => !matches!(of, "csv" | "calendar" | "vcard" | "x-vcard"),
        "image" => !matches!(of, "tiff" | "vnd.adobe.photoshop"),
        "audio" | "video" => true,
        "application" => {
            matches!(of, "json" | "pdf" | "javascript" | "xml" | "manifest+json")
                || of.ends_with("+xml")
                || of.ends_with("+json")
        }
        "multipart" => of == "x-mixed-replace",
        _ => false,
    }
}

/// Whether an address looks like one where visitors say who they are.
fn asks_who(url: &Url) -> bool {
    let names = |text: &str| {
        let text = text.to_ascii_lowercase();
        let word = text.split('.').next().unwrap_or_default();
        LOGIN_WORDS.contains(&word)
    };
    let before = url.host_str().unwrap_or_default();
    names(before) || url.path_segments().is_some_and(|mut segments| segments.any(names))
}

/// Whether a segment of the path looks like a token of a link that is good once: long, and of
/// letters and digits as no word is.
pub fn looks_secret(url: &Url) -> bool {
    let is_token = |segment: &str| {
        let plain =
            segment.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.~=+%".contains(&it));
        let runs = segment.split(['-', '_', '.', '/']).map(str::len).max().unwrap_or(0);
        let digits = segment.bytes().filter(u8::is_ascii_digit).count();
        let letters = segment.bytes().filter(u8::is_ascii_alphabetic).count();
        let is_mixed = digits >= 3 && letters >= 3;
        plain && ((runs >= 16 && is_mixed) || is_uuid(segment) || runs >= 40)
    };
    url.path_segments().is_some_and(|mut segments| segments.any(is_token))
}

fn is_uuid(segment: &str) -> bool {
    let parts: Vec<&str> = segment.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.iter().all(|it| it.bytes().all(|b| b.is_ascii_hexdigit()))
}

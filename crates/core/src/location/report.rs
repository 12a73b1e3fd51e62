//! What is kept of an address that a visitor's page reports.

use crate::limit::URL_BYTES_MAX;
use url::{Url, form_urlencoded};

/// The address without user info and fragment, and with only the query parameters listed.
/// None for anything but `http` and `https`, and for what is still too long.
pub(super) fn reported(url: &str, query_params: &[String]) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_fragment(None);
    let query = url.query().map(|query| listed_params(query, query_params));
    url.set_query(query.as_deref().filter(|query| !query.is_empty()));
    let kept = String::from(url);
    (kept.len() <= URL_BYTES_MAX).then_some(kept)
}

/// Pairs are kept as they are written; their names are compared as they are meant.
fn listed_params(query: &str, listed: &[String]) -> String {
    let is_listed = |pair: &&str| {
        let name = form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name);
        name.is_some_and(|name| listed.iter().any(|it| **it == *name))
    };
    query.split('&').filter(is_listed).collect::<Vec<_>>().join("&")
}

//! Which addresses may be connected to, for a location that the policy allows.

use super::resolve::Resolve;
use crate::limit;
use docent_core::location::{is_listed, is_public, is_within};
use docent_core::plan::Unknown;
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// Why the addresses of a host may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of them are public.
    Public,
    /// The site lists the host.
    Listed,
}

/// The addresses of a target, resolved once and checked: if any of them may not be connected to,
/// none is. What is not in the answer is never connected to.
pub(super) async fn addresses(
    url: &Url,
    private_hosts: &[String],
    resolve: &dyn Resolve,
) -> Result<(Vec<SocketAddr>, Reach), Unknown> {
    let port = url.port_or_known_default().filter(|port| opens(*port)).ok_or(Unknown::Port)?;
    let listed = is_listed(url, private_hosts);
    let (found, named) = match url.host().ok_or(Unknown::NoHost)? {
        Host::Ipv4(address) => (vec![IpAddr::V4(address)], true),
        Host::Ipv6(address) => (vec![IpAddr::V6(address)], true),
        Host::Domain(name) => {
            let found = resolve.resolve(name).await.map_err(|_no_address| Unknown::NoHost)?;
            (found, false)
        }
    };
    let found: Vec<IpAddr> = found.into_iter().map(|it| it.to_canonical()).collect();
    if found.is_empty() {
        return Err(Unknown::NoHost);
    }
    let reach = if found.iter().all(|it| is_public(*it)) { Reach::Public } else { Reach::Listed };
    // A listed name may lead inside; never to the machine's own link, where its secrets are told.
    let may_be_private =
        listed && (named || found.iter().all(|it| is_public(*it) || is_within(*it)));
    if reach == Reach::Listed && !may_be_private {
        return Err(Unknown::Private);
    }
    let addresses = found.into_iter().take(limit::PROBE_ADDRESSES_MAX);
    Ok((addresses.map(|it| SocketAddr::new(it, port)).collect(), reach))
}

/// The web's own ports and those that nobody has reserved: browsers open few others.
fn opens(port: u16) -> bool {
    matches!(port, 80 | 443) || port >= 1_024
}

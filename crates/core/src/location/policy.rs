//! Which hosts are inside a private network, and which of those a site has listed.
//!
//! Sources: the IANA special-purpose address registries (RFC 6890) and RFC 6761, 6762, 8375 for
//! names. What is not known to be public is private.

use std::net::{Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Endings of names that never leave a private network.
const PRIVATE_ENDINGS: [&str; 9] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "localdomain",
    "home.arpa",
];

/// Whether this host is not known to be public.
pub(super) fn is_private(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => is_private_name(name),
        Host::Ipv4(address) => !is_public_v4(*address),
        Host::Ipv6(address) => !is_public_v6(*address),
    }
}

/// Whether the site lists the host of `url`: as `host` for the scheme's own port, or `host:port`.
pub(super) fn is_listed(url: &Url, private_hosts: &[String]) -> bool {
    let Some(host) = url.host_str() else { return false };
    let with_port = url.port_or_known_default().map(|port| format!("{host}:{port}"));
    private_hosts.iter().any(|listed| {
        let listed = listed.trim().to_ascii_lowercase();
        (listed == host && url.port().is_none()) || Some(listed) == with_port
    })
}

fn is_private_name(name: &str) -> bool {
    let ends_privately =
        |ending: &&str| name.strip_suffix(*ending).is_some_and(|rest| rest.ends_with('.'));
    !name.contains('.') || PRIVATE_ENDINGS.iter().any(|ending| ends_privately(&ending))
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224..=255, ..)
    );
    !special
}

/// Only 2000::/3 is given out; inside it some ranges carry an IPv4 address or are for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let embedded = |high: u16, low: u16| {
        let [w, x] = high.to_be_bytes();
        let [y, z] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(w, x, y, z))
    };
    match (a, b) {
        (0, 0) if (c, d, e) == (0, 0, 0) && f == 0xffff => embedded(g, h),
        (0x64, 0xff9b) if (c, d, e, f) == (0, 0, 0, 0) => embedded(g, h),
        (0x2002, _) => embedded(b, c),
        (0x2001, 0..=0x01ff | 0x0db8) | (0x3fff, 0..=0x0fff) => false,
        _ => (0x2000..=0x3fff).contains(&a),
    }
}

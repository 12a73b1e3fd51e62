//! Which hosts are inside a private network, and which of those a site has listed.
//!
//! Sources: the IANA special-purpose address registries (RFC 6890) and RFC 6761, 6762, 8375 for
//! names. What is not known to be public is private.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
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

/// Loopback, RFC 1918, RFC 6598 and RFC 4193.
pub(super) fn is_within(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let shared = first == 100 && (64..=127).contains(&second);
            address.is_loopback() || address.is_private() || shared
        }
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

fn is_private_name(name: &str) -> bool {
    let ends_privately =
        |ending: &&str| name.strip_suffix(*ending).is_some_and(|rest| rest.ends_with('.'));
    !name.contains('.') || PRIVATE_ENDINGS.iter().any(ends_privately)
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match a {
        0 | 10 | 127 | 224..=255 => true,
        100 => (64..=127).contains(&b),
        169 => b == 254,
        172 => (16..=31).contains(&b),
        192 => b == 168 || matches!((b, c), (0, 0 | 2) | (88, 99)),
        198 => matches!((b, c), (18 | 19, _) | (51, 100)),
        203 => (b, c) == (0, 113),
        _ => false,
    };
    !special
}

/// Only `2000::/3` is given out; inside it some ranges carry an `IPv4` address or are for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // Mapped, and translated (RFC 6052): the address that it stands for counts.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(embedded(high, low))
        }
        [0x2002, high, low, ..] => is_public_v4(embedded(high, low)),
        [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))
}

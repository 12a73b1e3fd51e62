//! Whom an address stands for, where senders are counted.

use std::net::{IpAddr, Ipv6Addr};

/// Bits of an IPv6 address that name a line: what comes after them its owner chooses at will.
const LINE_BITS: u32 = 64;

/// Whom this address stands for: an IPv4 address for itself, however it is written; one of IPv6
/// for its line.
pub fn of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => {
            let line = six.to_bits() & (u128::MAX << LINE_BITS);
            IpAddr::V6(Ipv6Addr::from_bits(line))
        }
        four @ IpAddr::V4(_) => four,
    }
}

/// Whom the last address of an `X-Forwarded-For` line stands for: the proxy in front of us has
/// added that one, and whoever came to it has written the others. None where it is no address.
pub fn added(line: &str) -> Option<IpAddr> {
    line.rsplit(',').next()?.trim().parse().ok().map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> IpAddr {
        of(text.parse().unwrap())
    }

    /// SE24: all addresses of one line count as one.
    #[test]
    fn se24_a_line_is_one_sender() {
        assert_eq!(read("2001:db8:1:2::1"), read("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert_ne!(read("2001:db8:1:2::1"), read("2001:db8:1:3::1"));
        assert_eq!(read("::ffff:192.0.2.7"), read("192.0.2.7"));
        assert_ne!(read("192.0.2.7"), read("192.0.2.8"));
    }

    /// SE13: who writes an `X-Forwarded-For` of its own counts as who it is.
    #[test]
    fn se13_only_what_the_proxy_added_is_believed() {
        assert_eq!(added("198.51.100.1, 192.0.2.7"), Some(read("192.0.2.7")));
        assert_eq!(added("192.0.2.7"), Some(read("192.0.2.7")));
        assert_eq!(added("198.51.100.1, unknown"), None);
        assert_eq!(added(""), None);
    }
}

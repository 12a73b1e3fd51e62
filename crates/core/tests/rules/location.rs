//! LO: what a location is, and how it is written. (What is refused: `refused.rs`.)

use docent_core::limit::{TITLE_CHARS_MAX, URL_BYTES_MAX};
use docent_core::location::{BadLocation, parse_location, reported, title};
use proptest::prelude::*;

/// LO1: an address is written as the URL standard writes it: scheme and host in lower case, other
/// scripts as punycode, the scheme's own port left out, query and fragment kept.
#[test]
fn lo1_an_address_is_written_as_the_standard_writes_it() {
    let cases = [
        ("https://shop.example", "https://shop.example/"),
        ("  HTTPS://Shop.Example/A ", "https://shop.example/A"),
        (" http://shop.example:80/x ", "http://shop.example/x"),
        ("https://shop.example:443/?q=1#top", "https://shop.example/?q=1#top"),
        ("https://shop.example:8443/", "https://shop.example:8443/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://раураl.example/", "https://xn--l-7sba6dbr.example/"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]/"),
        ("https://shop.example/a/../b", "https://shop.example/b"),
        ("https://shop.example/?next=//evil.example", "https://shop.example/?next=//evil.example"),
        ("https://shop.example/@me", "https://shop.example/@me"),
    ];

    for (typed, written) in cases {
        assert_eq!(parse_location(typed, &[]).as_deref(), Ok(written), "{typed}");
    }
}

/// LO2: without a scheme an address is `https` when it begins with a dotted name whose last label
/// begins with a letter, and with or without a port; else nothing is guessed.
#[test]
fn lo2_a_dotted_name_alone_is_https() {
    let cases = [
        ("shop.example", Ok("https://shop.example/")),
        ("shop.example/returns?a=1", Ok("https://shop.example/returns?a=1")),
        ("shop.example:8443/x", Ok("https://shop.example:8443/x")),
        ("bücher.example#x", Ok("https://xn--bcher-kva.example/#x")),
        ("shop", Err(BadLocation::NotAnAddress)),
        ("shop/returns", Err(BadLocation::NotAnAddress)),
        ("93.184.216.34/x", Err(BadLocation::NotAnAddress)),
        ("1.5", Err(BadLocation::NotAnAddress)),
        ("", Err(BadLocation::NotAnAddress)),
        ("/returns", Err(BadLocation::NotAnAddress)),
        ("?q", Err(BadLocation::NotAnAddress)),
        ("shop.example.:80", Err(BadLocation::Scheme)),
        ("me@shop.example", Err(BadLocation::NotAnAddress)),
    ];

    for (typed, expected) in cases {
        assert_eq!(parse_location(typed, &[]).as_deref(), expected.as_ref().copied(), "{typed}");
    }
}

/// LO3: a private host is allowed exactly as the site lists it: alone for the scheme's own port,
/// with a port for that one.
#[test]
fn lo3_a_listed_private_host_is_allowed_on_its_port() {
    let listed = ["localhost:8080", "10.0.0.7", "[::1]:9000", "wiki"].map(str::to_owned).to_vec();
    let allowed = [
        "http://localhost:8080/a",
        "http://10.0.0.7/",
        "https://10.0.0.7/",
        "http://[::1]:9000/",
        "http://WIKI/page",
    ];
    let refused = [
        "http://localhost/",
        "http://localhost:8081/",
        "http://10.0.0.7:81/",
        "http://10.0.0.8/",
        "http://sub.localhost:8080/",
        "http://127.0.0.1:8080/",
        "http://xwiki/",
    ];

    for typed in allowed {
        assert!(parse_location(typed, &listed).is_ok(), "{typed}");
    }
    for typed in refused {
        assert_eq!(parse_location(typed, &listed), Err(BadLocation::Private), "{typed}");
    }
}

/// LO4: an address is at most 2048 bytes, as typed and as written.
#[test]
fn lo4_an_address_is_bounded() {
    let fits = format!("https://a.example/{}", "x".repeat(URL_BYTES_MAX - 18));
    let grows = format!("https://a.example/{}", "ä".repeat(900));

    assert_eq!(parse_location(&fits, &[]).map(|it| it.len()), Ok(URL_BYTES_MAX));
    assert_eq!(parse_location(&format!("{fits}x"), &[]), Err(BadLocation::TooLong));
    assert_eq!(parse_location(&grows, &[]), Err(BadLocation::TooLong));
}

/// LO5: a reported address loses user info, fragment, and every query parameter that the site does
/// not list, compared by what its name means.
#[test]
fn lo5_a_reported_address_loses_what_is_not_listed() {
    let listed = ["article", "größe"].map(str::to_owned).to_vec();
    let cases = [
        ("https://u:p@a.example/x?article=1&token=2#f", Some("https://a.example/x?article=1")),
        ("https://a.example/?token=2", Some("https://a.example/")),
        ("https://a.example/?%61rticle=1", Some("https://a.example/?%61rticle=1")),
        ("https://a.example/?gr%C3%B6%C3%9Fe=4", Some("https://a.example/?gr%C3%B6%C3%9Fe=4")),
        ("https://a.example/?Article=1", Some("https://a.example/")),
        ("http://localhost:3000/x", Some("http://localhost:3000/x")),
        ("https://a.example/?", Some("https://a.example/")),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("blob:https://a.example/1", None),
        ("about:blank", None),
        ("/x", None),
    ];

    for (url, expected) in cases {
        assert_eq!(reported(url, &listed).as_deref(), expected, "{url}");
    }
    let long = format!("https://a.example/{}", "x".repeat(URL_BYTES_MAX));
    assert_eq!(reported(&long, &listed), None);
}

/// LO6: a title is one bounded line; without one the host stands for it.
#[test]
fn lo6_a_title_is_one_line_or_the_host() {
    assert_eq!(title(" A\n\u{202e}page\u{0} ", "https://a.example/"), "A page");
    assert_eq!(title(" \n", "https://bücher.example/x"), "xn--bcher-kva.example");
    assert_eq!(title(&"ä".repeat(999), "").chars().count(), TITLE_CHARS_MAX);
}

proptest! {
    /// LO7: what is allowed is an `http` or `https` address of a public host without user info,
    /// whatever was typed, and means the same when it is read again.
    #[test]
    fn lo7_what_is_allowed_is_harmless_and_stable(typed in address()) {
        if let Ok(written) = parse_location(&typed, &[]) {
            let url = url::Url::parse(&written).unwrap();
            prop_assert!(matches!(url.scheme(), "http" | "https"));
            prop_assert!(url.username().is_empty() && url.password().is_none());
            prop_assert!(url.host_str().is_some_and(|host| host.contains(['.', ':'])));
            prop_assert!(written.len() <= URL_BYTES_MAX && written.is_ascii());
            prop_assert_eq!(parse_location(&written, &[]), Ok(written));
        }
    }

    /// LO8: a reported address reads as an address again, filtered no further.
    #[test]
    fn lo8_a_reported_address_is_stable(typed in address()) {
        let listed = ["a".to_owned()];
        if let Some(kept) = reported(&typed, &listed) {
            prop_assert!(!kept.contains('#') && !kept.contains("secret"));
            prop_assert_eq!(reported(&kept, &listed), Some(kept));
        }
    }
}

/// Addresses as people and attackers write them: put together from pieces that parsers dislike.
fn address() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("http"),
        Just("https"),
        Just("HtTp"),
        Just("javascript"),
        Just(":"),
        Just("//"),
        Just("/"),
        Just("\\"),
        Just("@"),
        Just("a.example"),
        Just("127.0.0.1"),
        Just("0x7f.1"),
        Just("localhost"),
        Just("[::1]"),
        Just("[::ffff:10.0.0.1]"),
        Just("%2e"),
        Just("."),
        Just(":80"),
        Just("?a=1&secret=2"),
        Just("#secret"),
        Just("\t"),
        Just("\u{0}"),
        Just(" "),
        Just("bücher.example"),
        Just("１２７.0.0.1"),
        Just("user:pw"),
        Just("2130706433"),
        Just("x"),
        Just("．"),
        Just("。"),
        Just("ⓖ.example"),
    ];
    let pieces = prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat());
    prop_oneof![
        3 => pieces.clone(),
        3 => pieces.prop_map(|rest| format!("https://{rest}")),
        1 => "\\PC{0,40}",
    ]
}

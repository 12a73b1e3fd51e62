//! SE: addresses that were let through elsewhere, each refused with its reason (THREATS T1 to T4).

use crate::stage::{GRACE, Stage, ada, drive, taken};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use docent_core::location::{BadLocation, parse_location};
use docent_core::refusal::Refusal;

fn assert_refused(why: BadLocation, addresses: &[&str]) {
    for address in addresses {
        assert_eq!(parse_location(address, &[]), Err(why), "{address:?}");
    }
}

/// SE1 (T1): only `http` and `https`, however the scheme is written.
#[test]
fn se1_only_web_schemes_are_opened() {
    assert_refused(
        BadLocation::Scheme,
        &[
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "javascript://shop.example/%0aalert(1)",
            "javascript:80",
            "data:text/html,<script>alert(1)</script>",
            "DATA:text/html;base64,PHM+",
            "blob:https://shop.example/1-2-3",
            "vbscript:msgbox(1)",
            "view-source:https://shop.example/",
            "intent://scan/#Intent;scheme=zxing;end",
            "file:///etc/passwd",
            "ftp://shop.example/",
            "ws://shop.example/",
            "mailto:me@shop.example",
            "tel:123",
            "about:blank",
            "chrome://settings",
            "filesystem:https://shop.example/",
            "localhost:3000",
        ],
    );
    assert_refused(
        BadLocation::Characters,
        &[
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "\tjavascript:alert(1)",
            "java\u{0}script:alert(1)",
            "https://shop.example/\r\nLocation:%20x",
            "\u{a0}javascript:alert(1)",
            "\u{feff}https://shop.example/",
            "https://shop.example/a b",
            "https://shop.example/\u{202e}gpj.exe",
        ],
    );
}

/// SE2 (T2): tricks that parsers fall for are refused, not repaired.
#[test]
fn se2_parser_tricks_are_refused() {
    assert_refused(
        BadLocation::NotAnAddress,
        &[
            "//evil.example",
            "///evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https:///evil.example",
            "http:",
            "https",
            ":",
            "://evil.example",
            "1https://evil.example",
            "https%3a//evil.example",
        ],
    );
    assert_refused(
        BadLocation::Characters,
        &["/\\evil.example", "\\\\evil.example", "https:\\\\evil.example", "https://a\\@b.example"],
    );
    assert_refused(
        BadLocation::UserInfo,
        &[
            "https://bank.example@evil.example/",
            "https://bank.example:443@evil.example/",
            "https://@evil.example/",
            "https://:@evil.example/",
            "https://bank.example%2f@evil.example/",
        ],
    );
    assert_refused(
        BadLocation::Host,
        &[
            "https://evil.example./",
            "https://evil..example/",
            "https://.example/",
            "https://%65vil.example/",
            "https://evil%2eexample/",
            "https://evil%00.example/",
            "https://",
            "https://?x",
            "https://#x",
            "https://shop.example:99999/",
            "https://shop.example:x/",
            "https://shop.example:0/",
            "https://[::1/",
            "https://256.256.256.256/",
            "https://a,b.example/",
            "https://shop.example,evil.example/",
            "https://xn--/",
        ],
    );
    let long_label = format!("https://{}.example/", "x".repeat(64));
    let long_name = format!("https://{}example/", "x23456789.".repeat(25));
    assert_refused(BadLocation::Host, &[&long_label, &long_name]);
}

/// SE2 (T2): whatever leads inside a private network is refused, in every way of writing it.
#[test]
fn se2_private_addresses_are_refused_in_every_spelling() {
    assert_refused(
        BadLocation::Private,
        &[
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://172.31.255.255/",
            "http://192.168.1.1/",
            "http://100.64.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://198.18.0.1/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[64:ff9b:1::1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001::1]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[fd00:ec2::254]/",
            "http://[ff02::1]/",
            "http://localhost/",
            "http://LOCALHOST/",
            "http://a.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://router.home.arpa/",
            "http://nas.lan/",
            "http://intranet/",
            "http://intranet:8080/",
        ],
    );
}

/// SE3 (T3): nobody but the joined agent drives: no other agent, no visitor, not the server.
#[test]
fn se3_only_the_joined_agent_drives() {
    let stage = Stage::joined();
    let others = [
        Actor::Server,
        GRACE,
        Actor::Browser(2),
        Actor::Agent(crate::stage::bob()),
        Actor::Agent(docent_core::id::Id::from_bytes([0; 16])),
    ];

    for by in others {
        assert!(stage.asks(by, drive("https://shop.example/")).is_err(), "{by}");
    }

    assert!(stage.asks(Actor::Agent(ada()), drive("https://shop.example/")).is_ok());
}

/// SE4 (T4): a drive that the visitor has paused or not allowed is neither stored nor taken.
#[test]
fn se4_a_drive_not_allowed_is_not_taken() {
    let mut stage = Stage::driven();
    stage.does(GRACE, ChannelCommand::Pause);

    assert_eq!(stage.says(taken()), Err(Refusal::DriveOver));

    let mut stage = Stage::joined();
    stage.ask_consent();
    let by = Actor::Agent(ada());
    assert_eq!(stage.asks(by, drive("https://shop.example/")), Err(Refusal::NoConsent));
}

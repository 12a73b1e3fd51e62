//! PL: what is known of a target beforehand, and in which way a browser is driven there.

use crate::stage::{Stage, ada, drive};
use docent_core::actor::{Actor, Reader};
use docent_core::channel::ChannelEvent;
use docent_core::drive::Way;
use docent_core::plan::head::{Head, facts, looks_secret};
use docent_core::plan::{Content, Facts, Framing, Outlook, plan};
use url::Url;

const OURS: &str = "https://chat.example";

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn head(at: &str, status: u16, fields: &[(&str, &str)]) -> Head {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Head { url: url(at), status, fields: fields.iter().map(own).collect() }
}

fn known(fields: &[(&str, &str)]) -> Facts {
    facts(&[head("https://bank.example/x", 200, fields)], &[OURS.to_owned()])
}

/// PL1: what drives everything comes first; a window that would be cut off is spared where a frame
/// will do; a page drives itself only to the site's own pages; else a link is sent.
#[test]
fn pl1_a_browser_is_driven_in_the_way_that_keeps_it() {
    use {Outlook as O, Way as W};
    let free = Facts { framing: Framing::Allowed, ..Facts::default() };
    let bank = Facts { severs: true, framing: Framing::Forbidden, ..Facts::default() };
    let framable = Facts { severs: true, ..free };
    let own = Facts { own: true, ..free };
    let cases: [(&[Way], Facts, Way, Outlook); 14] = [
        (&[W::Window], free, W::Window, O::Free),
        (&[W::Guided, W::Link], free, W::Guided, O::Free),
        (&[W::Window], bank, W::Window, O::LastStop),
        (&[W::Window, W::Stage], bank, W::Window, O::LastStop),
        (&[W::Window, W::Stage], framable, W::Stage, O::Framed),
        (&[W::Window, W::Extension], bank, W::Extension, O::Free),
        (&[W::Java], bank, W::Java, O::Free),
        (&[W::Page], free, W::Link, O::Link),
        (&[W::Page], own, W::Page, O::Free),
        (&[W::Window, W::Page], Facts { own: true, ..bank }, W::Page, O::Free),
        (&[W::Stage], free, W::Stage, O::Framed),
        (&[W::Stage], bank, W::Link, O::Link),
        (&[], free, W::Link, O::Link),
        (&[W::Window], Facts { content: Content::Download, ..free }, W::Window, O::Download),
    ];

    for (ways, facts, way, outlook) in cases {
        let planned = plan(ways, &facts);
        assert_eq!((planned.way, planned.outlook), (way, outlook), "{ways:?} {facts:?}");
    }
}

/// PL2: a window is cut off by any answer on the way whose opener policy is one that severs, is one
/// value, and stands in a secure context.
#[test]
fn pl2_opener_policies_are_read_as_browsers_read_them() {
    let coop = |value: &'static str| ("cross-origin-opener-policy", value);
    let cases: [(&[(&str, &str)], bool); 11] = [
        (&[], false),
        (&[coop("same-origin")], true),
        (&[coop(" same-origin-allow-popups ")], true),
        (&[coop("noopener-allow-popups")], true),
        (&[coop("same-origin; report-to=\"x\"")], true),
        (&[coop("unsafe-none")], false),
        (&[coop("Same-Origin")], false),
        (&[coop("same-origin, same-origin")], false),
        (&[coop("same-origin"), coop("same-origin")], false),
        (&[coop("\"same-origin\"")], false),
        (&[("cross-origin-opener-policy-report-only", "same-origin")], false),
    ];

    for (fields, severs) in cases {
        assert_eq!(known(fields).severs, severs, "{fields:?}");
    }
    let policy = [coop("same-origin")];
    for (at, severs) in [
        ("http://bank.example/", false),
        ("http://a.localhost:81/", true),
        ("http://127.0.0.1:81/", true),
    ] {
        assert_eq!(facts(&[head(at, 200, &policy)], &[]).severs, severs, "{at}");
    }
    let through = [head("https://a.example/", 302, &policy), head("https://b.example/", 200, &[])];
    assert!(facts(&through, &[]).severs);
}

/// PL3: `frame-ancestors` counts alone, and every policy of it; without one `X-Frame-Options` does,
/// as the HTML standard reads it.
#[test]
fn pl3_framing_is_read_as_browsers_read_it() {
    let csp = |value: &'static str| ("content-security-policy", value);
    let xfo = |value: &'static str| ("x-frame-options", value);
    let cases: [(&[(&str, &str)], bool); 26] = [
        (&[], true),
        (&[xfo("DENY")], false),
        (&[xfo("SameOrigin")], false),
        (&[xfo("ALLOWALL")], true),
        (&[xfo("ALLOW-FROM https://chat.example")], true),
        (&[xfo("DENY, DENY")], false),
        (&[xfo("sameorigin"), xfo("allowall")], false),
        (&[xfo("nonsense, other")], true),
        (&[csp("default-src 'none'")], true),
        (&[csp("frame-ancestors 'none'")], false),
        (&[csp("FRAME-ANCESTORS 'self'")], false),
        (&[csp("frame-ancestors")], false),
        (&[csp("frame-ancestors *"), xfo("DENY")], true),
        (&[csp("script-src 'self'; frame-ancestors https:")], true),
        (&[csp("frame-ancestors http:")], true),
        (&[csp("frame-ancestors chat.example")], true),
        (&[csp("frame-ancestors https://chat.example/path")], true),
        (&[csp("frame-ancestors http://chat.example")], true),
        (&[csp("frame-ancestors *.example")], true),
        (&[csp("frame-ancestors *.chat.example")], false),
        (&[csp("frame-ancestors https://chat.example:*")], true),
        (&[csp("frame-ancestors https://chat.example:8443")], false),
        (&[csp("frame-ancestors https://chat.example:443")], true),
        (&[csp("frame-ancestors https://xchat.example")], false),
        (&[csp("frame-ancestors *"), csp("frame-ancestors 'none'")], false),
        (&[csp("frame-ancestors *, frame-ancestors 'none'")], false),
    ];

    for (fields, allowed) in cases {
        assert_eq!(known(fields).framing == Framing::Allowed, allowed, "{fields:?}");
    }
    let own = head("https://chat.example/demo/", 200, &[xfo("sameorigin")]);
    assert_eq!(facts(&[own], &[OURS.to_owned()]).framing, Framing::Allowed);
}

/// PL4: a download is what its disposition or its type says that browsers keep; what has no
/// content is nothing.
#[test]
fn pl4_downloads_are_told_from_pages() {
    let kept = |value: &'static str| ("content-disposition", value);
    let of = |value: &'static str| ("content-type", value);
    let cases: [(&[(&str, &str)], Content); 18] = [
        (&[], Content::Page),
        (&[kept("attachment")], Content::Download),
        (&[kept("ATTACHMENT; filename=\"a.html\""), of("text/html")], Content::Download),
        (&[kept("attachment ;filename=x")], Content::Download),
        (&[kept("inline; filename=\"a.pdf\""), of("application/pdf")], Content::Page),
        (&[kept("filename=attachment"), of("text/html")], Content::Page),
        (&[kept(""), of("text/html")], Content::Page),
        (&[kept("other")], Content::Download),
        (&[of("text/html; charset=utf-8")], Content::Page),
        (&[of("TEXT/HTML")], Content::Page),
        (&[of("application/zip")], Content::Download),
        (&[of("application/octet-stream")], Content::Download),
        (&[of("text/csv")], Content::Download),
        (&[of("image/png")], Content::Page),
        (&[of("application/xhtml+xml")], Content::Page),
        (&[of("application/ld+json")], Content::Page),
        (&[of("nonsense")], Content::Page),
        (&[of("font/woff2")], Content::Download),
    ];

    for (fields, content) in cases {
        assert_eq!(known(fields).content, content, "{fields:?}");
    }
    for status in [204, 205] {
        let empty = head("https://a.example/", status, &[]);
        assert_eq!(facts(&[empty], &[]).content, Content::Nothing);
    }
}

/// PL5: a stranger is asked to sign in by status 401, or by being sent to where one does.
#[test]
fn pl5_a_log_in_is_recognised() {
    let sent = |from: &str, to: &str| facts(&[head(from, 302, &[]), head(to, 200, &[])], &[]).login;

    for to in [
        "https://shop.example/login?next=%2Fbasket",
        "https://shop.example/users/sign_in",
        "https://login.bank.example/x",
        "https://accounts.example/y",
        "https://shop.example/Login.aspx",
    ] {
        assert!(sent("https://shop.example/basket", to), "{to}");
    }
    assert!(!sent("https://shop.example/a", "https://shop.example/authors"));
    assert!(!sent("https://shop.example/login", "https://shop.example/login/"));
    assert!(facts(&[head("https://shop.example/", 401, &[])], &[]).login);
    assert!(!facts(&[head("https://shop.example/", 403, &[])], &[]).login);
}

/// PL6: what was known of a target stands in the record of the drive, and in every view of it.
#[test]
fn pl6_a_drive_says_what_was_known() {
    let mut stage = Stage::joined();
    let bank = Facts { severs: true, login: true, ..Facts::default() };
    stage.foresight.0.insert("https://bank.example/".to_owned(), bank);
    stage.foresight.0.insert("https://shop.example/returns".to_owned(), bank);

    let happened = stage.does(Actor::Agent(ada()), drive("https://BANK.example"));
    assert!(matches!(happened[0], ChannelEvent::Driven { facts: Some(it), .. } if it == bank));
    let happened = stage.does(Actor::Agent(ada()), drive("https://shop.example/returns"));
    let own = Facts { own: true, ..bank };
    assert!(matches!(happened[1], ChannelEvent::Driven { facts: Some(it), .. } if it == own));
    stage.does(Actor::Agent(ada()), drive("https://other.example/"));

    for reader in [Reader::Staff, Reader::Browser(1)] {
        let view = stage.channel().view_for(reader);
        let told: Vec<Option<Facts>> = view.drives.iter().map(|it| it.facts).collect();
        assert_eq!(told, [Some(bank), Some(own), None]);
    }
}

/// PL7: an address whose path holds a token is good once, perhaps: nobody looks at it but the
/// visitor.
#[test]
fn pl7_links_that_are_good_once_are_recognised() {
    let secret = [
        "https://a.example/reset/3f9c1b7a2d8e4f60a1b2",
        "https://a.example/u/7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "https://a.example/verify/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3",
        "https://a.example/unsubscribe/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOp",
    ];
    let plain = [
        "https://a.example/",
        "https://a.example/returns/how-to-return-shoes-2026",
        "https://a.example/articles/1234567890123456789",
        "https://a.example/2026/11/23/internationalisation-of-everything",
        "https://a.example/p/B08N5WRWNW",
    ];

    for text in secret {
        assert!(looks_secret(&url(text)), "{text}");
    }
    for text in plain {
        assert!(!looks_secret(&url(text)), "{text}");
    }
}

//! LO: what a site's policy allows, and DR16: who may drive at all.

use crate::stage::{Stage, ada, directory, drive};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand as C;
use docent_core::directory::DirectoryCommand;
use docent_core::location::BadLocation;
use docent_core::plan::{Content, Facts};
use docent_core::policy::{Purpose, judge};
use docent_core::refusal::Refusal;
use docent_core::site::{Downloads, Elsewhere, SiteSettings};

const ADA: Actor = Actor::Agent(docent_core::id::Id::from_bytes([0xad; 16]));

fn hosts(list: &[&str]) -> Vec<String> {
    list.iter().map(|it| (*it).to_owned()).collect()
}

fn site() -> SiteSettings {
    SiteSettings {
        allowed_hosts: hosts(&["bank.example", "*.partner.example"]),
        blocked_hosts: hosts(&["evil.example", "*.evil.example"]),
        private_hosts: hosts(&["wiki:8080"]),
        ..directory().sites["shop"].clone()
    }
}

/// LO9: nobody is driven to a host that the site has blocked, nor is a link to it sent.
#[test]
fn lo9_blocked_hosts_are_refused() {
    let mut stage = Stage::joined();
    *stage.settings() = site();

    for url in ["https://evil.example/", "HTTP://EVIL.example:81/x", "https://a.b.evil.example"] {
        let refusal = Err(Refusal::BadLocation { why: BadLocation::Blocked });
        assert_eq!(stage.asks(ADA, drive(url)), refusal, "{url}");
        let link = C::Link { url: url.to_owned(), title: String::new() };
        assert_eq!(stage.asks(ADA, link), refusal, "{url}");
    }
    for url in ["https://notevil.example/", "https://evil.example.com/", "https://x.example/evil"] {
        assert!(stage.asks(ADA, drive(url)).is_ok(), "{url}");
    }
}

/// LO10: one visitor goes to any public host, many at once elsewhere than to the site's hosts only
/// when that was confirmed; unless the site says otherwise.
#[test]
fn lo10_elsewhere_is_as_the_site_says() {
    let own = [
        "https://shop.example/x",
        "http://shop.example:81/",
        "https://bank.example/",
        "https://a.partner.example/",
        "http://wiki:8080/",
    ];
    let others = ["https://partner.example/", "https://xbank.example/", "https://other.example/"];
    let says = |url: &str, purpose: Purpose, settings: &SiteSettings| {
        judge(url, purpose, settings, |_| None).map(|it| it.confirm)
    };
    let strict = SiteSettings {
        chats_elsewhere: Elsewhere::Refused,
        tours_elsewhere: Elsewhere::Refused,
        ..site()
    };
    let loose = SiteSettings { tours_elsewhere: Elsewhere::Allowed, ..site() };

    for url in own {
        for settings in [&site(), &strict, &loose] {
            assert_eq!(says(url, Purpose::Chat, settings), Ok(false), "{url}");
            assert_eq!(says(url, Purpose::Tour, settings), Ok(false), "{url}");
        }
    }
    for url in others {
        assert_eq!(says(url, Purpose::Chat, &site()), Ok(false), "{url}");
        assert_eq!(says(url, Purpose::Tour, &site()), Ok(true), "{url}");
        assert_eq!(says(url, Purpose::Tour, &loose), Ok(false), "{url}");
        for purpose in [Purpose::Chat, Purpose::Tour] {
            assert_eq!(says(url, purpose, &strict), Err(BadLocation::Elsewhere), "{url}");
        }
    }
    let allowed = judge("https://other.example:444/x", Purpose::Tour, &site(), |_| None).unwrap();
    assert_eq!(allowed.host, "other.example:444");
}

/// LO11: what is known to be a download is refused, unless the site allows it; a link to it is not.
#[test]
fn lo11_downloads_are_refused() {
    let mut stage = Stage::joined();
    let file = Facts { content: Content::Download, ..Facts::default() };
    stage.foresight.0.insert("https://shop.example/a.zip".to_owned(), file);
    let zip = || drive("https://shop.example/a.zip");

    let refusal = Err(Refusal::BadLocation { why: BadLocation::Download });
    assert_eq!(stage.asks(ADA, zip()), refusal);
    let link = C::Link { url: "https://shop.example/a.zip".into(), title: String::new() };
    assert!(stage.asks(ADA, link).is_ok());
    assert!(stage.asks(ADA, drive("https://shop.example/b.zip")).is_ok());

    stage.settings().downloads = Downloads::Allowed;
    assert!(stage.asks(ADA, zip()).is_ok());
}

/// DI7: the hosts of a policy are hosts, with or without `*.`, and nothing more; chats are not
/// confirmed one by one.
#[test]
fn di7_hosts_of_a_policy_are_checked() {
    let directory = directory();
    let change = |settings| {
        let command = DirectoryCommand::ChangeSite { key: "shop".into(), settings };
        directory.decide(Actor::Server, &command)
    };
    let listing = |host: &str| SiteSettings { allowed_hosts: hosts(&[host]), ..site() };

    for (typed, kept) in [
        ("Bank.Example", "bank.example"),
        (" *.Bücher.example ", "*.xn--bcher-kva.example"),
        ("93.184.216.34", "93.184.216.34"),
        ("[2606:2800:220:1::1]", "[2606:2800:220:1::1]"),
    ] {
        let drafts = change(listing(typed)).unwrap();
        let told = serde_json::to_value(&drafts[0].event).unwrap();
        assert_eq!(told["site"]["settings"]["allowed_hosts"][0], kept, "{typed}");
    }
    for bad in [
        "https://bank.example",
        "bank.example/x",
        "bank.example:81",
        "*",
        "*.",
        "u@b.example",
        "a*.example",
        "*.10.0.0.1",
        "a b",
    ] {
        let refused = change(listing(bad));
        let expected = matches!(refused, Err(Refusal::Invalid { field: "allowed_hosts", .. }));
        assert!(expected, "{bad}: {refused:?}");
    }
    let asking = SiteSettings { chats_elsewhere: Elsewhere::Confirmed, ..site() };
    assert!(matches!(change(asking), Err(Refusal::Invalid { field: "chats_elsewhere", .. })));
}

/// DR16: an agent whose account may not drive is refused, from that moment on, and may send links;
/// accounts from before there was this right have it.
#[test]
fn dr16_only_who_may_drives() {
    let mut stage = Stage::joined();
    stage.directory.agents.get_mut(&ada()).unwrap().may_drive = false;
    let url = "https://shop.example/returns";

    assert_eq!(stage.asks(ADA, drive(url)), Err(Refusal::MayNotDrive));
    assert!(stage.asks(ADA, C::Link { url: url.into(), title: String::new() }).is_ok());

    let old = r#"{"id":"00000000000000000000000000","email":"a@b","name":"A","role":"agent"}"#;
    let read: docent_core::directory::Agent = serde_json::from_str(old).unwrap();
    assert!(read.may_drive);
}

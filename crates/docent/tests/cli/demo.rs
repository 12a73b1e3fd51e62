use crate::{Serving, run, stdout};
use serde_json::Value;
use std::collections::BTreeSet;
use tempfile::TempDir;

/// Every page of the shop carries the hyperlink and the script as the README shows them, no more
/// than once, and leads nowhere that is not there. Two pages stand on the second origin.
#[tokio::test]
async fn the_shop_is_whole() {
    let folder = TempDir::new().unwrap();
    let serving = Serving::start(folder.path(), &["--demo"]);
    let server = &serving.url.clone();
    let partner = server.replace("127.0.0.1", "localhost");
    let link = format!(
        r#"<a class="talk" href="{server}/ask/demo" target="docent-demo" data-docent>Talk to us</a>"#
    );
    let script = format!(r#"<script src="{server}/button.js" data-site="demo" defer></script>"#);
    let mut known = BTreeSet::from([format!("{server}/demo/")]);
    let mut open: Vec<String> = known.iter().cloned().collect();

    while let Some(url) = open.pop() {
        let answer = reqwest::get(&url).await.unwrap();
        assert_eq!(answer.status(), 200, "{url}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(!policy.contains("unsafe"), "{url}: {policy}");
        let page = answer.text().await.unwrap();
        assert_eq!(page.matches(&link).count(), 1, "{url}");
        assert_eq!(page.matches(&script).count(), 1, "{url}");
        assert!(!page.contains("{{") && !page.contains(" style="), "{url}");
        let hrefs = page.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
        let ours = hrefs.filter(|it| it.starts_with("http") && it.contains("/demo/"));
        let fresh = ours.filter(|it| known.insert((*it).to_owned()));
        open.extend(fresh.map(str::to_owned));
    }

    assert_eq!(known.iter().filter(|url| url.starts_with(&partner)).count(), 2, "{known:?}");
    assert_eq!(known.len(), 10, "{known:?}");
    drop(serving);
    let sites = stdout(&run(folder.path(), &["site", "list", "--json"]));
    let sites: Value = serde_json::from_str(&sites).unwrap();
    let listed = &sites["sites"]["demo"];
    let pages = listed["pages"].as_array().unwrap().iter();
    let pages: BTreeSet<String> = pages.map(|it| it["url"].as_str().unwrap().to_owned()).collect();
    assert_eq!(pages, known);
    assert_eq!(listed["origins"], serde_json::json!([server, partner]));
}

/// A demonstration that is started again, on another port, knows its new addresses.
#[tokio::test]
async fn a_demonstration_may_move() {
    let folder = TempDir::new().unwrap();
    drop(Serving::start(folder.path(), &["--demo"]));

    let moved = Serving::start(folder.path(), &["--demo"]);

    let site: Value =
        reqwest::get(format!("{}/v1/sites/demo", moved.url)).await.unwrap().json().await.unwrap();
    assert_eq!(site["name"], "Longwalk");
    let panel = reqwest::get(format!("{}/panel/demo", moved.url)).await.unwrap();
    let policy = panel.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains(&format!("frame-ancestors {} ", moved.url)), "{policy}");
}

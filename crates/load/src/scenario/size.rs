//! Bytes before the click, at the click and for the client, as they travel.

use super::Plan;
use crate::fault::Fault;
use crate::http::{Answer, Http, Request};
use crate::stage::{SITE, Stage};
use crate::table::{Figure, Goal, float};
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// What browsers accept on plain http; a server that knows only one of them must still be small.
const ACCEPTED: &str = "Accept-Encoding: gzip, deflate, br\r\n";

/// Bytes of a body in three ways of travelling.
#[derive(Debug, Clone, Copy, Default)]
struct Bytes {
    plain: u64,
    gzip: u64,
    travelled: u64,
}

impl std::iter::Sum for Bytes {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, it| Self {
            plain: sum.plain + it.plain,
            gzip: sum.gzip + it.gzip,
            travelled: sum.travelled + it.travelled,
        })
    }
}

/// Three rows.
pub(super) async fn run(plan: &Plan) -> Result<Vec<Figure>, Fault> {
    let stage = plan.stage(0).await?;
    let mut http = stage.http().await?;
    let before = bytes(&mut http, "/button.js").await?;
    let page_path = format!("/ask/{SITE}");
    let (page, at_click, client) = visited(&stage, &mut http, &page_path).await?;
    let mut click = bytes(&mut http, &page_path).await?;
    for path in &at_click {
        click = [click, bytes(&mut http, path).await?].into_iter().sum();
    }
    let mut modules = Vec::new();
    for path in client.difference(&at_click) {
        modules.push(bytes(&mut http, path).await?);
    }
    if page.is_empty() || modules.is_empty() {
        return Err(Fault::Unexpected("the page names no client: was the web part built?".into()));
    }
    Ok(vec![
        figure("before the click: button.js, gzip", before, Goal::AtMost(2_048.0)),
        figure("at the click: page and what it loads, gzip", click, Goal::None),
        figure("the client, gzip", modules.into_iter().sum(), Goal::AtMost(25_600.0)),
    ])
}

fn figure(name: &str, bytes: Bytes, goal: Goal) -> Figure {
    let note = format!("{} travelled, {} uncompressed", bytes.travelled, bytes.plain);
    Figure::new(name, float(bytes.gzip), "bytes", goal).noted(note)
}

/// The chat window's page, the files it loads by itself, and the client's modules.
async fn visited(
    stage: &Stage,
    http: &mut Http,
    path: &str,
) -> Result<(String, BTreeSet<String>, BTreeSet<String>), Fault> {
    let page = text(&http.ask(Request::get(path)).await?)?;
    let at_click: BTreeSet<String> = named(&page, &["src=\"/assets/", "href=\"/assets/"]);
    let boot = page.split_once(r#"id="boot">"#).and_then(|(_, rest)| rest.split_once("</script>"));
    let boot: serde_json::Value =
        boot.and_then(|(boot, _)| serde_json::from_str(boot).ok()).ok_or_else(|| {
            Fault::Unexpected(format!("{path} of {} has no boot", stage.server.address))
        })?;
    let mut wanted: Vec<String> =
        boot["client"]["url"].as_str().map(str::to_owned).into_iter().collect();
    let mut client = BTreeSet::new();
    while let Some(module) = wanted.pop() {
        let source = text(&http.ask(Request::get(&module)).await?)?;
        if client.insert(module) {
            wanted.extend(named(&source, &["from\"./", "import\"./", "from \"./", "import \"./"]));
        }
    }
    Ok((page, at_click, client))
}

/// Files that a text names behind one of these marks.
fn named(text: &str, marks: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for mark in marks {
        for rest in text.split(mark).skip(1) {
            let end = rest.find('"').unwrap_or(0);
            names.extend(rest.get(..end).map(|name| format!("/assets/{name}")));
        }
    }
    names
}

fn text(answer: &Answer) -> Result<String, Fault> {
    if answer.status != 200 {
        return Err(Fault::Unexpected(format!("status {}", answer.status)));
    }
    Ok(String::from_utf8_lossy(&answer.body).into_owned())
}

async fn bytes(http: &mut Http, path: &str) -> Result<Bytes, Fault> {
    let plain = http.ask(Request::get(path)).await?;
    text(&plain)?;
    let travelled = http.ask(Request::get(path).with(ACCEPTED)).await?;
    Ok(Bytes {
        plain: plain.body.len() as u64,
        gzip: gzip(&plain.body).unwrap_or(plain.body.len() as u64),
        travelled: travelled.body.len() as u64,
    })
}

/// What `gzip -9` makes of it; none where there is no such program.
fn gzip(body: &[u8]) -> Option<u64> {
    let mut gzip = Command::new("gzip");
    gzip.args(["-9", "-n", "-c"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut gzip = gzip.spawn().ok()?;
    let mut input = gzip.stdin.take()?;
    let body = body.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&body));
    let small = gzip.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    Some(small.stdout.len() as u64)
}

use crate::bench::{Bench, SITE, problem};
use docent_core::actor::Actor;
use docent_core::channel::ChannelCommand;
use reqwest::Method;
use serde_json::{Value, json};

fn say(text: &str) -> ChannelCommand {
    ChannelCommand::Say { text: text.into(), to: None }
}

#[tokio::test]
async fn staff_reads_a_channel_page_by_page_and_takes_it_away() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;
    let channel = bench.arrive(SITE).await;
    for number in 0..150 {
        bench.act(Actor::Browser(1), channel.id, say(&format!("line {number}"))).await;
    }
    let get = async |path: &str| {
        let path = format!("/v1/channels/{}{path}", channel.id);
        bench.staff(&ada, Method::GET, &path).send().await.unwrap()
    };

    let last: Value = get("/entries?limit=100").await.json().await.unwrap();
    let first = last["entries"][0]["seq"].as_u64().unwrap();
    let rest: Value = get(&format!("/entries?before={first}")).await.json().await.unwrap();
    assert_eq!((first, &last["more"], &rest["more"]), (53, &json!(true), &json!(false)));
    assert_eq!(rest["entries"].as_array().unwrap().len(), 52);

    let whole: Value = get("").await.json().await.unwrap();
    assert_eq!(whole["summary"]["last_said"]["text"], "line 149");
    assert_eq!(whole["view"]["status"], "waiting");
    let export = get("/export").await;
    assert_eq!(export.headers()["transfer-encoding"], "chunked", "it is sent while it is read");
    let lines = export.text().await.unwrap();
    assert_eq!(lines.lines().count(), 152);
    let line: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(line["event"], json!({ "kind": "Said", "text": "line 149" }));
    assert_eq!(line["hash"].as_str().unwrap().len(), 64);
}

/// SE19: what is searched for is words, never a query.
#[tokio::test]
async fn se19_searches_are_words() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;
    let channel = bench.arrive(SITE).await;
    bench.act(Actor::Browser(1), channel.id, say("I need a \"boot\"; DROP TABLE entries")).await;
    let find = async |words: &str| -> usize {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let query = query.append_pair("q", words).append_pair("site", SITE).finish();
        let request = bench.staff(&ada, Method::GET, &format!("/v1/channels?{query}"));
        let answer = request.send().await.unwrap();
        let found: Value = answer.json().await.unwrap();
        found["rows"].as_array().unwrap().len()
    };

    assert_eq!(find("boot").await, 1);
    for words in ["' OR 1=1 --", "\" OR \"", "nothing*", "NEAR(", "boot' UNION SELECT", "zzz:boot"]
    {
        assert!(find(words).await <= 1, "{words}");
    }
    assert_eq!(find("unicorn").await, 0);
}

#[tokio::test]
async fn usage_is_told_as_json_and_csv() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;
    let channel = bench.arrive(SITE).await;
    bench.act(Actor::Agent(bench.ada.id), channel.id, ChannelCommand::Join).await;
    let day = docent_core::day::Day::of(bench.app.now_ms());
    let get = async |query: String| {
        bench.staff(&ada, Method::GET, &format!("/v1/usage?{query}")).send().await.unwrap()
    };

    let rows: Value = get(format!("from={day}&to={day}")).await.json().await.unwrap();
    let csv = get(format!("from={day}&to={day}&format=csv")).await.text().await.unwrap();
    let bad = get("from=yesterday&to=today".into()).await;

    let named = rows["rows"].as_array().unwrap().iter().find(|row| row["agent_name"] == "ada");
    assert_eq!(named.unwrap()["channels"], 1);
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert_eq!(problem(bad).await, (422, "invalid".into()));
}

/// US8: what has come since is counted when somebody asks again, once; what was erased still counts.
#[tokio::test]
async fn us8_usage_goes_on_from_where_it_was() {
    let bench = Bench::new().await;
    let ada = bench.cookie("ada@example.com").await;
    let channel = bench.arrive(SITE).await;
    let day = docent_core::day::Day::of(bench.app.now_ms());
    let counts = async |bench: &Bench| -> (u64, u64) {
        let path = format!("/v1/usage?from={day}&to={day}");
        let request = bench.staff(&ada, Method::GET, &path);
        let told: Value = request.send().await.unwrap().json().await.unwrap();
        let row = &told["rows"][0];
        assert_eq!(row["site"], SITE);
        (row["requests"].as_u64().unwrap(), row["said_by_visitors"].as_u64().unwrap())
    };
    // More than are read at a time.
    for number in 0..600 {
        bench.act(Actor::Browser(1), channel.id, say(&format!("line {number}"))).await;
    }
    assert_eq!(counts(&bench).await, (1, 600));

    bench.act(Actor::Browser(1), channel.id, say("one more")).await;
    bench.arrive(SITE).await;
    assert_eq!(counts(&bench).await, (2, 601));
    assert_eq!(counts(&bench).await, (2, 601));
    bench.act(Actor::Browser(1), channel.id, ChannelCommand::End).await;
    let to = bench.app.store.head(docent_core::id::LogId::Channel(channel.id)).await.unwrap();
    bench.act(Actor::Server, channel.id, ChannelCommand::NoteErased { from: 1, to }).await;

    assert_eq!(counts(&bench).await, (2, 601));
    let bench = bench.restart().await;
    assert_eq!(counts(&bench).await, (2, 601));
}

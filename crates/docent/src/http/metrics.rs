//! How the server is: for balancers, for monitoring.

use super::Shared;
use crate::app::App;
use crate::error::Problem;
use crate::store::StoreError;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

/// The text format of Prometheus.
const TEXT: (HeaderName, &str) = (CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

/// What is written to see whether anything can be.
const PROBE: (&str, &str) = ("probe", "ready");
const PROBE_BYTES: usize = 16 * 1_024;
const READY: &str = "ready\n";
/// For how long it stays true.
const READY_KNOWN: Duration = Duration::from_secs(1);

/// Answers so far, by the first digit of their status.
static ANSWERS: [AtomicU64; 6] = [const { AtomicU64::new(0) }; 6];

pub(super) fn routes() -> Router<Arc<App>> {
    let known = Arc::new(Known::default());
    Router::new()
        .route("/healthz", get(health))
        .route("/readyz", get(move |State(app): Shared| ready(app, Arc::clone(&known))))
        .route("/metrics", get(metrics))
}

/// Counts an answer.
pub(super) async fn count(request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    let class = usize::from(answer.status().as_u16() / 100);
    if let Some(count) = ANSWERS.get(class) {
        count.fetch_add(1, Ordering::Relaxed);
    }
    answer
}

async fn health() -> &'static str {
    "ok\n"
}

/// What was found the last time that it was tried whether anything can be stored.
#[derive(Debug, Default)]
struct Known(Mutex<Option<(Instant, Result<(), Problem>)>>);

impl Known {
    /// What is true still; none when it has to be tried.
    fn at(&self, now: Instant) -> Option<Result<(), Problem>> {
        let known = self.0.lock().expect("nobody panics with this lock held");
        let (at, found) = known.as_ref()?;
        (now.duration_since(*at) < READY_KNOWN).then(|| found.clone())
    }

    fn note(&self, now: Instant, found: Result<(), Problem>) {
        *self.0.lock().expect("nobody panics with this lock held") = Some((now, found));
    }
}

/// Fails when nothing new can be stored: a balancer sends nobody here then. It is tried once a
/// second at most, with as much as a few entries take: whoever asks costs no more than that.
async fn ready(app: Arc<App>, known: Arc<Known>) -> Result<&'static str, Problem> {
    let now = Instant::now();
    if let Some(found) = known.at(now) {
        return found.map(|()| READY);
    }
    let found = try_to_store(&app).await.map_err(not_ready);
    known.note(now, found.clone());
    found.map(|()| READY)
}

async fn try_to_store(app: &App) -> Result<(), StoreError> {
    let (kind, name) = PROBE;
    app.store.put_secret(kind, name, &[0; PROBE_BYTES]).await?;
    app.store.delete_secret(kind, name).await
}

fn not_ready(err: StoreError) -> Problem {
    Problem { status: 503, ..Problem::from(err) }
}

async fn metrics(State(app): Shared) -> Response {
    let (waiting, joined) = app.board.counts();
    let (browsers, agents) = app.hub.presence().counts();
    let mut out = String::with_capacity(1_024);
    let mut gauge = |name: &str, help: &str, value: usize| {
        write!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n")
            .expect("a string takes all");
    };
    gauge("docent_channels_waiting", "Visitors in the queue.", waiting);
    gauge("docent_channels_joined", "Visitors joined with an agent.", joined);
    gauge("docent_browsers_connected", "Visitors' browsers with a connection.", browsers);
    gauge("docent_agents_connected", "Agents with a console.", agents);
    let refused = app.crowd.refused();
    out.push_str("# HELP docent_crowd_refused_total Connections and channels refused, of addresses with too many.\n");
    out.push_str("# TYPE docent_crowd_refused_total counter\n");
    writeln!(out, "docent_crowd_refused_total {refused}").expect("a string takes all");
    out.push_str("# HELP docent_http_answers_total Answers by class of status.\n");
    out.push_str("# TYPE docent_http_answers_total counter\n");
    for (class, count) in ANSWERS.iter().enumerate().skip(1) {
        let count = count.load(Ordering::Relaxed);
        writeln!(out, "docent_http_answers_total{{class=\"{class}xx\"}} {count}")
            .expect("a string takes all");
    }
    out.push_str(
        "# HELP docent_build_info The version that runs.\n# TYPE docent_build_info gauge\n",
    );
    writeln!(out, "docent_build_info{{version=\"{}\"}} 1", App::VERSION)
        .expect("a string takes all");
    ([TEXT], out).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE24: whether anything can be stored is tried once a second at most, whoever asks.
    #[test]
    fn se24_readiness_is_known_for_a_second() {
        let (known, now) = (Known::default(), Instant::now());
        assert_eq!(known.at(now), None);

        known.note(now, Err(Problem::ours()));

        assert_eq!(known.at(now + READY_KNOWN / 2), Some(Err(Problem::ours())));
        assert_eq!(known.at(now + READY_KNOWN), None);
    }
}

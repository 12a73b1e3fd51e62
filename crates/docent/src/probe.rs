//! Looks at where a browser may be driven, as a stranger: one `GET` whose head alone is read.
//!
//! It alone makes requests to addresses that agents choose, so it trusts none of them
//! (docs/THREATS.md T21, T34): a host is resolved once, each of its addresses is checked, and the
//! connection goes to a checked one; whoever sends on is checked by the location policy again.
//! It is a forecast: a drive never waits for it, and where nothing is known goes all the same.

mod allowance;
mod fetch;
mod guard;
pub mod resolve;

use self::allowance::Allowance;
use self::fetch::Fetcher;
use self::resolve::{Resolve, System};
use crate::forecast::{Forecasts, Scope};
use crate::limit;
use docent_core::id::AgentId;
use docent_core::location::parse_location;
use docent_core::plan::head::{Head, facts, looks_secret};
use docent_core::plan::{Forecast, Unknown};
use docent_core::site::Site;
use docent_core::time::Millis;
use std::sync::Arc;
use tokio::time::Instant;
use url::Url;

/// Looks at targets.
#[derive(Debug)]
pub struct Probe {
    forecasts: Arc<Forecasts>,
    fetcher: Fetcher,
    allowance: Allowance,
    ours: Vec<String>,
}

/// What is to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Who asks.
    pub agent: AgentId,
    /// For a visitor of which site.
    pub site: &'a Site,
    /// A location that the site's policy allows, as the policy writes it.
    pub url: &'a str,
}

/// What was found on the way to a target.
struct Found {
    heads: Vec<Head>,
    scope: Scope,
}

impl Probe {
    /// Writes down what it finds. `ours` are the origins whose pages would frame a target.
    pub fn new(forecasts: Arc<Forecasts>, ours: &[String]) -> Self {
        Self::with(forecasts, ours, Arc::new(System::default()))
    }

    /// The same, asking somebody else for the addresses of hosts.
    pub fn with(forecasts: Arc<Forecasts>, ours: &[String], resolve: Arc<dyn Resolve>) -> Self {
        let (fetcher, allowance) = (Fetcher::new(resolve), Allowance::default());
        Self { forecasts, fetcher, allowance, ours: ours.to_vec() }
    }

    /// What is known of a target, at the latest after `limit::PROBE_WITHIN`.
    ///
    /// # Errors
    /// How many milliseconds this agent has to wait before the next look.
    pub async fn look(&self, ask: Ask<'_>) -> Result<Forecast, Millis> {
        let Ask { agent, site, url } = ask;
        let Ok(mut target) = Url::parse(url) else {
            return Ok(unknown(url.to_owned(), Unknown::Unreadable));
        };
        target.set_fragment(None);
        let url = target.as_str().to_owned();
        if looks_secret(&target) {
            return Ok(unknown(url, Unknown::Secret));
        }
        if let Some(known) = self.forecasts.known(&site.key, &url) {
            return Ok(known);
        }
        let _turn = self.allowance.take(agent, Instant::now())?;
        let following = self.follow(target, site);
        let found = tokio::time::timeout(limit::PROBE_WITHIN, following).await;
        let (forecast, scope) = match found.unwrap_or(Err(Unknown::Slow)) {
            Ok(found) => self.forecast(url, &found, site),
            Err(why) => (unknown(url, why), Scope::Site(site.key.clone())),
        };
        self.forecasts.keep(scope, forecast.clone());
        Ok(forecast)
    }

    /// From answer to answer, each address checked anew.
    async fn follow(&self, target: Url, site: &Site) -> Result<Found, Unknown> {
        let mut found = Found { heads: Vec::new(), scope: Scope::Everybody };
        let mut at = target;
        for _ in 0..=limit::PROBE_REDIRECTS_MAX {
            let private_hosts = &site.settings.private_hosts;
            let (head, reach) = self.fetcher.head(at, private_hosts).await?;
            if reach == guard::Reach::Listed {
                found.scope = Scope::Site(site.key.clone());
            }
            let next = head.location().map(|to| head.url.join(to));
            found.heads.push(head);
            let Some(next) = next else { return Ok(found) };
            let next = next.map_err(|_no_url| Unknown::Unreadable)?;
            let allowed = parse_location(next.as_str(), private_hosts);
            let allowed = allowed.map_err(|_refused| Unknown::Private)?;
            at = Url::parse(&allowed).map_err(|_no_url| Unknown::Unreadable)?;
            at.set_fragment(None);
        }
        Err(Unknown::Redirects)
    }

    fn forecast(&self, url: String, found: &Found, site: &Site) -> (Forecast, Scope) {
        let last = found.heads.last();
        let final_url = last.map(|head| head.url.to_string());
        let mut facts = facts(&found.heads, &self.ours);
        facts.own = final_url.as_deref().is_some_and(|url| site.settings.is_own(url));
        let status = last.map(|head| head.status);
        let forecast = Forecast { url, facts: Some(facts), why: None, status, final_url };
        (forecast, found.scope.clone())
    }
}

fn unknown(url: String, why: Unknown) -> Forecast {
    Forecast { url, facts: None, why: Some(why), status: None, final_url: None }
}

//! What is known of targets beforehand, for a few minutes: the probe writes it down, and who
//! decides on a drive reads it. Nothing of it is stored but with a drive.

use crate::limit;
use docent_core::plan::{Facts, Forecast, Foresight};
use docent_core::site::SiteKey;
use lru::LruCache;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use tokio::time::Instant;

/// Whose settings a forecast rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Nobody's: all of it is public.
    Everybody,
    /// It leads to a private host that this site lists.
    Site(SiteKey),
}

struct Kept {
    forecast: Forecast,
    scope: Scope,
    until: Instant,
}

/// Forecasts by their address.
pub struct Forecasts {
    kept: Mutex<LruCache<String, Kept>>,
}

impl Default for Forecasts {
    fn default() -> Self {
        let most = NonZeroUsize::new(limit::FORECASTS_MAX).expect("the bound is not zero");
        Self { kept: Mutex::new(LruCache::new(most)) }
    }
}

impl std::fmt::Debug for Forecasts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Forecasts(…)")
    }
}

impl Forecasts {
    /// Keeps a forecast: what is known for some minutes, that nothing is for some seconds.
    pub fn keep(&self, scope: Scope, forecast: Forecast) {
        let kept_for =
            if forecast.facts.is_some() { limit::FORECAST_KEPT } else { limit::FAILURE_KEPT };
        let until = Instant::now() + kept_for;
        let url = forecast.url.clone();
        let mut kept = self.kept.lock().expect("nobody panics with this lock held");
        kept.put(url, Kept { forecast, scope, until });
    }

    /// What is known of this address, for an agent of this site.
    pub fn known(&self, site: &str, url: &str) -> Option<Forecast> {
        let is_for = |scope: &Scope| match scope {
            Scope::Everybody => true,
            Scope::Site(key) => key == site,
        };
        let mut kept = self.kept.lock().expect("nobody panics with this lock held");
        let known = kept.get(url).filter(|it| it.until > Instant::now() && is_for(&it.scope));
        known.map(|it| it.forecast.clone())
    }

    fn facts_of(&self, url: &str) -> Option<Facts> {
        let kept = self.kept.lock().expect("nobody panics with this lock held");
        kept.peek(url).filter(|it| it.until > Instant::now()).and_then(|it| it.forecast.facts)
    }
}

impl Foresight for Forecasts {
    /// Of the address itself, or else of the one without its query, which is all that was typed.
    fn facts(&self, url: &str) -> Option<Facts> {
        let whole = url.split('#').next().unwrap_or_default();
        let bare = whole.split('?').next().unwrap_or_default();
        self.facts_of(whole).or_else(|| self.facts_of(bare))
    }
}

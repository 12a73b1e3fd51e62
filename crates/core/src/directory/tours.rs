//! Saved tours.

use super::{Directory, DirectoryEvent, one};
use crate::limit::TOURS_MAX;
use crate::machine::Decision;
use crate::policy::{Purpose, judge};
use crate::refusal::Refusal;
use crate::site::SiteSettings;
use crate::tour::{self, SavedTour, TourId};
use url::Url;

impl Directory {
    pub(super) fn save_tour(&self, saved: &SavedTour) -> Decision {
        let site = self.site(&saved.site).ok_or(Refusal::NoSuch { what: "site" })?;
        if !self.tours.contains_key(&saved.id) && self.tours.len() >= TOURS_MAX {
            return Err(Refusal::TooMany { what: "tours", max: TOURS_MAX });
        }
        let plan = tour::checked(&saved.plan());
        let plan = plan.map_err(|(stop, why)| Refusal::BadTour { stop, why })?;
        for (stop, number) in plan.stops.iter().zip(1..) {
            may_be_driven_to(&stop.location, site)
                .map_err(|why| Refusal::BadTour { stop: number, why })?;
        }
        let tour = SavedTour::of(saved.id, plan);
        if self.tours.get(&saved.id) == Some(&tour) {
            return Ok(vec![]);
        }
        Ok(one(DirectoryEvent::TourSaved { tour }))
    }

    pub(super) fn remove_tour(&self, tour: TourId) -> Decision {
        if !self.tours.contains_key(&tour) {
            return Err(Refusal::NoSuch { what: "tour" });
        }
        Ok(one(DirectoryEvent::TourRemoved { tour }))
    }
}

/// A path is one on the site's first origin. What has to be confirmed is confirmed when it is driven.
fn may_be_driven_to(location: &str, site: &SiteSettings) -> Result<(), String> {
    let whole = if location.starts_with('/') {
        let home = site.origins.first().and_then(|origin| Url::parse(origin).ok());
        let home = home.ok_or("a path needs an address of the site, and it has none")?;
        home.join(location).map_err(|err| err.to_string())?.to_string()
    } else {
        location.to_owned()
    };
    let judged = judge(&whole, Purpose::Tour, site, |_unknown| None);
    judged.map(|_allowed| ()).map_err(|why| format!("this address is not allowed: {why}"))
}

//! Coming, being offered, joining, going: who is in a channel.

use super::draft::{for_all, for_one, for_staff};
use super::drives::has_way;
use super::{Channel, ChannelEvent, ClientKind, EndReason, TabId, Visitor};
use crate::actor::{Actor, BrowserNo};
use crate::drive::{Obstacle, Outcome, Way};
use crate::entry::Draft;
use crate::id::AgentId;
use crate::limit::{NAME_CHARS_MAX, OFFER_MS, REPORT_CHARS_MAX};
use crate::location::{self, Page};
use crate::machine::{Context, Decision};
use crate::refusal::Refusal;
use crate::site::SiteSettings;
use crate::text;
use crate::time::Millis;
use crate::view::{Browser, Status, Stop};

/// The number of a channel's first browser.
const FIRST: BrowserNo = 1;

impl Channel {
    pub(super) fn arrive(&self, site: &str, visitor: &Visitor, ctx: &Context<'_>) -> Decision {
        if self.head.seq > 0 {
            return Err(Refusal::AlreadyThere);
        }
        let settings = ctx.directory.site(site).ok_or(Refusal::NoSuch { what: "site" })?;
        let visitor = told(visitor, settings);
        let arrived = ChannelEvent::Arrived { site: site.to_owned(), browser: FIRST, visitor };
        Ok(vec![for_one(FIRST, arrived), for_all(ChannelEvent::Asked)])
    }

    pub(super) fn name(&self, browser: BrowserNo, name: &str) -> Decision {
        let name = text::line("name", name, NAME_CHARS_MAX)?;
        if self.browser(browser).is_some_and(|it| it.visitor.name == name) {
            return Ok(vec![]);
        }
        Ok(vec![for_one(browser, ChannelEvent::Named { browser, name })])
    }

    pub(super) fn offer(&self, agent: AgentId, ctx: &Context<'_>) -> Decision {
        if self.view.status != Status::Waiting {
            return Err(Refusal::NotWaiting);
        }
        if ctx.directory.agent(agent).is_none() {
            return Err(Refusal::NoSuch { what: "agent" });
        }
        match &self.view.offer {
            Some(offer) if offer.agent == agent => Ok(vec![]),
            Some(_) => Err(Refusal::AlreadyThere),
            None => {
                let until_ms = ctx.now_ms.saturating_add(OFFER_MS);
                Ok(vec![for_staff(ChannelEvent::Offered { agent, until_ms })])
            }
        }
    }

    /// Whoever is first gets the visitor, offered or not. An agent whose account was removed
    /// leaves the visitor to others.
    pub(super) fn join(&self, by: Actor, ctx: &Context<'_>) -> Decision {
        let Actor::Agent(agent) = by else { return Err(Refusal::NotAllowed) };
        let account = ctx.directory.agent(agent).ok_or(Refusal::NotAllowed)?;
        if let Some(guide) = &self.view.guide {
            if guide.agent == agent {
                return Ok(vec![]);
            }
            if ctx.directory.agent(guide.agent).is_some() {
                return Err(Refusal::AlreadyTaken);
            }
        }
        Ok(vec![for_all(ChannelEvent::Joined { agent, name: account.name.clone() })])
    }

    pub(super) fn sit(&self, browser: BrowserNo, tab: TabId) -> Vec<Draft> {
        if self.browser(browser).is_some_and(|it| it.seat == Some(tab)) {
            return vec![];
        }
        vec![for_one(browser, ChannelEvent::Seated { browser, tab })]
    }

    /// Each way is kept once, in the order given. A drive that has waited for this word ends here
    /// where there is no way; who comes late to a tour can be driven from here.
    pub(super) fn equip(
        &self,
        number: BrowserNo,
        (ways, lost): (&[Way], Option<Obstacle>),
        ctx: &Context<'_>,
    ) -> Vec<Draft> {
        let mut kept: Vec<Way> = Vec::new();
        for way in ways {
            if !kept.contains(way) {
                kept.push(*way);
            }
        }
        let Some(known) = self.browser(number) else { return vec![] };
        let then = Browser { ways: kept.clone(), lost, ..known.clone() };
        let mut drafts = Vec::new();
        let is_silent = self.is_silent(number);
        if is_silent || known.ways != kept || known.lost != lost {
            let has_way = has_way(&then);
            let equipped = ChannelEvent::Equipped { browser: number, ways: kept, lost };
            drafts.push(for_one(number, equipped));
            if is_silent && !has_way {
                let blocked = Outcome::Blocked { why: Obstacle::Link };
                drafts.extend(self.settle(&[number], &blocked, ctx.now_ms));
            }
        }
        if lost.is_none() {
            drafts.extend(self.catch_up(number, &then, ctx));
        }
        drafts
    }

    pub(super) fn go_to(&self, browser: BrowserNo, page: &Page, ctx: &Context<'_>) -> Decision {
        let page =
            reported_page(page, &self.settings(ctx).query_params).ok_or(Refusal::Invalid {
                field: "page",
                why: "only http and https pages are reported",
            })?;
        let is_here = |stop: &Stop| stop.page == page;
        if self.browser(browser).and_then(|it| it.trail.last()).is_some_and(is_here) {
            return Ok(vec![]);
        }
        Ok(vec![for_one(browser, ChannelEvent::Moved { browser, page })])
    }

    /// A drive that the absent browser has not yet left for has gone with it.
    pub(super) fn note_away(&self, browser: BrowserNo, now_ms: Millis) -> Decision {
        let known = self.browser(browser).ok_or(Refusal::NoSuch { what: "browser" })?;
        if known.away {
            return Ok(vec![]);
        }
        let mut drafts = vec![for_staff(ChannelEvent::Away { browser })];
        drafts.extend(self.settle(&[browser], &Outcome::Gone, now_ms));
        Ok(drafts)
    }

    pub(super) fn note_here(&self, browser: BrowserNo, ctx: &Context<'_>) -> Decision {
        let known = self.browser(browser).ok_or(Refusal::NoSuch { what: "browser" })?;
        let then = Browser { away: false, ..known.clone() };
        let returned = known.away.then(|| for_staff(ChannelEvent::Returned { browser }));
        Ok(returned.into_iter().chain(self.catch_up_known(browser, &then, ctx)).collect())
    }

    /// A visitor who leaves a tour leaves it to the others.
    pub(super) fn end(&self, by: Actor, now_ms: Millis) -> Vec<Draft> {
        if let (Actor::Browser(browser), Some(_)) = (by, &self.view.tour) {
            return self.depart(browser, now_ms);
        }
        let reason = match (by, self.view.status) {
            (Actor::Server, _) if self.view.taken_along.is_some() => EndReason::Tour,
            (Actor::Agent(_) | Actor::Server, _) => EndReason::Agent,
            (Actor::Browser(_), Status::Joined) => EndReason::Visitor,
            (Actor::Browser(_), Status::New | Status::Waiting | Status::Ended) => {
                EndReason::Abandoned
            }
        };
        vec![for_all(ChannelEvent::Ended { reason })]
    }

    /// Only what is over can be rated; another rating replaces the first.
    pub(super) fn rate(&self, stars: u8) -> Decision {
        if !(1..=5).contains(&stars) {
            return Err(Refusal::Invalid { field: "stars", why: "1 to 5 can be given" });
        }
        if !self.is_over() {
            return Err(Refusal::Invalid { field: "stars", why: "the chat has not ended" });
        }
        let rated = for_all(ChannelEvent::Rated { stars });
        Ok(if self.view.stars == stars { vec![] } else { vec![rated] })
    }

    pub(super) fn browser(&self, browser: BrowserNo) -> Option<&Browser> {
        self.view.browsers.get(&browser).map(|it| &**it)
    }
}

/// Says that a client application has started; `cost` is its bytes and its milliseconds.
pub(super) fn deliver(
    browser: BrowserNo,
    client: ClientKind,
    version: &str,
    (bytes, ms): (u64, u32),
) -> Vec<Draft> {
    let version = text::cut(version, REPORT_CHARS_MAX);
    vec![for_one(browser, ChannelEvent::Delivered { browser, client, version, bytes, ms })]
}

/// What a browser says of itself, as it may be stored.
pub(super) fn told(visitor: &Visitor, settings: &SiteSettings) -> Visitor {
    Visitor {
        name: text::cut(&visitor.name, NAME_CHARS_MAX),
        language: text::cut(&visitor.language, REPORT_CHARS_MAX),
        user_agent: text::cut(&visitor.user_agent, REPORT_CHARS_MAX),
        page: visitor.page.as_ref().and_then(|it| reported_page(it, &settings.query_params)),
    }
}

fn reported_page(page: &Page, query_params: &[String]) -> Option<Page> {
    let url = location::reported(&page.url, query_params)?;
    Some(Page { title: location::title(&page.title, &url), url })
}

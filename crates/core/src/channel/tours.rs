//! Tours: many visitors in one channel, with one guide.

use super::draft::{for_all, for_one, for_staff};
use super::people::told;
use super::{Channel, ChannelEvent, Questions, Visitor};
use crate::actor::{Actor, BrowserNo};
use crate::drive::Outcome;
use crate::entry::Draft;
use crate::id::{AgentId, ChannelId};
use crate::limit::{BROWSERS_MAX, CODE_CHARS_MAX, TITLE_CHARS_MAX};
use crate::machine::{Context, Decision};
use crate::refusal::Refusal;
use crate::text;
use crate::time::Millis;
use crate::view::{Status, Tour};

/// What an agent sets of a tour.
pub(super) struct Terms<'a> {
    pub(super) title: &'a str,
    pub(super) questions: Questions,
    pub(super) code: &'a str,
}

impl Channel {
    pub(super) fn start_tour(
        &self,
        by: Actor,
        site: &str,
        terms: &Terms<'_>,
        ctx: &Context<'_>,
    ) -> Decision {
        if self.head.seq > 0 {
            return Err(Refusal::AlreadyThere);
        }
        let Actor::Agent(agent) = by else { return Err(Refusal::NotAllowed) };
        let account = ctx.directory.agent(agent).ok_or(Refusal::NotAllowed)?;
        if ctx.directory.site(site).is_none() {
            return Err(Refusal::NoSuch { what: "site" });
        }
        let title = text::line("title", terms.title, TITLE_CHARS_MAX)?;
        let code = code(terms.code)?;
        let (site, questions) = (site.to_owned(), terms.questions);
        let mut drafts = vec![for_all(ChannelEvent::TourStarted { site, title, questions })];
        if !code.is_empty() {
            drafts.push(for_staff(ChannelEvent::CodeSet { code }));
        }
        drafts.push(for_all(ChannelEvent::Joined { agent, name: account.name.clone() }));
        Ok(drafts)
    }

    pub(super) fn change_tour(&self, terms: &Terms<'_>, open: bool) -> Decision {
        let tour = self.tour()?;
        let title = text::line("title", terms.title, TITLE_CHARS_MAX)?;
        let code = code(terms.code)?;
        let questions = terms.questions;
        let mut drafts = Vec::new();
        if (tour.title.as_str(), tour.questions, tour.open) != (title.as_str(), questions, open) {
            drafts.push(for_all(ChannelEvent::TourChanged { title, questions, open }));
        }
        if tour.code != code {
            drafts.push(for_staff(ChannelEvent::CodeSet { code }));
        }
        Ok(drafts)
    }

    /// Whoever has the link, and the code where there is one, comes in while the door is open.
    pub(super) fn enter(
        &self,
        visitor: &Visitor,
        given: Option<&str>,
        ctx: &Context<'_>,
    ) -> Decision {
        let tour = self.tour()?;
        if let Some(given) = given {
            if !tour.open {
                return Err(Refusal::Closed);
            }
            if tour.code != given.trim() {
                return Err(Refusal::BadCode);
            }
        }
        let what = "browsers";
        if self.view.browsers.len() >= BROWSERS_MAX {
            return Err(Refusal::TooMany { what, max: BROWSERS_MAX });
        }
        let browser = self.view.browsers.last_key_value().map_or(1, |(last, _)| last + 1);
        let visitor = told(visitor, &self.settings(ctx));
        let site = self.view.site.clone();
        Ok(vec![for_one(browser, ChannelEvent::Arrived { site, browser, visitor })])
    }

    pub(super) fn remove(&self, browser: BrowserNo, now_ms: Millis) -> Decision {
        self.tour()?;
        if self.browser(browser).is_none_or(|it| it.departed) {
            return Err(Refusal::NoSuch { what: "browser" });
        }
        Ok(self.depart(browser, now_ms))
    }

    pub(super) fn depart(&self, browser: BrowserNo, now_ms: Millis) -> Vec<Draft> {
        let mut drafts = self.settle(&[browser], &Outcome::Gone, now_ms);
        drafts.push(for_one(browser, ChannelEvent::Departed { browser }));
        drafts
    }

    /// The wheel is another agent's from here on, in a tour and in a chat with one visitor alike.
    pub(super) fn hand(&self, agent: AgentId, ctx: &Context<'_>) -> Decision {
        let account = ctx.directory.agent(agent).ok_or(Refusal::NoSuch { what: "agent" })?;
        if self.view.guide.as_ref().is_some_and(|guide| guide.agent == agent) {
            return Ok(vec![]);
        }
        Ok(vec![for_all(ChannelEvent::Joined { agent, name: account.name.clone() })])
    }

    /// Who waits is joined by it; who is joined can be taken along by the guide alone.
    pub(super) fn take_along(
        &self,
        by: Actor,
        (tour, title): (ChannelId, &str),
        ctx: &Context<'_>,
    ) -> Decision {
        if self.view.tour.is_some() {
            return Err(Refusal::Invalid { field: "tour", why: "this is a tour itself" });
        }
        if self.view.taken_along == Some(tour) {
            return Ok(vec![]);
        }
        let joined = match self.view.status {
            Status::Waiting => self.join(by, ctx)?,
            Status::New | Status::Joined | Status::Ended => {
                let Actor::Agent(agent) = by else { return Err(Refusal::NotAllowed) };
                if self.view.guide.as_ref().is_none_or(|guide| guide.agent != agent) {
                    return Err(Refusal::NotJoined);
                }
                vec![]
            }
        };
        let title = text::cut(title, TITLE_CHARS_MAX);
        let along = for_all(ChannelEvent::TakenAlong { tour, title });
        Ok(joined.into_iter().chain([along]).collect())
    }

    fn tour(&self) -> Result<&Tour, Refusal> {
        self.view.tour.as_ref().ok_or(Refusal::NoSuch { what: "tour" })
    }
}

/// One line, or nothing.
fn code(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    text::line("code", text, CODE_CHARS_MAX)
}

//! What is said, and how far it was read.

use super::draft::{browser_of, for_all, for_one, for_staff};
use super::{Channel, ChannelEvent, Questions};
use crate::actor::{Actor, BrowserNo};
use crate::entry::Seq;
use crate::limit::TEXT_CHARS_MAX;
use crate::location::{self, Page};
use crate::machine::{Context, Decision};
use crate::plan::Facts;
use crate::policy::{self, Purpose};
use crate::refusal::Refusal;
use crate::text;

impl Channel {
    /// Marks never go back. They stop at the last thing said: what comes after it needs no mark,
    /// and marks of marks would never end.
    pub(super) fn mark(&self, by: Actor, delivered: Seq, seen: Seq) -> Decision {
        if seen > delivered || delivered > self.head.seq {
            return Err(Refusal::Invalid { field: "delivered", why: "there is no such entry" });
        }
        let known = self.view.marks.get(&by).copied().unwrap_or_default();
        let delivered = delivered.min(self.memory.last_said).max(known.delivered);
        let seen = seen.min(self.memory.last_said).max(known.seen);
        if (delivered, seen) == (known.delivered, known.seen) {
            return Ok(vec![]);
        }
        let marked = ChannelEvent::Marked { delivered, seen };
        match by {
            // In a tour what a thousand have read would drown what is said.
            Actor::Browser(_) if self.view.tour.is_some() => Ok(vec![]),
            Actor::Agent(_) | Actor::Server if self.view.tour.is_some() => {
                Ok(vec![for_staff(marked)])
            }
            Actor::Browser(_) => Ok(vec![for_one(browser_of(by), marked)]),
            Actor::Agent(_) | Actor::Server => Ok(vec![for_all(marked)]),
        }
    }

    pub(super) fn link(&self, url: &str, title: &str, ctx: &Context<'_>) -> Decision {
        let (to, _click) = self.destination((url, title), ctx, |_link| None)?;
        Ok(vec![for_all(ChannelEvent::Linked { to })])
    }

    /// The page that an agent names, where the site's policy allows it, and whether only when it
    /// was confirmed.
    pub(super) fn destination(
        &self,
        (url, title): (&str, &str),
        ctx: &Context<'_>,
        facts: impl Fn(&str) -> Option<Facts>,
    ) -> Result<(Page, bool), Refusal> {
        let purpose = if self.view.tour.is_some() { Purpose::Tour } else { Purpose::Chat };
        let allowed = policy::judge(url, purpose, &self.settings(ctx), facts);
        let policy::Allowed { url, confirm, .. } =
            allowed.map_err(|why| Refusal::BadLocation { why })?;
        Ok((Page { title: location::title(title, &url), url }, confirm))
    }

    /// What an agent says is for all, or for one of a tour; what a visitor of a tour says is for
    /// all or for agents, as the tour is set.
    pub(super) fn say(&self, by: Actor, words: &str, to: Option<BrowserNo>) -> Decision {
        let text = text::words("text", words, TEXT_CHARS_MAX)?;
        let said = |name, to| ChannelEvent::Said { text, name, to };
        let Some(tour) = &self.view.tour else {
            return Ok(vec![for_all(said(String::new(), None))]);
        };
        match (by, to) {
            (Actor::Browser(own), _) if tour.questions == Questions::Private => {
                Ok(vec![for_one(own, said(String::new(), None))])
            }
            (Actor::Browser(own), _) => {
                let name = self.browser(own).map(|it| it.visitor.name.clone()).unwrap_or_default();
                Ok(vec![for_all(said(name, None))])
            }
            (Actor::Agent(_) | Actor::Server, Some(one)) => match self.browser(one) {
                None => Err(Refusal::NoSuch { what: "browser" }),
                Some(_) => Ok(vec![for_one(one, said(String::new(), Some(one)))]),
            },
            (Actor::Agent(_) | Actor::Server, None) => Ok(vec![for_all(said(String::new(), None))]),
        }
    }
}

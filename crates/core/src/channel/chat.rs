//! What is said, and how far it was read.

use super::draft::{browser_of, for_all, for_one};
use super::{Channel, ChannelEvent};
use crate::actor::Actor;
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
        let delivered = delivered.min(self.view.last_said).max(known.delivered);
        let seen = seen.min(self.view.last_said).max(known.seen);
        if (delivered, seen) == (known.delivered, known.seen) {
            return Ok(vec![]);
        }
        let marked = ChannelEvent::Marked { delivered, seen };
        match by {
            Actor::Browser(_) => Ok(vec![for_one(browser_of(by), marked)]),
            Actor::Agent(_) | Actor::Server => Ok(vec![for_all(marked)]),
        }
    }

    pub(super) fn link(&self, url: &str, title: &str, ctx: &Context<'_>) -> Decision {
        let to = self.destination(url, title, ctx, |_link| None)?;
        Ok(vec![for_all(ChannelEvent::Linked { to })])
    }

    /// The page that an agent names, where the site's policy allows it.
    pub(super) fn destination(
        &self,
        url: &str,
        title: &str,
        ctx: &Context<'_>,
        facts: impl Fn(&str) -> Option<Facts>,
    ) -> Result<Page, Refusal> {
        let allowed = policy::judge(url, Purpose::Chat, &self.settings(ctx), facts);
        let policy::Allowed { url, .. } = allowed.map_err(|why| Refusal::BadLocation { why })?;
        Ok(Page { title: location::title(title, &url), url })
    }
}

pub(super) fn say(words: &str) -> Decision {
    let text = text::words("text", words, TEXT_CHARS_MAX)?;
    Ok(vec![for_all(ChannelEvent::Said { text })])
}

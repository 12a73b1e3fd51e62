//! How much one visitor may have written down: what is said and done, and what its client reports.

use docent_core::actor::BrowserNo;
use docent_core::channel::ChannelCommand;
use docent_core::id::ChannelId;
use docent_core::time::Millis;
use std::collections::HashMap;
use std::sync::Mutex;

/// Commands that a rested visitor may send at once.
const BURST: Millis = 60;
/// Bytes that one command may have; a longer one counts as several, so that the disk is safe too.
const COMMAND_BYTES: usize = 1_024;
/// Visitors remembered before those whose purses are full again are looked for.
const REMEMBERED: usize = 1_024;

/// A visitor: a browser of a channel.
pub type Visitor = (ChannelId, BrowserNo);

/// Which purse a command is paid from. A client that reports all the time leaves its visitor a
/// voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purse {
    /// What the visitor says and does.
    Own,
    /// What the client says by itself: marks, receipts, pages.
    Reports,
}

/// When each purse of each visitor will be full again.
#[derive(Debug)]
pub struct Purses {
    /// Milliseconds that one command takes to come back; 0 is no bound.
    refill_ms: Millis,
    full_ms: Mutex<Remembered>,
}

#[derive(Debug, Default)]
struct Remembered {
    visitors: HashMap<Visitor, [Millis; 2]>,
    look_at: usize,
}

impl Purses {
    /// With so many commands a second from each purse, in the long run; 0 is no bound.
    pub fn new(per_second: u32) -> Self {
        let refill_ms = 1_000_u64.checked_div(u64::from(per_second)).unwrap_or(0);
        Self { refill_ms, full_ms: Mutex::default() }
    }

    /// Pays for a command that came in so many bytes.
    ///
    /// # Errors
    /// How many milliseconds to wait; that command must not be carried out before.
    pub fn pay(
        &self,
        visitor: Visitor,
        (command, bytes): (&ChannelCommand, usize),
        now_ms: Millis,
    ) -> Result<(), Millis> {
        if self.refill_ms == 0 {
            return Ok(());
        }
        let price = u64::try_from(bytes.div_ceil(COMMAND_BYTES)).unwrap_or(BURST).clamp(1, BURST);
        let mut all = self.full_ms.lock().expect("nobody panics with this lock held");
        all.forget(now_ms);
        let purses = all.visitors.entry(visitor).or_default();
        let purse = &mut purses[purse_of(command) as usize];
        let full_ms = (*purse).max(now_ms) + price * self.refill_ms;
        let wait = (full_ms - now_ms).saturating_sub(BURST * self.refill_ms);
        if wait > 0 {
            return Err(wait);
        }
        *purse = full_ms;
        Ok(())
    }
}

impl Remembered {
    /// Forgets whose purses are full again, now and then: never more than twice those who are not.
    fn forget(&mut self, now_ms: Millis) {
        if self.visitors.len() >= self.look_at.max(REMEMBERED) {
            self.visitors.retain(|_, purses| purses.iter().any(|full_ms| *full_ms > now_ms));
            self.look_at = 2 * self.visitors.len();
        }
    }
}

const fn purse_of(command: &ChannelCommand) -> Purse {
    use ChannelCommand as C;
    match command {
        C::Deliver { .. }
        | C::Equip { .. }
        | C::Sit { .. }
        | C::Mark { .. }
        | C::Receipt { .. }
        | C::Move { .. } => Purse::Reports,
        _ => Purse::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::random_id;

    const MARK: ChannelCommand = ChannelCommand::Mark { delivered: 1, seen: 1 };

    fn say() -> ChannelCommand {
        ChannelCommand::Say { text: "x".into(), to: None }
    }

    /// SE24: a visitor may say some things at once, and then five a second.
    #[test]
    fn se24_a_visitors_commands_are_bounded() {
        let (purses, mine) = (Purses::new(5), (random_id(), 1));
        let pay = |who, now_ms| purses.pay(who, (&say(), 200), now_ms);
        assert!((0..BURST).all(|_| pay(mine, 10_000).is_ok()));

        assert_eq!(pay(mine, 10_000), Err(200));
        assert_eq!(pay(mine, 10_150), Err(50));
        assert_eq!(pay(mine, 10_200), Ok(()));
        assert_eq!(pay(mine, 10_200), Err(200));
        assert_eq!(pay((mine.0, 2), 10_200), Ok(()), "another visitor");
    }

    /// SE24: a long text counts as several short ones.
    #[test]
    fn se24_a_visitors_bytes_are_bounded() {
        let (purses, mine) = (Purses::new(5), (random_id(), 1));
        let long = 16 * COMMAND_BYTES;

        let paid = (0..10).filter(|_| purses.pay(mine, (&say(), long), 0).is_ok()).count();

        assert_eq!(paid, 3);
        assert_eq!(purses.pay(mine, (&say(), long), 0), Err(800), "four are missing");
    }

    /// SE24: what a client reports by itself takes nothing from what its visitor says.
    #[test]
    fn se24_reports_leave_a_visitor_its_voice() {
        let (purses, mine) = (Purses::new(5), (random_id(), 1));
        while purses.pay(mine, (&MARK, 60), 0).is_ok() {}

        assert!((0..BURST).all(|_| purses.pay(mine, (&say(), 60), 0).is_ok()));
    }

    /// SE24: five things said and marked a second, all day long, never wait.
    #[test]
    fn se24_an_honest_pace_is_never_slowed_down() {
        let (purses, mine) = (Purses::new(5), (random_id(), 1));

        for now_ms in (0..60 * 60_000).step_by(200) {
            assert_eq!(purses.pay(mine, (&say(), 300), now_ms), Ok(()));
            assert_eq!(purses.pay(mine, (&MARK, 90), now_ms), Ok(()));
        }
    }

    /// SE24: visitors who have been quiet are forgotten.
    #[test]
    fn se24_purses_that_are_full_are_forgotten() {
        let purses = Purses::new(5);

        for now_ms in 0..100_000 {
            assert_eq!(purses.pay((random_id(), 1), (&MARK, 60), now_ms), Ok(()));
        }

        let known = purses.full_ms.lock().unwrap().visitors.len();
        assert!(known <= 2 * REMEMBERED, "{known}");
    }

    #[test]
    fn nothing_is_bounded_where_the_owner_says_so() {
        let (purses, mine) = (Purses::new(0), (random_id(), 1));

        assert!((0..10_000).all(|_| purses.pay(mine, (&say(), 32_000), 0).is_ok()));
    }
}

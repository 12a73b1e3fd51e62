//! The one-time link with which the first admin is made.

use docent_core::id::Id;
use std::sync::{Mutex, MutexGuard};
use subtle::ConstantTimeEq;

/// The code of the link, while it is good. A restart makes another.
#[derive(Default)]
pub struct FirstLink(Mutex<Option<Id>>);

impl FirstLink {
    /// A new code; the one before is burned.
    pub fn draw(&self) -> Id {
        *self.lock().insert(super::random_id())
    }

    /// Whether this is the code. It stays good.
    pub fn is(&self, code: &str) -> bool {
        is_it(*self.lock(), code)
    }

    /// Burns the code when it is this one. Of two who come at once, one gets it.
    pub fn take(&self, code: &str) -> bool {
        let mut good = self.lock();
        let is_it = is_it(*good, code);
        if is_it {
            *good = None;
        }
        is_it
    }

    /// Makes a taken code good again: what it was taken for did not come about.
    pub fn give_back(&self, code: &str) {
        *self.lock() = code.parse().ok();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Id>> {
        self.0.lock().expect("nobody panics with this lock held")
    }
}

fn is_it(good: Option<Id>, code: &str) -> bool {
    let Ok(code) = code.parse::<Id>() else { return false };
    good.is_some_and(|good| good.as_bytes().ct_eq(code.as_bytes()).into())
}

impl std::fmt::Debug for FirstLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FirstLink(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE13: a one-time code is good once, and only whole.
    #[test]
    fn se13_the_first_link_burns_at_its_first_use() {
        let link = FirstLink::default();
        assert!(!link.take(""), "there is none yet");
        let code = link.draw().to_string();

        assert!(!link.take("0e1"));
        assert!(!link.take(&super::super::random_id().to_string()));
        assert!(link.take(&code));
        assert!(!link.take(&code));
    }
}

//! Messages that have come and wait to be taken. Mostly there is one: it needs no buffer.

use super::codec::Message;
use std::collections::VecDeque;

/// Messages in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Came {
    first: Option<Message>,
    more: VecDeque<Message>,
}

impl Came {
    /// Takes the next message.
    pub(super) fn pop(&mut self) -> Option<Message> {
        let next = self.first.take();
        self.first = self.more.pop_front();
        if self.first.is_none() && self.more.capacity() > 0 {
            self.more = VecDeque::new();
        }
        next
    }
}

impl Extend<Message> for Came {
    fn extend<T: IntoIterator<Item = Message>>(&mut self, messages: T) {
        for message in messages {
            if self.first.is_none() {
                self.first = Some(message);
            } else {
                self.more.push_back(message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_taken_in_the_order_in_which_they_came() {
        let mut came = Came::default();
        let text = |it: &str| Message::Text(it.into());
        came.extend(["1", "2", "3"].map(text));

        let first = came.pop();
        came.extend([text("4")]);
        let others: Vec<Message> = std::iter::from_fn(|| came.pop()).collect();

        assert_eq!(first, Some(text("1")));
        assert_eq!(others, ["2", "3", "4"].map(text));
    }
}

//! Frames from clients, read step by step, so that an error can name what was wrong.

use docent_core::channel::{ChannelCommand, TabId};
use docent_core::desk::DeskCommand;
use docent_core::entry::Seq;
use docent_core::frame::Signal;
use docent_core::id::{LogId, SenderId};
use docent_core::machine::Command;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// Tags of frames with fields.
const TAGS: [&str; 5] = ["hello", "follow", "unfollow", "do", "signal"];

/// Why a frame cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Malformed {
    /// Not a JSON object with a tag `t`.
    #[error("a frame is a JSON object with a text `t`: {0}")]
    NoFrame(serde_json::Error),
    /// A tag that clients do not send.
    #[error("`{0}` is not a frame that clients send")]
    Tag(String),
    /// A field is missing, unknown or of another type.
    #[error("frame `{0}`: {1}")]
    Fields(&'static str, serde_json::Error),
}

#[derive(Deserialize)]
struct Tagged<'a> {
    t: &'a str,
}

/// `hello`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hello {
    #[serde(rename = "t")]
    _t: IgnoredAny,
    #[serde(default)]
    pub(super) token: Option<String>,
    pub(super) sender: SenderId,
    #[serde(default)]
    pub(super) tab: Option<TabId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Follow {
    #[serde(rename = "t")]
    _t: IgnoredAny,
    log: LogId,
    after: Seq,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unfollow {
    #[serde(rename = "t")]
    _t: IgnoredAny,
    log: LogId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Do<'a> {
    #[serde(rename = "t")]
    _t: IgnoredAny,
    log: LogId,
    n: u64,
    #[serde(borrow)]
    command: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signalled {
    #[serde(rename = "t")]
    _t: IgnoredAny,
    log: LogId,
    signal: Signal,
}

/// A frame from a client.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Who is here.
    Hello(Hello),
    /// Follow a log.
    Follow { log: LogId, after: Seq },
    /// Follow it no longer.
    Unfollow { log: LogId },
    /// Follow the board.
    FollowBoard,
    /// A counted command; its text where it cannot be read.
    Do { log: LogId, n: u64, command: Result<Command, String> },
    /// A signal.
    Signal { log: LogId, signal: Signal },
}

/// Reads one text frame.
pub(super) fn read(text: &str) -> Result<Incoming, Malformed> {
    match tag(text)? {
        "hello" => fields("hello", text).map(Incoming::Hello),
        "follow" => {
            fields("follow", text).map(|Follow { log, after, .. }| Incoming::Follow { log, after })
        }
        "unfollow" => {
            fields("unfollow", text).map(|Unfollow { log, .. }| Incoming::Unfollow { log })
        }
        "follow-board" => Ok(Incoming::FollowBoard),
        "do" => fields("do", text).map(|Do { log, n, command, .. }| {
            let command = read_command(log, command).map_err(|err| err.to_string());
            Incoming::Do { log, n, command }
        }),
        "signal" => fields("signal", text)
            .map(|Signalled { log, signal, .. }| Incoming::Signal { log, signal }),
        other => Err(Malformed::Tag(other.chars().take(40).collect())),
    }
}

/// The tag, which our own clients write first: then nothing else has to be read to know it.
fn tag(text: &str) -> Result<&str, Malformed> {
    let first = text.strip_prefix(r#"{"t":""#).and_then(|rest| rest.split_once('"'));
    match first {
        Some((t, rest)) if rest.starts_with(',') && TAGS.contains(&t) => Ok(t),
        _ => serde_json::from_str(text).map(|Tagged { t }| t).map_err(Malformed::NoFrame),
    }
}

fn fields<'a, T: Deserialize<'a>>(t: &'static str, text: &'a str) -> Result<T, Malformed> {
    serde_json::from_str(text).map_err(|err| Malformed::Fields(t, err))
}

fn read_command(log: LogId, command: &RawValue) -> Result<Command, serde_json::Error> {
    match log {
        LogId::Channel(_) => {
            serde_json::from_str::<ChannelCommand>(command.get()).map(Command::Channel)
        }
        LogId::Desk(_) => serde_json::from_str::<DeskCommand>(command.get()).map(Command::Desk),
        LogId::Directory => Err(serde::de::Error::custom("the directory is changed by REST")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WI20: whatever arrives on a socket is read or refused with words that name the fault.
    #[test]
    fn wi20_malformed_frames_are_named() {
        let cases = [
            ("", "JSON object"),
            ("[]", "JSON object"),
            ("{\"t\":\"drop\"}", "`drop` is not a frame"),
            ("{\"t\":\"follow\",\"log\":7,\"after\":0}", "frame `follow`"),
            ("{\"t\":\"follow\",\"log\":\"channel-1\",\"after\":0}", "not an id"),
            ("{\"t\":\"follow\",\"log\":\"directory\",\"after\":-1}", "invalid value"),
            ("{\"t\":\"unfollow\",\"log\":\"directory\",\"x\":1}", "unknown field `x`"),
        ];

        for (text, named) in cases {
            let message = read(text).err().map(|it| it.to_string()).unwrap_or_default();
            assert!(message.contains(named), "{text}: {message}");
        }
    }

    /// WI21: a command that cannot be read leaves the frame's count readable, so that it is refused.
    #[test]
    fn wi21_unknown_commands_keep_their_count() {
        let log = "channel-00000000000000000000000000";
        let text = format!(r#"{{"t":"do","log":"{log}","n":3,"command":{{"do":"fly"}}}}"#);

        let Ok(Incoming::Do { n: 3, command: Err(why), .. }) = read(&text) else {
            panic!("{text} was not read");
        };

        assert!(why.contains("fly"), "{why}");
    }
}

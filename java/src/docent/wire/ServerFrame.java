package docent.wire;

import docent.json.Maybe;
import docent.json.Tagged;
import java.util.List;
import java.util.Map;

/** What servers send. */
@Tagged("t")
public sealed interface ServerFrame {
  /** We are let in. {@code log} is the visitor's channel, null for staff. */
  record Welcome(String you, @Maybe String log, long nowMs, String version)
      implements ServerFrame {}

  /** What this follower may see now, the last 100 entries, and the last count of its sender. */
  record View(String log, docent.wire.View view, List<Entry> entries, long n)
      implements ServerFrame {}

  /** The log is followed from our cursor. */
  record Followed(String log, long head, long n) implements ServerFrame {}

  /** Entries; {@code prev} is the last one before these that we may see. */
  record Entries(String log, long prev, List<Entry> entries) implements ServerFrame {}

  /** The command is on disk; {@code seq} is the first entry it caused. */
  record Done(String log, long n, long seq) implements ServerFrame {}

  /** The rules say no; with {@code retryMs}: not now, send the same again. */
  record Refused(String log, long n, String code, String message, @Maybe Long retryMs)
      implements ServerFrame {}

  /** A signal of somebody in the channel. */
  record Signal(String log, String by, docent.wire.Signal signal) implements ServerFrame {}

  /** The place in the queue, from 1; the estimate is null where nothing is known. */
  record Place(long position, @Maybe Long estimateMs, boolean staffed) implements ServerFrame {}

  /** The last entry that we may see, per log. */
  record Beat(Map<String, Long> heads) implements ServerFrame {}

  /** The socket is closed; {@code retryMs} null means for good. */
  record Bye(String code, String message, @Maybe Long retryMs) implements ServerFrame {}

  /** Newer than we are, or for staff alone. */
  record Unknown() implements ServerFrame {}
}

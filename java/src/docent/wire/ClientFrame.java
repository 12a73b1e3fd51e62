package docent.wire;

import docent.json.Maybe;
import docent.json.Tagged;

/** What clients send. */
@Tagged("t")
public sealed interface ClientFrame {
  /** The first frame. {@code token} and {@code tab} are null for staff. */
  record Hello(@Maybe String token, String sender, @Maybe String tab) implements ClientFrame {}

  /** Follows a log; {@code after} is the last entry we have, 0 for none. */
  record Follow(String log, long after) implements ClientFrame {}

  /** No longer. */
  record Unfollow(String log) implements ClientFrame {}

  /** The board, for staff. */
  record FollowBoard() implements ClientFrame {}

  /** A command; {@code n} counts from 1 per sender and log. */
  record Do(String log, long n, Command command) implements ClientFrame {}

  /** A signal to the others. */
  record Signal(String log, docent.wire.Signal signal) implements ClientFrame {}
}

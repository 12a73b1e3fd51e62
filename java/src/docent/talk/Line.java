package docent.talk;

import docent.wire.Outcome;
import docent.wire.Page;

/** One line of the conversation. {@code id} stays the same while the line changes; {@code atMs} is 0 for not yet. */
public sealed interface Line {
  String id();

  long atMs();

  /** How far a message of ours has come. */
  enum Way {
    SENDING,
    REFUSED,
    SENT,
    DELIVERED,
    SEEN
  }

  /**
   * Somebody said something; {@code name} is who, where it is neither we nor the guide, else empty;
   * {@code way} is null where it is not shown.
   */
  record Said(String id, long atMs, boolean isMine, String name, String text, Way way)
      implements Line {}

  /** The guide sent a page. */
  record Linked(String id, long atMs, Page to) implements Line {}

  /** The guide takes the visitor somewhere. */
  record Driven(String id, long atMs, Page to, Outcome outcome) implements Line {}

  /** The guide has come. */
  record Joined(String id, long atMs, String name) implements Line {}

  /** It is over. */
  record Ended(String id, long atMs) implements Line {}
}

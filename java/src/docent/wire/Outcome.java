package docent.wire;

import docent.json.Tagged;

/** What is known of a drive in one browser. Never more than is proven. */
@Tagged("is")
public sealed interface Outcome {
  /** On its way to the browser. */
  record Dispatched() implements Outcome {}

  /** Our code ran in that browser for this drive. */
  record Taken(Way way) implements Outcome {}

  /** The page before was replaced. No proof of the right page. */
  record Left() implements Outcome {}

  /** Said by the page itself or by the DevTools protocol. */
  record Arrived(String url, boolean inView) implements Outcome {}

  /** It did not go. */
  record Blocked(Obstacle why) implements Outcome {}

  /** A later drive replaced it. */
  record Superseded() implements Outcome {}

  /** The browser went away. */
  record Gone() implements Outcome {}

  /** Newer than we are. */
  record Unknown() implements Outcome {}

  /** Whether the drive may still come: nothing is known yet, or only that it was taken. */
  default boolean isComing() {
    return this instanceof Dispatched || this instanceof Taken;
  }
}

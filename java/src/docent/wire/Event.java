package docent.wire;

import docent.json.Json;
import docent.json.Maybe;
import docent.json.Tagged;
import java.util.List;

/** What happened in a channel. */
@Tagged(value = "kind", style = Tagged.Style.SAME)
public sealed interface Event {
  /** A visitor's browser has come. */
  record Arrived(String site, int browser, Visitor visitor) implements Event {}

  /** The visitor waits. */
  record Asked() implements Event {}

  /** A client has started; {@code bytes} as sent, {@code ms} from the first request. */
  record Delivered(int browser, ClientKind client, String version, long bytes, long ms)
      implements Event, InBrowser {}

  /** The visitor has a name. */
  record Named(int browser, String name) implements Event, InBrowser {}

  /** Offered to an agent. Staff only. */
  record Offered(String agent, long untilMs) implements Event {}

  /** The agent did not answer in time. Staff only. */
  record PassedOver(String agent) implements Event {}

  /** An agent has come. */
  record Joined(String agent, String name) implements Event {}

  /** Somebody said something; {@code name} is whose words they are, for others of a tour. */
  record Said(String text, @Maybe String name) implements Event {}

  /** The agent sent a link. */
  record Linked(Page to) implements Event {}

  /** How far somebody has received and seen what was said. */
  record Marked(long delivered, long seen) implements Event {}

  /** The ways that work, the best first; what was lost, or null. */
  record Equipped(int browser, List<Way> ways, @Maybe Obstacle lost) implements Event, InBrowser {}

  /** The tab in which drives carry on. */
  record Seated(int browser, String tab) implements Event, InBrowser {}

  /**
   * A drive, numbered from 1. In a tour a visitor's copy names no browsers: it is meant. {@code of}
   * is the drive that this one repeats; {@code facts} are what was known of the target, for planners.
   */
  record Driven(
      int drive, Page to, List<Integer> browsers, @Maybe Json facts, @Maybe Integer of)
      implements Event {}

  /** What is known of a drive. */
  record Receipted(int drive, List<Receipt> receipts) implements Event {}

  /** Where the visitor is. */
  record Moved(int browser, Page page) implements Event, InBrowser {}

  /** The visitor took the wheel. */
  record Paused(int browser) implements Event, InBrowser {}

  /** The visitor gave it back. */
  record Resumed(int browser) implements Event, InBrowser {}

  /** The visitor allows to be driven. */
  record Consented(int browser) implements Event, InBrowser {}

  /** No longer. */
  record Withdrew(int browser) implements Event, InBrowser {}

  /** The browser has been without a connection. Staff only. */
  record Away(int browser) implements Event, InBrowser {}

  /** It is back. Staff only. */
  record Returned(int browser) implements Event, InBrowser {}

  /** A note, and where to answer. */
  record NoteLeft(String name, String contact, String text) implements Event {}

  /** Somebody has dealt with the note. */
  record NoteSettled() implements Event {}

  /** It is over. */
  record Ended(EndReason reason) implements Event {}

  /** From 1 to 5. */
  record Rated(int stars) implements Event {}

  /** A tour has begun. */
  record TourStarted(String site, String title, Questions questions) implements Event {}

  /** It is called otherwise, or takes others. */
  record TourChanged(String title, Questions questions, boolean open) implements Event {}

  /** Its code. Staff only. */
  record CodeSet(String code) implements Event {}

  /** A browser has left the tour. */
  record Departed(int browser) implements Event, InBrowser {}

  /** The visitor is taken along into a tour. */
  record TakenAlong(String tour, String title) implements Event {}

  /** Bodies of entries, both included, were erased. */
  record Erased(long from, long to) implements Event {}

  /** Newer than we are: it keeps its number, and changes nothing that we know. */
  record Unknown() implements Event {}

  /** What concerns one browser of the channel, by its number. */
  interface InBrowser {
    int browser();
  }

  /** Which client application. */
  enum ClientKind {
    WEB,
    JAVA,
    PLAIN,
    /** Newer than we are. */
    UNKNOWN
  }

  /** Who sees what the visitors of a tour say. */
  enum Questions {
    PRIVATE,
    SHARED,
    /** Newer than we are. */
    UNKNOWN
  }

  /** Why a channel ended. */
  enum EndReason {
    AGENT,
    VISITOR,
    ABANDONED,
    ABSENT,
    NOTE,
    TOUR,
    /** Newer than we are. */
    UNKNOWN
  }
}

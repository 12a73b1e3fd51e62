package docent.wire;

import docent.json.Json;
import docent.json.Maybe;
import java.util.List;
import java.util.Map;

/** What a follower may see of a channel now. */
public record View(
    long seq,
    String site,
    Status status,
    long askedAtMs,
    long joinedAtMs,
    @Maybe End end,
    @Maybe Guide guide,
    @Maybe Offer offer,
    List<String> passedOver,
    Map<Integer, Browser> browsers,
    List<Drive> drives,
    Map<String, Marks> marks,
    long lastSaid,
    boolean openNote,
    int stars,
    @Maybe Tour tour,
    @Maybe String takenAlong) {

  /** Where a channel stands. */
  public enum Status {
    NEW,
    WAITING,
    JOINED,
    ENDED,
    /** Newer than we are. */
    UNKNOWN
  }

  /** The end. */
  public record End(long atMs, Event.EndReason reason) {}

  /** The joined agent. */
  public record Guide(String agent, String name) {}

  /** An offer that stands. Staff only. */
  public record Offer(String agent, long untilMs) {}

  /** A drive and the last receipt of each browser; one without is `dispatched`. */
  public record Drive(
      int drive, Page to, long atMs, Map<Integer, Receipt> receipts, @Maybe Json facts, @Maybe Json tally) {
    /** What is known of it in this browser. */
    public Outcome outcome(int browser) {
      Receipt receipt = receipts.get(browser);
      return receipt == null ? new Outcome.Dispatched() : receipt.outcome();
    }
  }

  /** What makes a channel a tour; the code and the stop are for staff. */
  public record Tour(
      String title, Event.Questions questions, boolean open, @Maybe String code, @Maybe Integer stop) {
    Tour changed(Event.TourChanged it) {
      return new Tour(it.title(), it.questions(), it.open(), code, stop);
    }
  }

  /** How far somebody has received and seen the conversation. */
  public record Marks(long delivered, long seen) {}

  /** Nothing has happened. */
  public static final View EMPTY =
      new View(
          0, "", Status.NEW, 0, 0, null, null, null, List.of(), Map.of(), List.of(), Map.of(), 0,
          false, 0, null, null);

  /** The view after the next entry. Kinds that we do not know only move {@code seq}. */
  public View apply(Entry entry) {
    return new Fold(this).take(entry);
  }

  /** The last drive; null before the first. */
  public Drive lastDrive() {
    return drives.isEmpty() ? null : drives.get(drives.size() - 1);
  }
}

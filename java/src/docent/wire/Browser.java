package docent.wire;

import docent.json.Json;
import docent.json.Maybe;
import java.util.List;

/** A visitor's browser in a channel. */
public record Browser(
    Visitor visitor,
    @Maybe Delivery delivery,
    List<Way> ways,
    @Maybe Obstacle lost,
    @Maybe String seat,
    boolean paused,
    boolean consented,
    boolean away,
    List<Stop> trail,
    @Maybe Ride ride,
    boolean departed) {

  /** The client that it last started. */
  public record Delivery(Event.ClientKind client, String version, long bytes, long ms) {}

  /** One page on its trail. */
  public record Stop(long atMs, Page page) {}

  /** The last drive of this browser; {@code stop} is the drive that it repeats, else its own number. */
  public record Ride(
      int drive, int stop, Page to, long atMs, @Maybe Json facts, Outcome outcome, long ms) {
    Ride known(Receipt receipt) {
      return new Ride(drive, stop, to, atMs, facts, receipt.outcome(), receipt.ms());
    }
  }

  static final Browser NEW =
      new Browser(Visitor.NOBODY, null, List.of(), null, null, false, false, false, List.of(), null, false);

  Browser with(Visitor visitor) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser with(Delivery delivery) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser equipped(List<Way> ways, Obstacle lost) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser seated(String seat) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser paused(boolean paused) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser consented(boolean consented) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser away(boolean away) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser with(List<Stop> trail) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser riding(Ride ride) {
    return new Browser(
        visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, departed);
  }

  Browser gone() {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail, ride, true);
  }
}

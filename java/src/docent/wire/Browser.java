package docent.wire;

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
    List<Stop> trail) {

  /** The client that it last started. */
  public record Delivery(Event.ClientKind client, String version, long bytes, long ms) {}

  /** One page on its trail. */
  public record Stop(long atMs, Page page) {}

  static final Browser NEW =
      new Browser(Visitor.NOBODY, null, List.of(), null, null, false, false, false, List.of());

  Browser with(Visitor visitor) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser with(Delivery delivery) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser equipped(List<Way> ways, Obstacle lost) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser seated(String seat) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser paused(boolean paused) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser consented(boolean consented) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser away(boolean away) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }

  Browser with(List<Stop> trail) {
    return new Browser(visitor, delivery, ways, lost, seat, paused, consented, away, trail);
  }
}

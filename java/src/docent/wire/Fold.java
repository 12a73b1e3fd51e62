package docent.wire;

import docent.wire.View.Drive;
import docent.wire.View.Marks;
import docent.wire.View.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One step of the fold of entries into a view: crates/core/src/view/fold.rs in Java. */
final class Fold {
  /** Drives that a view carries; as in crates/core/src/limit.rs. */
  private static final int DRIVES_IN_VIEW_MAX = 20;

  /** Stops of a trail that a view carries; as in crates/core/src/limit.rs. */
  private static final int TRAIL_MAX = 20;

  private Status status;
  private String site;
  private long askedAtMs;
  private long joinedAtMs;
  private View.End end;
  private View.Guide guide;
  private View.Offer offer;
  private List<String> passedOver;
  private Map<Integer, Browser> browsers;
  private List<Drive> drives;
  private Map<String, Marks> marks;
  private long lastSaid;
  private boolean openNote;
  private int stars;
  private View.Tour tour;
  private String takenAlong;

  Fold(View view) {
    status = view.status();
    site = view.site();
    askedAtMs = view.askedAtMs();
    joinedAtMs = view.joinedAtMs();
    end = view.end();
    guide = view.guide();
    offer = view.offer();
    passedOver = view.passedOver();
    browsers = view.browsers();
    drives = view.drives();
    marks = view.marks();
    lastSaid = view.lastSaid();
    openNote = view.openNote();
    stars = view.stars();
    tour = view.tour();
    takenAlong = view.takenAlong();
  }

  View take(Entry entry) {
    Event event = entry.event();
    stage(entry, event);
    talk(entry, event);
    offers(event);
    tours(event);
    browser(entry, event);
    return new View(
        entry.seq(), site, status, askedAtMs, joinedAtMs, end, guide, offer, passedOver, browsers,
        drives, marks, lastSaid, openNote, stars, tour, takenAlong);
  }

  /** Where the channel stands. */
  private void stage(Entry entry, Event event) {
    if (event instanceof Event.Arrived it) {
      site = it.site();
    } else if (event instanceof Event.Asked) {
      status = Status.WAITING;
      askedAtMs = entry.atMs();
    } else if (event instanceof Event.Joined it) {
      status = Status.JOINED;
      joinedAtMs = entry.atMs();
      guide = new View.Guide(it.agent(), it.name());
    } else if (event instanceof Event.Ended it) {
      status = Status.ENDED;
      end = new View.End(entry.atMs(), it.reason());
    } else if (event instanceof Event.Rated it) {
      stars = it.stars();
    }
  }

  /** What is said, and where to. */
  private void talk(Entry entry, Event event) {
    if (event instanceof Event.Said || event instanceof Event.Linked) {
      lastSaid = tour == null ? entry.seq() : lastSaid;
    } else if (event instanceof Event.NoteLeft) {
      lastSaid = entry.seq();
      openNote = true;
    } else if (event instanceof Event.NoteSettled) {
      openNote = false;
    } else if (event instanceof Event.Marked it) {
      marks = with(marks, entry.by(), new Marks(it.delivered(), it.seen()));
    } else if (event instanceof Event.Driven it) {
      driven(it, entry.atMs());
    } else if (event instanceof Event.Receipted it) {
      it.receipts().forEach(receipt -> receipted(it.drive(), receipt));
    }
  }

  /** A visitor of a tour, who is meant, keeps the last. A tour's counts are for consoles. */
  private void driven(Event.Driven event, long atMs) {
    Drive fresh =
        new Drive(event.drive(), event.to(), atMs, Map.of(), event.facts(), null);
    if (tour != null && event.browsers().isEmpty()) {
      drives = List.of(fresh);
      return;
    }
    if (event.of() == null) {
      drives = last(drives, fresh, DRIVES_IN_VIEW_MAX);
    }
    int stop = event.of() == null ? event.drive() : event.of();
    for (int number : event.browsers()) {
      Browser known = browsers.get(number);
      if (known != null) {
        Browser.Ride ride =
            new Browser.Ride(
                event.drive(), stop, event.to(), atMs, event.facts(), new Outcome.Dispatched(), 0);
        browsers = with(browsers, number, known.riding(ride));
      }
    }
  }

  private void receipted(int drive, Receipt receipt) {
    Browser known = browsers.get(receipt.browser());
    Browser.Ride ride = known == null ? null : known.ride();
    if (ride != null && ride.drive() == drive) {
      browsers = with(browsers, receipt.browser(), known.riding(ride.known(receipt)));
    }
    if (ride == null || tour == null) {
      drives = drives.stream().map(it -> it.drive() == drive ? with(it, receipt) : it).toList();
    }
  }

  private static Drive with(Drive drive, Receipt receipt) {
    Map<Integer, Receipt> receipts = with(drive.receipts(), receipt.browser(), receipt);
    return new Drive(
        drive.drive(), drive.to(), drive.atMs(), receipts, drive.facts(), drive.tally());
  }

  /** What makes it a tour, and what leads into one. */
  private void tours(Event event) {
    if (event instanceof Event.TourStarted it) {
      site = it.site();
      tour = new View.Tour(it.title(), it.questions(), true, "", null);
    } else if (event instanceof Event.TourChanged it && tour != null) {
      tour = tour.changed(it);
    } else if (event instanceof Event.CodeSet it && tour != null) {
      tour = new View.Tour(tour.title(), tour.questions(), tour.open(), it.code(), tour.stop());
    } else if (event instanceof Event.TakenAlong it) {
      takenAlong = it.tour();
    }
  }

  /** Who was offered the visitor, and who passed. Staff only. */
  private void offers(Event event) {
    if (event instanceof Event.Offered it) {
      offer = new View.Offer(it.agent(), it.untilMs());
    } else if (event instanceof Event.PassedOver it) {
      offer = offer != null && offer.agent().equals(it.agent()) ? null : offer;
      if (!passedOver.contains(it.agent())) {
        passedOver = last(passedOver, it.agent(), Integer.MAX_VALUE);
      }
    } else if (event instanceof Event.Joined || event instanceof Event.Ended) {
      offer = null;
    }
  }

  /** What concerns one browser. One whose arrival was erased is not made up again. */
  private void browser(Entry entry, Event event) {
    if (event instanceof Event.Arrived it) {
      Browser known = browsers.getOrDefault(it.browser(), Browser.NEW);
      browsers = with(browsers, it.browser(), known.with(it.visitor()));
      return;
    }
    int number = numberIn(event, entry.by());
    Browser known = browsers.get(number);
    if (known == null) {
      return;
    }
    Browser after = driving(known, entry.atMs(), event);
    after = after == null ? presence(known, event) : after;
    if (after != null) {
      browsers = with(browsers, number, after);
    }
  }

  private static Browser driving(Browser known, long atMs, Event event) {
    if (event instanceof Event.Equipped it) {
      return known.equipped(it.ways(), it.lost());
    } else if (event instanceof Event.Seated it) {
      return known.seated(it.tab());
    } else if (event instanceof Event.Moved it) {
      return known.with(last(known.trail(), new Browser.Stop(atMs, it.page()), TRAIL_MAX));
    } else if (event instanceof Event.Paused) {
      return known.paused(true);
    } else if (event instanceof Event.Resumed) {
      return known.paused(false);
    } else if (event instanceof Event.Consented) {
      return known.consented(true);
    } else if (event instanceof Event.Withdrew) {
      return known.consented(false);
    }
    return null;
  }

  private static Browser presence(Browser known, Event event) {
    if (event instanceof Event.Delivered it) {
      return known.with(new Browser.Delivery(it.client(), it.version(), it.bytes(), it.ms()));
    } else if (event instanceof Event.Named it) {
      return known.with(known.visitor().called(it.name()));
    } else if (event instanceof Event.NoteLeft it && !it.name().isEmpty()) {
      return known.with(known.visitor().called(it.name()));
    } else if (event instanceof Event.Away) {
      return known.away(true);
    } else if (event instanceof Event.Returned) {
      return known.away(false);
    } else if (event instanceof Event.Departed) {
      return known.gone();
    }
    return null;
  }

  /** The browser that an event is about; 0 for none. Who leaves a note is called so from then on. */
  private static int numberIn(Event event, String by) {
    if (event instanceof Event.NoteLeft) {
      return numberOf(by);
    }
    return event instanceof Event.InBrowser it ? it.browser() : 0;
  }

  private static int numberOf(String actor) {
    String prefix = "browser-";
    boolean isNumber = actor.matches(prefix + "[0-9]{1,9}");
    return isNumber ? Integer.parseInt(actor.substring(prefix.length())) : 0;
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> after = new HashMap<>(map);
    after.put(key, value);
    return Map.copyOf(after);
  }

  private static <T> List<T> last(List<T> list, T added, int max) {
    List<T> after = new ArrayList<>(list);
    after.add(added);
    return List.copyOf(after.subList(Math.max(0, after.size() - max), after.size()));
  }
}

package docent.link;

import docent.wire.Entry;
import docent.wire.Event;
import docent.wire.Signal;
import docent.wire.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A followed channel: its view, its latest entries in order, who writes just now, and whether a
 * view has come at all.
 */
public record Channel(View view, List<Entry> entries, Set<String> typing, boolean isKnown) {
  /** Before anything has come. */
  public static final Channel EMPTY = new Channel(View.EMPTY, List.of(), Set.of(), false);

  /** The channel after a report. Reports about anything else change nothing. */
  public Channel fold(Report report) {
    if (report instanceof Report.Viewed it) {
      return new Channel(it.view(), joined(it.entries()), typing, true);
    } else if (report instanceof Report.Came it) {
      return added(it.entries());
    } else if (report instanceof Report.Signalled it && it.signal() instanceof Signal.Typing on) {
      return new Channel(view, entries, with(it.by(), on.on()), isKnown);
    } else if (report instanceof Report.Stands it && it.phase() == Phase.RESTING) {
      return new Channel(view, entries, Set.of(), isKnown);
    }
    return this;
  }

  /** Older entries that were read before stay, where no gap lies between. */
  private List<Entry> joined(List<Entry> latest) {
    if (latest.isEmpty() || entries.isEmpty()) {
      return latest;
    }
    long first = latest.get(0).seq();
    if (entries.get(entries.size() - 1).seq() < first) {
      return latest;
    }
    List<Entry> all = new ArrayList<>(entries.stream().filter(it -> it.seq() < first).toList());
    all.addAll(latest);
    return List.copyOf(all);
  }

  private Channel added(List<Entry> fresh) {
    View after = view;
    Set<String> writing = new HashSet<>(typing);
    for (Entry it : fresh) {
      after = after.apply(it);
      if (it.event() instanceof Event.Said) {
        writing.remove(it.by());
      }
    }
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(fresh);
    List<Entry> kept = all.subList(Math.max(0, all.size() - Limit.ENTRIES_MAX), all.size());
    return new Channel(after, List.copyOf(kept), Set.copyOf(writing), isKnown);
  }

  private Set<String> with(String by, boolean on) {
    Set<String> after = new HashSet<>(typing);
    if (on) {
      after.add(by);
    } else {
      after.remove(by);
    }
    return Set.copyOf(after);
  }
}

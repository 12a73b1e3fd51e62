package docent.talk;

import docent.link.Channel;
import docent.link.Follower;
import docent.wire.Command;
import docent.wire.Entry;
import docent.wire.Event;
import docent.wire.Outcome;
import docent.wire.Page;
import docent.wire.Receipt;
import docent.wire.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conversation as it is shown: web/client/src/talk.ts in Java. */
public final class Talk {
  /** A message that the server refused. */
  public record Refused(String key, String text) {}

  private Talk() {}

  /** All lines, the oldest first. */
  public static List<Line> lines(
      Channel channel, int browser, List<Follower.Unsent> unsent, List<Refused> refused) {
    String me = "browser-" + browser;
    Map<Integer, Outcome> outcomes = outcomes(channel, browser);
    Map<String, String> titles = titles(channel.entries(), browser);
    List<Line> lines = new ArrayList<>();
    for (Entry it : channel.entries()) {
      Line line = line(it, me, outcomes, titles);
      if (line != null) {
        lines.add(line);
      }
    }
    refused.forEach(it -> lines.add(new Line.Said(it.key(), 0, true, "", it.text(), Line.Way.REFUSED)));
    for (Follower.Unsent it : unsent) {
      if (it.command() instanceof Command.Say say) {
        lines.add(new Line.Said(it.key(), 0, true, "", say.text(), Line.Way.SENDING));
      }
    }
    withWay(lines, channel, me);
    return lines;
  }

  /** The last entry of somebody else that is read: what can be marked. */
  public static long lastOfOthers(List<Entry> entries, String me) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry it = entries.get(i);
      boolean isRead = it.event() instanceof Event.Said || it.event() instanceof Event.Linked;
      if (isRead && !it.by().equals(me)) {
        return it.seq();
      }
    }
    return 0;
  }

  private static Line line(
      Entry entry, String me, Map<Integer, Outcome> outcomes, Map<String, String> titles) {
    String id = Long.toString(entry.seq());
    long at = entry.atMs();
    Event event = entry.event();
    if (event instanceof Event.Said it) {
      String name = it.name() == null ? "" : it.name();
      return new Line.Said(id, at, entry.by().equals(me), name, it.text(), null);
    } else if (event instanceof Event.NoteLeft it) {
      return new Line.Said(id, at, true, "", it.text(), null);
    } else if (event instanceof Event.Linked it) {
      return new Line.Linked(id, at, it.to());
    } else if (event instanceof Event.Driven it) {
      String title = titles.getOrDefault(it.to().url(), it.to().title());
      Outcome outcome = outcomes.getOrDefault(it.drive(), new Outcome.Dispatched());
      return new Line.Driven(id, at, new Page(it.to().url(), title), outcome);
    } else if (event instanceof Event.Joined it) {
      return new Line.Joined(id, at, it.name());
    } else if (event instanceof Event.Ended) {
      return new Line.Ended(id, at);
    }
    return null;
  }

  /** Titles that the pages which came have given themselves. */
  private static Map<String, String> titles(List<Entry> entries, int browser) {
    Map<String, String> titles = new HashMap<>();
    for (Entry it : entries) {
      boolean isOurs = it.event() instanceof Event.Moved moved && moved.browser() == browser;
      if (isOurs && !((Event.Moved) it.event()).page().title().isEmpty()) {
        Page page = ((Event.Moved) it.event()).page();
        titles.put(page.url(), page.title());
      }
    }
    return titles;
  }

  /** The last word on each drive: from the entries, and for the latest from the view. */
  private static Map<Integer, Outcome> outcomes(Channel channel, int browser) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    for (Entry it : channel.entries()) {
      if (it.event() instanceof Event.Receipted receipted) {
        for (Receipt one : receipted.receipts()) {
          if (one.browser() == browser) {
            outcomes.put(receipted.drive(), one.outcome());
          }
        }
      }
    }
    for (View.Drive it : channel.view().drives()) {
      if (it.receipts().containsKey(browser)) {
        outcomes.put(it.drive(), it.outcome(browser));
      }
    }
    return outcomes;
  }

  /** Only the last message of ours says how far it has come, until somebody has answered it. */
  private static void withWay(List<Line> lines, Channel channel, String me) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i) instanceof Line.Said it && it.isMine() && it.way() == null) {
        long seq = Long.parseLong(it.id());
        if (i == lines.size() - 1 || !isAnswered(channel.entries(), seq, me)) {
          Line.Way way = reached(channel, seq, me);
          lines.set(i, new Line.Said(it.id(), it.atMs(), true, "", it.text(), way));
        }
        return;
      }
    }
  }

  private static boolean isAnswered(List<Entry> entries, long seq, String me) {
    return entries.stream()
        .anyMatch(it -> it.seq() > seq && it.event() instanceof Event.Said && !it.by().equals(me));
  }

  private static Line.Way reached(Channel channel, long seq, String me) {
    Line.Way way = Line.Way.SENT;
    for (Map.Entry<String, View.Marks> it : channel.view().marks().entrySet()) {
      if (!it.getKey().equals(me) && it.getValue().seen() >= seq) {
        return Line.Way.SEEN;
      }
      if (!it.getKey().equals(me) && it.getValue().delivered() >= seq) {
        way = Line.Way.DELIVERED;
      }
    }
    return way;
  }
}

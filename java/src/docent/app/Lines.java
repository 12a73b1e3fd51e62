package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Look;
import docent.look.Prose;
import docent.look.Theme;
import docent.talk.Line;
import docent.talk.Links;
import docent.wire.Obstacle;
import docent.wire.Outcome;
import docent.wire.Page;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import javax.accessibility.AccessibleRole;
import javax.swing.BorderFactory;
import javax.swing.JComponent;

/** Draws lines of the conversation. */
final class Lines {
  /** Characters of a page's name as it is shown; the address is behind it. */
  private static final int NAME_MAX = 80;

  private final Calm calm;
  private final Look look;
  private final Theme theme;
  private final Words words;
  private final Visit visit;

  Lines(Calm calm, Visit visit) {
    this.calm = calm;
    this.look = calm.look();
    this.theme = look.theme();
    this.words = calm.words();
    this.visit = visit;
  }

  JComponent draw(Line line) {
    if (line instanceof Line.Said it) {
      return said(it);
    } else if (line instanceof Line.Linked it) {
      Card body = body(theme.raised());
      body.add(prose(words.say("sendsPage", visit.guideName()), theme.text()));
      page(body, it.to());
      return turn(false, new Bubble(body, false), null);
    } else if (line instanceof Line.Driven it) {
      return driven(it);
    } else if (line instanceof Line.Joined it) {
      return aside(words.say("joined", it.name()));
    }
    return aside(words.say("ended"));
  }

  private JComponent said(Line.Said line) {
    Card body = body(line.isMine() ? theme.fill() : theme.raised());
    if (!line.name().isEmpty()) {
      body.add(new Prose(look.font(13), theme.soft(), false).text(line.name()));
    }
    body.add(new SaidText(look, line.text(), line.isMine() ? theme.onFill() : theme.text()));
    String who = who(line);
    String at = time(line.atMs());
    body.named(AccessibleRole.LABEL, (who + ", " + at + ": " + line.text()).strip());
    body.setToolTipText(at.isEmpty() ? null : at);
    return turn(line.isMine(), new Bubble(body, line.isMine()), line);
  }

  private String who(Line.Said line) {
    if (line.isMine()) {
      return words.say("you");
    }
    return line.name().isEmpty() ? visit.guideName() : line.name();
  }

  private Card body(java.awt.Color ground) {
    boolean isRaised = ground.equals(theme.raised());
    Card body =
        new Card(
            new Column(2, Column.Align.START), ground, isRaised ? theme.line() : null, Look.RADIUS);
    body.setBorder(BorderFactory.createEmptyBorder(8, 12, 8, 12));
    return body;
  }

  /** A bubble, and below it how far it has come. */
  private JComponent turn(boolean isMine, JComponent bubble, Line.Said line) {
    Card turn = new Card(new Column(2, Column.Align.FILL));
    turn.add(bubble);
    if (line != null && line.way() != null) {
      turn.add(new Bubble(new Prose(look.font(13), theme.soft(), false).text(way(line.way())), isMine));
    }
    if (line != null && line.way() == Line.Way.REFUSED) {
      turn.add(
          new Bubble(
              calm.link(words.say("sendAgain"), () -> visit.sayAgain(line.id(), line.text())), isMine));
    }
    return turn;
  }

  private String way(Line.Way way) {
    return words.say(
        switch (way) {
          case SENDING -> "sending";
          case REFUSED -> "notSent";
          case SENT -> "sent";
          case DELIVERED -> "delivered";
          case SEEN -> "seen";
        });
  }

  private JComponent driven(Line.Driven line) {
    String why = why(line.outcome());
    boolean isStuck = !why.isEmpty();
    Card body =
        isStuck
            ? new Card(new Column(2, Column.Align.START), theme.stuck(), theme.line(), Look.RADIUS)
            : new Card(new Column(2, Column.Align.START));
    body.setBorder(BorderFactory.createEmptyBorder(isStuck ? 8 : 4, isStuck ? 12 : 0, isStuck ? 8 : 4, 12));
    String arrow = look.orientation().isLeftToRight() ? "→  " : "←  ";
    body.add(prose(arrow + lead(line.outcome()), theme.soft()));
    page(body, line.to());
    if (isStuck) {
      body.add(prose(why, theme.soft()));
    }
    String name = line.to().title().isEmpty() ? Links.address(line.to().url()) : line.to().title();
    body.named(AccessibleRole.LABEL, lead(line.outcome()) + " " + name + " " + why);
    return body;
  }

  private String lead(Outcome outcome) {
    String name = visit.guideName();
    if (outcome instanceof Outcome.Left || outcome instanceof Outcome.Arrived) {
      return words.say("went", name);
    } else if (outcome instanceof Outcome.Blocked it && it.why() == Obstacle.LINK) {
      return words.say("sendsPage", name);
    }
    return words.say(outcome.isComing() ? "driving" : "wanted", name);
  }

  /** Why the page did not come; empty while it comes, or when it came. */
  private String why(Outcome outcome) {
    if (outcome instanceof Outcome.Superseded) {
      return words.say("superseded");
    }
    if (outcome instanceof Outcome.Blocked it) {
      String key = "blocked." + it.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return words.knows(key) ? words.say(key) : "";
    }
    return "";
  }

  /** A page by its title and host, or by its address where it has no title; a link where it is one. */
  private void page(Card body, Page page) {
    boolean isNamed = !page.title().isEmpty() && !page.title().equals(hostname(page.url()));
    String name = cut(isNamed ? page.title() : Links.address(page.url()));
    String href = Links.href(page.url());
    if (href == null) {
      body.add(prose(name, theme.text()));
    } else {
      body.add(calm.link(name, () -> Browse.open(URI.create(href))));
    }
    if (isNamed) {
      body.add(new Prose(look.font(13), theme.soft(), false).text(Links.host(page.url())));
    }
  }

  private static String hostname(String url) {
    return Links.host(url).replaceFirst(":[0-9]+$", "");
  }

  private static String cut(String text) {
    return text.length() <= NAME_MAX ? text : text.substring(0, NAME_MAX).strip() + "…";
  }

  private Prose prose(String text, java.awt.Color color) {
    return new Prose(look.font(14), color, false).text(text);
  }

  private JComponent aside(String text) {
    return new Prose(look.font(13), theme.soft(), true).text(text);
  }

  private String time(long atMs) {
    if (atMs == 0) {
      return "";
    }
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(words.locale());
    return format.format(Instant.ofEpochMilli(atMs).atZone(ZoneId.systemDefault()));
  }
}

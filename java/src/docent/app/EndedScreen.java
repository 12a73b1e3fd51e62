package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Prose;
import docent.look.Push;
import docent.talk.Line;
import docent.talk.Talk;
import docent.wire.Command;
import docent.wire.Event;
import docent.wire.View;
import java.awt.BorderLayout;
import java.awt.FileDialog;
import java.awt.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.accessibility.AccessibleRole;
import javax.swing.BorderFactory;
import javax.swing.JComponent;

/** The end: thanks, a rating in one click, the conversation to keep, and a new start. */
final class EndedScreen implements Screen {
  private static final int STARS_MAX = 5;

  private final Words words;
  private final Visit visit;
  private final Conversation conversation;
  private final Prose headline;
  private final Prose closing;
  private final Prose rated;
  private final Card rating;
  private final JComponent page;

  EndedScreen(Calm calm, Visit visit, Runnable onAgain) {
    this.words = calm.words();
    this.visit = visit;
    boolean hasTalked = visit.channel().view().guide() != null;
    conversation = new Conversation(calm, visit);
    headline = calm.title("");
    closing = calm.soft("");
    rated = calm.soft("");
    rating = rating(calm);
    List<Push> ways = new ArrayList<>(List.of(calm.primary(words.say("again"), onAgain)));
    if (hasTalked) {
      ways.add(calm.quiet(words.say("download"), this::save));
    }
    if (!hasTalked) {
      page = calm.page(headline, closing, calm.row(ways));
      return;
    }
    Card end = new Card(new Column(12, Column.Align.CENTER), calm.look().theme().raised(), null, 0);
    end.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(1, 0, 0, 0, calm.look().theme().line()),
            BorderFactory.createEmptyBorder(20, 16, 20, 16)));
    end.add(headline);
    end.add(closing);
    end.add(rating);
    end.add(rated);
    end.add(calm.row(ways));
    Card whole = new Card(new BorderLayout(), calm.look().theme().ground(), null, 0);
    whole.add(conversation.page(), BorderLayout.CENTER);
    whole.add(end, BorderLayout.SOUTH);
    page = whole;
  }

  private Card rating(Calm calm) {
    Card card = new Card(new Column(8, Column.Align.CENTER));
    card.named(AccessibleRole.GROUP_BOX, words.say("rate"));
    card.add(calm.strong(words.say("rate")));
    List<Push> stars = new ArrayList<>();
    for (int i = 1; i <= STARS_MAX; i++) {
      int given = i;
      Push star = calm.plain(Integer.toString(i), () -> visit.give(new Command.Rate(given)));
      star.getAccessibleContext().setAccessibleName(words.count("stars", i));
      stars.add(star);
    }
    card.add(calm.row(stars));
    return card;
  }

  @Override
  public JComponent page() {
    return page;
  }

  @Override
  public void update(Visit changed) {
    conversation.update();
    View view = visit.channel().view();
    Event.EndReason reason = view.end() == null ? Event.EndReason.UNKNOWN : view.end().reason();
    headline.text(headline(reason));
    boolean hasTalked = view.guide() != null;
    boolean isNote = reason == Event.EndReason.NOTE;
    closing.text(isNote ? words.say("noteKeptLead") : hasTalked ? words.say("thanks") : "");
    rating.setVisible(view.stars() == 0);
    rated.setVisible(view.stars() > 0);
    rated.text(
        view.stars() > 0 ? words.say("rated") + " (" + words.count("stars", view.stars()) + ")" : "");
  }

  private String headline(Event.EndReason reason) {
    return switch (reason) {
      case AGENT -> words.say("endedByAgent", visit.guideName());
      case VISITOR -> words.say("endedByYou");
      case ABANDONED -> words.say("leftQueue");
      case ABSENT -> words.say("endedAway");
      case NOTE -> words.say("noteKept");
      case TOUR, UNKNOWN -> words.say("ended");
    };
  }

  private void save() {
    FileDialog dialog = new FileDialog((Frame) null, words.say("download"), FileDialog.SAVE);
    dialog.setFile("conversation.txt");
    dialog.setVisible(true);
    if (dialog.getFile() == null) {
      return;
    }
    try {
      Files.writeString(Path.of(dialog.getDirectory(), dialog.getFile()), transcript());
    } catch (IOException err) {
      throw new UncheckedIOException("the conversation cannot be written", err);
    }
  }

  /** The conversation as plain text. */
  private String transcript() {
    String name = visit.guideName();
    return Talk.lines(visit.channel(), visit.place().browser(), List.of(), List.of()).stream()
        .map(it -> transcribed(it, name))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String transcribed(Line line, String name) {
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(words.locale());
    String at = format.format(Instant.ofEpochMilli(line.atMs()).atZone(ZoneId.systemDefault()));
    if (line instanceof Line.Said it) {
      return at + "  " + (it.isMine() ? words.say("you") : name) + ": " + it.text();
    } else if (line instanceof Line.Linked it) {
      return at + "  " + name + " → " + it.to().url();
    } else if (line instanceof Line.Driven it) {
      return at + "  " + name + " → " + it.to().url();
    }
    return "";
  }
}

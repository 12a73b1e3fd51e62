package docent.app;

import docent.link.Phase;
import docent.look.Card;
import docent.look.Column;
import docent.look.Prose;
import docent.look.Push;
import docent.net.Trouble;
import java.net.URI;
import javax.accessibility.AccessibleRole;
import javax.swing.BorderFactory;
import javax.swing.JComponent;

/** What is wrong with the connection, in words; nothing while nothing is. */
final class Notices {
  private final Words words;
  private final Card card;
  private final Prose text;
  private final Push button;
  private Runnable onPush = () -> {};

  Notices(Calm calm) {
    words = calm.words();
    text = new Prose(calm.look().font(14), calm.look().theme().text(), false);
    button = calm.link("", () -> onPush.run());
    card = new Card(new Column(4, Column.Align.START), calm.look().theme().stuck(), null, 0);
    card.named(AccessibleRole.STATUS_BAR, words.say("connection"));
    card.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(0, 0, 1, 0, calm.look().theme().line()),
            BorderFactory.createEmptyBorder(8, 16, 8, 16)));
    card.add(text);
    card.add(button);
    card.setVisible(false);
  }

  JComponent page() {
    return card;
  }

  void update(Visit visit, Runnable onAgain) {
    Trouble trouble = visit.trouble();
    String host = URI.create(visit.place().server()).getHost();
    boolean isOver = visit.screen() == Visit.Stage.ENDED;
    if (visit.phase() == Phase.STOPPED && !isOver) {
      boolean isStranger = trouble.code().equals("unreadable") || trouble.code().equals("malformed");
      String said = isStranger ? spoken(Problem.of(trouble, host, words)) : words.say("signedOut");
      say(said, words.say("again"), onAgain);
    } else if (visit.phase() == Phase.RESTING && !isOver && !trouble.equals(Trouble.NONE)) {
      say(resting(trouble, host), words.say("tryAgain"), visit::nudge);
    } else if (visit.phase() == Phase.READY && isOther(visit.serverVersion())) {
      boolean isTooOld = Version.isTooOld(visit.serverVersion());
      String said = isTooOld ? words.say("serverTooOld", Version.OWN) : words.say("newVersion");
      say(said, words.say("reload"), () -> openPage(visit));
    } else if (visit.phase() == Phase.READY || isOver) {
      card.setVisible(false);
    }
  }

  private String resting(Trouble trouble, String host) {
    boolean isCommon =
        switch (trouble.code()) {
          case "certificate", "proxy", "not-docent", "origin" -> false;
          default -> true;
        };
    return isCommon ? words.say("reconnecting") : spoken(Problem.of(trouble, host, words));
  }

  private static String spoken(Problem problem) {
    return problem.headline() + " " + problem.lead();
  }

  private static boolean isOther(String version) {
    return !Version.OWN.equals("0") && !version.isEmpty() && !version.equals(Version.OWN);
  }

  private static void openPage(Visit visit) {
    Browse.open(URI.create(visit.place().server() + "/ask/" + visit.place().site().key()));
  }

  private void say(String said, String way, Runnable push) {
    text.text(said);
    button.setText(way);
    onPush = push;
    card.setVisible(true);
  }
}

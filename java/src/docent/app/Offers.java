package docent.app;

import docent.drive.Pilot;
import docent.look.Card;
import docent.look.Column;
import docent.look.Prose;
import docent.look.Push;
import docent.wire.Browser;
import docent.wire.Command;
import java.net.URI;
import javax.swing.BorderFactory;
import javax.swing.JComponent;

/** What the visitor can allow, or have again, with one click. */
final class Offers {
  private final Words words;
  private final Visit visit;
  private final Card card;
  private final Prose text;
  private final Push button;
  private Runnable onPush = () -> {};

  Offers(Calm calm, Visit visit) {
    this.words = calm.words();
    this.visit = visit;
    text = new Prose(calm.look().font(14), calm.look().theme().text(), false);
    button = calm.primary("", () -> onPush.run());
    card = new Card(new Column(8, Column.Align.START), calm.look().theme().raised(), null, 0);
    card.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(1, 0, 0, 0, calm.look().theme().line()),
            BorderFactory.createEmptyBorder(12, 16, 12, 16)));
    card.add(text);
    card.add(button);
    card.setVisible(false);
  }

  JComponent page() {
    return card;
  }

  void update() {
    Browser own = visit.own();
    String name = visit.guideName();
    if (own == null) {
      card.setVisible(false);
    } else if (visit.place().asksConsent() && !own.consented()) {
      offer(words.say("consentAsk", name), words.say("consentYes"), () -> visit.give(new Command.Consent()));
    } else if (visit.browser() == Pilot.Stand.CLOSED) {
      offer(words.say("browserClosed", name), words.say("letOpen", name), visit::reopen);
    } else if (visit.browser() == Pilot.Stand.FAILED) {
      offer(words.say("noBrowser", name), words.say("continueInBrowser"), this::continueInBrowser);
    } else {
      card.setVisible(false);
    }
  }

  /** The chat page finds the same channel there, takes the seat, and shows pages by itself. */
  private void continueInBrowser() {
    Place place = visit.place();
    Browse.open(URI.create(place.server() + "/ask/" + place.site().key()));
  }

  private void offer(String said, String words, Runnable push) {
    text.text(said);
    button.setText(words);
    onPush = push;
    card.setVisible(true);
  }
}

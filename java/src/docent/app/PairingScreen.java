package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Prose;
import docent.look.Push;
import java.awt.Font;
import java.awt.font.TextAttribute;
import java.util.Map;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** Shows the code that the visitor confirms on the chat page. */
final class PairingScreen {
  private final Words words;
  private final JComponent page;
  private final Card status;
  private final Prose code;
  private final Prose note;
  private final Push copy;

  PairingScreen(Calm calm) {
    words = calm.words();
    Font figures = calm.look().font(52).deriveFont(Map.of(TextAttribute.TRACKING, 0.08));
    code = new Prose(figures, calm.look().theme().accent(), true);
    status = new Card(Column.middle(4)).named(AccessibleRole.STATUS_BAR, words.say("pairing"));
    status.add(calm.strong(words.say("pairing")));
    status.add(code);
    note = calm.small("");
    copy = calm.quiet(words.say("copyCode"), this::copied);
    copy.setEnabled(false);
    page = calm.page(status, calm.soft(words.say("codeLead")), copy, note);
    code.text("· · ·");
  }

  private void copied() {
    Browse.copy(code.text());
    note.text(words.say("copied"));
  }

  /** Shows a code; why it is another one, or nothing. */
  void show(String shown, String why) {
    code.text(shown);
    note.text(why);
    copy.setEnabled(true);
    status.getAccessibleContext().setAccessibleDescription(String.join(" ", shown.split("")));
  }

  JComponent page() {
    return page;
  }
}

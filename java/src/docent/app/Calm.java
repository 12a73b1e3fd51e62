package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Look;
import docent.look.Prose;
import docent.look.Push;
import docent.look.Row;
import java.awt.Component;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** Parts of calm pages: one thing in the middle, words in their order. */
final class Calm {
  private static final int GAP = 16;
  private static final int PADDING = 24;

  private final Look look;
  private final Words words;

  Calm(Look look, Words words) {
    this.look = look;
    this.words = words;
  }

  Look look() {
    return look;
  }

  Words words() {
    return words;
  }

  /** A page with these parts in its middle. */
  JPanel page(Component... parts) {
    Card page = new Card(Column.middle(GAP), look.theme().ground(), null, 0);
    page.setBorder(BorderFactory.createEmptyBorder(PADDING, PADDING, PADDING, PADDING));
    for (Component it : parts) {
      page.add(it);
    }
    return page;
  }

  Prose title(String text) {
    return new Prose(look.bold(20), look.theme().text(), true).text(text);
  }

  Prose soft(String text) {
    return new Prose(look.font(15), look.theme().soft(), true).text(text);
  }

  Prose small(String text) {
    return new Prose(look.font(13), look.theme().soft(), true).text(text);
  }

  Prose strong(String text) {
    return new Prose(look.bold(15), look.theme().text(), true).text(text);
  }

  Push primary(String text, Runnable onPush) {
    return new Push(look, Push.Kind.PRIMARY, text, onPush);
  }

  Push plain(String text, Runnable onPush) {
    return new Push(look, Push.Kind.PLAIN, text, onPush);
  }

  Push quiet(String text, Runnable onPush) {
    return new Push(look, Push.Kind.QUIET, text, onPush);
  }

  Push link(String text, Runnable onPush) {
    return new Push(look, Push.Kind.LINK, text, onPush);
  }

  /** Side by side. */
  JPanel row(List<? extends JComponent> parts) {
    return new Row(parts);
  }
}

package docent.app;

import docent.link.Limit;
import docent.look.Card;
import docent.look.Field;
import docent.look.Prose;
import docent.look.Push;
import docent.look.Scroll;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line. */
final class Composer {
  private static final int HEIGHT_MAX = 160;
  private static final int HEIGHT_MIN = 42;

  private final Words words;
  private final Visit visit;
  private final JTextArea field;
  private final JScrollPane pane;
  private final Push send;
  private final Prose wrong;
  private final Card card;

  Composer(Calm calm, Visit visit) {
    this.words = calm.words();
    this.visit = visit;
    field =
        Field.area(
            calm.look(), words.say("message"), () -> words.say("placeholder", visit.guideName()));
    field.getAccessibleContext().setAccessibleDescription(words.say("typingHint"));
    field.setText(visit.draft());
    send = calm.primary(words.say("send"), this::send);
    wrong = new Prose(calm.look().font(14), calm.look().theme().wrong(), false);
    wrong.setVisible(false);
    pane = Scroll.around(calm.look(), field);
    card = new Card(new BorderLayout(8, 8), calm.look().theme().ground(), null, 0);
    card.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(1, 0, 0, 0, calm.look().theme().line()),
            BorderFactory.createEmptyBorder(12, 16, 12, 16)));
    Card beside = new Card(new BorderLayout());
    beside.setBorder(BorderFactory.createEmptyBorder(0, 0, 3, 0));
    beside.add(send, BorderLayout.SOUTH);
    card.add(pane, BorderLayout.CENTER);
    card.add(beside, BorderLayout.LINE_END);
    card.add(wrong, BorderLayout.SOUTH);
    keys();
    field.getDocument().addDocumentListener(Heard.of(this::changed));
    resize();
  }

  private void keys() {
    int none = 0;
    field.getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, none), "send");
    field
        .getInputMap()
        .put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, InputEvent.SHIFT_DOWN_MASK), "insert-break");
    // Tab leaves the field, as everywhere else.
    field.setFocusTraversalKeys(java.awt.KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
    field.setFocusTraversalKeys(java.awt.KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
    field
        .getActionMap()
        .put(
            "send",
            new AbstractAction() {
              private static final long serialVersionUID = 1;

              @Override
              public void actionPerformed(ActionEvent event) {
                send();
              }
            });
  }

  JComponent page() {
    return card;
  }

  void focus() {
    field.requestFocusInWindow();
  }

  private int over() {
    String text = field.getText();
    return text.codePointCount(0, text.length()) - Limit.TEXT_CHARS_MAX;
  }

  private boolean isReady() {
    return !field.getText().isBlank() && over() <= 0;
  }

  private void changed() {
    visit.type(field.getText());
    resize();
  }

  private void resize() {
    send.setEnabled(isReady());
    int over = over();
    wrong.setVisible(over > 0);
    wrong.text(over > 0 ? words.count("tooLong", over) : "");
    int height = Math.max(HEIGHT_MIN, Math.min(HEIGHT_MAX, field.getPreferredSize().height));
    pane.setPreferredSize(new Dimension(10, height));
    card.revalidate();
  }

  private void send() {
    if (isReady()) {
      String text = field.getText().strip();
      field.setText("");
      visit.say(text);
      focus();
    }
  }

  void update() {
    field.repaint();
  }
}

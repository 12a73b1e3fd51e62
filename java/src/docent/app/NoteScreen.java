package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Field;
import docent.look.Prose;
import docent.look.Push;
import docent.wire.Command;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.text.JTextComponent;

/** A note instead of waiting; what stands first when nobody is there. */
final class NoteScreen implements Screen {
  private static final int ROWS = 4;

  private final Words words;
  private final Calm calm;
  private final Visit visit;
  private final Prose title;
  private final Push back;
  private final JTextField name;
  private final JTextField contact;
  private final JTextArea text;
  private final Prose wrong;
  private final JComponent page;

  NoteScreen(Calm calm, Visit visit) {
    this.calm = calm;
    this.visit = visit;
    this.words = calm.words();
    title = calm.title("");
    name = Field.line(calm.look(), words.say("yourName"));
    contact = Field.line(calm.look(), words.say("contact"));
    text = Field.area(calm.look(), words.say("note"), () -> "");
    text.setRows(ROWS);
    text.setText(visit.draft());
    text.getDocument().addDocumentListener(Heard.of(() -> visit.type(text.getText())));
    wrong = new Prose(calm.look().font(14), calm.look().theme().wrong(), true);
    back = calm.quiet(words.say("backToQueue"), () -> visit.wantNote(false));
    Card form = new Card(new Column(8, Column.Align.FILL));
    field(form, "yourName", name);
    field(form, "contact", contact);
    field(form, "note", text);
    page =
        calm.page(
            calm.strong(visit.place().site().name()),
            title,
            calm.soft(words.say("nobodyLead")),
            form,
            wrong,
            calm.primary(words.say("leaveNote"), this::leave),
            back);
  }

  private void field(Card form, String key, JTextComponent field) {
    JLabel label = new JLabel(words.say(key));
    label.setFont(calm.look().font(14));
    label.setForeground(calm.look().theme().text());
    label.setLabelFor(field);
    form.add(label);
    form.add(field);
  }

  private void leave() {
    String note = text.getText().strip();
    if (contact.getText().isBlank()) {
      wrong.text(words.say("noteNeedsContact"));
      contact.requestFocusInWindow();
    } else if (note.isEmpty()) {
      wrong.text(words.say("noteNeedsText"));
      text.requestFocusInWindow();
    } else {
      wrong.text("");
      visit.give(new Command.LeaveNote(name.getText().strip(), contact.getText().strip(), note));
      text.setText("");
    }
  }

  @Override
  public JComponent page() {
    return page;
  }

  @Override
  public void update(Visit changed) {
    boolean isStaffed = changed.queue() != null && changed.queue().staffed();
    title.text(isStaffed ? words.say("leaveNote") : words.say("nobody"));
    back.setVisible(isStaffed);
  }
}

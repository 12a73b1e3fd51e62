package docent.app;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Hears that a text was changed, whatever way. */
final class Heard implements DocumentListener {
  private final Runnable onChange;

  private Heard(Runnable onChange) {
    this.onChange = onChange;
  }

  static Heard of(Runnable onChange) {
    return new Heard(onChange);
  }

  @Override
  public void insertUpdate(DocumentEvent event) {
    onChange.run();
  }

  @Override
  public void removeUpdate(DocumentEvent event) {
    onChange.run();
  }

  @Override
  public void changedUpdate(DocumentEvent event) {
    onChange.run();
  }
}

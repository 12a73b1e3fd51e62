package docent.app;

import javax.swing.JComponent;

/** A screen of a visit. */
interface Screen {
  /** What is shown. */
  JComponent page();

  /** Takes what has changed into account. */
  void update(Visit visit);

  /** It has come to stand: where to write first. */
  default void focus() {}
}

package docent.app;

import javax.swing.JComponent;

/** The chat was taken over in the browser. */
final class ElsewhereScreen implements Screen {
  private final JComponent page;

  ElsewhereScreen(Calm calm, Visit visit) {
    Words words = calm.words();
    page =
        calm.page(
            calm.title(words.say("elsewhere")),
            calm.soft(words.say("elsewhereLead")),
            calm.primary(words.say("takenOver"), visit::sit));
  }

  @Override
  public JComponent page() {
    return page;
  }

  @Override
  public void update(Visit visit) {}
}

package docent.app;

import javax.swing.JComponent;

/** Until the first view has come. */
final class ConnectingScreen implements Screen {
  private final JComponent page;

  ConnectingScreen(Calm calm) {
    page = calm.page(calm.title(calm.words().say("oneMoment")));
  }

  @Override
  public JComponent page() {
    return page;
  }

  @Override
  public void update(Visit visit) {}
}

package docent.app;

import docent.link.Folder;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.SwingUtilities;

/** Starts the application, or brings the one that runs to the front. */
public final class Main {
  private Main() {}

  /** See {@link Options#USAGE}. Ends with 2 where the words are wrong, with 1 without a screen. */
  public static void main(String[] words) throws IOException {
    prepare();
    Options options;
    try {
      options = Options.of(List.of(words));
    } catch (IllegalArgumentException err) {
      System.err.print("docent: " + err.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    if (GraphicsEnvironment.isHeadless()) {
      System.err.println("docent: there is no screen here");
      System.exit(1);
    }
    Folder home = new Folder(options.data());
    AtomicReference<App> app = new AtomicReference<>();
    Runnable toFront =
        () -> SwingUtilities.invokeLater(() -> Optional.ofNullable(app.get()).ifPresent(App::toFront));
    if (!Front.take(home.path(), toFront)) {
      new PrintStream(System.out, true).println(Words.of(options.language()).say("second"));
      return;
    }
    Thread leave = new Thread(() -> Optional.ofNullable(app.get()).ifPresent(App::leave));
    Runtime.getRuntime().addShutdownHook(leave);
    SwingUtilities.invokeLater(
        () -> {
          app.set(new App(options, home, () -> System.exit(0)));
          app.get().start();
        });
  }

  /** The system's proxy, its trust where Java has none of it, smooth letters, and one name. */
  private static void prepare() {
    System.setProperty("java.net.useSystemProxies", "true");
    System.setProperty("awt.useSystemAAFontSettings", "on");
    System.setProperty("swing.aatext", "true");
    System.setProperty("apple.awt.application.name", "Docent");
    System.setProperty("apple.awt.application.appearance", "system");
  }
}

package docent.app;

import java.awt.Desktop;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Opens addresses in the desktop's own browser. */
final class Browse {
  private Browse() {}

  /** Opens it; where there is no way, the address lies in the clipboard. */
  static void open(URI address) {
    Thread opening = new Thread(() -> tryAll(address), "docent-browse");
    opening.setDaemon(true);
    opening.start();
  }

  private static void tryAll(URI address) {
    try {
      boolean isKnown = Desktop.isDesktopSupported();
      if (isKnown && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        Desktop.getDesktop().browse(address);
      } else {
        new ProcessBuilder(List.of("xdg-open", address.toString())).start();
      }
    } catch (IOException | UnsupportedOperationException err) {
      copy(address.toString());
    }
  }

  /** Puts a text into the clipboard. */
  static void copy(String text) {
    Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
  }
}

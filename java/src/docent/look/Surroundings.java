package docent.look;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What is known of the desktop: whether it is dark. */
public final class Surroundings {
  /** A desktop that does not say so in this time is light. */
  private static final long ANSWERS_WITHIN_MS = 1_000;

  private Surroundings() {}

  /** Whether the desktop prefers dark windows. */
  public static boolean isDark() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      String key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
      return said("reg", "query", key, "/v", "AppsUseLightTheme").contains("0x0");
    }
    if (system.startsWith("mac")) {
      return said("defaults", "read", "-g", "AppleInterfaceStyle").contains("dark");
    }
    String theme = String.valueOf(System.getenv("GTK_THEME")).toLowerCase(Locale.ROOT);
    String interfaces = "org.gnome.desktop.interface";
    return theme.contains("dark")
        || said("gsettings", "get", interfaces, "color-scheme").contains("dark")
        || said("gsettings", "get", interfaces, "gtk-theme").contains("dark");
  }

  /** What a program says, in lower case; nothing where there is none. */
  private static String said(String... command) {
    try {
      Process it = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      it.getOutputStream().close();
      if (!it.waitFor(ANSWERS_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        it.destroyForcibly();
        return "";
      }
      byte[] bytes = it.getInputStream().readNBytes(4_096);
      return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    } catch (IOException none) {
      return "";
    } catch (InterruptedException err) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}

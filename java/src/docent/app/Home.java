package docent.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where desktops keep what belongs to an application and a user. */
final class Home {
  private Home() {}

  static Path folder() {
    return folder(System.getProperty("os.name"), System.getenv(), System.getProperty("user.home"));
  }

  static Path folder(String system, Map<String, String> environment, String user) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      return Path.of(local == null ? user : local, "Docent");
    }
    if (name.startsWith("mac")) {
      return Path.of(user, "Library", "Application Support", "Docent");
    }
    String shared = environment.get("XDG_DATA_HOME");
    boolean isSet = shared != null && shared.startsWith("/");
    return isSet ? Path.of(shared, "docent") : Path.of(user, ".local", "share", "docent");
  }
}

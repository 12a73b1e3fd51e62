package docent.drive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Browsers of the Chromium family in the usual places of Linux, macOS and Windows. */
public final class Installed {
  private static final List<String> COMMANDS =
      List.of(
          "google-chrome", "google-chrome-stable", "chromium", "chromium-browser",
          "microsoft-edge", "microsoft-edge-stable", "brave-browser", "brave", "vivaldi");
  private static final List<String> MAC =
      List.of("Google Chrome", "Microsoft Edge", "Brave Browser", "Chromium", "Vivaldi");
  private static final List<String> WINDOWS =
      List.of(
          "Google\\Chrome\\Application\\chrome.exe",
          "Microsoft\\Edge\\Application\\msedge.exe",
          "BraveSoftware\\Brave-Browser\\Application\\brave.exe",
          "Chromium\\Application\\chrome.exe");

  private Installed() {}

  /** The first one that is there; none where there is none. */
  public static Optional<Path> first() {
    return first(System.getProperty("os.name"), System.getenv());
  }

  static Optional<Path> first(String system, Map<String, String> environment) {
    return places(system, environment).stream().filter(Files::isExecutable).findFirst();
  }

  /** Where to look, the likeliest first. */
  static List<Path> places(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return windows(environment);
    }
    return name.startsWith("mac") ? mac(environment) : linux(environment);
  }

  private static List<Path> windows(Map<String, String> environment) {
    List<Path> places = new ArrayList<>();
    for (String variable : List.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")) {
      String root = environment.get(variable);
      if (root != null) {
        WINDOWS.forEach(it -> places.add(Path.of(root + "\\" + it)));
      }
    }
    return places;
  }

  private static List<Path> mac(Map<String, String> environment) {
    List<Path> places = new ArrayList<>();
    for (String root : List.of("", environment.getOrDefault("HOME", ""))) {
      for (String it : MAC) {
        places.add(Path.of(root + "/Applications/" + it + ".app/Contents/MacOS/" + it));
      }
    }
    return places;
  }

  private static List<Path> linux(Map<String, String> environment) {
    List<Path> places = new ArrayList<>();
    String path = environment.getOrDefault("PATH", "") + ":/usr/bin:/usr/local/bin:/snap/bin";
    for (String command : COMMANDS) {
      for (String folder : path.split(":")) {
        if (folder.startsWith("/")) {
          places.add(Path.of(folder, command));
        }
      }
    }
    return places;
  }
}

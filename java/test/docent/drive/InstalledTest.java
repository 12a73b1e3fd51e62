package docent.drive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledTest {
  @Test
  void the_usual_places_of_each_system_are_looked_at() {
    List<Path> linux = Installed.places("Linux", Map.of("PATH", "/opt/bin"));
    List<Path> mac = Installed.places("Mac OS X", Map.of("HOME", "/Users/g"));
    List<Path> windows = Installed.places("Windows 11", Map.of("ProgramFiles", "C:\\Programs"));

    assertTrue(linux.contains(Path.of("/opt/bin/google-chrome")));
    assertTrue(linux.contains(Path.of("/usr/bin/chromium")));
    assertTrue(mac.contains(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")));
    assertTrue(windows.toString().contains("C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe"));
  }
}

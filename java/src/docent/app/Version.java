package docent.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which version this is, and which server is too old for it. */
final class Version {
  /** As the build has written it; `0` where it has not. */
  static final String OWN = own();

  /** The first server that hands its visitors' places to this application. */
  private static final String SERVER_LEAST = "0.1.0";

  private Version() {}

  /** Whether a server of this version is older than what we need. */
  static boolean isTooOld(String server) {
    return compare(server, SERVER_LEAST) < 0;
  }

  /** By numbers, part after part; what is no number is 0. */
  static int compare(String one, String other) {
    String[] a = one.split("[.+-]");
    String[] b = other.split("[.+-]");
    for (int i = 0; i < 3; i++) {
      int difference = Integer.compare(number(a, i), number(b, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int at) {
    boolean isNumber = at < parts.length && parts[at].matches("[0-9]{1,6}");
    return isNumber ? Integer.parseInt(parts[at]) : 0;
  }

  private static String own() {
    try (InputStream in = Version.class.getResourceAsStream("/docent/version")) {
      return in == null ? "0" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException err) {
      throw new UncheckedIOException("the version cannot be read", err);
    }
  }
}

package docent.app;

import docent.net.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the application was started with; null for what was not said. */
record Options(
    URI server,
    String site,
    String token,
    Path data,
    Path browser,
    List<String> browserArguments,
    String theme,
    String language) {

  /** How it is started. */
  static final String USAGE =
      """
      java -jar docent.jar [--server URL] [--site KEY | --token TOKEN]
        --server URL             the chat's server; otherwise the one that sent this file, or asked for
        --site KEY               asks for an agent of this site by itself (kiosk, terminal)
        --token TOKEN            a one-time token that carries a waiting visitor's chat on
        --data DIR               where the application keeps what it must remember
        --browser PATH           the browser to guide: one of the Chromium family
        --browser-argument ARG   a further argument for that browser; may be repeated
        --theme light|dark       instead of the desktop's
        --language TAG           instead of the desktop's
      """;

  /** Reads the words of a command line. {@code --name=value} is the same as {@code --name value}. */
  static Options of(List<String> words) {
    Draft draft = new Draft();
    List<String> parts = new ArrayList<>();
    for (String it : words) {
      int at = it.startsWith("--") ? it.indexOf('=') : -1;
      parts.addAll(at < 0 ? List.of(it) : List.of(it.substring(0, at), it.substring(at + 1)));
    }
    for (int i = 0; i < parts.size(); i += 2) {
      if (i + 1 == parts.size()) {
        throw new IllegalArgumentException(parts.get(i) + " needs a value");
      }
      draft.take(parts.get(i), parts.get(i + 1));
    }
    return draft.done();
  }

  private static final class Draft {
    private URI server;
    private String site;
    private String token;
    private Path data = Home.folder();
    private Path browser;
    private final List<String> arguments = new ArrayList<>();
    private String theme;
    private String language = Locale.getDefault().toLanguageTag();

    void take(String name, String value) {
      switch (name) {
        case "--server" -> server = Network.server(value);
        case "--site" -> site = value;
        case "--token" -> token = value;
        case "--data" -> data = Path.of(value).toAbsolutePath();
        case "--browser" -> browser = Path.of(value);
        case "--browser-argument" -> arguments.add(value);
        case "--theme" -> theme = value;
        case "--language" -> language = value;
        default -> throw new IllegalArgumentException("`" + name + "` is no option");
      }
    }

    Options done() {
      if (theme != null && !List.of("light", "dark").contains(theme)) {
        throw new IllegalArgumentException("--theme is `light` or `dark`, not `" + theme + "`");
      }
      if (server == null) {
        server = sender();
      }
      if (server == null && (site != null || token != null)) {
        throw new IllegalArgumentException("--site and --token need --server");
      }
      return new Options(
          server, site, token, data, browser, List.copyOf(arguments), theme, language);
    }
  }

  /** The server that sent this file has written its address into it; null for a jar just built. */
  private static URI sender() {
    try (InputStream in = Options.class.getResourceAsStream("/META-INF/docent-server")) {
      if (in == null) {
        return null;
      }
      String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Network.server(said);
    } catch (IOException err) {
      return null;
    }
  }
}

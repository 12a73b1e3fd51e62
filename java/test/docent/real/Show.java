package docent.real;

import docent.drive.Installed;
import docent.wire.Command;
import docent.wire.Event;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows the application with a chat in it, for people to look at:
 * {@code Show light|dark LANGUAGE FOLDER} leaves pictures in the folder (ImageMagick's `import`).
 */
public final class Show {
  private Show() {}

  public static void main(String[] words) throws Exception {
    Path shots = Path.of(words[2]);
    Files.createDirectories(shots);
    Path home = Files.createTempDirectory("docent-show");
    try (RealServer server = RealServer.start();
        Shops shops = new Shops();
        Agent ada = new Agent(server)) {
      ada.change(Map.of("private_hosts", shops.hosts(), "name", "The Shop"));
      Process app = start(server, home, words[0], words[1]);
      try {
        String channel = ada.awaitVisitor();
        shot(shots, "1-waiting");
        ada.join(channel);
        ada.awaitView("it is driven", it -> !it.browsers().get(1).ways().isEmpty());
        ada.give(new Command.Say("Hello, I am Ada. How can I help you?"));
        shot(shots, "2-joined");
        ada.give(new Command.Say("Here is all about it: https://shop.example/returns?a=1. I can also take you there, it is only a short way from here."));
        ada.drive(shops.url("a", "/returns"));
        ada.await("it has arrived", it -> it.event() instanceof Event.Moved);
        ada.give(new Command.Link("https://shop.example/a/very/long/address/that/does/not/end?and=more", ""));
        ada.drive(shops.url("a", "/file"));
        shot(shots, "3-driven");
        ada.give(new Command.Say("x".repeat(300)));
        ada.give(new Command.End());
        shot(shots, "4-ended");
      } finally {
        app.destroy();
        app.waitFor();
      }
    }
  }

  private static Process start(RealServer server, Path home, String theme, String language) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("java", "-Ddocent.direction=" + System.getProperty("docent.direction", "ltr"),
            "-jar", "build/docent.jar", "--server", server.url().toString(), "--site", RealServer.SITE,
            "--data", home.toString(), "--theme", theme, "--language", language,
            "--browser-argument", "--no-sandbox", "--browser-argument", "--disable-gpu"));
    Installed.first().ifPresent(it -> command.addAll(List.of("--browser", it.toString())));
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static void shot(Path folder, String name) throws Exception {
    LockSupport.parkNanos(2_500_000_000L);
    File file = folder.resolve(name + ".png").toFile();
    new ProcessBuilder("import", "-window", "root", file.toString()).inheritIO().start().waitFor();
  }
}

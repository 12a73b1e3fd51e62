package docent.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.wire.Command;
import docent.wire.Event;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KioskTest {
  @TempDir Path folder;

  /** JC5: the example of docs/JAVA.md waits, prints what is said, and says what is typed. */
  @Test
  void jc5_the_kiosk_talks_without_a_window() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(RealServer.binary()), "the server was not built");
    try (RealServer server = RealServer.start();
        Agent ada = new Agent(server)) {
      List<String> command =
          List.of("java", "-cp", "build/docent.jar:build/tests", "Kiosk", server.url().toString(), RealServer.SITE, folder.toString());
      Process kiosk = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader out = kiosk.inputReader()) {
        ada.join(ada.awaitVisitor());
        kiosk.getOutputStream().write("where is the lift?\n".getBytes());
        kiosk.getOutputStream().flush();
        ada.await("it is asked", it -> it.event() instanceof Event.Said said && said.text().equals("where is the lift?"));

        ada.give(new Command.Say("on your left"));

        assertTrue(out.lines().anyMatch(it -> it.contains("on your left")));
      } finally {
        kiosk.destroy();
        kiosk.waitFor();
      }
    }
  }
}

import docent.drive.Driver;
import docent.drive.Installed;
import docent.link.*;
import docent.net.*;
import docent.wire.*;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** A kiosk without windows: asks for an agent, prints and says lines, and lets itself be guided. */
public final class Kiosk {
  public static void main(String[] words) throws ServerException {
    URI origin = Network.server(words[0]);
    Server.Opening opening = new Server(origin).open(words[1], Id.random(), "en");
    Access access = new Access(origin, opening.channel(), opening.token(), opening.browser());
    Keep keep = new Folder(Path.of(words[2], opening.channel()));
    Path program = Installed.first().orElse(null);
    Driver.Options guided = new Driver.Options(
        program, Path.of(words[2], "browser"), false, List::of, () -> "<h1>Welcome</h1>");
    try (Connection connection = Connection.of(access, keep)) {
      Driver driver = new Driver(connection, keep, guided, () -> {});
      connection.follower().listen(new Follower.Listener() {
        @Override
        public void told(Report report) {
          if (report instanceof Report.Placed it) {
            System.out.println("place " + it.position());
          } else if (report instanceof Report.Came it) {
            it.entries().forEach(entry -> System.out.println(entry.by() + ": " + entry.event()));
          }
        }
      });
      connection.start();
      connection.commander().give(new Command.Deliver(Event.ClientKind.JAVA, "kiosk", 0, 0));
      connection.commander().give(new Command.Sit(connection.tab()));
      for (Scanner typed = new Scanner(System.in); typed.hasNextLine(); ) {
        connection.commander().say(typed.nextLine());
      }
      driver.close();
    }
  }
}

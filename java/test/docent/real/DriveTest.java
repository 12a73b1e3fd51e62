package docent.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.drive.Driver;
import docent.drive.Installed;
import docent.drive.Pilot;
import docent.link.Access;
import docent.link.Connection;
import docent.link.Folder;
import docent.link.Id;
import docent.net.Server;
import docent.wire.Command;
import docent.wire.Event;
import docent.wire.Obstacle;
import docent.wire.Outcome;
import docent.wire.View;
import docent.wire.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser, driven through the real binary; nobody touches anything. */
class DriveTest {
  private static final List<String> AS_ROOT = List.of("--no-sandbox", "--disable-gpu", "--disable-sync",
      "--disable-background-networking", "--disable-component-update");

  @TempDir Path folder;
  private RealServer server;
  private Shops shops;
  private Agent ada;
  private Connection visitor;
  private Driver driver;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(RealServer.binary()), "the server was not built");
    Assumptions.assumeTrue(Installed.first().isPresent(), "no browser is installed");
    server = RealServer.start();
    shops = new Shops();
    ada = new Agent(server);
    ada.change(Map.of("private_hosts", shops.hosts()));
    Server.Opening opening = new Server(server.url()).open(RealServer.SITE, Id.random(), "en");
    Access access = new Access(server.url(), opening.channel(), opening.token(), opening.browser());
    Folder keep = new Folder(folder.resolve("channel"));
    visitor = Connection.of(access, keep);
    Driver.Options options =
        new Driver.Options(
            Installed.first().get(), folder.resolve("profile"), false, () -> AS_ROOT, () -> "<title>Docent</title>");
    driver = new Driver(visitor, keep, options, () -> {});
    visitor.start();
    visitor.commander().give(new Command.Sit(visitor.tab()));
    ada.join(access.channel());
    ada.awaitView("it can be driven", it -> it.browsers().get(1).ways().equals(List.of(Way.JAVA)));
  }

  @AfterEach
  void stop() throws Exception {
    if (visitor != null) {
      driver.close();
      visitor.close();
    }
    if (server != null) {
      ada.close();
      shops.close();
      server.close();
    }
  }

  private Outcome awaitEnd(int drive) throws Exception {
    View view =
        ada.awaitView(
            "drive " + drive + " has an end",
            it -> it.drives().get(drive - 1).outcome(1) instanceof Outcome.Arrived
                || it.drives().get(drive - 1).outcome(1) instanceof Outcome.Blocked);
    return view.drives().get(drive - 1).outcome(1);
  }

  /** What the record says of a drive, in order. */
  private List<String> receipts(int drive) {
    List<String> all = new ArrayList<>();
    ada.entries().forEach(it -> {
      if (it.event() instanceof Event.Receipted receipted && receipted.drive() == drive) {
        receipted.receipts().forEach(one -> all.add(one.outcome().getClass().getSimpleName()));
      }
    });
    return all;
  }

  /** JC10: three origins, one of which severs every opener, with true receipts and no input. */
  @Test
  void jc10_drives_over_three_origins_arrive() throws Exception {
    List<String> urls =
        List.of(shops.url("a", "/first"), shops.url("coop", "/walled"), shops.url("b", "/away"), shops.url("coop", "/again"));

    List<Outcome> outcomes = new ArrayList<>();
    for (String it : urls) {
      outcomes.add(awaitEnd(ada.drive(it)));
    }

    assertEquals(new Outcome.Arrived(urls.get(0), true), outcomes.get(0));
    assertEquals(new Outcome.Arrived(urls.get(1), true), outcomes.get(1));
    assertEquals(new Outcome.Arrived(shops.url("b", "/there"), true), outcomes.get(2));
    assertEquals(new Outcome.Arrived(urls.get(3), true), outcomes.get(3));
    for (int drive = 1; drive <= 4; drive++) {
      assertEquals(List.of("Taken", "Left", "Arrived"), receipts(drive));
    }
    View view = ada.awaitView("the trail is told", it -> it.browsers().get(1).trail().size() == 4);
    assertEquals("/walled at coop", view.browsers().get(1).trail().get(1).page().title());
    assertEquals(0, shops.inputs());
  }

  /** JC11: only the fragment changes: nothing loads, and the drive has arrived. */
  @Test
  void jc11_a_drive_within_the_document_arrives() throws Exception {
    awaitEnd(ada.drive(shops.url("a", "/long")));

    Outcome outcome = awaitEnd(ada.drive(shops.url("a", "/long#part")));

    assertTrue(outcome instanceof Outcome.Arrived, outcome.toString());
    assertEquals(List.of("Taken", "Left", "Arrived"), receipts(2));
  }

  /** JC12: a file, or nothing at all, is said to be none, and the page stays; the next drive goes. */
  @Test
  void jc12_what_is_no_page_is_said() throws Exception {
    awaitEnd(ada.drive(shops.url("a", "/first")));

    assertEquals(new Outcome.Blocked(Obstacle.DOWNLOAD), awaitEnd(ada.drive(shops.url("a", "/file"))));
    assertEquals(new Outcome.Blocked(Obstacle.DOWNLOAD), awaitEnd(ada.drive(shops.url("a", "/nothing"))));
    assertTrue(awaitEnd(ada.drive(shops.url("b", "/on"))) instanceof Outcome.Arrived);
  }

  /** JC13: who closes the browser is understood, and may open it again. */
  @Test
  void jc13_a_closed_browser_is_noticed() throws Exception {
    awaitEnd(ada.drive(shops.url("a", "/first")));

    browser().destroy();

    ada.awaitView("it is said", it -> it.browsers().get(1).lost() == Obstacle.CLOSED && it.browsers().get(1).ways().isEmpty());
    assertEquals(Pilot.Stand.CLOSED, driver.stand());
    assertEquals(new Outcome.Blocked(Obstacle.LINK), awaitEnd(ada.drive(shops.url("b", "/later"))));
    driver.reopen();
    ada.awaitView("it is back", it -> it.browsers().get(1).ways().equals(List.of(Way.JAVA)));
    assertTrue(awaitEnd(ada.drive(shops.url("b", "/now"))) instanceof Outcome.Arrived);
  }

  /** JC14: who has the wheel is not watched; given back, the page is told. */
  @Test
  void jc14_pausing_stops_drives_and_the_trail() throws Exception {
    awaitEnd(ada.drive(shops.url("a", "/first")));
    visitor.commander().give(new Command.Pause()).get();

    var refused = org.junit.jupiter.api.Assertions.assertThrows(Exception.class, () -> ada.give(new Command.Drive(shops.url("b", "/no"), "")));

    assertTrue(String.valueOf(refused.getCause()).contains("RefusedException"), refused.toString());
    visitor.commander().give(new Command.Resume()).get();
    assertTrue(awaitEnd(ada.drive(shops.url("b", "/yes"))) instanceof Outcome.Arrived);
  }

  /** JC15: a page that asks before it is left is said to ask, and whoever stays is left there. */
  @Test
  void jc15_a_page_that_asks_waits_for_its_visitor() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/xdotool")), "xdotool is not installed");
    awaitEnd(ada.drive(shops.url("a", "/asks")));
    touch("mousemove", "300", "400", "click", "1", "type", "typed");
    Await.until("it is typed", () -> shops.inputs() > 1);

    int drive = ada.drive(shops.url("b", "/away"));
    Await.until("the page asks", driver::isAsking);
    touch("key", "Escape");

    assertEquals(new Outcome.Blocked(Obstacle.PAGE_ASKS), awaitEnd(drive));
    assertEquals(List.of("Taken", "Blocked"), receipts(drive));
  }

  private static void touch(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("xdotool"));
    command.addAll(List.of(words));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private ProcessHandle browser() {
    return ProcessHandle.current().children()
        .filter(it -> it.info().commandLine().orElse("").contains("--user-data-dir=" + folder))
        .findFirst()
        .orElseThrow();
  }
}

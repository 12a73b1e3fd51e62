package docent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.json.Records;
import docent.link.Connection;
import docent.link.Folder;
import docent.link.Id;
import docent.link.Access;
import docent.link.Keep;
import docent.net.Server;
import docent.real.Agent;
import docent.real.Await;
import docent.real.Cable;
import docent.real.RealServer;
import docent.wire.Command;
import docent.wire.Event;
import docent.wire.View;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.accessibility.AccessibleRole;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The windows against the real binary, found and used as a screen reader does. */
class AppTest {
  @TempDir Path folder;
  private RealServer server;
  private Agent ada;
  private Cable cable;
  private final List<App> apps = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(RealServer.binary()), "the server was not built");
    cable = new Cable();
    server = RealServer.start("--url", "http://127.0.0.1:" + cable.port());
    cable.lead(server.url().getPort());
    ada = new Agent(server);
  }

  @AfterEach
  void stop() throws Exception {
    for (App it : List.copyOf(apps)) {
      end(it);
    }
    if (server != null) {
      ada.close();
      server.close();
      cable.close();
    }
  }

  private App app(URI at, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("--server", at.toString(), "--data", folder.toString(),
        "--language", "en", "--theme", "light", "--browser", "/nowhere/chromium"));
    words.addAll(List.of(more));
    App[] app = new App[1];
    SwingUtilities.invokeAndWait(
        () -> {
          app[0] = new App(Options.of(words), new Folder(folder), () -> {});
          app[0].start();
        });
    apps.add(app[0]);
    return app[0];
  }

  private void end(App app) throws Exception {
    SwingUtilities.invokeAndWait(app::close);
    app.leave();
    apps.remove(app);
  }

  private String joined(URI at) throws Exception {
    app(at, "--site", RealServer.SITE);
    String channel = ada.awaitVisitor();
    ada.join(channel);
    Reader.awaitThing(AccessibleRole.LIST, "Conversation");
    return channel;
  }

  private String said(Agent by) {
    return by.entries().stream()
        .filter(it -> it.event() instanceof Event.Said && it.by().startsWith("browser-"))
        .map(it -> ((Event.Said) it.event()).text())
        .reduce("", (all, it) -> all + "|" + it);
  }

  /** JC20: the code of the application, confirmed with the visitor's token, carries the place on. */
  @Test
  void jc20_a_confirmed_code_carries_the_place_on() throws Exception {
    ada.change(Map.of("java", "offered"));
    Server.Opening page = new Server(server.url()).open(RealServer.SITE, Id.random(), "en");
    app(server.url());
    Reader.awaitThing(AccessibleRole.STATUS_BAR, "Your code");
    Await.until("a code is shown", () -> code() != null);

    confirm(page, code());

    Reader.awaitThing(AccessibleRole.STATUS_BAR, "Place in queue");
    Reader.awaitWords("You are next.");
    ada.follow(page.channel());
    ada.await("the application has come", it -> it.event() instanceof Event.Delivered delivered
        && delivered.client() == Event.ClientKind.JAVA && delivered.version().equals(Version.OWN));
    ada.awaitView("it sits", it -> it.browsers().get(page.browser()).seat() != null);
  }

  private static String code() throws Exception {
    return Reader.names().stream().filter(it -> it.matches("[2-9A-Z]{3}-[2-9A-Z]{3}")).findFirst().orElse(null);
  }

  private void confirm(Server.Opening page, String code) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.url().resolve("/v1/channels/" + page.channel() + "/pairings"))
            .header("Authorization", "Bearer " + page.token())
            .header("Origin", server.url().toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Records.write(Map.of("code", code)).write()))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(204, answer.statusCode(), answer.body());
  }

  /** JC21: a whole chat in the window: waiting, words both ways, marks, the wheel, the end, a rating. */
  @Test
  void jc21_a_whole_chat_in_the_window() throws Exception {
    String channel = joined(server.url());
    Reader.write("Message", "hi\nhow do I return it?");
    Reader.press("Send");
    ada.await("it is said", it -> it.event() instanceof Event.Said said && said.text().contains("return"));
    ada.give(new Command.Say("I will take you."));

    Reader.awaitWords("I will take you.");
    View view = ada.awaitView("it is marked as seen", it -> it.marks().containsKey("browser-1")
        && it.marks().get("browser-1").seen() == it.lastSaid());
    ada.give(new Command.Mark(view.lastSaid(), view.lastSaid()));
    Reader.write("Message", "thanks");
    Reader.press("Send");
    Reader.awaitWords("Sent");
    long last = ada.awaitView("the thanks are there", it -> it.lastSaid() > view.lastSaid()).lastSaid();
    ada.give(new Command.Mark(last, last));
    Reader.awaitWords("Seen");
    Reader.awaitThing(AccessibleRole.GROUP_BOX, "Guide");
    Reader.press("Pause");
    ada.awaitView("the visitor has the wheel", it -> it.browsers().get(1).paused());
    Reader.awaitWords("You have the wheel.");
    Reader.press("Resume");
    ada.awaitView("it is given back", it -> !it.browsers().get(1).paused());
    Reader.press("Leave");
    Reader.awaitWords("You have left the chat.");
    Reader.press("4 of 5");
    assertEquals(4, ada.awaitView("it is rated", it -> it.stars() > 0).stars());
    assertNotNull(channel);
  }

  /** JC22: a half-written message survives a restart; the same place goes on, asked by nobody twice. */
  @Test
  void jc22_a_half_written_message_survives_a_restart() throws Exception {
    String channel = joined(server.url());
    Reader.write("Message", "half writ");
    end(apps.get(0));

    app(server.url(), "--site", RealServer.SITE);

    assertEquals("half writ", Reader.written("Message"));
    Reader.press("Send");
    ada.await("it goes on in " + channel, it -> it.event() instanceof Event.Said said && said.text().equals("half writ"));
  }

  /** JC23: what is written while the network is cut comes through once it is back, in order. */
  @Test
  void jc23_a_cut_network_loses_nothing() throws Exception {
    joined(URI.create("http://127.0.0.1:" + cable.port()));
    cable.cut();
    Reader.awaitWords("No connection.");
    for (String it : List.of("one", "two", "three")) {
      Reader.write("Message", it);
      Reader.press("Send");
    }
    Reader.awaitWords("Sending…");
    ada.give(new Command.Say("are you there?"));

    cable.mend();

    Reader.awaitWords("are you there?");
    ada.await("all is said", it -> it.event() instanceof Event.Said said && said.text().equals("three"));
    assertEquals("|one|two|three", said(ada));
    Await.until("the notice is gone", () -> Reader.names().stream().noneMatch(it -> it.contains("No connection.")));
  }

  /** JC24: a server that dies in the middle of a chat is said, and healed without a click. */
  @Test
  void jc24_a_killed_server_is_said_and_healed() throws Exception {
    joined(server.url());
    server.kill();
    Reader.awaitWords("No connection.");
    Reader.write("Message", "still here");
    Reader.press("Send");

    server.up();

    Reader.awaitWords("Sent");
    ada.await("it is said", it -> it.event() instanceof Event.Said said && said.text().equals("still here"));
  }

  /** JC25: what was taken over in the browser is said, and taken back by one click. */
  @Test
  void jc25_a_chat_taken_over_in_the_browser_is_taken_back_by_a_click() throws Exception {
    String channel = joined(server.url());
    Place place = Place.kept(new Folder(folder));
    Access access = new Access(server.url(), channel, place.token(), 1);
    try (Connection page = Connection.of(access, Keep.inMemory()).start()) {
      page.commander().give(new Command.Sit(page.tab())).get(20, TimeUnit.SECONDS);
      Reader.awaitWords("This chat continues in the browser.");

      Reader.press("Continue here");

      Reader.awaitThing(AccessibleRole.TEXT, "Message");
      ada.awaitView("the seat is ours again", it -> !page.tab().equals(it.browsers().get(1).seat()));
    }
  }

  /** JC26: without a browser that could be guided it is said, and pages come as links. */
  @Test
  void jc26_without_a_browser_pages_come_as_links() throws Exception {
    joined(server.url());
    ada.awaitView("it has no way", it -> it.browsers().get(1).ways().isEmpty());
    Reader.awaitWords("No browser was found here");

    ada.give(new Command.Drive("https://shop.example/returns", "Returns"));

    Reader.awaitThing(AccessibleRole.PUSH_BUTTON, "Returns");
    Reader.awaitWords("Ada sends you a page");
  }

  /** JC27: where the site asks, nobody is driven before the visitor has allowed it. */
  @Test
  void jc27_consent_is_asked_for_and_taken_back() throws Exception {
    ada.change(Map.of("consent", "ask", "java", "offered"));
    Server.Opening page = new Server(server.url()).open(RealServer.SITE, Id.random(), "en");
    app(server.url());
    Await.until("a code is shown", () -> code() != null);
    confirm(page, code());
    ada.join(page.channel());
    Reader.awaitWords("May Ada open pages in a browser window on this computer?");

    Reader.press("Yes, allow");

    ada.awaitView("it is allowed", it -> it.browsers().get(1).consented());
    Reader.press("No longer allow it");
    ada.awaitView("it is taken back", it -> !it.browsers().get(1).consented());
  }

  /** JC28: a second start brings the first forward, and takes nothing. */
  @Test
  void jc28_a_second_start_brings_the_first_forward() throws Exception {
    AtomicBoolean isCalled = new AtomicBoolean();
    assertTrue(Front.take(folder, () -> isCalled.set(true)));
    Process second =
        new ProcessBuilder(
                "java", "-cp", "build/docent.jar", "docent.app.Main", "--data", folder.toString(), "--language", "en")
            .redirectErrorStream(true)
            .start();

    String said = new String(second.getInputStream().readAllBytes());

    assertTrue(second.waitFor(20, TimeUnit.SECONDS));
    assertTrue(said.contains("Docent is already open"), said);
    Await.until("the first is called", isCalled::get);
    assertFalse(second.isAlive());
  }
}

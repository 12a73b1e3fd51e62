package docent.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.link.Access;
import docent.link.Connection;
import docent.link.Folder;
import docent.link.Id;
import docent.link.Phase;
import docent.link.RefusedException;
import docent.net.Server;
import docent.wire.Command;
import docent.wire.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library against the real binary. */
class ChatTest {
  @TempDir Path folder;
  private RealServer server;
  private Agent ada;
  private Access access;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(RealServer.binary()), "the server was not built");
    server = RealServer.start();
    ada = new Agent(server);
    Server.Opening opening = new Server(server.url()).open(RealServer.SITE, Id.random(), "de");
    access = new Access(server.url(), opening.channel(), opening.token(), opening.browser());
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      ada.close();
      server.close();
    }
  }

  private Connection visitor() {
    return Connection.of(access, new Folder(folder)).start();
  }

  private List<String> said(Connection of) {
    return of.follower().channel().entries().stream()
        .map(it -> it.event() instanceof Event.Said said ? said.text() : null)
        .filter(it -> it != null)
        .toList();
  }

  /** JC1: an agent and a visitor of the Java client talk both ways. */
  @Test
  void jc1_chat_goes_both_ways() throws Exception {
    try (Connection visitor = visitor()) {
      ada.join(access.channel());

      visitor.commander().say("hi 🙂\nhow do I return it?").get(20, TimeUnit.SECONDS);
      ada.give(new Command.Say("I will take you."));

      Await.until("both have both", () -> said(visitor).size() == 2);
      assertEquals(List.of("hi 🙂\nhow do I return it?", "I will take you."), said(visitor));
      assertEquals("Ada", visitor.follower().channel().view().guide().name());
    }
  }

  /** JC2: whatever was given while the server was dead is carried out once, in order. */
  @Test
  void jc2_a_killed_server_loses_and_doubles_nothing() throws Exception {
    try (Connection visitor = visitor()) {
      ada.join(access.channel());
      visitor.commander().say("before").get(20, TimeUnit.SECONDS);
      server.kill();
      Await.until("it is noticed", () -> visitor.follower().phase() != Phase.READY);
      var one = visitor.commander().say("while it was dead");
      var two = visitor.commander().say("and once more");
      Await.until("both wait", () -> visitor.follower().unsent().size() == 2);

      server.up();
      one.get(30, TimeUnit.SECONDS);
      two.get(30, TimeUnit.SECONDS);

      Await.until("all is said", () -> said(visitor).size() == 3);
      assertEquals(List.of("before", "while it was dead", "and once more"), said(visitor));
    }
  }

  /** JC3: a program that is started anew goes on counting, and sends what its last run had not. */
  @Test
  void jc3_a_restarted_program_sends_what_was_unsent() throws Exception {
    String tab;
    try (Connection visitor = visitor()) {
      visitor.commander().say("first").get(20, TimeUnit.SECONDS);
      tab = visitor.tab();
      server.kill();
      Await.until("it is noticed", () -> visitor.follower().phase() != Phase.READY);
      visitor.commander().say("second");
      Await.until("it is kept", () -> visitor.follower().unsent().size() == 1);
    }
    server.up();

    try (Connection again = visitor()) {
      Await.until("it is sent", () -> said(again).size() == 2);
      again.commander().say("third").get(20, TimeUnit.SECONDS);

      Await.until("all is said", () -> said(again).size() == 3);
      assertEquals(List.of("first", "second", "third"), said(again));
      assertEquals(tab, again.tab());
    }
  }

  /** JC4: what the rules refuse is an answer with a code, and the next command goes through. */
  @Test
  void jc4_a_refusal_has_a_code() throws Exception {
    try (Connection visitor = visitor()) {
      ExecutionException err =
          assertThrows(
              ExecutionException.class,
              () -> visitor.commander().say("x".repeat(4_001)).get(20, TimeUnit.SECONDS));

      assertEquals("too-long", ((RefusedException) err.getCause()).code());
      assertTrue(visitor.commander().say("short").get(20, TimeUnit.SECONDS) > 0);
    }
  }
}

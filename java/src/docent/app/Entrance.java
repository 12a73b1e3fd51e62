package docent.app;

import docent.link.Folder;
import docent.net.Server;
import docent.net.ServerException;
import java.net.URI;
import javax.swing.Timer;

/** The ways into a channel: a one-time token, a site's key, or a code that the visitor confirms. */
final class Entrance {
  private static final String DRAW = "draw";

  /** A network that has just failed is asked again after this. */
  private static final int RETRY_MS = 3_000;

  private final App app;
  private final Options options;
  private final Folder home;
  private Errand errand;
  private Timer retry;

  Entrance(App app, Options options, Folder home) {
    this.app = app;
    this.options = options;
    this.home = home;
  }

  /** By whatever the application was started with. */
  void enter() {
    if (options.server() == null) {
      askServer();
    } else if (options.token() != null) {
      redeem(options.server(), options.token());
    } else if (options.site() != null) {
      ask(options.server(), options.site());
    } else {
      pair(options.server(), "");
    }
  }

  private void askServer() {
    app.show(new AskServerScreen(app.calm(), server -> pair(server, "")).page());
  }

  private void connecting() {
    close();
    app.show(new ConnectingScreen(app.calm()).page());
  }

  private void redeem(URI server, String token) {
    connecting();
    run(
        () -> new Server(server).redeem(token),
        claimed -> app.visit(Place.of(server, claimed)),
        server,
        () -> redeem(server, token));
  }

  /** Asks for an agent of this site, as its own page would. */
  void ask(URI server, String site) {
    connecting();
    String language = app.calm().words().locale().toLanguageTag();
    run(
        () -> {
          Server at = new Server(server);
          Server.Site known = at.site(site);
          return Place.of(server, known, at.open(site, draw(), language));
        },
        place -> {
          home.write(DRAW, null);
          app.visit(place);
        },
        server,
        () -> ask(server, site));
  }

  /** The same until the channel is ours: asked twice, it is the same channel. */
  private String draw() {
    String kept = home.read(DRAW);
    String draw = kept == null ? Visit.draw() : kept;
    home.write(DRAW, draw);
    return draw;
  }

  /** Shows a code, and waits until the visitor has confirmed it. */
  private void pair(URI server, String why) {
    connecting();
    run(
        () -> new Server(server).pair(),
        pairing -> {
          PairingScreen screen = new PairingScreen(app.calm());
          screen.show(pairing.code(), why);
          app.show(screen.page());
          claim(server, pairing);
        },
        server,
        () -> pair(server, ""));
  }

  private void claim(URI server, Server.Pairing pairing) {
    errand =
        Errand.run(
            () -> new Server(server).claim(pairing),
            claimed -> {
              if (claimed == null) {
                claim(server, pairing);
              } else {
                app.visit(Place.of(server, claimed));
              }
            },
            err -> claimFailed(err, server, pairing));
  }

  /** The code on the screen stays good while the network is away. */
  private void claimFailed(ServerException err, URI server, Server.Pairing pairing) {
    if (err.trouble().code().equals("link-used")) {
      pair(server, app.calm().words().say("codeExpired"));
    } else if (Problem.isPassing(err.trouble())) {
      later(Math.max(RETRY_MS, err.retryMs()), () -> claim(server, pairing));
    } else {
      app.show(err, server, () -> pair(server, ""), other());
    }
  }

  private <T> void run(
      Errand.Question<T> question,
      java.util.function.Consumer<T> onAnswer,
      URI server,
      Runnable again) {
    errand =
        Errand.run(
            question,
            onAnswer,
            err -> {
              app.show(err, server, again, other());
              if (Problem.isPassing(err.trouble())) {
                later(Math.max(RETRY_MS, err.retryMs()), again);
              }
            });
  }

  /** Another server can be named only where nobody has named one. */
  private Runnable other() {
    return options.server() == null ? this::askServer : null;
  }

  private void later(long ms, Runnable work) {
    retry = new Timer((int) Math.min(ms, Integer.MAX_VALUE), it -> work.run());
    retry.setRepeats(false);
    retry.start();
  }

  /** Whatever was asked is asked no more. */
  void close() {
    if (errand != null) {
      errand.callOff();
    }
    if (retry != null) {
      retry.stop();
    }
  }
}

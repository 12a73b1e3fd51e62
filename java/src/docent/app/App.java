package docent.app;

import docent.drive.Driver;
import docent.drive.Installed;
import docent.link.Folder;
import docent.look.Look;
import docent.look.Push;
import docent.look.Surroundings;
import docent.look.Theme;
import docent.net.Server;
import docent.net.ServerException;
import docent.wire.Entry;
import docent.wire.View;
import java.awt.Rectangle;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;

/** The application: finds its way into a channel, and shows the visit. Where windows are drawn. */
final class App {
  private final Options options;
  private final Folder home;
  private final Words words;
  private final boolean isDark;
  private final Window window;
  private final Runnable onExit;
  private final long startedAtMs;
  private final Entrance entrance;
  private Calm calm;
  private Visit visit;
  private Notices notices;
  private Screen screen;
  private Visit.Stage stage;
  private boolean isGoingAlong;
  private long rungSeq = Long.MAX_VALUE;

  App(Options options, Folder home, Runnable onExit) {
    this.options = options;
    this.home = home;
    this.onExit = onExit;
    this.startedAtMs = System.currentTimeMillis();
    this.words = Words.of(options.language());
    this.isDark = options.theme() == null ? Surroundings.isDark() : options.theme().equals("dark");
    this.calm = calm(Theme.ACCENT);
    this.window = new Window(this::close);
    this.window.onStateChange(this::look);
    this.entrance = new Entrance(this, options, home);
  }

  /** Begins where it was left, or at the entrance. */
  void start() {
    Place kept = Place.kept(home);
    boolean isHere =
        kept != null
            && (options.server() == null || options.server().toString().equals(kept.server()))
            && options.token() == null;
    window.title(words.say("app.name"));
    if (isHere) {
      visit(kept);
    } else {
      entrance.enter();
    }
  }

  private Calm calm(String accent) {
    return new Calm(Look.of(Theme.of(isDark, accent), words.orientation()), words);
  }

  Calm calm() {
    return calm;
  }

  /** Shows something that is no visit. */
  void show(JComponent page) {
    window.show(calm, null, page);
  }

  /** Says what is wrong, and what may be done. */
  void show(ServerException err, URI server, Runnable onRetry, Runnable onOther) {
    Problem problem = Problem.of(err.trouble(), server.getHost(), words);
    List<Push> ways = new ArrayList<>();
    ways.add(calm.primary(words.say("tryAgain"), onRetry));
    if (onOther != null) {
      ways.add(calm.quiet(words.say("serverAddress"), onOther));
    }
    show(new TroubleScreen(calm, problem, err.trouble().message(), ways).page());
  }

  /** Carries a place on. */
  void visit(Place place) {
    place.keep(home);
    calm = calm(place.site().accent());
    visit = new Visit(place, home, driving(place), startedAtMs, this::look);
    notices = new Notices(calm);
    stage = null;
    rungSeq = Long.MAX_VALUE;
    look();
  }

  private Driver.Options driving(Place place) {
    Path program = options.browser() == null ? Installed.first().orElse(null) : options.browser();
    Path profile = home.within("browser").path();
    return new Driver.Options(
        program, profile, place.asksConsent(), this::browserArguments, this::browserWords);
  }

  private List<String> browserArguments() {
    Rectangle free = window.beside();
    List<String> all = new ArrayList<>(options.browserArguments());
    all.add("--window-position=" + free.x + "," + free.y);
    all.add("--window-size=" + free.width + "," + free.height);
    return all;
  }

  private String browserWords() {
    return FirstPage.html(calm, visit.guideName());
  }

  /** Looks at the visit, and shows what has changed. */
  private void look() {
    if (visit == null) {
      return;
    }
    Visit.Stage now = visit.screen();
    if (now != stage) {
      stage = now;
      screen = screen(now);
      window.show(calm, notices.page(), screen.page());
    }
    visit.see(window.isSeen());
    screen.update(visit);
    notices.update(visit, this::again);
    window.title(title());
    ring();
    goAlong();
    if (now == Visit.Stage.ENDED) {
      Place.forget(home);
    }
    screen.page().revalidate();
    screen.page().repaint();
  }

  private Screen screen(Visit.Stage now) {
    Screen next =
        switch (now) {
          case CONNECTING -> new ConnectingScreen(calm);
          case WAITING -> new WaitingScreen(calm, visit);
          case NOTE -> new NoteScreen(calm, visit);
          case CHAT -> new ChatScreen(calm, visit);
          case ENDED -> new EndedScreen(calm, visit, this::again);
          case ELSEWHERE -> new ElsewhereScreen(calm, visit);
        };
    javax.swing.SwingUtilities.invokeLater(next::focus);
    return next;
  }

  private String title() {
    String site = visit.place().site().name();
    if (stage == Visit.Stage.WAITING && visit.queue() != null) {
      return words.count("waitingTitle", Math.max(1, visit.queue().position())) + " · " + site;
    }
    View.Guide guide = visit.channel().view().guide();
    return guide == null ? site : guide.name() + " · " + site;
  }

  /** Asks for a look at what others have said since the first view. */
  private void ring() {
    List<Entry> entries = visit.channel().entries();
    for (Entry it : entries) {
      if (it.seq() > rungSeq && !it.by().equals(visit.me())) {
        window.ring(it.event());
      }
    }
    if (visit.channel().isKnown()) {
      rungSeq = visit.channel().view().seq();
    }
  }

  /** Into the tour that the guide takes the visitor to: the same window, another channel. */
  private void goAlong() {
    if (visit.channel().view().takenAlong() == null || isGoingAlong) {
      return;
    }
    isGoingAlong = true;
    Visit last = visit;
    String draw = Visit.draw();
    Errand.run(
        () -> last.along(draw),
        place -> {
          isGoingAlong = false;
          last.close();
          visit(place);
        },
        err -> isGoingAlong = false);
  }

  /** A new visit to the same site. */
  private void again() {
    Place last = visit.place();
    visit.close();
    visit = null;
    Place.forget(home);
    entrance.ask(URI.create(last.server()), last.site().key());
  }

  void toFront() {
    window.toFront();
  }

  /** Ends the program. */
  void close() {
    window.close();
    entrance.close();
    onExit.run();
  }

  /** The program ends, whatever for: the browser is closed, and the socket in order. */
  void leave() {
    Visit last = visit;
    if (last != null) {
      last.close();
    }
  }
}

package docent.app;

import docent.drive.Driver;
import docent.drive.Pilot;
import docent.link.Channel;
import docent.link.Connection;
import docent.link.Folder;
import docent.link.Follower;
import docent.link.Id;
import docent.link.Phase;
import docent.link.Report;
import docent.net.Server;
import docent.net.ServerException;
import docent.net.Trouble;
import docent.talk.Talk;
import docent.wire.Browser;
import docent.wire.Command;
import docent.wire.Event;
import docent.wire.Outcome;
import docent.wire.View;
import java.util.ArrayList;
import java.util.List;
import javax.swing.SwingUtilities;

/** One visit: the channel, the browser that is guided, and what the visitor can do. For windows. */
final class Visit implements AutoCloseable {
  private static final String SETTLED = "settled";
  private static final String DRAFT = "draft";

  private final Place place;
  private final Folder keep;
  private final Connection connection;
  private final Driver driver;
  private final Typing typing;
  private final Runnable onChange;
  private final long startedAtMs;
  private Report.Placed queue;
  private Trouble trouble = Trouble.NONE;
  private Phase phase = Phase.IDLE;
  private String serverVersion = "";
  private boolean wantsNote;
  private boolean isSeen;
  private String draft;
  private List<Talk.Refused> refused = List.of();
  private long delivered;
  private long seen;

  /** {@code onChange} is called where windows are drawn. */
  Visit(Place place, Folder home, Driver.Options options, long startedAtMs, Runnable onChange) {
    this.place = place;
    this.keep = place.folder(home);
    this.onChange = onChange;
    this.startedAtMs = startedAtMs;
    this.draft = String.valueOf(keep.read(DRAFT) == null ? "" : keep.read(DRAFT));
    this.connection = Connection.of(place.access(), keep);
    this.typing = new Typing(connection);
    connection.follower().listen(new Ears());
    Runnable redraw = () -> SwingUtilities.invokeLater(onChange);
    this.driver = new Driver(connection, keep, options, redraw);
    connection.start();
  }

  /** Hears the connection, on its thread. */
  private final class Ears implements Follower.Listener {
    private boolean isSettled;

    @Override
    public void changed(Channel channel, Report report) {
      if (report instanceof Report.Viewed && !isSettled) {
        isSettled = true;
        settle(channel);
      }
    }

    @Override
    public void told(Report report) {
      SwingUtilities.invokeLater(
          () -> {
            take(report);
            onChange.run();
          });
    }
  }

  /** At the first view of a place that we came to carry on, or that is still ours. */
  private void settle(Channel channel) {
    Browser own = channel.view().browsers().get(place.browser());
    boolean isOurs = own != null && connection.tab().equals(own.seat());
    boolean isFree = own != null && own.seat() == null;
    if (channel.view().status() != View.Status.ENDED
        && (isOurs || isFree || keep.read(SETTLED) == null)) {
      sit();
    }
    keep.write(SETTLED, "yes");
  }

  /** This application carries the chat on. */
  void sit() {
    long ms = Math.max(0, System.currentTimeMillis() - startedAtMs);
    connection
        .commander()
        .give(new Command.Deliver(Event.ClientKind.JAVA, Version.OWN, place.bytes(), ms));
    connection.commander().give(new Command.Sit(connection.tab()));
  }

  private void take(Report report) {
    if (report instanceof Report.Placed it) {
      queue = it;
    } else if (report instanceof Report.Stands it) {
      phase = it.phase();
      trouble = phase == Phase.READY || !it.trouble().equals(Trouble.NONE) ? it.trouble() : trouble;
    } else if (report instanceof Report.Welcomed it) {
      serverVersion = it.version();
    } else if (report instanceof Report.Refused it && it.command() instanceof Command.Say say) {
      List<Talk.Refused> more = new ArrayList<>(refused);
      more.add(new Talk.Refused(it.key(), say.text()));
      refused = List.copyOf(more);
    } else if (report instanceof Report.Signalled it) {
      typing.heard(it, onChange);
    } else if (report instanceof Report.Viewed || report instanceof Report.Came) {
      mark();
    }
  }

  /** Says what has been delivered and seen, each once. */
  void mark() {
    if (!channel().isKnown() || screen() == Stage.ELSEWHERE) {
      return;
    }
    long latest = Talk.lastOfOthers(channel().entries(), me());
    View.Marks known = channel().view().marks().getOrDefault(me(), new View.Marks(0, 0));
    long nextDelivered = Math.max(latest, Math.max(delivered, known.delivered()));
    long nextSeen = Math.max(isSeen && screen() == Stage.CHAT ? latest : 0, Math.max(seen, known.seen()));
    boolean isNew = nextDelivered > Math.max(delivered, known.delivered());
    if (isNew || nextSeen > Math.max(seen, known.seen())) {
      delivered = nextDelivered;
      seen = nextSeen;
      give(new Command.Mark(delivered, seen));
    }
  }

  /** Which screen is to stand. */
  enum Stage {
    CONNECTING,
    WAITING,
    NOTE,
    CHAT,
    ENDED,
    ELSEWHERE
  }

  Stage screen() {
    View view = channel().view();
    if (!channel().isKnown()) {
      return Stage.CONNECTING;
    } else if (view.status() == View.Status.ENDED || (own() != null && own().departed())) {
      return Stage.ENDED;
    } else if (own() != null && own().seat() != null && !own().seat().equals(connection.tab())) {
      // Between our asking for the seat and its entry, another name still stands there.
      return isSitting() ? Stage.CONNECTING : Stage.ELSEWHERE;
    } else if (view.status() == View.Status.JOINED) {
      return Stage.CHAT;
    }
    return wantsNote || (queue != null && !queue.staffed()) ? Stage.NOTE : Stage.WAITING;
  }

  private boolean isSitting() {
    return connection.follower().unsent().stream().anyMatch(it -> it.command() instanceof Command.Sit);
  }

  Channel channel() {
    return connection.follower().channel();
  }

  /** Commands that are not yet answered. */
  List<Follower.Unsent> unsent() {
    return connection.follower().unsent();
  }

  List<Talk.Refused> refused() {
    return refused;
  }

  Place place() {
    return place;
  }

  String me() {
    return place.access().me();
  }

  /** This browser in the view; null before the first view. */
  Browser own() {
    return channel().view().browsers().get(place.browser());
  }

  /** The place in the queue; null before it was told. */
  Report.Placed queue() {
    return queue;
  }

  Phase phase() {
    return phase;
  }

  Trouble trouble() {
    return trouble;
  }

  /** The server's version; empty before it was told. */
  String serverVersion() {
    return serverVersion;
  }

  /** The agent's name, or the site's before one came. */
  String guideName() {
    View.Guide guide = channel().view().guide();
    return guide == null ? place.site().name() : guide.name();
  }

  /** Whether somebody else writes. */
  boolean isTyping() {
    boolean isSaid = channel().typing().stream().anyMatch(it -> !it.equals(me()));
    return channel().view().status() == View.Status.JOINED && isSaid && typing.isFresh();
  }

  /** Where the guided browser stands. */
  Pilot.Stand browser() {
    return driver.stand();
  }

  boolean isPageAsking() {
    return driver.isAsking();
  }

  /** The drive that is on its way; null when none is. */
  View.Drive coming() {
    View.Drive drive = channel().view().lastDrive();
    Outcome outcome = drive == null ? null : drive.outcome(place.browser());
    return outcome != null && outcome.isComing() ? drive : null;
  }

  String draft() {
    return draft;
  }

  /** The words in the field have changed. */
  void type(String text) {
    draft = text;
    keep.write(DRAFT, text.isEmpty() ? null : text);
    typing.wrote(!text.isEmpty());
  }

  void say(String text) {
    typing.wrote(false);
    give(new Command.Say(text));
  }

  void sayAgain(String key, String text) {
    refused = refused.stream().filter(it -> !it.key().equals(key)).toList();
    say(text);
  }

  void give(Command command) {
    connection.commander().give(command);
  }

  void wantNote(boolean wants) {
    wantsNote = wants;
    onChange.run();
  }

  /** Whether the window can be seen now. */
  void see(boolean isVisible) {
    isSeen = isVisible;
    mark();
  }

  /** The visitor wants the guided browser again. */
  void reopen() {
    driver.reopen();
  }

  /** Tries to connect at once. */
  void nudge() {
    connection.nudge();
  }

  /** The place in the tour that the guide takes the visitor along to. Waits for the server. */
  Place along(String draw) throws ServerException {
    Server server = new Server(place.access().server());
    Server.Opening opening = server.along(place.channel(), place.token(), draw);
    return Place.of(server.origin(), place.site(), opening);
  }

  /** A new draw, for a visit after this one. */
  static String draw() {
    return Id.random();
  }

  /** The socket is closed in order, so that the page takes over. */
  @Override
  public void close() {
    driver.close();
    connection.close();
  }
}

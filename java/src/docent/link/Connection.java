package docent.link;

import docent.json.Json;
import docent.json.JsonException;
import docent.json.Records;
import docent.net.Line;
import docent.net.Network;
import docent.net.Trouble;
import docent.wire.ClientFrame;
import docent.wire.Command;
import docent.wire.ServerFrame;
import docent.wire.Signal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Connects to a channel and stays connected until closed. It owns one socket, one timer and one
 * thread; everything they do is said by {@link Link}. {@link Follower} reads, {@link Commander}
 * writes.
 */
public final class Connection implements AutoCloseable {
  private static final String PROTOCOL = "docent.v1";
  private static final String OUTBOX = "outbox";
  private static final System.Logger LOG = System.getLogger("docent");

  /** How long a close waits for the words of good-bye to be out. */
  private static final long GOODBYE_MS = 2_000;

  private final Access access;
  private final Keep keep;
  private final Map<String, String> headers;
  private final Link link;
  private final ScheduledExecutorService thread;
  private final Follower follower = new Follower();
  private final Commander commander = new Commander(this);
  private Line line;
  private ScheduledFuture<?> timer;
  private String keptOutbox;

  private Connection(Access access, Keep keep, Map<String, String> more) {
    this.access = access;
    this.keep = keep;
    this.headers = headers(access, more);
    ClientFrame.Hello hello = new ClientFrame.Hello(access.token(), nameOf("sender"), tab());
    this.link = new Link(hello, access.log(), Outbox.of(keep.read(OUTBOX)));
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread it = new Thread(work, "docent-link");
              it.setDaemon(true);
              return it;
            });
    follower.unsent(link.outbox().pending());
  }

  /** Prepares a connection; {@link #start} connects, once those who listen have said so. */
  public static Connection of(Access access, Keep keep) {
    return new Connection(access, keep, Map.of());
  }

  /** The same, with more headers for the handshake, such as a cookie. */
  public static Connection of(Access access, Keep keep, Map<String, String> headers) {
    return new Connection(access, keep, headers);
  }

  /** Connects, and connects again whenever it is lost. */
  public Connection start() {
    run(() -> act(link.start(now())));
    return this;
  }

  /** Reads the channel. */
  public Follower follower() {
    return follower;
  }

  /** Sends commands to it. */
  public Commander commander() {
    return commander;
  }

  /** The way in that this connection uses. */
  public Access access() {
    return access;
  }

  /** The name of this program's seat; the same after a restart. */
  public String tab() {
    return access.token() == null ? null : nameOf("tab");
  }

  /** Tells the others in the channel; lost where nobody can hear it. */
  public void signal(Signal signal) {
    run(() -> act(link.signal(signal)));
  }

  /** Tries again at once, where it rests. */
  public void nudge() {
    run(() -> act(link.nudge(now())));
  }

  /** Closes the socket in order, so that others may take over, and ends the thread. */
  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    run(
        () -> {
          Line last = line;
          line = null;
          act(link.stop());
          CompletableFuture<?> words =
              last == null ? CompletableFuture.completedFuture(null) : last.close();
          words.whenComplete((done, err) -> closed.complete(null));
        });
    try {
      closed.get(GOODBYE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException err) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException late) {
      LOG.log(System.Logger.Level.DEBUG, "the socket did not close in time");
    }
    thread.shutdownNow();
  }

  /** Runs on the connection's thread; nothing once it is closed. */
  public void run(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException closed) {
      LOG.log(System.Logger.Level.DEBUG, "the connection is closed");
    }
  }

  void give(String key, Command command) {
    act(link.give(key, command, now()));
  }

  private void act(List<Output> outputs) {
    keepOutbox();
    List<Report> reports = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.Connect) {
        connect();
      } else if (output instanceof Output.Close) {
        shut();
      } else if (output instanceof Output.Send it) {
        send(it.frame());
      } else if (output instanceof Output.Tell it) {
        reports.add(it.report());
      }
    }
    follower.unsent(link.outbox().pending());
    for (Report it : reports) {
      commander.take(it);
      follower.take(it);
    }
    setTimer();
  }

  /** Kept before it is sent: a count that was used is never used for another command. */
  private void keepOutbox() {
    String kept = link.outbox().kept();
    if (!kept.equals(keptOutbox)) {
      keptOutbox = kept;
      keep.write(OUTBOX, kept);
    }
  }

  private void connect() {
    shut();
    URI server = access.server();
    String scheme = server.getScheme().equals("https") ? "wss" : "ws";
    URI url = URI.create(scheme + "://" + server.getRawAuthority() + "/v1/socket");
    Ears ears = new Ears();
    line = Line.open(url, headers, Limit.FRAME_CHARS_MAX, ears);
    ears.own.complete(line);
  }

  private void shut() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  private void send(ClientFrame frame) {
    if (line != null) {
      line.send(Records.write(frame).write());
    }
  }

  private void hear(String text) {
    try {
      act(link.heard(Records.read(ServerFrame.class, Json.read(text)), now(), chance()));
    } catch (JsonException unreadable) {
      LOG.log(System.Logger.Level.WARNING, "a frame cannot be read: {0}", unreadable.getMessage());
      act(link.puzzled(new Trouble("unreadable", unreadable.getMessage())));
    }
  }

  private void setTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (link.wakeAtMs() < Long.MAX_VALUE && !thread.isShutdown()) {
      long waitMs = Math.max(0, link.wakeAtMs() - now());
      timer = thread.schedule(() -> act(link.tick(now(), chance())), waitMs, TimeUnit.MILLISECONDS);
    }
  }

  /** The name that this client keeps for itself. */
  private String nameOf(String what) {
    String known = keep.read(what);
    if (Id.isOne(known)) {
      return known;
    }
    String name = Id.random();
    keep.write(what, name);
    return name;
  }

  private static Map<String, String> headers(Access access, Map<String, String> more) {
    Map<String, String> all = new java.util.HashMap<>(more);
    all.put("Origin", access.server().toString());
    all.put("Sec-WebSocket-Protocol", PROTOCOL);
    return Map.copyOf(all);
  }

  /** By the monotonic clock: a clock that is set changes no wait. */
  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /** Brings what happens to one line onto the thread; what a former line still says is not heard. */
  private final class Ears implements Line.Ear {
    private final CompletableFuture<Line> own = new CompletableFuture<>();

    @Override
    public void opened() {
      ifCurrent(it -> act(link.opened(now())));
    }

    @Override
    public void heard(String text) {
      ifCurrent(it -> hear(text));
    }

    @Override
    public void ended(Throwable why) {
      Trouble trouble = why == null ? Trouble.NONE : Network.trouble(why);
      ifCurrent(
          it -> {
            line = null;
            act(link.closed(trouble, now(), chance()));
          });
    }

    private void ifCurrent(Consumer<Line> work) {
      run(
          () -> {
            Line mine = own.getNow(null);
            if (mine != null && mine == line) {
              work.accept(mine);
            }
          });
    }
  }
}

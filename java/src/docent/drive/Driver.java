package docent.drive;

import docent.link.Channel;
import docent.link.Connection;
import docent.link.Follower;
import docent.link.Keep;
import docent.link.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets the guide of a channel drive a browser that is started for it. */
public final class Driver implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("docent");

  /**
   * Which browser, with which profile. {@code program} is null where none is installed; {@code more}
   * gives further arguments when it is started; {@code words} is the page that stands there first.
   */
  public record Options(
      Path program, Path profile, boolean asksConsent, Supplier<List<String>> more, Supplier<String> words) {}

  private final Connection connection;
  private final Options options;
  private final Runnable onChange;
  private final Pilot pilot;

  /** {@code onChange} is called on the connection's thread whenever the tab stands otherwise. */
  public Driver(Connection connection, Keep keep, Options options, Runnable onChange) {
    this.connection = connection;
    this.options = options;
    this.onChange = onChange;
    int browser = connection.access().browser();
    Pilot.Self self = new Pilot.Self(browser, connection.tab(), options.asksConsent());
    this.pilot = new Pilot(self, keep, connection.commander(), new Cockpit());
    connection
        .follower()
        .listen(
            new Follower.Listener() {
              @Override
              public void changed(Channel channel, Report report) {
                pilot.look(channel);
              }
            });
  }

  /** Where the driven tab stands. */
  public Pilot.Stand stand() {
    return pilot.stand();
  }

  /** Whether the driven page asks the visitor something of its own. */
  public boolean isAsking() {
    return pilot.isAsking();
  }

  /** The visitor wants the browser again. */
  public void reopen() {
    connection.run(pilot::reopen);
  }

  /** Closes the browser. Called before the connection is closed. */
  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    connection.run(
        () -> {
          pilot.close();
          closed.complete(null);
        });
    closed.completeOnTimeout(null, 5, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  private final class Cockpit implements Pilot.Cockpit {
    @Override
    public void open() {
      if (options.program() == null) {
        connection.run(pilot::failed);
        return;
      }
      Thread starting = new Thread(this::start, "docent-browser");
      starting.setDaemon(true);
      starting.start();
    }

    @Override
    public void changed() {
      onChange.run();
    }

    /** Starting takes a second or two: not on the thread on which entries come. */
    private void start() {
      try {
        Chromium browser =
            Chromium.start(
                new Chromium.Start(options.program(), options.profile(), options.more().get()));
        Tab.open(browser, pilot, connection::run)
            .whenComplete((wheel, err) -> connection.run(() -> began(browser, wheel, err)));
      } catch (IOException err) {
        LOG.log(System.Logger.Level.WARNING, "the browser does not start: {0}", err.getMessage());
        connection.run(pilot::failed);
      }
    }

    private void began(Chromium browser, Wheel wheel, Throwable err) {
      if (err == null) {
        wheel.show(options.words().get());
        pilot.opened(wheel);
        return;
      }
      LOG.log(System.Logger.Level.WARNING, "the browser cannot be driven", err);
      browser.close();
      pilot.failed();
    }
  }
}

package docent.link;

import docent.wire.Command;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads a channel: what it is now, and every change, on the connection's thread. */
public final class Follower {
  /** A command that is not yet answered; its key comes back with the answer. */
  public record Unsent(String key, Command command) {}

  /** Whoever wants to know. What it does not care for it leaves as it is. */
  public interface Listener {
    /** The channel is another one now; {@code report} says what came. */
    default void changed(Channel channel, Report report) {}

    /** Anything else that the link says. */
    default void told(Report report) {}
  }

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile Channel channel = Channel.EMPTY;
  private volatile List<Unsent> unsent = List.of();
  private volatile Phase phase = Phase.IDLE;

  Follower() {}

  /** The channel as of now. */
  public Channel channel() {
    return channel;
  }

  /** What is not yet answered, in order. */
  public List<Unsent> unsent() {
    return unsent;
  }

  /** Where the connection stands. */
  public Phase phase() {
    return phase;
  }

  /** Listens from now on. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  void unsent(List<Outbox.Pending> pending) {
    unsent = pending.stream().map(it -> new Unsent(it.key(), it.command())).toList();
  }

  void take(Report report) {
    if (report instanceof Report.Stands it) {
      phase = it.phase();
    }
    Channel before = channel;
    channel = before.fold(report);
    for (Listener it : listeners) {
      if (channel != before) {
        it.changed(channel, report);
      }
      it.told(report);
    }
  }
}

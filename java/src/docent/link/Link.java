package docent.link;

import docent.net.Trouble;
import docent.wire.ClientFrame;
import docent.wire.Command;
import docent.wire.Cursor;
import docent.wire.Entry;
import docent.wire.ServerFrame;
import docent.wire.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * The heart of a connection: what to do about each thing that happens to it. No IO, no clock; each
 * call answers what its owner must do now, in order. `random` is from 0 to below 1.
 */
final class Link {
  private final ClientFrame.Hello hello;
  private final String log;
  private final Outbox outbox;
  private final List<Output> outputs = new ArrayList<>();
  private Phase phase = Phase.IDLE;
  private int tries;
  private long heardAtMs;
  private long restsUntilMs;
  private long cursor;
  private boolean isAwaiting = true;

  Link(ClientFrame.Hello hello, String log, Outbox outbox) {
    this.hello = hello;
    this.log = log;
    this.outbox = outbox;
  }

  Phase phase() {
    return phase;
  }

  long cursor() {
    return cursor;
  }

  Outbox outbox() {
    return outbox;
  }

  /** When to be woken by {@link #tick}; {@link Long#MAX_VALUE} for never. */
  long wakeAtMs() {
    return switch (phase) {
      case IDLE, STOPPED -> Long.MAX_VALUE;
      case CONNECTING, GREETING, RESTING -> restsUntilMs;
      case READY -> {
        long silent = heardAtMs + Limit.SILENCE_MS;
        yield outbox.retryAtMs() > 0 ? Math.min(silent, outbox.retryAtMs()) : silent;
      }
    };
  }

  List<Output> start(long nowMs) {
    if (phase == Phase.IDLE) {
      connect(nowMs);
    }
    return taken();
  }

  /** The network has changed: a rest is cut short. */
  List<Output> nudge(long nowMs) {
    if (phase == Phase.RESTING) {
      connect(nowMs);
    }
    return taken();
  }

  List<Output> opened(long nowMs) {
    if (phase == Phase.CONNECTING) {
      phase = Phase.GREETING;
      heardAtMs = nowMs;
      send(hello);
    }
    return taken();
  }

  List<Output> closed(Trouble trouble, long nowMs, double random) {
    rest(trouble, nowMs, random, 0);
    return taken();
  }

  List<Output> stop() {
    end(Trouble.NONE);
    return taken();
  }

  /** The server says what nobody of our age can read. */
  List<Output> puzzled(Trouble trouble) {
    end(trouble);
    return taken();
  }

  List<Output> tick(long nowMs, double random) {
    boolean isDue = wakeAtMs() <= nowMs;
    if (phase == Phase.RESTING && isDue) {
      connect(nowMs);
    } else if ((phase == Phase.CONNECTING || phase == Phase.GREETING) && isDue) {
      giveUp(new Trouble("silent", "the server did not answer"), nowMs, random);
    } else if (phase == Phase.READY && nowMs - heardAtMs >= Limit.SILENCE_MS) {
      giveUp(new Trouble("silent", "nothing was heard of the server"), nowMs, random);
    } else {
      pump(nowMs);
    }
    return taken();
  }

  List<Output> give(String key, Command command, long nowMs) {
    if (outbox.put(key, command)) {
      pump(nowMs);
    } else {
      tell(new Report.Refused(key, command, "outbox-full", "too much is waiting to be sent"));
    }
    return taken();
  }

  List<Output> signal(Signal signal) {
    if (phase == Phase.READY && !isAwaiting) {
      send(new ClientFrame.Signal(log, signal));
    }
    return taken();
  }

  List<Output> heard(ServerFrame frame, long nowMs, double random) {
    heardAtMs = nowMs;
    if (frame instanceof ServerFrame.Welcome it) {
      welcome(it, nowMs);
    } else if (frame instanceof ServerFrame.Bye it) {
      bye(it, nowMs, random);
    } else if (frame instanceof ServerFrame.Place it) {
      tell(new Report.Placed(it.position(), it.estimateMs(), it.staffed()));
    } else if (frame instanceof ServerFrame.View it && it.log().equals(log)) {
      cursor = it.view().seq();
      tell(new Report.Viewed(it.view(), it.entries()));
      resume(it.n(), nowMs);
    } else if (frame instanceof ServerFrame.Followed it && it.log().equals(log)) {
      resume(it.n(), nowMs);
    } else if (frame instanceof ServerFrame.Entries it && it.log().equals(log)) {
      entries(it);
    } else if (frame instanceof ServerFrame.Done it && it.log().equals(log)) {
      done(it, nowMs);
    } else if (frame instanceof ServerFrame.Refused it && it.log().equals(log)) {
      refused(it, nowMs);
    } else if (frame instanceof ServerFrame.Signal it && it.log().equals(log)) {
      tell(new Report.Signalled(it.by(), it.signal()));
    } else if (frame instanceof ServerFrame.Beat it) {
      beat(it);
    }
    return taken();
  }

  private void connect(long nowMs) {
    tries++;
    restsUntilMs = nowMs + Limit.GREETING_MS;
    enter(Phase.CONNECTING, Trouble.NONE);
    outputs.add(new Output.Connect());
  }

  private void welcome(ServerFrame.Welcome frame, long nowMs) {
    if (phase != Phase.GREETING) {
      return;
    }
    tries = 0;
    enter(Phase.READY, Trouble.NONE);
    tell(new Report.Welcomed(frame.you(), frame.version()));
    follow();
    pump(nowMs);
  }

  private void follow() {
    isAwaiting = true;
    send(new ClientFrame.Follow(log, cursor));
  }

  private void resume(long known, long nowMs) {
    isAwaiting = false;
    for (Outbox.Pending it : outbox.resume(known)) {
      tell(new Report.Done(it.key(), it.command(), 0));
    }
    pump(nowMs);
  }

  private void entries(ServerFrame.Entries frame) {
    if (isAwaiting) {
      return;
    }
    List<Entry> entries = frame.entries();
    Cursor.Verdict verdict =
        Cursor.check(cursor, frame.prev(), entries.stream().map(Entry::seq).toList());
    if (verdict instanceof Cursor.Verdict.Gap) {
      follow();
    } else if (verdict instanceof Cursor.Verdict.Accept it) {
      List<Entry> fresh = entries.subList(it.skip(), entries.size());
      cursor = fresh.get(fresh.size() - 1).seq();
      tell(new Report.Came(fresh));
    }
  }

  private void beat(ServerFrame.Beat frame) {
    if (phase == Phase.READY && !isAwaiting && frame.heads().getOrDefault(log, 0L) > cursor) {
      follow();
    }
  }

  private void done(ServerFrame.Done frame, long nowMs) {
    Outbox.Pending it = outbox.answer(frame.n());
    if (it != null) {
      tell(new Report.Done(it.key(), it.command(), frame.seq()));
      pump(nowMs);
    }
  }

  private void refused(ServerFrame.Refused frame, long nowMs) {
    if (frame.retryMs() != null) {
      outbox.retry(frame.n(), nowMs + frame.retryMs());
      return;
    }
    Outbox.Pending it = outbox.answer(frame.n());
    if (it != null) {
      tell(new Report.Refused(it.key(), it.command(), frame.code(), frame.message()));
      pump(nowMs);
    }
  }

  private void pump(long nowMs) {
    if (phase != Phase.READY || isAwaiting) {
      return;
    }
    Outbox.Pending it = outbox.next(nowMs);
    if (it != null) {
      send(new ClientFrame.Do(log, it.n(), it.command()));
    }
  }

  private void bye(ServerFrame.Bye frame, long nowMs, double random) {
    Trouble trouble = new Trouble(frame.code(), frame.message());
    if (frame.retryMs() == null) {
      end(trouble);
    } else {
      outputs.add(new Output.Close());
      rest(trouble, nowMs, random, frame.retryMs());
    }
  }

  private void giveUp(Trouble trouble, long nowMs, double random) {
    outputs.add(new Output.Close());
    rest(trouble, nowMs, random, 0);
  }

  /** The connection is gone. {@code leastMs} is what the server asked for. */
  private void rest(Trouble trouble, long nowMs, double random, long leastMs) {
    if (phase == Phase.STOPPED || phase == Phase.RESTING || phase == Phase.IDLE) {
      return;
    }
    long grown = tries <= 1 ? 0 : Math.min(Limit.REST_MS << Math.min(tries - 2, 10), Limit.REST_MS_MAX);
    restsUntilMs = nowMs + Math.max(grown, leastMs) + (long) (random * Limit.JITTER_MS);
    isAwaiting = true;
    outbox.disconnect();
    enter(Phase.RESTING, trouble);
  }

  private void end(Trouble trouble) {
    outputs.add(new Output.Close());
    enter(Phase.STOPPED, trouble);
  }

  private void enter(Phase next, Trouble trouble) {
    phase = next;
    tell(new Report.Stands(next, trouble));
  }

  private void send(ClientFrame frame) {
    outputs.add(new Output.Send(frame));
  }

  private void tell(Report report) {
    outputs.add(new Output.Tell(report));
  }

  private List<Output> taken() {
    List<Output> taken = List.copyOf(outputs);
    outputs.clear();
    return taken;
  }
}

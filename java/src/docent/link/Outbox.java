package docent.link;

import docent.json.Json;
import docent.json.JsonException;
import docent.json.Maybe;
import docent.json.Records;
import docent.wire.Command;
import java.util.ArrayList;
import java.util.List;

/** Commands that are not yet answered: sent one at a time, in order, at most once. No IO. */
final class Outbox {
  /** A command that is not yet answered; {@code n} is null until it is first sent. */
  record Pending(String key, @Maybe Long n, Command command) {}

  /** What outlives a restart. */
  record Kept(long n, List<Pending> pending) {}

  private long n;
  private final List<Pending> pending = new ArrayList<>();
  private boolean isInFlight;
  private long retryAtMs;

  /** Goes on where an earlier run stopped; what cannot be read is forgotten. */
  static Outbox of(String kept) {
    Outbox outbox = new Outbox();
    if (kept == null) {
      return outbox;
    }
    try {
      Kept it = Records.read(Kept.class, Json.read(kept));
      outbox.n = it.n();
      outbox.pending.addAll(it.pending());
    } catch (JsonException unreadable) {
      System.getLogger("docent").log(System.Logger.Level.WARNING, "what was unsent is lost", unreadable);
    }
    return outbox;
  }

  String kept() {
    return Records.write(new Kept(n, pending)).write();
  }

  List<Pending> pending() {
    return List.copyOf(pending);
  }

  /** When the first one may be sent again; 0 for now. */
  long retryAtMs() {
    return retryAtMs;
  }

  /** Adds at the end. A `mark` replaces one that was not sent yet. False when it is full. */
  boolean put(String key, Command command) {
    if (command instanceof Command.Mark) {
      pending.removeIf(it -> it.n() == null && it.command() instanceof Command.Mark);
    } else if (pending.size() >= Limit.OUTBOX_MAX) {
      return false;
    }
    pending.add(new Pending(key, null, command));
    return true;
  }

  /** What to send now; null for nothing. */
  Pending next(long nowMs) {
    if (pending.isEmpty() || isInFlight || retryAtMs > nowMs) {
      return null;
    }
    Pending first = pending.get(0);
    long count = first.n() == null ? n + 1 : first.n();
    n = Math.max(n, count);
    isInFlight = true;
    retryAtMs = 0;
    pending.set(0, new Pending(first.key(), count, first.command()));
    return pending.get(0);
  }

  /** Takes the command of this count out; null when it was answered before. */
  Pending answer(long count) {
    if (!isFirst(count)) {
      return null;
    }
    isInFlight = false;
    retryAtMs = 0;
    return pending.remove(0);
  }

  /** Sends the first command again with the same count, not before {@code atMs}. */
  void retry(long count, long atMs) {
    if (isFirst(count)) {
      isInFlight = false;
      retryAtMs = atMs;
    }
  }

  /** What is at or below {@code known} was carried out, and is handed back; the rest is sent again. */
  List<Pending> resume(long known) {
    List<Pending> done =
        pending.stream().filter(it -> it.n() != null && it.n() <= known).toList();
    pending.removeAll(done);
    n = Math.max(n, known);
    isInFlight = false;
    retryAtMs = 0;
    return done;
  }

  /** The connection is gone: nothing is on its way any more. */
  void disconnect() {
    isInFlight = false;
  }

  private boolean isFirst(long count) {
    return !pending.isEmpty() && pending.get(0).n() != null && pending.get(0).n() == count;
  }
}

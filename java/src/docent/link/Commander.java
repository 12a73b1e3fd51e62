package docent.link;

import docent.wire.Command;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends commands to a channel, one at a time and each at most once, also when the connection or the
 * program ends between sending and answer.
 */
public final class Commander {
  private final Connection connection;
  private final Map<String, CompletableFuture<Long>> waiting = new ConcurrentHashMap<>();

  Commander(Connection connection) {
    this.connection = connection;
  }

  /**
   * Gives a command, now or when there is a connection again. The answer is the number of the first
   * entry that it caused, 0 where the answer itself was lost; or a {@link RefusedException}.
   */
  public CompletableFuture<Long> give(Command command) {
    return give(Id.random(), command);
  }

  /** The same, under a key by which {@link Follower#unsent} tells of it. */
  public CompletableFuture<Long> give(String key, Command command) {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    waiting.put(key, answer);
    connection.run(() -> connection.give(key, command));
    return answer;
  }

  /** Says something. */
  public CompletableFuture<Long> say(String text) {
    return give(new Command.Say(text));
  }

  void take(Report report) {
    if (report instanceof Report.Done it) {
      CompletableFuture<Long> answer = waiting.remove(it.key());
      if (answer != null) {
        answer.complete(it.seq());
      }
    } else if (report instanceof Report.Refused it) {
      CompletableFuture<Long> answer = waiting.remove(it.key());
      if (answer != null) {
        answer.completeExceptionally(new RefusedException(it.code(), it.message()));
      }
    }
  }
}

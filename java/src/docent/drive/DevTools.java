package docent.drive;

import docent.json.Json;
import docent.json.JsonException;
import docent.json.Records;
import docent.net.Line;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Speaks the DevTools protocol: calls with answers, and events. Source:
 * https://chromedevtools.github.io/devtools-protocol/
 */
final class DevTools implements AutoCloseable {
  /** Whoever hears the events; {@code session} is empty for the browser's own. */
  interface Listener {
    void event(String session, String method, Json.Obj params);

    /** The browser is gone. */
    void gone();
  }

  /** Characters of one message: answers to what we ask are a fraction of it. */
  private static final int MESSAGE_CHARS_MAX = 16 * 1024 * 1024;

  private final Listener listener;
  private final Map<Long, CompletableFuture<Json.Obj>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Line line;

  private DevTools(URI endpoint, Listener listener) {
    this.listener = listener;
    this.line = Line.open(endpoint, Map.of(), MESSAGE_CHARS_MAX, new Ear());
  }

  /** Connects to a browser's endpoint. */
  static CompletableFuture<DevTools> connect(URI endpoint, Listener listener) {
    DevTools it = new DevTools(endpoint, listener);
    return it.opened.thenApply(done -> it);
  }

  /** Calls a method. The answer fails with an {@link IOException} that says what the browser said. */
  CompletableFuture<Json.Obj> call(String session, String method, Map<String, ?> params) {
    long id = last.incrementAndGet();
    CompletableFuture<Json.Obj> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    line.send(Records.write(message).write());
    return answer;
  }

  @Override
  public void close() {
    line.close();
  }

  private void take(Json.Obj message) {
    if (!(message.at("id") instanceof Json.Num id)) {
      Json.Obj params = object(message.at("params"));
      listener.event(message.text("sessionId"), message.text("method"), params);
      return;
    }
    CompletableFuture<Json.Obj> answer = waiting.remove(id.longValue());
    if (answer == null) {
      return;
    }
    if (message.at("error") instanceof Json.Obj error) {
      answer.completeExceptionally(new IOException(error.text("message")));
    } else {
      answer.complete(object(message.at("result")));
    }
  }

  /** The object; an empty one where it is none. */
  static Json.Obj object(Json json) {
    return json instanceof Json.Obj it ? it : new Json.Obj(Map.of());
  }

  private final class Ear implements Line.Ear {
    @Override
    public void opened() {
      opened.complete(null);
    }

    @Override
    public void heard(String text) {
      try {
        take(Json.readObject(text));
      } catch (JsonException unreadable) {
        System.getLogger("docent")
            .log(System.Logger.Level.WARNING, "DevTools: {0}", unreadable.getMessage());
      }
    }

    @Override
    public void ended(Throwable why) {
      IOException gone = new IOException("the browser is gone", why);
      opened.completeExceptionally(gone);
      waiting.values().forEach(it -> it.completeExceptionally(gone));
      waiting.clear();
      listener.gone();
    }
  }
}

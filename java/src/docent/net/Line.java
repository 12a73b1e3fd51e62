package docent.net;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One websocket that carries texts. What is sent goes out in order; after {@link #close} or an end
 * nothing is heard any more. Calls come from threads of the network.
 */
public final class Line {
  /** What happens to a line. */
  public interface Ear {
    void opened();

    void heard(String text);

    /** Once; {@code why} is null where the other side closed it in order. */
    void ended(Throwable why);
  }

  private final Ear ear;
  private final int charsMax;
  private WebSocket socket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private boolean isOver;

  private Line(Ear ear, int charsMax) {
    this.ear = ear;
    this.charsMax = charsMax;
  }

  /** Opens a line. Messages of more than {@code charsMax} characters end it. */
  public static Line open(URI url, Map<String, String> headers, int charsMax, Ear ear) {
    Line line = new Line(ear, charsMax);
    WebSocket.Builder builder = Network.client().newWebSocketBuilder();
    String protocol = headers.get("Sec-WebSocket-Protocol");
    if (protocol != null) {
      builder.subprotocols(protocol);
    }
    headers.forEach(
        (name, value) -> {
          if (!name.equals("Sec-WebSocket-Protocol")) {
            builder.header(name, value);
          }
        });
    builder
        .buildAsync(url, line.new Listener())
        .whenComplete(
            (socket, err) -> {
              if (err != null) {
                line.end(err);
              }
            });
    return line;
  }

  /** Sends a text after those before it; nothing once it is over. */
  public synchronized void send(String text) {
    if (socket == null || isOver) {
      return;
    }
    WebSocket to = socket;
    sending = sending.thenCompose(done -> to.sendText(text, true));
    sending.whenComplete(
        (done, err) -> {
          if (err != null) {
            end(err);
          }
        });
  }

  /** Closes it in order; the ear hears nothing more. The answer comes when the words are out. */
  public synchronized CompletableFuture<?> close() {
    isOver = true;
    if (socket == null) {
      return CompletableFuture.completedFuture(null);
    }
    WebSocket to = socket;
    return sending
        .handle((done, err) -> null)
        .thenCompose(done -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""))
        .whenComplete((done, err) -> to.abort());
  }

  private void end(Throwable why) {
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      if (socket != null) {
        socket.abort();
      }
    }
    ear.ended(why);
  }

  private synchronized boolean isOver() {
    return isOver;
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onOpen(WebSocket opened) {
      boolean isLate;
      synchronized (Line.this) {
        socket = opened;
        isLate = isOver;
      }
      if (isLate) {
        opened.abort();
        return;
      }
      ear.opened();
      opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      if (isOver()) {
        return null;
      }
      text.append(part);
      if (text.length() > charsMax) {
        end(new IllegalStateException("a message is longer than " + charsMax + " characters"));
        return null;
      }
      if (isLast) {
        String whole = text.toString();
        text.setLength(0);
        ear.heard(whole);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      end(null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable err) {
      end(err);
    }
  }
}

package docent.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Pages on hosts that are not Docent's and carry nothing of it; they count what visitors touch. */
public final class Shops implements AutoCloseable {
  private static final String COUNT =
      "<script>for (const it of ['pointerdown','keydown','wheel','touchstart'])"
          + " addEventListener(it, () => fetch('/input'), true)</script>";
  private final HttpServer server;
  private final AtomicInteger inputs = new AtomicInteger();

  public Shops() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** An address at one of the hosts `a`, `b`, `coop`. */
  public String url(String host, String path) {
    return "http://" + host + ".localhost:" + port() + path;
  }

  /** All hosts, as a site lists them. */
  public List<String> hosts() {
    return List.of("a", "b", "coop").stream().map(it -> it + ".localhost:" + port()).toList();
  }

  /** How often somebody touched a page. */
  public int inputs() {
    return inputs.get();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/input" -> {
        inputs.incrementAndGet();
        exchange.sendResponseHeaders(204, -1);
      }
      case "/nothing" -> exchange.sendResponseHeaders(204, -1);
      case "/file" -> {
        exchange.getResponseHeaders().add("Content-Disposition", "attachment; filename=\"a.bin\"");
        send(exchange, "application/octet-stream", "bytes");
      }
      case "/away" -> {
        exchange.getResponseHeaders().add("Location", "/there");
        exchange.sendResponseHeaders(302, -1);
      }
      default -> {
        if (host.startsWith("coop.")) {
          exchange.getResponseHeaders().add("Cross-Origin-Opener-Policy", "same-origin");
        }
        String asks =
            path.equals("/asks") ? "<script>onbeforeunload = (it) => it.preventDefault()</script><input autofocus>" : "";
        String page =
            "<!doctype html><meta charset=utf-8><title>" + path + " at " + host.split("\\.")[0] + "</title>"
                + COUNT + asks + "<h1>" + path + "</h1><p><a href=/second>on</a><p id=part style='margin-top:3000px'>part";
        send(exchange, "text/html", page);
      }
    }
    exchange.close();
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

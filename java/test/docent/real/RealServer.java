package docent.real;

import docent.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real binary on a free port with an empty data folder, one site and one agent. */
public final class RealServer implements AutoCloseable {
  static final String EMAIL = "ada@shop.example";
  static final String PASSWORD = "analytical-engine-1843";

  /** The site's key. */
  public static final String SITE = "shop";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Path binary;
  private final Path data;
  private final int port;
  private Process process;
  private List<String> more = List.of();

  private RealServer(Path binary) throws IOException {
    this.binary = binary;
    this.data = Files.createTempDirectory("docent-java-test");
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  /** Where the binary lies; the tests that need it are skipped where it was not built. */
  public static Path binary() {
    String named = System.getenv("DOCENT");
    return Path.of(named == null ? "../target/debug/docent" : resolved(named)).toAbsolutePath().normalize();
  }

  /** The tests run in `java/`, and the path is told from above. */
  private static String resolved(String named) {
    return Path.of(named).isAbsolute() ? named : "../" + named;
  }

  /** Starts it, with an agent who may change sites. */
  public static RealServer start(String... more) throws Exception {
    RealServer it = new RealServer(binary());
    it.more = List.of(more);
    it.run("agent", "add", EMAIL, "--name", "Ada", "--password", PASSWORD, "--admin");
    it.run("site", "add", SITE, "--name", "The Shop", "--origin", it.url().toString());
    it.up();
    return it;
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts the program on the same data and port. */
  public void up() throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.addAll(
        List.of(binary.toString(), "serve", "--listen", "127.0.0.1:" + port, "--data", data.toString()));
    command.addAll(more);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("server.log").toFile())
            .start();
    Await.until("the server is ready", this::isReady);
  }

  /** Kills it as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private boolean isReady() throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the server has ended; see " + data.resolve("server.log"));
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(url().resolve("/readyz")).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void run(String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", data.toString()));
    Process it = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(it.getInputStream().readAllBytes());
    if (!it.waitFor(30, TimeUnit.SECONDS) || it.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", words) + ": " + said);
    }
  }

  /** Asks over HTTP as a page of its own would. */
  public HttpResponse<String> ask(String method, String path, String cookie, Json body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url().resolve(path)).header("Origin", url().toString());
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body.write()));
    }
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path it : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(it);
      }
    }
  }
}

package docent.drive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A browser that we have started, with a profile of its own. */
public final class Chromium implements AutoCloseable {
  /** How to start it; {@code more} are arguments such as its place on the screen. */
  public record Start(Path program, Path profile, List<String> more) {}

  /** A cold start on a slow disk takes long; a browser that does not come in this time is none. */
  private static final long STARTS_WITHIN_MS = 30_000;

  private static final long LOOK_EVERY_MS = 40;
  private static final long ENDS_WITHIN_MS = 3_000;

  private final Process process;
  private final URI endpoint;

  private Chromium(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it and waits until it can be driven.
   *
   * @throws IOException when it cannot be started, ends at once, or opens no port
   */
  public static Chromium start(Start start) throws IOException {
    Files.createDirectories(start.profile());
    Path port = start.profile().resolve("DevToolsActivePort");
    Files.deleteIfExists(port);
    List<String> command = new ArrayList<>();
    command.add(start.program().toString());
    command.add("--remote-debugging-port=0");
    command.add("--user-data-dir=" + start.profile());
    command.add("--no-first-run");
    command.add("--no-default-browser-check");
    command.addAll(start.more());
    command.add("about:blank");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Chromium(process, endpoint(process, port));
    } catch (IOException err) {
      process.destroy();
      throw err;
    }
  }

  /** The browser's own DevTools address. */
  URI endpoint() {
    return endpoint;
  }

  /** Its process. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends it, with all its windows. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(ENDS_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException err) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The browser writes its port and path into a file once it listens. */
  private static URI endpoint(Process process, Path file) throws IOException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STARTS_WITHIN_MS);
    while (System.nanoTime() < until) {
      List<String> lines = read(file);
      if (lines.size() >= 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0).strip() + lines.get(1).strip());
      }
      try {
        if (process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
          throw new IOException("the browser ended at once with " + process.exitValue());
        }
      } catch (InterruptedException err) {
        Thread.currentThread().interrupt();
        throw new IOException("nobody waits for the browser any more", err);
      }
    }
    throw new IOException("the browser opened no port within " + STARTS_WITHIN_MS + " ms");
  }

  private static List<String> read(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException notYet) {
      return List.of();
    }
  }
}

package docent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import docent.link.Folder;
import docent.link.Id;
import docent.net.Network;
import docent.net.Server;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not what they should be, and what the window says of them. */
class FaultTest {
  @TempDir Path folder;
  private App app;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    if (app != null) {
      SwingUtilities.invokeAndWait(app::close);
      app.leave();
    }
    for (AutoCloseable it : open) {
      it.close();
    }
  }

  private void start(String server) throws Exception {
    List<String> words =
        List.of("--server", server, "--data", folder.toString(), "--language", "en", "--theme", "light");
    SwingUtilities.invokeAndWait(
        () -> {
          app = new App(Options.of(words), new Folder(folder), () -> {});
          app.start();
        });
  }

  /** A place in a channel of a server that answers every handshake, and then says this. */
  private void carryOn(String handshake, String said) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    open.add(server);
    Thread thread = new Thread(() -> serve(server, handshake, said));
    thread.setDaemon(true);
    thread.start();
    String url = "http://127.0.0.1:" + server.getLocalPort();
    Server.Site site = new Server.Site("shop", "The Shop", "#1f5fbf", "inform");
    new Place(url, Id.random(), "a token", 1, site, 0).keep(new Folder(folder));
    start(url);
  }

  private static void serve(ServerSocket server, String handshake, String said) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) in.read());
        }
        socket.getOutputStream().write(handshake.replace("PROOF", proof(head.toString())).getBytes());
        byte[] text = said.getBytes(StandardCharsets.UTF_8);
        if (text.length > 0) {
          // One text frame of less than 126 bytes (RFC 6455, 5.2).
          socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) text.length});
          socket.getOutputStream().write(text);
        }
        socket.getOutputStream().flush();
        in.transferTo(java.io.OutputStream.nullOutputStream());
      } catch (IOException ended) {
        // The client went away, or the test is over.
      }
    }
  }

  private static String proof(String head) {
    Matcher key = Pattern.compile("(?i)sec-websocket-key: (\\S+)").matcher(head);
    try {
      String text = (key.find() ? key.group(1) : "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (java.security.NoSuchAlgorithmException err) {
      throw new IllegalStateException("every Java has SHA-1", err);
    }
  }

  private static final String ACCEPTED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Protocol: docent.v1\r\nSec-WebSocket-Accept: PROOF\r\n\r\n";

  /** JC31: a server that is older than the application, or speaks otherwise, is said plainly. */
  @Test
  void jc31_a_server_that_is_too_old_is_said() throws Exception {
    carryOn(ACCEPTED, "{\"t\":\"welcome\",\"you\":\"browser-1\",\"log\":null,\"now_ms\":1,\"version\":\"0.0.1\"}");

    Reader.awaitWords("The server is older than this application");
  }

  @Test
  void jc31_a_server_that_says_what_nobody_can_read_is_said() throws Exception {
    carryOn(ACCEPTED, "{\"t\":\"welcome\",\"you\":7}");

    Reader.awaitWords("127.0.0.1 answers, but not as this application expects.");
  }

  @Test
  void jc31_a_server_without_a_socket_is_said() throws Exception {
    carryOn("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "");

    Reader.awaitWords("127.0.0.1 answers, but not as this application expects.");
  }

  /** JC32: a certificate that this computer does not trust is said, and nothing is sent. */
  @Test
  void jc32_a_certificate_that_is_not_trusted_is_said() throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process made =
        new ProcessBuilder(
                "keytool", "-genkeypair", "-keyalg", "EC", "-keystore", keys.toString(), "-storepass", "changeit",
                "-dname", "CN=localhost", "-alias", "it", "-storetype", "PKCS12")
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (FileInputStream in = new FileInputStream(keys.toFile())) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.start();
    open.add(() -> server.stop(0));

    start("https://localhost:" + server.getAddress().getPort());

    Reader.awaitWords("The connection to localhost is not secure.");
  }

  /** JC33: nobody there, or no such name: said, with a way to try again. */
  @Test
  void jc33_a_server_that_is_gone_is_said() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    start("http://127.0.0.1:" + port);

    Reader.awaitWords("127.0.0.1 cannot be reached.");
    Reader.awaitThing(javax.accessibility.AccessibleRole.PUSH_BUTTON, "Try again");
  }

  /** JC34: what fails in the network is told apart. */
  @Test
  void jc34_troubles_are_told_apart() {
    assertEquals("proxy", Network.trouble(new IOException("Tunnel failed, got: 407")).code());
    assertEquals("certificate", Network.trouble(new IOException(new javax.net.ssl.SSLHandshakeException("x"))).code());
    assertEquals("no-such-host", Network.trouble(new java.net.ConnectException().initCause(new java.nio.channels.UnresolvedAddressException())).code());
    assertEquals("unreachable", Network.trouble(new java.net.ConnectException("refused")).code());
    assertEquals("network", Network.trouble(new IOException("x")).code());
  }
}

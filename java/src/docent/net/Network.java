package docent.net;

import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** How this program reaches servers: one client, the system's proxy, and words for what fails. */
public final class Network {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .proxy(ProxySelector.getDefault())
          .build();

  private Network() {}

  /** The one client of this program. */
  public static HttpClient client() {
    return CLIENT;
  }

  /**
   * The server that somebody has typed or pasted: scheme, host and port, nothing more. Without a
   * scheme it is https, and http on this machine.
   *
   * @throws IllegalArgumentException for what is no address of a server; the message says why
   */
  public static URI server(String typed) {
    String text = typed.strip();
    if (!text.contains("://")) {
      boolean isHere = text.matches("(?i)(localhost|127\\.[0-9.]+|\\[::1])(:.*|/.*)?");
      text = (isHere ? "http://" : "https://") + text;
    }
    URI uri = URI.create(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("`" + scheme + "` is not http or https");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("`" + typed.strip() + "` names no server");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
  }

  /** What an exception of the network means. */
  public static Trouble trouble(Throwable thrown) {
    String message = messageOf(thrown);
    for (Throwable it = thrown; it != null; it = it.getCause()) {
      if (it instanceof UnknownHostException || it instanceof UnresolvedAddressException) {
        return new Trouble("no-such-host", message);
      } else if (it instanceof CertificateException || it instanceof SSLException) {
        return new Trouble("certificate", message);
      } else if (it instanceof WebSocketHandshakeException refused) {
        return ofStatus(refused.getResponse().statusCode());
      } else if (String.valueOf(it.getMessage()).matches("(?i).*(tunnel|proxy).*")) {
        return new Trouble("proxy", message);
      }
    }
    return new Trouble(isConnection(thrown) ? "unreachable" : "network", message);
  }

  private static boolean isConnection(Throwable thrown) {
    boolean isOne =
        thrown instanceof ConnectException
            || thrown instanceof SocketException
            || thrown instanceof HttpTimeoutException;
    return isOne || (thrown.getCause() != null && isConnection(thrown.getCause()));
  }

  /** What an answer says where a socket was asked for. */
  private static Trouble ofStatus(int status) {
    String message = "the server answered with status " + status;
    return switch (status) {
      case 407 -> new Trouble("proxy", message);
      case 403 -> new Trouble("origin", message);
      case 404, 405, 400, 426 -> new Trouble("not-docent", message);
      default -> new Trouble("unreachable", message);
    };
  }

  private static String messageOf(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }
}

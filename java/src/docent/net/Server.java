package docent.net;

import docent.json.Json;
import docent.json.JsonException;
import docent.json.Maybe;
import docent.json.Records;
import docent.wire.Entry;
import docent.wire.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What is asked of a server over HTTP; docs/PROTOCOL.md says it. Calls wait for the answer. */
public final class Server {
  /** A claim is held for 25 s; anything else is answered sooner. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI origin;

  /** The server at this address: scheme, host and port. */
  public Server(URI origin) {
    this.origin = origin;
  }

  /** A site as a visitor sees it; {@code consent} is `ask` or `inform`. */
  public record Site(@Maybe String key, String name, String accent, @Maybe String consent) {}

  /** A place in the queue. */
  public record Place(long position, @Maybe Long estimateMs, boolean staffed) {}

  /** A way into a channel. */
  public record Opening(String channel, String token, int browser, @Maybe Place place) {}

  /** An application that waits to be confirmed on the visitor's page. */
  public record Pairing(String pairing, String code, String secret, long expiresInS) {}

  /** A channel that this application carries on. */
  public record Claimed(String channel, String token, int browser, Site site, long bytes) {}

  /** Entries before some entry, in order; whether there are more before them. */
  public record Older(List<Entry> entries, boolean more) {}

  private record Visitor(String name, String language, @Maybe Page page) {}

  private record Arriving(String draw, Visitor visitor) {}

  private record Secret(String secret) {}

  private record Token(String token) {}

  private record Draw(String draw) {}

  private record Nothing() {}

  /** Where it is. */
  public URI origin() {
    return origin;
  }

  /** What anybody may know of a site. */
  public Site site(String key) throws ServerException {
    Site it = read(Site.class, ask(request("/v1/sites/" + encoded(key)).GET()));
    return new Site(key, it.name(), it.accent(), it.consent());
  }

  /** Opens the channel of this draw, or finds it again. */
  public Opening open(String site, String draw, String language) throws ServerException {
    Arriving body = new Arriving(draw, new Visitor("", language, null));
    return read(Opening.class, post("/v1/sites/" + encoded(site) + "/channels", body));
  }

  /** Begins a pairing. */
  public Pairing pair() throws ServerException {
    return read(Pairing.class, post("/v1/pairings", new Nothing()));
  }

  /** Asks whether the visitor has confirmed; null while not. The server holds the answer back. */
  public Claimed claim(Pairing pairing) throws ServerException {
    Json answer =
        post("/v1/pairings/" + pairing.pairing() + "/claim", new Secret(pairing.secret()));
    boolean isWaiting = answer instanceof Json.Obj it && it.text("state").equals("waiting");
    return isWaiting ? null : read(Claimed.class, answer);
  }

  /** Turns a one-time token into the channel. */
  public Claimed redeem(String token) throws ServerException {
    return read(Claimed.class, post("/v1/pairings/redeem", new Token(token)));
  }

  /** Goes along into the tour that the guide takes the visitor to. */
  public Opening along(String channel, String token, String draw) throws ServerException {
    String text = Records.write(new Draw(draw)).write();
    return read(
        Opening.class,
        ask(
            request("/v1/channels/" + channel + "/along")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(text))));
  }

  /** A page of entries before {@code before}. */
  public Older older(String channel, String token, long before) throws ServerException {
    String path = "/v1/channels/" + channel + "/entries?limit=100&before=" + before;
    return read(Older.class, ask(request(path).header("Authorization", "Bearer " + token).GET()));
  }

  private Json post(String path, Record body) throws ServerException {
    String text = Records.write(body).write();
    return ask(
        request(path)
            .header("Content-Type", "application/json")
            .header("Origin", origin.toString())
            .POST(HttpRequest.BodyPublishers.ofString(text)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(origin.resolve(path))
        .timeout(PATIENCE)
        .header("User-Agent", "Docent-Java");
  }

  private static Json ask(HttpRequest.Builder request) throws ServerException {
    HttpResponse<String> answer;
    try {
      answer = Network.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException err) {
      throw new ServerException(Network.trouble(err), 0, 0);
    } catch (InterruptedException err) {
      Thread.currentThread().interrupt();
      throw new ServerException(new Trouble("stopped", "nobody waits any more"), 0, 0);
    }
    Json body = bodyOf(answer);
    if (answer.statusCode() / 100 == 2) {
      return body;
    }
    throw problem(answer.statusCode(), body);
  }

  private static Json bodyOf(HttpResponse<String> answer) {
    try {
      return answer.body().isEmpty() ? Json.NULL : Json.read(answer.body());
    } catch (JsonException noJson) {
      return Json.NULL;
    }
  }

  /** RFC 9457. Who answers without a code of ours is no server that we know. */
  private static ServerException problem(int status, Json body) {
    if (body instanceof Json.Obj it && !it.text("code").isEmpty()) {
      Trouble trouble = new Trouble(it.text("code"), it.text("detail"));
      return new ServerException(trouble, status, it.number("retry_ms"));
    }
    String code = status == 407 ? "proxy" : status >= 500 ? "unreachable" : "not-docent";
    return new ServerException(new Trouble(code, "the server answered " + status), status, 0);
  }

  private static <T> T read(Class<T> type, Json answer) throws ServerException {
    try {
      return Records.read(type, answer);
    } catch (JsonException unreadable) {
      throw new ServerException(new Trouble("not-docent", unreadable.getMessage()), 0, 0);
    }
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

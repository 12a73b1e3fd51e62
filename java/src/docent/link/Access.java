package docent.link;

import java.net.URI;

/**
 * A way into a channel: the server's address without a path, the channel's bare id, the token that
 * opens it, and the number of this browser in it. The token is null where a cookie speaks (staff).
 */
public record Access(URI server, String channel, String token, int browser) {
  /** The channel's log. */
  public String log() {
    return "channel-" + channel;
  }

  /** As whom this browser stands in the entries. */
  public String me() {
    return "browser-" + browser;
  }

  /** The token is a secret: it is not printed. */
  @Override
  public String toString() {
    return "Access[" + server + ", " + channel + "]";
  }
}

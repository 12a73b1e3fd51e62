package docent.app;

import docent.json.Json;
import docent.json.JsonException;
import docent.json.Records;
import docent.link.Access;
import docent.link.Folder;
import docent.net.Server;
import java.net.URI;

/**
 * A place in a channel, as it is kept through restarts: the way in, the site, what was sent of the
 * application for it, and the draw of a place that this application has asked for itself.
 */
record Place(
    String server,
    String channel,
    String token,
    int browser,
    Server.Site site,
    long bytes) {
  private static final String NAME = "place.json";

  static Place of(URI server, Server.Claimed claimed) {
    return new Place(
        server.toString(),
        claimed.channel(),
        claimed.token(),
        claimed.browser(),
        claimed.site(),
        claimed.bytes());
  }

  static Place of(URI server, Server.Site site, Server.Opening opening) {
    return new Place(
        server.toString(), opening.channel(), opening.token(), opening.browser(), site, 0);
  }

  /** The place of the last run; null where it had none, or it is over. */
  static Place kept(Folder home) {
    String text = home.read(NAME);
    try {
      return text == null ? null : Records.read(Place.class, Json.read(text));
    } catch (JsonException unreadable) {
      return null;
    }
  }

  void keep(Folder home) {
    home.write(NAME, Records.write(this).write());
  }

  static void forget(Folder home) {
    home.write(NAME, null);
  }

  Access access() {
    return new Access(URI.create(server), channel, token, browser);
  }

  /** What this channel keeps. */
  Folder folder(Folder home) {
    return home.within("channels").within(channel);
  }

  boolean asksConsent() {
    return "ask".equals(site.consent());
  }

  /** The token is a secret: it is not printed. */
  @Override
  public String toString() {
    return "Place[" + server + ", " + channel + "]";
  }
}

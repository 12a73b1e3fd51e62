package docent.talk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links in what people say: found by shape, believed only after a parser has read them. */
public final class Links {
  /** A piece of a text; {@code href} is null for what is only text. */
  public record Piece(String text, String href) {}

  private static final Pattern CANDIDATE =
      Pattern.compile("\\bhttps?://[^\\s<>\"']+", Pattern.CASE_INSENSITIVE);

  /** What ends a sentence more often than an address. */
  private static final String TRAILING = ".,;:!?)]}»”’…";

  /** Pieces of one text; what comes after stays text. */
  private static final int PIECES_MAX = 200;

  /** Characters of an address as it is shown. */
  private static final int ADDRESS_MAX = 80;

  private Links() {}

  /** The pieces of a text, in order; together they are the text. */
  public static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher found = CANDIDATE.matcher(text);
    int end = 0;
    while (pieces.size() < PIECES_MAX && found.find()) {
      String shown = trimmed(found.group());
      String href = href(shown);
      if (href == null) {
        continue;
      }
      if (found.start() > end) {
        pieces.add(new Piece(text.substring(end, found.start()), null));
      }
      pieces.add(new Piece(shown, href));
      end = found.start() + shown.length();
    }
    if (end < text.length()) {
      pieces.add(new Piece(text.substring(end), null));
    }
    return pieces;
  }

  private static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The address; null for all but plain http and https to a named host. */
  public static String href(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean isPlain = scheme.equals("http") || scheme.equals("https");
      boolean isNamed = uri.getHost() != null && uri.getRawUserInfo() == null;
      return isPlain && isNamed ? uri.toASCIIString() : null;
    } catch (URISyntaxException none) {
      return null;
    }
  }

  /** What people call the place: its host. */
  public static String host(String url) {
    try {
      URI uri = new URI(url);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getHost() == null ? url : uri.getHost() + port;
    } catch (URISyntaxException none) {
      return url;
    }
  }

  /** Host and path, cut where they would fill the window. */
  public static String address(String url) {
    String rest = url.replaceFirst("^[a-zA-Z]+://", "").replaceFirst("[?#].*$", "");
    String address = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    return address.length() > ADDRESS_MAX ? address.substring(0, ADDRESS_MAX) + "…" : address;
  }
}

package docent.wire;

import docent.json.Maybe;

/** What a visitor's browser says of itself. All of it is hostile text. */
public record Visitor(String name, String language, String userAgent, @Maybe Page page) {
  /** Nothing said. */
  public static final Visitor NOBODY = new Visitor("", "", "", null);

  Visitor called(String name) {
    return new Visitor(name, language, userAgent, page);
  }
}

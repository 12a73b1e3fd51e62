package docent.app;

import docent.json.Json;
import java.awt.ComponentOrientation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What visitors read: the web client's catalogs, and a few words of our own. */
public final class Words {
  private final Locale locale;
  private final Json.Obj catalog;

  private Words(Locale locale, Json.Obj catalog) {
    this.locale = locale;
    this.catalog = catalog;
  }

  /** The words of a language tag such as `de-AT`; English where there are none. */
  public static Words of(String tag) {
    Locale wanted = Locale.forLanguageTag(tag);
    String language = wanted.getLanguage().equals("de") ? "de" : "en";
    String name = "/docent/words/" + language + ".json";
    try (InputStream in = Words.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " was not built in");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      boolean isOwn = wanted.getLanguage().equals(language);
      return new Words(isOwn ? wanted : Locale.ENGLISH, Json.readObject(text));
    } catch (IOException err) {
      throw new UncheckedIOException("the words cannot be read", err);
    }
  }

  /** The language, for times and numbers. */
  public Locale locale() {
    return locale;
  }

  /** Which way it is written; a property turns it about, to look at the layout. */
  ComponentOrientation orientation() {
    boolean isTurned = "rtl".equals(System.getProperty("docent.direction"));
    return isTurned
        ? ComponentOrientation.RIGHT_TO_LEFT
        : ComponentOrientation.getOrientation(locale);
  }

  /** The words of this name, with what is to stand in them. */
  public String say(String key, String... parts) {
    if (!(catalog.at(key) instanceof Json.Str word)) {
      throw new IllegalArgumentException("there are no words `" + key + "`");
    }
    String said = word.value();
    for (int i = 0; i < parts.length; i++) {
      said = said.replace("{" + i + "}", parts[i]);
    }
    return said;
  }

  /** Words about a number. */
  public String count(String key, long number) {
    return say(number == 1 ? key + ".one" : key, Long.toString(number));
  }

  /** Whether there are words of this name. */
  boolean knows(String key) {
    return catalog.at(key) instanceof Json.Str;
  }
}

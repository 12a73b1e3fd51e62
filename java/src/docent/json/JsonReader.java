package docent.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON strictly (RFC 8259): no comments, no trailing commas, bounded depth. */
final class JsonReader {
  /** Values within values: frames have fewer than 10, and a stack has its end. */
  private static final int DEPTH_MAX = 64;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Json whole() {
    Json value = value();
    skipSpace();
    if (at < text.length()) {
      throw fault("nothing more is expected");
    }
    return value;
  }

  private Json value() {
    skipSpace();
    if (at >= text.length()) {
      throw fault("the text ends too early");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Str(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", Json.NULL);
      default -> number();
    };
  }

  private Json object() {
    enter();
    Map<String, Json> fields = new LinkedHashMap<>();
    for (boolean more = !takes('}'); more; more = continues('}')) {
      skipSpace();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw fault("a name is expected");
      }
      String name = string();
      if (!takes(':')) {
        throw fault("`:` is expected");
      }
      fields.put(name, value());
    }
    depth--;
    return new Json.Obj(fields);
  }

  private Json array() {
    enter();
    List<Json> items = new ArrayList<>();
    for (boolean more = !takes(']'); more; more = continues(']')) {
      items.add(value());
    }
    depth--;
    return new Json.Arr(items);
  }

  private void enter() {
    at++;
    if (++depth > DEPTH_MAX) {
      throw fault("values lie too deep");
    }
  }

  /** Whether another one follows; otherwise the end has been taken. */
  private boolean continues(char end) {
    if (takes(',')) {
      return true;
    }
    if (takes(end)) {
      return false;
    }
    throw fault("`,` or `" + end + "` is expected");
  }

  private boolean takes(char expected) {
    skipSpace();
    boolean isThere = at < text.length() && text.charAt(at) == expected;
    if (isThere) {
      at++;
    }
    return isThere;
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw fault("a value is expected");
    }
    at += word.length();
    return value;
  }

  private Json number() {
    int start = at;
    takeChar('-');
    int whole = at;
    digits();
    if (text.charAt(whole) == '0' && at > whole + 1) {
      throw fault("a number has no leading zero");
    }
    if (takeChar('.')) {
      digits();
    }
    if (takeChar('e') || takeChar('E')) {
      if (!takeChar('+')) {
        takeChar('-');
      }
      digits();
    }
    return new Json.Num(text.substring(start, at));
  }

  private boolean takeChar(char expected) {
    boolean isThere = at < text.length() && text.charAt(at) == expected;
    if (isThere) {
      at++;
    }
    return isThere;
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw fault("a value is expected");
    }
  }

  private String string() {
    at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw fault("a control character stands in a string");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    throw fault("a string has no end");
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw fault("an escape is not known");
    };
  }

  private char unit() {
    if (at + 4 > text.length()) {
      throw fault("an escape has no end");
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(at++), 16);
      if (digit < 0) {
        throw fault("an escape is not hexadecimal");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException fault(String what) {
    return new JsonException(what + " at character " + at);
  }
}

package docent.json;

import java.util.Map;

/** Writes JSON without spaces. */
final class JsonWriter {
  private JsonWriter() {}

  static void write(Json value, StringBuilder out) {
    if (value instanceof Json.Obj it) {
      object(it, out);
    } else if (value instanceof Json.Arr it) {
      array(it, out);
    } else if (value instanceof Json.Str it) {
      string(it.value(), out);
    } else if (value instanceof Json.Num it) {
      out.append(it.literal());
    } else if (value instanceof Json.Bool it) {
      out.append(it.value());
    } else {
      out.append("null");
    }
  }

  private static void object(Json.Obj object, StringBuilder out) {
    out.append('{');
    boolean isFirst = true;
    for (Map.Entry<String, Json> field : object.fields().entrySet()) {
      if (!isFirst) {
        out.append(',');
      }
      isFirst = false;
      string(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
    }
    out.append('}');
  }

  private static void array(Json.Arr array, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < array.items().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(array.items().get(i), out);
    }
    out.append(']');
  }

  /** Halves of a surrogate pair that stand alone are escaped: UTF-8 cannot carry them. */
  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> plain(text, i, out);
      }
    }
    out.append('"');
  }

  private static void plain(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    boolean isHigh = Character.isHighSurrogate(c);
    boolean hasLow = isHigh && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    boolean hasHigh =
        Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    boolean isAlone = Character.isSurrogate(c) && !hasLow && !hasHigh;
    if (c < ' ' || isAlone) {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}

package docent.json;

import java.util.List;
import java.util.Map;

/** A JSON value (RFC 8259). Objects keep the order of their names. */
public sealed interface Json {

  /** An object; of two equal names the last counts. */
  record Obj(Map<String, Json> fields) implements Json {
    /** The value of this name; {@link #NULL} where there is none. */
    public Json at(String name) {
      return fields.getOrDefault(name, NULL);
    }

    /** The text of this name; empty where there is none. */
    public String text(String name) {
      return at(name) instanceof Str it ? it.value() : "";
    }

    /** The number of this name; 0 where there is none. */
    public long number(String name) {
      return at(name) instanceof Num it ? it.longValue() : 0;
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** A number, as it was written. */
  record Num(String literal) implements Json {
    /** The number without its fraction. Those beyond 64 bits become the nearest that fits. */
    public long longValue() {
      try {
        return Long.parseLong(literal);
      } catch (NumberFormatException notWhole) {
        return (long) Double.parseDouble(literal);
      }
    }
  }

  /** `true` or `false`. */
  record Bool(boolean value) implements Json {}

  /** `null`. */
  record Null() implements Json {}

  /** The one `null`. */
  Json NULL = new Null();

  /**
   * Reads a whole text.
   *
   * @throws JsonException for what is no JSON, with the place of the fault
   */
  static Json read(String text) {
    return new JsonReader(text).whole();
  }

  /**
   * Reads a whole text that is an object.
   *
   * @throws JsonException for anything else
   */
  static Obj readObject(String text) {
    if (read(text) instanceof Obj it) {
      return it;
    }
    throw new JsonException("an object is expected");
  }

  /** The value as text, without spaces. */
  default String write() {
    StringBuilder out = new StringBuilder();
    JsonWriter.write(this, out);
    return out.toString();
  }
}

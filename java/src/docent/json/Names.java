package docent.json;

import java.util.Locale;

/** How names of Java are written in JSON. */
final class Names {
  private Names() {}

  /** {@code atMs} is {@code at_ms}. */
  static String snake(String name) {
    return parted(name, '_');
  }

  /** {@code PAGE_ASKS} is {@code page-asks}. */
  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The tag of a record of a sealed interface. */
  static String tag(Tagged tagged, Class<?> type) {
    String name = type.getSimpleName();
    return tagged.style() == Tagged.Style.SAME ? name : parted(name, '-');
  }

  private static String parted(String name, char by) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        out.append(by);
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }
}

package docent.look;

import java.awt.Color;

/** The colours: those of the web client's style sheet, light or dark, with the site's accent. */
public record Theme(
    boolean isDark,
    Color ground,
    Color raised,
    Color line,
    Color edge,
    Color text,
    Color soft,
    Color wrong,
    Color stuck,
    Color fill,
    Color onFill,
    Color accent) {

  /** What a site has that chose none. */
  public static final String ACCENT = "#1f5fbf";

  /** WCAG 2.2, 1.4.3: text. */
  private static final double TEXT_CONTRAST = 4.5;

  private static final int STEPS = 20;

  /** The theme with this accent, `#rrggbb`; with our own where it is none. */
  public static Theme of(boolean isDark, String accent) {
    boolean isColour = accent != null && accent.matches("#[0-9a-fA-F]{6}");
    Color fill = Color.decode(isColour ? accent : ACCENT);
    boolean isLightText = contrast(fill, Color.WHITE) >= contrast(fill, Color.BLACK);
    Color onFill = isLightText ? Color.WHITE : Color.BLACK;
    return isDark ? dark(fill, onFill) : light(fill, onFill);
  }

  private static Theme light(Color fill, Color onFill) {
    return new Theme(
        false, rgb(0xffffff), rgb(0xf4f5f7), rgb(0xdcdfe4), rgb(0x878d98), rgb(0x1b1e24),
        rgb(0x565c67), rgb(0xb3261e), rgb(0xfdf3e1), fill, onFill,
        towards(fill, rgb(0xffffff), Color.BLACK));
  }

  private static Theme dark(Color fill, Color onFill) {
    return new Theme(
        true, rgb(0x181a1e), rgb(0x23262c), rgb(0x373b43), rgb(0x767c88), rgb(0xeceef2),
        rgb(0xa6adb9), rgb(0xffb4ab), rgb(0x33291a), fill, onFill,
        towards(fill, rgb(0x181a1e), Color.WHITE));
  }

  private static Color rgb(int bits) {
    return new Color(bits);
  }

  /** The colour moved towards {@code end} until it can be read on {@code ground}. */
  private static Color towards(Color from, Color ground, Color end) {
    for (int step = 0; step <= STEPS; step++) {
      Color mixed = mix(from, end, (double) step / STEPS);
      if (contrast(mixed, ground) >= TEXT_CONTRAST) {
        return mixed;
      }
    }
    return end;
  }

  /** Between two colours; 0 is the first. */
  public static Color mix(Color from, Color to, double share) {
    return new Color(
        between(from.getRed(), to.getRed(), share),
        between(from.getGreen(), to.getGreen(), share),
        between(from.getBlue(), to.getBlue(), share));
  }

  private static int between(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  /** WCAG 2.2's contrast ratio, 1 to 21. */
  public static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color it) {
    return 0.2126 * linear(it.getRed()) + 0.7152 * linear(it.getGreen()) + 0.0722 * linear(it.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}

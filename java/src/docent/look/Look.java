package docent.look;

import java.awt.ComponentOrientation;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.Locale;
import javax.swing.UIManager;
import javax.swing.text.StyleContext;

/** How everything looks: colours, the system's typeface, sizes on a 4-pixel grid. */
public record Look(Theme theme, ComponentOrientation orientation) {
  /** Corners. */
  public static final int RADIUS = 8;

  /** The look of this theme; what Swing draws by itself follows it. */
  public static Look of(Theme theme, ComponentOrientation orientation) {
    UIManager.put("TextArea.selectionBackground", Theme.mix(theme.fill(), theme.ground(), 0.6));
    UIManager.put("TextArea.selectionForeground", theme.text());
    UIManager.put("TextField.selectionBackground", Theme.mix(theme.fill(), theme.ground(), 0.6));
    UIManager.put("TextField.selectionForeground", theme.text());
    UIManager.put("ToolTip.background", theme.raised());
    UIManager.put("ToolTip.foreground", theme.text());
    return new Look(theme, orientation);
  }

  /** The system's typeface in this size, with glyphs of others where it has none. */
  public Font font(float size) {
    return StyleContext.getDefaultStyleContext()
        .getFont(family(), Font.PLAIN, 16)
        .deriveFont(size);
  }

  /** The same, for what stands out. */
  public Font bold(float size) {
    return font(size).deriveFont(Font.BOLD);
  }

  private static String family() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return "Segoe UI";
    }
    return system.startsWith("mac") ? ".AppleSystemUIFont" : Font.SANS_SERIF;
  }

  /** A pen for smooth lines and letters. The caller disposes of it. */
  static Graphics2D pen(Graphics g) {
    Graphics2D pen = (Graphics2D) g.create();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return pen;
  }
}

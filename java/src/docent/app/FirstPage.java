package docent.app;

import docent.look.Theme;
import java.awt.Color;

/** The page that stands in the guided browser until the guide opens one. */
final class FirstPage {
  private FirstPage() {}

  static String html(Calm calm, String guide) {
    Theme theme = calm.look().theme();
    String title = escaped(calm.words().say("beside", guide));
    String lead = escaped(calm.words().say("besideLead", guide));
    String direction = calm.look().orientation().isLeftToRight() ? "ltr" : "rtl";
    return "<!doctype html><html lang='" + calm.words().locale().getLanguage() + "' dir='" + direction
        + "'><meta charset='utf-8'><title>" + title + "</title><style>body{margin:0;min-height:100vh;"
        + "display:grid;place-content:center;justify-items:center;gap:16px;text-align:center;"
        + "font:16px/24px system-ui,sans-serif;background:" + css(theme.ground()) + ";color:"
        + css(theme.text()) + "}h1{font-size:24px;line-height:32px;font-weight:600;margin:0}p{margin:0;"
        + "max-width:44ch;color:" + css(theme.soft()) + "}i{width:48px;height:4px;border-radius:2px;"
        + "background:" + css(theme.fill()) + "}</style><i></i><h1>" + title + "</h1><p>" + lead + "</p>";
  }

  private static String css(Color colour) {
    return String.format("#%06x", colour.getRGB() & 0xffffff);
  }

  /** Names are what people have typed. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

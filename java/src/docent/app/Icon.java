package docent.app;

import docent.look.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The window's picture, drawn: a sheet with an arrow that leads on. */
final class Icon {
  private Icon() {}

  static List<Image> images() {
    List<Image> images = new ArrayList<>();
    for (int size : new int[] {16, 24, 32, 48, 64, 128, 256}) {
      images.add(image(size));
    }
    return images;
  }

  private static Image image(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.scale(size / 32.0, size / 32.0);
    pen.setColor(Color.decode(Theme.ACCENT));
    pen.fill(new RoundRectangle2D.Double(1, 1, 30, 30, 14, 14));
    pen.setColor(Color.WHITE);
    Path2D arrow = new Path2D.Double();
    arrow.moveTo(9, 16);
    arrow.lineTo(21, 16);
    arrow.moveTo(16, 10.5);
    arrow.lineTo(21.5, 16);
    arrow.lineTo(16, 21.5);
    pen.setStroke(
        new java.awt.BasicStroke(
            3, java.awt.BasicStroke.CAP_ROUND, java.awt.BasicStroke.JOIN_ROUND));
    pen.draw(arrow);
    pen.fill(new Ellipse2D.Double(6.5, 14.5, 3, 3));
    pen.dispose();
    return image;
  }
}

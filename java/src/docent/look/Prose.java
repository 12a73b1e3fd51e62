package docent.look;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** Words that wrap in the width that there is, and stand at the start or in the middle. */
public final class Prose extends JComponent implements Accessible, Column.Wrapping {
  private static final long serialVersionUID = 1;
  private static final float LEADING = 1.4f;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final boolean isCentered;
  private String text = "";

  public Prose(Font font, Color color, boolean isCentered) {
    this.isCentered = isCentered;
    setFont(font);
    setForeground(color);
  }

  /** Shows other words; line breaks stay. */
  public Prose text(String words) {
    if (!words.equals(text)) {
      String before = text;
      text = words;
      getAccessibleContext().setAccessibleName(words);
      getAccessibleContext()
          .firePropertyChange(AccessibleContext.ACCESSIBLE_VISIBLE_DATA_PROPERTY, before, words);
      revalidate();
      repaint();
    }
    return this;
  }

  /** The words. */
  public String text() {
    return text;
  }

  @Override
  public Dimension getPreferredSize() {
    return sizeIn(getWidth() > 0 ? getWidth() : Integer.MAX_VALUE);
  }

  @Override
  public Dimension sizeIn(int width) {
    List<TextLayout> lines = lines(Math.max(1, width));
    double widest = lines.stream().mapToDouble(TextLayout::getAdvance).max().orElse(0);
    return new Dimension(Math.min(width, (int) Math.ceil(widest) + 1), lines.size() * lineHeight());
  }

  private int lineHeight() {
    return Math.round(getFont().getSize2D() * LEADING);
  }

  private List<TextLayout> lines(int width) {
    List<TextLayout> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      // A layout of nothing cannot be made; a space is as high.
      String words = paragraph.isEmpty() ? " " : paragraph;
      AttributedString styled = new AttributedString(words);
      styled.addAttribute(TextAttribute.FONT, getFont());
      LineBreakMeasurer measurer = new LineBreakMeasurer(styled.getIterator(), CONTEXT);
      while (measurer.getPosition() < words.length()) {
        lines.add(measurer.nextLayout(width));
      }
    }
    return lines;
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D pen = Look.pen(g);
    pen.setColor(getForeground());
    FontMetrics metrics = getFontMetrics(getFont());
    int room = (lineHeight() - metrics.getHeight()) / 2;
    float y = room + metrics.getAscent();
    for (TextLayout it : lines(Math.max(1, getWidth()))) {
      float free = getWidth() - it.getVisibleAdvance();
      boolean isFromLeft = getComponentOrientation().isLeftToRight();
      float x = isCentered ? free / 2 : isFromLeft ? 0 : free;
      it.draw(pen, x, y);
      y += lineHeight();
    }
    pen.dispose();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            private static final long serialVersionUID = 1;

            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.LABEL;
            }
          };
    }
    return accessibleContext;
  }
}

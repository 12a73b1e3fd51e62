package docent.look;

import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.event.FocusEvent;
import java.awt.event.FocusListener;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JComponent;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.border.AbstractBorder;
import javax.swing.text.JTextComponent;

/** Fields to write in. */
public final class Field {
  private Field() {}

  /** One line. */
  public static JTextField line(Look look, String name) {
    JTextField field = new JTextField(24);
    prepare(field, look, name);
    return field;
  }

  /** Several lines that wrap; what is not written yet is said by {@code hint}. */
  public static JTextArea area(Look look, String name, java.util.function.Supplier<String> hint) {
    JTextArea area =
        new JTextArea(1, 10) {
          private static final long serialVersionUID = 1;

          @Override
          protected void paintComponent(Graphics g) {
            super.paintComponent(g);
            if (getDocument().getLength() == 0) {
              hint(this, g, look, hint.get());
            }
          }
        };
    area.setLineWrap(true);
    area.setWrapStyleWord(true);
    prepare(area, look, name);
    return area;
  }

  private static void hint(JTextArea area, Graphics g, Look look, String words) {
    Graphics2D pen = Look.pen(g);
    pen.setColor(look.theme().soft());
    pen.setFont(area.getFont());
    Insets insets = area.getInsets();
    int width = pen.getFontMetrics().stringWidth(words);
    boolean isFromLeft = area.getComponentOrientation().isLeftToRight();
    int x = isFromLeft ? insets.left : area.getWidth() - insets.right - width;
    pen.drawString(words, x, insets.top + pen.getFontMetrics().getAscent());
    pen.dispose();
  }

  private static void prepare(JTextComponent field, Look look, String name) {
    Theme theme = look.theme();
    field.setFont(look.font(15));
    field.setForeground(theme.text());
    field.setBackground(theme.ground());
    field.setCaretColor(theme.text());
    field.setBorder(new Edge(look));
    field.getAccessibleContext().setAccessibleName(name);
    field.addFocusListener(
        new FocusListener() {
          @Override
          public void focusGained(FocusEvent event) {
            field.repaint();
          }

          @Override
          public void focusLost(FocusEvent event) {
            field.repaint();
          }
        });
  }

  /** A line around it; a stronger one while it has the focus. */
  static final class Edge extends AbstractBorder {
    private static final long serialVersionUID = 1;
    private final transient Look look;

    Edge(Look look) {
      this.look = look;
    }

    @Override
    public Insets getBorderInsets(Component of, Insets insets) {
      insets.set(9, 12, 9, 12);
      return insets;
    }

    @Override
    public void paintBorder(Component of, Graphics g, int x, int y, int width, int height) {
      boolean hasFocus = of instanceof JComponent it && it.isFocusOwner();
      Graphics2D pen = Look.pen(g);
      pen.setColor(hasFocus ? look.theme().accent() : look.theme().edge());
      pen.setStroke(new BasicStroke(hasFocus ? 2 : 1));
      float inset = hasFocus ? 1 : 0.5f;
      pen.draw(
          new RoundRectangle2D.Float(
              x + inset, y + inset, width - 2 * inset, height - 2 * inset, 2f * Look.RADIUS, 2f * Look.RADIUS));
      pen.dispose();
    }
  }
}

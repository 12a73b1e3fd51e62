package docent.look;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JButton;

/** A button: filled, outlined, quiet, or a link. */
public final class Push extends JButton {
  private static final long serialVersionUID = 1;
  private static final int HEIGHT = 36;
  private static final int PADDING = 14;

  /** How much it asks to be pressed. */
  public enum Kind {
    PRIMARY,
    PLAIN,
    QUIET,
    LINK
  }

  private final Kind kind;
  private transient Theme theme;

  public Push(Look look, Kind kind, String words, Runnable onPush) {
    super(words);
    this.kind = kind;
    this.theme = look.theme();
    setFont(kind == Kind.PRIMARY ? look.bold(14) : look.font(14));
    setContentAreaFilled(false);
    setBorderPainted(false);
    setFocusPainted(false);
    setOpaque(false);
    setRolloverEnabled(true);
    setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
    addActionListener(it -> onPush.run());
  }

  /** Draws in other colours from now on. */
  public void theme(Theme next) {
    theme = next;
    repaint();
  }

  @Override
  public Dimension getPreferredSize() {
    FontMetrics metrics = getFontMetrics(getFont());
    int width = metrics.stringWidth(getText());
    return kind == Kind.LINK
        ? new Dimension(width + 4, metrics.getHeight() + 4)
        : new Dimension(width + 2 * PADDING, HEIGHT);
  }

  @Override
  public Dimension getMinimumSize() {
    return getPreferredSize();
  }

  @Override
  public Dimension getMaximumSize() {
    return getPreferredSize();
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D pen = Look.pen(g);
    RoundRectangle2D shape =
        new RoundRectangle2D.Float(
            1, 1, getWidth() - 2f, getHeight() - 2f, 2f * Look.RADIUS, 2f * Look.RADIUS);
    if (kind != Kind.LINK) {
      pen.setColor(back());
      pen.fill(shape);
    }
    if (kind == Kind.PLAIN) {
      pen.setColor(theme.edge());
      pen.draw(shape);
    }
    if (isFocusOwner()) {
      pen.setColor(kind == Kind.PRIMARY ? theme.text() : theme.accent());
      pen.setStroke(new BasicStroke(2));
      pen.draw(shape);
    }
    words(pen);
    pen.dispose();
  }

  private Color back() {
    boolean isOver = getModel().isRollover() || getModel().isPressed();
    if (kind == Kind.PRIMARY) {
      Color fill = isEnabled() ? theme.fill() : theme.raised();
      return isOver && isEnabled() ? Theme.mix(fill, theme.onFill(), 0.1) : fill;
    }
    return isOver ? theme.raised() : new Color(0, true);
  }

  private Color front() {
    if (!isEnabled()) {
      return theme.soft();
    }
    return switch (kind) {
      case PRIMARY -> theme.onFill();
      case PLAIN -> theme.text();
      case QUIET -> theme.soft();
      case LINK -> theme.accent();
    };
  }

  private void words(Graphics2D pen) {
    FontMetrics metrics = pen.getFontMetrics(getFont());
    String shown = fit(metrics);
    int x = (getWidth() - metrics.stringWidth(shown)) / 2;
    int y = (getHeight() - metrics.getHeight()) / 2 + metrics.getAscent();
    pen.setFont(getFont());
    pen.setColor(front());
    pen.drawString(shown, x, y);
    if (kind == Kind.LINK) {
      pen.drawLine(x, y + 3, x + metrics.stringWidth(shown), y + 3);
    }
  }

  /** The words, cut where there is no room for them. */
  private String fit(FontMetrics metrics) {
    String shown = getText();
    int end = shown.length();
    while (end > 1 && metrics.stringWidth(shown) > getWidth()) {
      end = getText().offsetByCodePoints(end, -1);
      shown = getText().substring(0, end) + "…";
    }
    return shown;
  }
}

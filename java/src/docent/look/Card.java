package docent.look;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.LayoutManager;
import java.awt.geom.RoundRectangle2D;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JPanel;

/** A panel with a ground and an edge of its own, and the role that a screen reader tells. */
public class Card extends JPanel {
  private static final long serialVersionUID = 1;
  private final int radius;
  private transient AccessibleRole role = AccessibleRole.PANEL;
  private Color edge;

  /** Without colours it lets through what is behind it. */
  public Card(LayoutManager layout) {
    this(layout, null, null, 0);
  }

  public Card(LayoutManager layout, Color ground, Color edge, int radius) {
    super(layout);
    this.edge = edge;
    this.radius = radius;
    setOpaque(false);
    setBackground(ground == null ? new Color(0, true) : ground);
  }

  /** What it is, and what it is called. */
  public Card named(AccessibleRole is, String name) {
    role = is;
    getAccessibleContext().setAccessibleName(name);
    return this;
  }

  /** Draws in other colours from now on. */
  public void paintWith(Color nextGround, Color nextEdge) {
    edge = nextEdge;
    setBackground(nextGround);
    repaint();
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D pen = Look.pen(g);
    RoundRectangle2D shape =
        new RoundRectangle2D.Float(
            0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, 2f * radius, 2f * radius);
    pen.setColor(getBackground());
    if (radius == 0) {
      pen.fillRect(0, 0, getWidth(), getHeight());
    } else {
      pen.fill(shape);
    }
    if (edge != null) {
      pen.setColor(edge);
      pen.draw(shape);
    }
    pen.dispose();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJPanel() {
            private static final long serialVersionUID = 1;

            @Override
            public AccessibleRole getAccessibleRole() {
              return role;
            }
          };
    }
    return accessibleContext;
  }
}

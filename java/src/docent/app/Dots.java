package docent.app;

import docent.look.Look;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** Three dots that stand while somebody writes, and are said to those who listen. */
final class Dots extends JComponent implements Accessible {
  private static final long serialVersionUID = 1;
  private static final int SIZE = 6;
  private static final int GAP = 4;

  private final transient Look look;

  Dots(Look look) {
    this.look = look;
    setVisible(false);
  }

  void show(boolean isWriting, String words) {
    getAccessibleContext().setAccessibleName(words);
    setVisible(isWriting);
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(60, 20);
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D pen = (Graphics2D) g.create();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(look.theme().soft());
    boolean isFromLeft = getComponentOrientation().isLeftToRight();
    for (int i = 0; i < 3; i++) {
      int x = 20 + i * (SIZE + GAP);
      pen.fillOval(isFromLeft ? x : getWidth() - x - SIZE, 4, SIZE, SIZE);
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

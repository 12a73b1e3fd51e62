package docent.look;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.LayoutManager;
import java.awt.Rectangle;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.plaf.basic.BasicScrollBarUI;

/** Scrolling by a thin bar. */
public final class Scroll {
  private Scroll() {}

  /** A pane around what may be longer than there is room. */
  public static JScrollPane around(Look look, Component content) {
    JScrollPane pane =
        new JScrollPane(
            content,
            ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
            ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
    pane.setBorder(BorderFactory.createEmptyBorder());
    pane.getViewport().setBackground(look.theme().ground());
    pane.setBackground(look.theme().ground());
    pane.getVerticalScrollBar().setUI(new Thin(look));
    pane.getVerticalScrollBar().setPreferredSize(new Dimension(12, 0));
    pane.getVerticalScrollBar().setBackground(look.theme().ground());
    pane.getVerticalScrollBar().setUnitIncrement(24);
    return pane;
  }

  /** A panel that is as wide as the pane around it. */
  public static class Page extends Card implements Scrollable {
    private static final long serialVersionUID = 1;
    private final boolean isFull;

    /** {@code isFull}: at least as high as the pane, too. */
    public Page(LayoutManager layout, boolean isFull) {
      super(layout);
      this.isFull = isFull;
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
      return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
      return 24;
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
      return Math.max(24, visible.height - 48);
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
      return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
      return isFull && getParent().getHeight() > getPreferredSize().height;
    }
  }

  private static final class Thin extends BasicScrollBarUI {
    private final Look look;

    Thin(Look look) {
      this.look = look;
    }

    @Override
    protected void paintTrack(Graphics g, JComponent bar, Rectangle bounds) {
      g.setColor(look.theme().ground());
      g.fillRect(bounds.x, bounds.y, bounds.width, bounds.height);
    }

    @Override
    protected void paintThumb(Graphics g, JComponent bar, Rectangle bounds) {
      Graphics2D pen = Look.pen(g);
      pen.setColor(isThumbRollover() ? look.theme().edge() : look.theme().line());
      pen.fillRoundRect(bounds.x + 3, bounds.y + 2, bounds.width - 6, bounds.height - 4, 6, 6);
      pen.dispose();
    }

    @Override
    protected JButton createDecreaseButton(int orientation) {
      return none();
    }

    @Override
    protected JButton createIncreaseButton(int orientation) {
      return none();
    }

    private static JButton none() {
      JButton none = new JButton();
      none.setPreferredSize(new Dimension(0, 0));
      none.setMinimumSize(new Dimension(0, 0));
      none.setMaximumSize(new Dimension(0, 0));
      none.setFocusable(false);
      return none;
    }
  }
}

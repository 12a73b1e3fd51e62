package docent.look;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.LayoutManager;

/**
 * Lays components out below each other, in the width that there is: wrapped text gets the height
 * that it needs in it.
 */
public final class Column implements LayoutManager {
  /** Where narrower components stand. */
  public enum Align {
    /** All are as wide as the column. */
    FILL,
    START,
    CENTER
  }

  private static final int WIDTH_UNKNOWN = 360;

  private final int gap;
  private final Align align;
  private final boolean isMiddle;

  /** {@code gap} pixels between two. */
  public Column(int gap, Align align) {
    this(gap, align, false);
  }

  private Column(int gap, Align align, boolean isMiddle) {
    this.gap = gap;
    this.align = align;
    this.isMiddle = isMiddle;
  }

  /** The same, in the middle of the height that there is. */
  public static Column middle(int gap) {
    return new Column(gap, Align.CENTER, true);
  }

  @Override
  public void addLayoutComponent(String name, Component child) {}

  @Override
  public void removeLayoutComponent(Component child) {}

  @Override
  public Dimension preferredLayoutSize(Container parent) {
    int width = widthOf(parent);
    Insets insets = parent.getInsets();
    int inner = Math.max(1, width - insets.left - insets.right);
    int height = 0;
    int widest = 0;
    int shown = 0;
    for (Component it : parent.getComponents()) {
      if (it.isVisible()) {
        Dimension size = sizeIn(it, inner);
        height += size.height;
        widest = Math.max(widest, size.width);
        shown++;
      }
    }
    height += gap * Math.max(0, shown - 1) + insets.top + insets.bottom;
    return new Dimension(widest + insets.left + insets.right, height);
  }

  /** The width that is given, by this container or the nearest one that has some. */
  private static int widthOf(Container parent) {
    if (parent.getWidth() > 0) {
      return parent.getWidth();
    }
    Container above = parent.getParent();
    while (above != null && above.getWidth() == 0) {
      above = above.getParent();
    }
    return above == null ? WIDTH_UNKNOWN : above.getWidth();
  }

  @Override
  public Dimension minimumLayoutSize(Container parent) {
    return new Dimension(0, 0);
  }

  @Override
  public void layoutContainer(Container parent) {
    Insets insets = parent.getInsets();
    int width = Math.max(1, parent.getWidth() - insets.left - insets.right);
    boolean isLeftToRight = parent.getComponentOrientation().isLeftToRight();
    int y = insets.top;
    if (isMiddle) {
      y += Math.max(0, (parent.getHeight() - preferredLayoutSize(parent).height) / 2);
    }
    for (Component it : parent.getComponents()) {
      if (!it.isVisible()) {
        continue;
      }
      Dimension size = sizeIn(it, width);
      int own = align == Align.FILL ? width : Math.min(size.width, width);
      int free = width - own;
      int x = align == Align.CENTER ? free / 2 : isLeftToRight ? 0 : free;
      it.setBounds(insets.left + x, y, own, size.height);
      y += size.height + gap;
    }
  }

  /** What it wants when it has at most this width. */
  static Dimension sizeIn(Component it, int width) {
    if (it instanceof Wrapping wrapping) {
      return wrapping.sizeIn(width);
    }
    Dimension wanted = it.getPreferredSize();
    boolean isContainer = it instanceof Container container && container.getLayout() instanceof Column;
    if (isContainer && it.getWidth() != width) {
      it.setSize(width, Math.max(1, it.getHeight()));
      wanted = it.getPreferredSize();
    }
    return new Dimension(Math.min(wanted.width, width), wanted.height);
  }

  /** A component whose height follows from its width. */
  public interface Wrapping {
    /** Its size when it has at most this width. */
    Dimension sizeIn(int width);
  }
}

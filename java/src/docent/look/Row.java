package docent.look;

import java.awt.Component;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;

/** Components side by side in the middle; what has no room goes on in the next line. */
public final class Row extends JPanel implements Column.Wrapping {
  private static final long serialVersionUID = 1;
  private static final int GAP = 8;

  public Row(List<? extends Component> parts) {
    super(null);
    setOpaque(false);
    parts.forEach(this::add);
  }

  @Override
  public Dimension getPreferredSize() {
    return sizeIn(getWidth() > 0 ? getWidth() : Integer.MAX_VALUE);
  }

  @Override
  public Dimension sizeIn(int width) {
    int height = 0;
    int widest = 0;
    for (List<Component> line : lines(width)) {
      height += (height > 0 ? GAP : 0) + heightOf(line);
      widest = Math.max(widest, widthOf(line));
    }
    return new Dimension(Math.min(width, widest), height);
  }

  @Override
  public void doLayout() {
    int y = 0;
    for (List<Component> line : lines(getWidth())) {
      boolean isFromLeft = getComponentOrientation().isLeftToRight();
      int x = Math.max(0, (getWidth() - widthOf(line)) / 2);
      int height = heightOf(line);
      for (Component it : line) {
        Dimension size = it.getPreferredSize();
        int own = Math.min(size.width, getWidth());
        it.setBounds(isFromLeft ? x : getWidth() - x - own, y + (height - size.height) / 2, own, size.height);
        x += own + GAP;
      }
      y += height + GAP;
    }
  }

  private List<List<Component>> lines(int width) {
    List<List<Component>> lines = new ArrayList<>();
    int used = 0;
    for (Component it : getComponents()) {
      if (!it.isVisible()) {
        continue;
      }
      int own = it.getPreferredSize().width;
      boolean isFull = !lines.isEmpty() && used + GAP + own > width;
      if (lines.isEmpty() || isFull) {
        lines.add(new ArrayList<>());
        used = 0;
      }
      lines.get(lines.size() - 1).add(it);
      used += (used > 0 ? GAP : 0) + own;
    }
    return lines;
  }

  private static int widthOf(List<Component> line) {
    int width = GAP * (line.size() - 1);
    for (Component it : line) {
      width += it.getPreferredSize().width;
    }
    return width;
  }

  private static int heightOf(List<Component> line) {
    return line.stream().mapToInt(it -> it.getPreferredSize().height).max().orElse(0);
  }
}

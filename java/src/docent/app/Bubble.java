package docent.app;

import docent.look.Column;
import java.awt.BorderLayout;
import java.awt.Dimension;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** Something that is at most so wide, and stands at the side of whoever said it. */
final class Bubble extends JPanel implements Column.Wrapping {
  private static final long serialVersionUID = 1;

  /** Of the width that there is. */
  private static final double SHARE = 0.86;

  private final JComponent content;
  private final boolean isMine;

  Bubble(JComponent content, boolean isMine) {
    super(new BorderLayout());
    this.content = content;
    this.isMine = isMine;
    setOpaque(false);
    setLayout(null);
    add(content);
  }

  @Override
  public Dimension sizeIn(int width) {
    return new Dimension(width, inner(width).height);
  }

  private Dimension inner(int width) {
    int most = Math.max(1, (int) (width * SHARE));
    if (content instanceof Column.Wrapping it) {
      return it.sizeIn(most);
    }
    content.setSize(most, Math.max(1, content.getHeight()));
    Dimension wanted = content.getPreferredSize();
    return new Dimension(Math.min(wanted.width, most), wanted.height);
  }

  @Override
  public void doLayout() {
    Dimension size = inner(getWidth());
    boolean isAtRight = isMine == getComponentOrientation().isLeftToRight();
    content.setBounds(isAtRight ? getWidth() - size.width : 0, 0, size.width, size.height);
  }
}

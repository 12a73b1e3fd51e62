package docent.app;

import docent.look.Column;
import docent.look.Look;
import docent.talk.Links;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.net.URI;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JTextPane;
import javax.swing.KeyStroke;
import javax.swing.text.AbstractDocument;
import javax.swing.text.BadLocationException;
import javax.swing.text.Element;
import javax.swing.text.LabelView;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;
import javax.swing.text.StyledEditorKit;
import javax.swing.text.View;
import javax.swing.text.ViewFactory;

/** What somebody said: text that can be selected, with links by click or Enter. Never markup. */
final class SaidText extends JTextPane implements Column.Wrapping {
  private static final long serialVersionUID = 1;
  private static final Object HREF = "href";

  SaidText(Look look, String text, Color color) {
    setEditorKit(new Breaking());
    setEditable(false);
    setOpaque(false);
    setBorder(BorderFactory.createEmptyBorder());
    setFont(look.font(15));
    setForeground(color);
    getCaret().setVisible(false);
    for (Links.Piece it : Links.pieces(text)) {
      append(it, color);
    }
    getAccessibleContext().setAccessibleName(text);
    boolean hasLinks = Links.pieces(text).stream().anyMatch(it -> it.href() != null);
    setFocusable(hasLinks);
    addMouseListener(new Click());
    addMouseMotionListener(new Click());
    getInputMap().put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), "open");
    getActionMap()
        .put(
            "open",
            new AbstractAction() {
              private static final long serialVersionUID = 1;

              @Override
              public void actionPerformed(ActionEvent event) {
                open(firstHref(getCaretPosition()));
              }
            });
  }

  private void append(Links.Piece piece, Color color) {
    SimpleAttributeSet style = new SimpleAttributeSet();
    StyleConstants.setForeground(style, color);
    if (piece.href() != null) {
      StyleConstants.setUnderline(style, true);
      style.addAttribute(HREF, piece.href());
    }
    try {
      getDocument().insertString(getDocument().getLength(), piece.text(), style);
    } catch (BadLocationException err) {
      throw new IllegalStateException("the end of a text is a place in it", err);
    }
  }

  @Override
  public Dimension sizeIn(int width) {
    FontMetrics metrics = getFontMetrics(getFont());
    int widest = 0;
    for (String line : getText().split("\n", -1)) {
      widest = Math.max(widest, metrics.stringWidth(line) + 4);
    }
    int own = Math.min(widest, width);
    setSize(own, Short.MAX_VALUE);
    return new Dimension(own, getPreferredSize().height);
  }

  private String hrefAt(int place) {
    Element run = getStyledDocument().getCharacterElement(place);
    return (String) run.getAttributes().getAttribute(HREF);
  }

  /** The link at the caret, or the first one. */
  private String firstHref(int caret) {
    String href = hrefAt(caret);
    for (int i = 0; href == null && i < getDocument().getLength(); i++) {
      href = hrefAt(i);
    }
    return href;
  }

  private static void open(String href) {
    if (href != null) {
      Browse.open(URI.create(href));
    }
  }

  /** Breaks words that are longer than a line, too. */
  private static final class Breaking extends StyledEditorKit {
    private static final long serialVersionUID = 1;

    @Override
    public ViewFactory getViewFactory() {
      ViewFactory usual = super.getViewFactory();
      return of ->
          AbstractDocument.ContentElementName.equals(of.getName())
              ? new LabelView(of) {
                @Override
                public float getMinimumSpan(int axis) {
                  return axis == View.X_AXIS ? 0 : super.getMinimumSpan(axis);
                }
              }
              : usual.create(of);
    }
  }

  private final class Click extends MouseAdapter {
    @Override
    public void mouseClicked(MouseEvent event) {
      open(hrefAt(viewToModel2D(event.getPoint())));
    }

    @Override
    public void mouseMoved(MouseEvent event) {
      boolean isLink = hrefAt(viewToModel2D(event.getPoint())) != null;
      setCursor(Cursor.getPredefinedCursor(isLink ? Cursor.HAND_CURSOR : Cursor.TEXT_CURSOR));
    }
  }
}

package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Push;
import docent.look.Scroll;
import docent.talk.Line;
import docent.talk.Talk;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import javax.accessibility.AccessibleRole;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.SwingUtilities;

/** The conversation: the latest below, nothing jumps, what is new is said. */
final class Conversation {
  /** Nearer to the end than this, new lines pull the view along. */
  private static final int NEAR_PX = 80;

  /** Lines that are drawn at first, and how many more a click brings. */
  private static final int PAGE = 200;

  private final Calm calm;
  private final Visit visit;
  private final Lines drawing;
  private final Scroll.Page log;
  private final JScrollPane pane;
  private final Card whole;
  private final Push older;
  private final Push below;
  private final Dots dots;
  private List<Line> shown = List.of();
  private int most = PAGE;
  private boolean isNear = true;
  private int lastMaximum;

  Conversation(Calm calm, Visit visit) {
    this.calm = calm;
    this.visit = visit;
    Words words = calm.words();
    drawing = new Lines(calm, visit);
    log = new Scroll.Page(new Column(8, Column.Align.FILL), false);
    log.named(AccessibleRole.LIST, words.say("conversation"));
    log.setBorder(BorderFactory.createEmptyBorder(16, 16, 8, 16));
    pane = Scroll.around(calm.look(), log);
    older = calm.quiet(words.say("older"), this::showOlder);
    below = calm.plain(words.say("newBelow") + " ↓", this::toEnd);
    dots = new Dots(calm.look());
    older.setVisible(false);
    below.setVisible(false);
    whole = new Card(new BorderLayout(), calm.look().theme().ground(), null, 0);
    whole.add(calm.row(List.of(older)), BorderLayout.NORTH);
    whole.add(pane, BorderLayout.CENTER);
    Card end = new Card(new BorderLayout());
    end.add(dots, BorderLayout.NORTH);
    end.add(calm.row(List.of(below)), BorderLayout.SOUTH);
    whole.add(end, BorderLayout.SOUTH);
    pane.getVerticalScrollBar().addAdjustmentListener(it -> look());
  }

  JComponent page() {
    return whole;
  }

  /** Draws what has changed: lines that stay as they are stay where they are. */
  void update() {
    int browser = visit.place().browser();
    List<Line> all = Talk.lines(visit.channel(), browser, visit.unsent(), visit.refused());
    List<Line> lines = all.subList(Math.max(0, all.size() - most), all.size());
    older.setVisible(all.size() > lines.size());
    dots.show(visit.isTyping(), calm.words().say("typing", visit.guideName()));
    if (lines.equals(shown)) {
      return;
    }
    int same = 0;
    while (same < Math.min(lines.size(), shown.size()) && lines.get(same).equals(shown.get(same))) {
      same++;
    }
    boolean isMore = lines.size() > shown.size();
    while (log.getComponentCount() > same) {
      log.remove(log.getComponentCount() - 1);
    }
    for (Line it : lines.subList(same, lines.size())) {
      log.add(drawing.draw(it));
    }
    log.applyComponentOrientation(calm.look().orientation());
    shown = new ArrayList<>(lines);
    log.revalidate();
    log.repaint();
    follow(isMore);
  }

  private void follow(boolean isMore) {
    if (isNear) {
      SwingUtilities.invokeLater(this::toEnd);
    } else if (isMore) {
      below.setVisible(true);
    }
  }

  private void showOlder() {
    most += PAGE;
    isNear = false;
    update();
  }

  private void toEnd() {
    // Twice: wrapped text knows its height only once it has a width.
    log.validate();
    JScrollBar bar = pane.getVerticalScrollBar();
    bar.setValue(bar.getMaximum());
    isNear = true;
    below.setVisible(false);
  }

  private void look() {
    JScrollBar bar = pane.getVerticalScrollBar();
    boolean isMoving = bar.getValueIsAdjusting() || bar.getMaximum() == lastMaximum;
    if (isMoving) {
      isNear = bar.getMaximum() - bar.getValue() - bar.getVisibleAmount() < NEAR_PX;
      below.setVisible(below.isVisible() && !isNear);
    } else if (isNear) {
      SwingUtilities.invokeLater(this::toEnd);
    }
    lastMaximum = bar.getMaximum();
  }

}

package docent.app;

import docent.look.Card;
import docent.look.Column;
import docent.look.Look;
import docent.look.Prose;
import docent.look.Push;
import docent.talk.Links;
import docent.wire.Command;
import docent.wire.View;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.accessibility.AccessibleRole;
import javax.swing.BorderFactory;
import javax.swing.JComponent;

/** Who guides, always in the same place, with the visitor's own wheel. */
final class GuideBar {
  private final Words words;
  private final Visit visit;
  private final Card bar;
  private final Face face;
  private final Prose status;
  private final Prose now;
  private final Push pause;
  private final Push withdraw;
  private final Look look;

  GuideBar(Calm calm, Visit visit) {
    this.words = calm.words();
    this.visit = visit;
    this.look = calm.look();
    face = new Face(look);
    status = new Prose(look.bold(15), look.theme().text(), false);
    now = new Prose(look.font(13), look.theme().soft(), false);
    pause = calm.plain(words.say("pause"), this::pauseOrResume);
    Push leave = calm.plain(words.say("leave"), () -> visit.give(new Command.End()));
    withdraw = calm.link(words.say("consentNo"), () -> visit.give(new Command.Withdraw()));
    Card who = new Card(new Column(0, Column.Align.FILL));
    who.add(status);
    who.add(now);
    Card group = new Card(new FlowLayout(FlowLayout.TRAILING, 8, 0));
    group.named(AccessibleRole.GROUP_BOX, words.say("guide"));
    group.add(pause);
    group.add(leave);
    bar = new Card(new BorderLayout(12, 4), look.theme().ground(), null, 0);
    bar.setBorder(
        BorderFactory.createCompoundBorder(
            BorderFactory.createMatteBorder(0, 0, 1, 0, look.theme().line()),
            BorderFactory.createEmptyBorder(8, 16, 8, 8)));
    bar.add(face, BorderLayout.LINE_START);
    bar.add(who, BorderLayout.CENTER);
    bar.add(group, BorderLayout.LINE_END);
    Card more = new Card(new FlowLayout(FlowLayout.LEADING, 0, 0));
    more.add(withdraw);
    bar.add(more, BorderLayout.SOUTH);
  }

  JComponent page() {
    return bar;
  }

  private boolean isPaused() {
    return visit.own() != null && visit.own().paused();
  }

  private void pauseOrResume() {
    visit.give(isPaused() ? new Command.Resume() : new Command.Pause());
  }

  void update() {
    String name = visit.guideName();
    boolean isDriven = visit.own() != null && !visit.own().ways().isEmpty();
    face.show(name);
    status.text(isPaused() ? words.say("paused") : words.say(isDriven ? "guiding" : "withYou", name));
    now.text(now(name));
    now.setVisible(!now.text().isEmpty());
    pause.setText(words.say(isPaused() ? "resume" : "pause"));
    boolean hasConsented = visit.own() != null && visit.own().consented();
    withdraw.getParent().setVisible(visit.place().asksConsent() && hasConsented);
    bar.paintWith(isPaused() ? look.theme().stuck() : look.theme().ground(), null);
  }

  private String now(String name) {
    View.Drive coming = visit.coming();
    if (visit.isPageAsking()) {
      return words.say("pageAsks");
    } else if (coming != null) {
      String title = coming.to().title();
      String host = Links.host(coming.to().url());
      boolean isNamed = !title.isEmpty() && !title.equals(host.replaceFirst(":[0-9]+$", ""));
      return words.say("driving", name) + " " + (isNamed ? title + " · " + host : host);
    } else if (isPaused()) {
      return words.say("pausedLead", name);
    }
    return visit.browser() == docent.drive.Pilot.Stand.OPENING ? words.say("startBrowser") : "";
  }

  /** The agent's initial. */
  private static final class Face extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int SIZE = 36;
    private final transient Look look;
    private String initial = "";

    Face(Look look) {
      this.look = look;
      setPreferredSize(new Dimension(SIZE, SIZE));
    }

    void show(String name) {
      initial = name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
      repaint();
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D pen = (Graphics2D) g.create();
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      int y = (getHeight() - SIZE) / 2;
      pen.setColor(look.theme().fill());
      pen.fillOval(0, y, SIZE, SIZE);
      pen.setColor(look.theme().onFill());
      pen.setFont(look.bold(16));
      int width = pen.getFontMetrics().stringWidth(initial);
      int base = y + (SIZE - pen.getFontMetrics().getHeight()) / 2 + pen.getFontMetrics().getAscent();
      pen.drawString(initial, (SIZE - width) / 2, base);
      pen.dispose();
    }
  }
}

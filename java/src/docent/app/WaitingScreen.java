package docent.app;

import docent.link.Report;
import docent.look.Card;
import docent.look.Column;
import docent.look.Prose;
import docent.wire.Command;
import java.util.List;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** In the queue: the place, an honest estimate, who will help, and the way out. */
final class WaitingScreen implements Screen {
  private static final long MINUTE_MS = 60_000;

  private final Words words;
  private final Card status;
  private final Prose figure;
  private final Prose caption;
  private final Prose estimate;
  private final JComponent page;

  WaitingScreen(Calm calm, Visit visit) {
    words = calm.words();
    figure = new Prose(calm.look().font(88), calm.look().theme().accent(), true);
    caption = calm.title("");
    estimate = calm.soft("");
    status = new Card(Column.middle(4)).named(AccessibleRole.STATUS_BAR, words.say("place"));
    status.add(figure);
    status.add(caption);
    status.add(estimate);
    String site = visit.place().site().name();
    page =
        calm.page(
            calm.strong(site),
            status,
            calm.small(words.say("keepOpen")),
            calm.row(
                List.of(
                    calm.quiet(words.say("leaveQueue"), () -> visit.give(new Command.End())),
                    calm.quiet(words.say("orNote"), () -> visit.wantNote(true)))),
            calm.small(words.say("sentence", site)));
  }

  @Override
  public JComponent page() {
    return page;
  }

  @Override
  public void update(Visit visit) {
    Report.Placed queue = visit.queue();
    if (queue == null) {
      figure.text("");
      caption.text(words.say("oneMoment"));
      estimate.text("");
      return;
    }
    long position = Math.max(1, queue.position());
    figure.text(Long.toString(position));
    caption.text(position == 1 ? words.say("youAreNext") : words.say("place"));
    estimate.text(estimate(queue.estimateMs()));
    String said = position + ". " + caption.text() + " " + estimate.text();
    status.getAccessibleContext().setAccessibleDescription(said);
  }

  private String estimate(Long ms) {
    if (ms == null) {
      return words.say("estimateUnknown");
    }
    return words.count("estimate", Math.max(1, (ms + MINUTE_MS - 1) / MINUTE_MS));
  }
}

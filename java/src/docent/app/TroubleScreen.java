package docent.app;

import docent.look.Card;
import docent.look.Push;
import java.util.List;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** What went wrong before there was a chat, what was kept, and what to do. */
final class TroubleScreen {
  private final JComponent page;

  TroubleScreen(Calm calm, Problem problem, String detail, List<Push> ways) {
    JComponent body =
        calm.page(
            calm.title(problem.headline()),
            calm.soft(problem.lead()),
            calm.row(ways),
            calm.small(detail));
    ((Card) body).named(AccessibleRole.ALERT, problem.headline());
    page = body;
  }

  JComponent page() {
    return page;
  }
}

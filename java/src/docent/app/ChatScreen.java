package docent.app;

import docent.look.Card;
import java.awt.BorderLayout;
import javax.swing.JComponent;

/** The chat: who is there, what was said, and a field to write in. */
final class ChatScreen implements Screen {
  private final GuideBar guide;
  private final Conversation conversation;
  private final Offers offers;
  private final Composer composer;
  private final Card page;

  ChatScreen(Calm calm, Visit visit) {
    guide = new GuideBar(calm, visit);
    conversation = new Conversation(calm, visit);
    offers = new Offers(calm, visit);
    composer = new Composer(calm, visit);
    page = new Card(new BorderLayout(), calm.look().theme().ground(), null, 0);
    Card bottom = new Card(new BorderLayout());
    bottom.add(offers.page(), BorderLayout.CENTER);
    bottom.add(composer.page(), BorderLayout.SOUTH);
    page.add(guide.page(), BorderLayout.NORTH);
    page.add(conversation.page(), BorderLayout.CENTER);
    page.add(bottom, BorderLayout.SOUTH);
  }

  @Override
  public JComponent page() {
    return page;
  }

  @Override
  public void update(Visit visit) {
    guide.update();
    conversation.update();
    offers.update();
    composer.update();
  }

  @Override
  public void focus() {
    composer.focus();
  }
}

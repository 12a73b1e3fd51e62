package docent.app;

import docent.look.Field;
import docent.look.Prose;
import docent.net.Network;
import java.net.URI;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JTextField;

/** Asks for the server's address, where nobody has said it. */
final class AskServerScreen {
  private final JComponent page;

  AskServerScreen(Calm calm, Consumer<URI> onServer) {
    Words words = calm.words();
    JTextField field = Field.line(calm.look(), words.say("serverAddress"));
    Prose wrong = new Prose(calm.look().font(14), calm.look().theme().wrong(), true);
    Runnable connect =
        () -> {
          try {
            onServer.accept(Network.server(field.getText()));
          } catch (IllegalArgumentException err) {
            wrong.text(words.say("wrongAddress", field.getText().strip()));
            field.requestFocusInWindow();
          }
        };
    field.addActionListener(it -> connect.run());
    page =
        calm.page(
            calm.title(words.say("askServer")),
            calm.soft(words.say("askServerLead")),
            field,
            wrong,
            calm.primary(words.say("connect"), connect));
  }

  JComponent page() {
    return page;
  }
}

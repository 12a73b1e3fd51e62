package docent.app;

import docent.net.ServerException;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/** Asks a server away from where windows are drawn, and brings the answer there. */
final class Errand {
  /** What is asked. */
  interface Question<T> {
    T ask() throws ServerException;
  }

  private final Thread thread;
  private volatile boolean isOver;

  private Errand(Thread thread) {
    this.thread = thread;
  }

  /** Asks; exactly one of the two hears of it, unless it was called off. */
  static <T> Errand run(Question<T> question, Consumer<T> onAnswer, Consumer<ServerException> onFailure) {
    Errand[] own = new Errand[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                T answer = question.ask();
                own[0].tell(() -> onAnswer.accept(answer));
              } catch (ServerException err) {
                own[0].tell(() -> onFailure.accept(err));
              }
            },
            "docent-errand");
    thread.setDaemon(true);
    own[0] = new Errand(thread);
    thread.start();
    return own[0];
  }

  /** Nobody wants to know any more. */
  void callOff() {
    isOver = true;
    thread.interrupt();
  }

  private void tell(Runnable work) {
    SwingUtilities.invokeLater(
        () -> {
          if (!isOver) {
            work.run();
          }
        });
  }
}

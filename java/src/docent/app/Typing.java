package docent.app;

import docent.link.Connection;
import docent.link.Report;
import docent.wire.Signal;
import javax.swing.Timer;

/** Who writes just now: says it of us at most every few seconds, and forgets it of others. */
final class Typing {
  /** How long "is writing" stands without a word. */
  private static final int STOPS_MS = 8_000;

  /** How long others are shown to write without another word of it. */
  private static final int FADES_MS = 10_000;

  /** How often we say that we write. */
  private static final long EVERY_MS = 3_000;

  private final Connection connection;
  private final Timer stopping = new Timer(STOPS_MS, it -> wrote(false));
  private Timer fading = new Timer(FADES_MS, it -> {});
  private long saidAtMs;
  private boolean isFresh;

  Typing(Connection connection) {
    this.connection = connection;
    stopping.setRepeats(false);
  }

  /** The words in our field have changed; whether there are any. */
  void wrote(boolean hasWords) {
    long nowMs = System.nanoTime() / 1_000_000;
    stopping.stop();
    if (!hasWords) {
      if (saidAtMs != 0) {
        connection.signal(new Signal.Typing(false));
      }
      saidAtMs = 0;
      return;
    }
    stopping.start();
    if (saidAtMs == 0 || nowMs - saidAtMs >= EVERY_MS) {
      saidAtMs = nowMs;
      connection.signal(new Signal.Typing(true));
    }
  }

  /** Others have said something of it. */
  void heard(Report.Signalled report, Runnable onFade) {
    if (!(report.signal() instanceof Signal.Typing)) {
      return;
    }
    isFresh = true;
    fading.stop();
    fading =
        new Timer(
            FADES_MS,
            it -> {
              isFresh = false;
              onFade.run();
            });
    fading.setRepeats(false);
    fading.start();
  }

  /** Whether what others said last still holds. */
  boolean isFresh() {
    return isFresh;
  }
}

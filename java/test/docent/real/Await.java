package docent.real;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits until something is so; asks again and again, and fails with its words after a while. */
public final class Await {
  private static final long PATIENCE_NS = 20_000_000_000L;
  private static final long LOOK_EVERY_NS = 10_000_000L;

  private Await() {}

  /** Waits until the condition holds. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long from = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - from > PATIENCE_NS) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }
}

package docent.wire;

import java.util.List;

/** How a follower knows that nothing is missing: `prev` of each frame against its own cursor. */
public final class Cursor {
  private Cursor() {}

  /** What becomes of a frame. */
  public sealed interface Verdict {
    /** Take the entries, without the first {@code skip} that we have already. */
    record Accept(int skip) implements Verdict {}

    /** We have them all. */
    record Old() implements Verdict {}

    /** Something before them is missing: follow again from the cursor. */
    record Gap() implements Verdict {}
  }

  /** Looks at a frame's `prev` and the ascending numbers of its entries. */
  public static Verdict check(long cursor, long prev, List<Long> seqs) {
    if (prev > cursor) {
      return new Verdict.Gap();
    }
    int skip = 0;
    while (skip < seqs.size() && seqs.get(skip) <= cursor) {
      skip++;
    }
    return skip == seqs.size() ? new Verdict.Old() : new Verdict.Accept(skip);
  }
}

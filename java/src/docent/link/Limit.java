package docent.link;

/** Bounds of the link, with unit and reason; the same as web/link/src/limit.ts. */
public final class Limit {
  /** No frame for this long: the connection is dead. The server beats every 25 s. */
  static final long SILENCE_MS = 60_000;

  /** A connection that is not greeted within this is given up. */
  static final long GREETING_MS = 15_000;

  /** Clients come back spread over this, so that a restarted server is not run over. */
  static final long JITTER_MS = 5_000;

  /** The first rest doubles with each failed try; the very first try comes without a rest. */
  static final long REST_MS = 1_000;

  /** The longest rest between two tries, before the jitter. */
  static final long REST_MS_MAX = 20_000;

  /** Unanswered commands that are kept. */
  static final int OUTBOX_MAX = 100;

  /** Entries that are held in memory. */
  static final int ENTRIES_MAX = 2_000;

  /** Characters of one frame of the server: a view with its entries is a fraction of it. */
  static final int FRAME_CHARS_MAX = 8 * 1024 * 1024;

  /** Characters of one chat message; as in crates/core/src/limit.rs. */
  public static final int TEXT_CHARS_MAX = 4_000;

  private Limit() {}
}

package docent.link;

/** Where a connection stands. */
public enum Phase {
  IDLE,
  CONNECTING,
  GREETING,
  /** Entries come, commands go. */
  READY,
  /** It tries again soon. */
  RESTING,
  /** For good. */
  STOPPED
}

package docent.wire;

/** Why a browser did not go where it was driven. */
public enum Obstacle {
  POLICY,
  LOST,
  POPUP,
  FRAME,
  PAUSED,
  CONSENT,
  PAGE_ASKS,
  DOWNLOAD,
  LINK,
  /** The visitor has closed the browser that was driven. */
  CLOSED,
  /** The visitor was away. */
  AWAY,
  /** Newer than we are. */
  UNKNOWN
}

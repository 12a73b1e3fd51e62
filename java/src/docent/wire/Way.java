package docent.wire;

/** How a browser is driven. */
public enum Way {
  WINDOW,
  GUIDED,
  PAGE,
  STAGE,
  EXTENSION,
  JAVA,
  LINK,
  /** Newer than we are. */
  UNKNOWN
}

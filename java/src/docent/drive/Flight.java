package docent.drive;

/** One drive on its way, from its taking to its end. */
final class Flight {
  /** None. */
  static final Flight NONE = new Flight(0, "");

  private enum Stage {
    READY,
    UNDER_WAY,
    OVER
  }

  private final int drive;
  private final String url;
  private Stage stage;
  private String load = "";
  private String committed = "";
  private boolean hasLeft;

  Flight(int drive, String url) {
    this.drive = drive;
    this.url = url;
    this.stage = drive == 0 ? Stage.OVER : Stage.READY;
  }

  int drive() {
    return drive;
  }

  String url() {
    return url;
  }

  /** Taken, and not yet sent off. */
  boolean isReady() {
    return stage == Stage.READY;
  }

  boolean isUnderWay() {
    return stage == Stage.UNDER_WAY;
  }

  boolean isOver() {
    return stage == Stage.OVER;
  }

  /** Whether the page before was replaced by this drive. */
  boolean hasLeft() {
    return hasLeft;
  }

  /** Whether this is the loading that the browser named; empty for none yet. */
  boolean isLoad(String name) {
    return load.equals(name);
  }

  void depart() {
    stage = Stage.UNDER_WAY;
  }

  void end() {
    stage = Stage.OVER;
  }

  /** The browser names the loading. Whether it has been committed, which is now known. */
  boolean named(String name) {
    load = name;
    return leaves(committed.equals(name));
  }

  /** A loading was committed. Whether it is this drive's, which is now known. */
  boolean committed(String name) {
    if (!isUnderWay()) {
      return false;
    }
    committed = name;
    return leaves(load.equals(name));
  }

  private boolean leaves(boolean isOurs) {
    boolean isNew = isOurs && !hasLeft;
    hasLeft |= isOurs;
    return isNew;
  }
}

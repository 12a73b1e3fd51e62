package docent.net;

/** Why there is no connection: a stable code such as `unreachable`, and words for whoever looks after it. */
public record Trouble(String code, String message) {
  /** None. */
  public static final Trouble NONE = new Trouble("", "");
}

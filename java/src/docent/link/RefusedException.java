package docent.link;

/** The rules say no: a stable code, and a message in English. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;

  RefusedException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Such as `not-joined`; docs/PROTOCOL.md lists them. */
  public String code() {
    return code;
  }
}

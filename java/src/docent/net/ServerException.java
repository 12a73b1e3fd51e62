package docent.net;

/** A server that did not do what was asked: why, and when the same may be asked again. */
public final class ServerException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Trouble trouble;
  private final int status;
  private final long retryMs;

  ServerException(Trouble trouble, int status, long retryMs) {
    super(trouble.code() + ": " + trouble.message());
    this.trouble = trouble;
    this.status = status;
    this.retryMs = retryMs;
  }

  /** Why. */
  public Trouble trouble() {
    return trouble;
  }

  /** The status of HTTP; 0 where nobody answered. */
  public int status() {
    return status;
  }

  /** Milliseconds until the same may be asked again; 0 where nothing was said. */
  public long retryMs() {
    return retryMs;
  }
}

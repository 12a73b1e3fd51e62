package docent.json;

/** A text that is no JSON, or JSON that is not what was expected. The message names the fault. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JsonException(String message) {
    super(message);
  }
}

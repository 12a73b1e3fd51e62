package docent.wire;

import docent.json.Tagged;
import java.util.List;

/** True now, never stored; the latest wins. */
@Tagged("is")
public sealed interface Signal {
  /** Somebody writes. */
  record Typing(boolean on) implements Signal {}

  /** The driven page holds something typed. */
  record Form(boolean unsaved) implements Signal {}

  /** The driven page is out of sight. */
  record Hidden(boolean hidden) implements Signal {}

  /** Somebody has a connection. */
  record Online(boolean on) implements Signal {}

  /** The tabs of this browser that are connected now. The server's own. */
  record Tabs(List<String> tabs) implements Signal {}

  /** Newer than we are. */
  record Unknown() implements Signal {}
}

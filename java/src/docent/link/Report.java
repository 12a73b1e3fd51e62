package docent.link;

import docent.net.Trouble;
import docent.wire.Command;
import docent.wire.Entry;
import docent.wire.Signal;
import docent.wire.View;
import java.util.List;

/** What a link tells its owner. */
public sealed interface Report {
  /** The connection stands elsewhere; why, where something is wrong. */
  record Stands(Phase phase, Trouble trouble) implements Report {}

  /** We are let in. */
  record Welcomed(String you, String version) implements Report {}

  /** The view, and the latest entries. */
  record Viewed(View view, List<Entry> entries) implements Report {}

  /** New entries, each once and in order. */
  record Came(List<Entry> entries) implements Report {}

  /** A command is on disk; {@code seq} is 0 where the answer was lost. */
  record Done(String key, Command command, long seq) implements Report {}

  /** The rules said no. */
  record Refused(String key, Command command, String code, String message) implements Report {}

  /** Somebody signals. */
  record Signalled(String by, Signal signal) implements Report {}

  /** The place in the queue; the estimate is null where nothing is known. */
  record Placed(long position, Long estimateMs, boolean staffed) implements Report {}
}

package docent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.wire.ClientFrame;
import docent.wire.Command;
import docent.wire.Entry;
import docent.wire.Event;
import docent.wire.ServerFrame;
import docent.wire.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The heart of a connection, with time turned by hand. */
class LinkTest {
  private static final String LOG = "channel-x";
  private final Link link =
      new Link(new ClientFrame.Hello("token", "sender", "tab"), LOG, Outbox.of(null));

  private void ready(long known) {
    link.start(0);
    link.opened(1);
    link.heard(new ServerFrame.Welcome("browser-1", LOG, 0, "1"), 2, 0);
    link.heard(new ServerFrame.View(LOG, View.EMPTY, List.of(), known), 3, 0);
  }

  private static ServerFrame entries(long prev, long... seqs) {
    List<Entry> all =
        java.util.Arrays.stream(seqs).mapToObj(it -> new Entry(it, it, "server", new Event.Asked())).toList();
    return new ServerFrame.Entries(LOG, prev, all);
  }

  private static List<ClientFrame> sent(List<Output> outputs) {
    return outputs.stream()
        .filter(it -> it instanceof Output.Send)
        .map(it -> ((Output.Send) it).frame())
        .toList();
  }

  /** JC7: what is missing is asked for from the cursor; nothing is taken meanwhile. */
  @Test
  void jc7_a_gap_is_asked_for_again() {
    ready(0);
    link.heard(entries(0, 1, 2), 4, 0);

    List<Output> outputs = link.heard(entries(3, 4), 5, 0);

    assertEquals(List.of(new ClientFrame.Follow(LOG, 2)), sent(outputs));
    assertTrue(link.heard(entries(4, 5), 6, 0).isEmpty());
    link.heard(new ServerFrame.Followed(LOG, 5, 0), 7, 0);
    link.heard(entries(2, 3, 4, 5), 8, 0);
    assertEquals(5, link.cursor());
  }

  @Test
  void jc7_a_beat_beyond_the_cursor_asks_again() {
    ready(0);

    List<Output> outputs = link.heard(new ServerFrame.Beat(Map.of(LOG, 3L)), 4, 0);

    assertEquals(List.of(new ClientFrame.Follow(LOG, 0)), sent(outputs));
  }

  /** JC8: silence is a dead connection; tries lie ever further apart, never beyond a bound. */
  @Test
  void jc8_silence_is_a_dead_connection_and_rests_are_bounded() {
    ready(0);
    link.tick(3 + Limit.SILENCE_MS, 0.5);
    assertEquals(Phase.RESTING, link.phase());
    long now = link.wakeAtMs();
    long longest = 0;

    for (int i = 0; i < 12; i++) {
      link.tick(now, 0);
      assertEquals(Phase.CONNECTING, link.phase());
      link.closed(docent.net.Trouble.NONE, now, 0.999);
      longest = Math.max(longest, link.wakeAtMs() - now);
      now = link.wakeAtMs();
    }

    assertTrue(longest <= Limit.REST_MS_MAX + Limit.JITTER_MS, longest + " ms");
    assertTrue(longest >= Limit.REST_MS_MAX, longest + " ms");
  }

  /** JC9: what was busy is sent again with its own count; what was carried out is never sent again. */
  @Test
  void jc9_counts_are_kept() {
    ready(0);
    link.give("a", new Command.Say("a"), 10);
    link.give("b", new Command.Say("b"), 10);
    link.heard(new ServerFrame.Refused(LOG, 1, "busy", "", 100L), 20, 0);
    assertTrue(sent(link.tick(100, 0)).isEmpty());

    assertEquals(List.of(new ClientFrame.Do(LOG, 1, new Command.Say("a"))), sent(link.tick(120, 0)));

    link.closed(docent.net.Trouble.NONE, 130, 0);
    link.tick(131, 0);
    link.opened(132);
    link.heard(new ServerFrame.Welcome("browser-1", LOG, 0, "1"), 133, 0);
    List<Output> outputs = link.heard(new ServerFrame.Followed(LOG, 0, 1), 134, 0);
    assertEquals(List.of(new ClientFrame.Do(LOG, 2, new Command.Say("b"))), sent(outputs));
    assertEquals(1, link.outbox().pending().size());
  }

  @Test
  void jc9_a_bye_without_a_time_is_for_good() {
    ready(0);

    link.heard(new ServerFrame.Bye("token", "no", null), 5, 0);

    assertEquals(Phase.STOPPED, link.phase());
    assertTrue(link.tick(1_000_000, 0).isEmpty());
  }
}

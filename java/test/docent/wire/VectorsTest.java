package docent.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.json.Json;
import docent.json.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The golden files that Rust, TypeScript and Java all read. */
class VectorsTest {
  record Case(long cursor, long prev, List<Long> seqs, Json verdict, long after) {}

  private static Json golden(String name) throws IOException {
    return Json.read(Files.readString(Path.of("../vectors", name)));
  }

  private static List<Json> list(Json json) {
    return ((Json.Arr) json).items();
  }

  /** Order of names apart; what is null is none. */
  private static Object plain(Json json) {
    if (json instanceof Json.Obj it) {
      Map<String, Object> fields = new java.util.TreeMap<>();
      it.fields().forEach((name, value) -> fields.put(name, plain(value)));
      fields.values().removeIf(value -> value instanceof Json.Null);
      return fields;
    }
    return json instanceof Json.Arr it ? it.items().stream().map(VectorsTest::plain).toList() : json;
  }

  /** What we write is what stands there; what stands there besides is for consoles. */
  private static void assertHolds(Json golden, Json written) {
    assertTrue(holds(plain(golden), plain(written)), golden.write() + " was written as " + written.write());
  }

  private static boolean holds(Object golden, Object written) {
    if (golden instanceof Map<?, ?> all && written instanceof Map<?, ?> own) {
      return own.entrySet().stream().allMatch(it -> holds(all.get(it.getKey()), it.getValue()));
    }
    return golden instanceof List<?> all && written instanceof List<?> own
        ? all.size() == own.size() && IntStream.range(0, own.size()).allMatch(i -> holds(all.get(i), own.get(i)))
        : java.util.Objects.equals(golden, written);
  }

  /** FO5: a follower's check gives what stands in `cursors.json`, in every language. */
  @Test
  void fo5_cursors_give_the_golden_verdicts() throws IOException {
    for (Json json : list(golden("cursors.json"))) {
      Case it = Records.read(Case.class, json);

      Cursor.Verdict verdict = Cursor.check(it.cursor(), it.prev(), it.seqs());

      Json.Obj expected = (Json.Obj) it.verdict();
      assertEquals(expected.text("is"), verdict.getClass().getSimpleName().toLowerCase(), json.write());
      if (verdict instanceof Cursor.Verdict.Accept accept) {
        assertEquals(expected.number("skip"), accept.skip());
        assertEquals(it.after(), it.seqs().get(it.seqs().size() - 1));
      }
    }
  }

  /** CH33: the logs of whole channels give the views that stand beside them. */
  @Test
  void ch33_recorded_logs_give_the_golden_views() throws IOException {
    try (Stream<Path> logs = Files.list(Path.of("../vectors/logs"))) {
      for (Path path : logs.sorted().toList()) {
        Json.Obj json = Json.readObject(Files.readString(path));
        List<Entry> entries =
            list(json.at("entries")).stream().map(it -> Records.read(Entry.class, it)).toList();
        List<Long> seen = list(json.at("browser_1_sees")).stream().map(it -> ((Json.Num) it).longValue()).toList();
        // In a tour a visitor gets copies of its own.
        Json.Obj copies = json.at("browser_1_gets") instanceof Json.Obj it ? it : new Json.Obj(Map.of());

        View staff = fold(entries);
        View browser = fold(entries.stream().filter(it -> seen.contains(it.seq())).map(it -> copy(it, copies)).toList());

        // A tour's counts are for consoles, which are not written in Java.
        if (staff.tour() == null) {
          assertEquals(plain(json.at("staff")), plain(Records.write(staff)), path.toString());
        }
        assertEquals(plain(json.at("browser_1")), plain(Records.write(browser)), path.toString());
        assertEquals(Records.read(View.class, json.at("browser_1")), browser);
      }
    }
  }

  private static Entry copy(Entry entry, Json.Obj copies) {
    Json copy = copies.at(Long.toString(entry.seq()));
    boolean isOther = copy instanceof Json.Obj;
    Event event = isOther ? Records.read(Event.class, copy) : entry.event();
    return new Entry(entry.seq(), entry.atMs(), entry.by(), event);
  }

  private static View fold(List<Entry> entries) {
    View view = View.EMPTY;
    for (Entry it : entries) {
      view = view.apply(it);
    }
    return view;
  }

  /** WI3: every event is read, and written as its golden example says. */
  @Test
  void wi3_events_are_read_and_written_again() throws IOException {
    TreeSet<String> kinds = new TreeSet<>();
    for (Json json : list(golden("events.json"))) {
      Entry entry = Records.read(Entry.class, json);

      kinds.add(entry.event().getClass().getSimpleName());
      assertHolds(json, Records.write(entry));
    }
    assertEquals(Event.class.getPermittedSubclasses().length, kinds.size(), kinds.toString());
  }

  /** WI3: every frame that a client may send is written as its golden example says. */
  @Test
  void wi3_client_frames_are_read_and_written_again() throws IOException {
    for (Json json : list(((Json.Obj) golden("frames.json")).at("client"))) {
      ClientFrame frame = Records.read(ClientFrame.class, json);
      boolean isForOthers = frame instanceof ClientFrame.Do it && it.command() instanceof Command.Unknown;
      if (!isForOthers) {
        assertHolds(json, Records.write(frame));
      }
    }
  }

  /** WI3: every frame of a server is read. */
  @Test
  void wi3_server_frames_are_read() throws IOException {
    for (Json json : list(((Json.Obj) golden("frames.json")).at("server"))) {
      ServerFrame frame = Records.read(ServerFrame.class, json);
      boolean isBoard = ((Json.Obj) json).text("t").equals("board");
      assertEquals(isBoard, frame instanceof ServerFrame.Unknown, json.write());
      if (!isBoard) {
        assertHolds(json, Records.write(frame));
      }
    }
  }

  /** WI4: kinds that are newer than we are are read as `Unknown` and keep their number. */
  @Test
  void wi4_what_is_newer_is_unknown_and_moves_the_number_alone() {
    Json json = Json.read("{\"seq\":8,\"at_ms\":1,\"by\":\"server\",\"more\":1,\"event\":{\"kind\":\"Sang\",\"song\":{}}}");

    Entry entry = Records.read(Entry.class, json);

    assertInstanceOf(Event.Unknown.class, entry.event());
    View view = View.EMPTY.apply(entry);
    assertEquals(8, view.seq());
    assertEquals(Way.UNKNOWN, Records.read(Way.class, new Json.Str("by-mind")));
    assertInstanceOf(ServerFrame.Unknown.class, Records.read(ServerFrame.class, Json.read("{\"t\":\"sing\"}")));
  }

  /** What must be there is named when it is not. */
  @Test
  void a_missing_field_is_named() {
    Json json = Json.read("{\"t\":\"entries\",\"log\":\"x\",\"prev\":0,\"entries\":[{\"seq\":1,\"by\":\"server\",\"event\":{\"kind\":\"Said\"}}]}");

    var err = org.junit.jupiter.api.Assertions.assertThrows(docent.json.JsonException.class, () -> Records.read(ServerFrame.class, json));

    assertTrue(err.getMessage().contains("entries[0].event.text"), err.getMessage());
  }
}

package docent.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void what_is_read_is_written_again() {
    String text = "{\"a\":[1,-2.5e3,true,null],\"b\":\"x\\n\\\"\\u0001é🙂\",\"c\":{}}";

    assertEquals(text, Json.read(text).write());
  }

  @Test
  void what_is_no_json_is_refused_with_its_place() {
    for (String text : new String[] {"", "{", "[1,]", "{\"a\":1,}", "01", "1 2", "\"\n\"", "nul", "\"\\x\"", "{a:1}"}) {
      assertThrows(JsonException.class, () -> Json.read(text), text);
    }
    JsonException err = assertThrows(JsonException.class, () -> Json.read("[1 2]"));
    assertEquals("`,` or `]` is expected at character 3", err.getMessage());
  }

  @Test
  void what_lies_too_deep_is_refused() {
    assertThrows(JsonException.class, () -> Json.read("[".repeat(100_000)));
  }

  @Test
  void half_a_pair_is_escaped() {
    assertEquals("\"\\ud83d\"", new Json.Str("\ud83d").write());
    assertEquals("\"🙂\"", new Json.Str("🙂").write());
  }
}

package docent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docent.wire.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Pattern KEY =
      Pattern.compile("(?:say|count|closing|field)\\(\\s*(?:form, )?\"([A-Za-z.-]+)\"");
  private static final Pattern CHOSEN = Pattern.compile("\\? \"([A-Za-z.]+)\" : \"([A-Za-z.]+)\"");

  /** Every key that a source names. */
  private static Set<String> keys() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/docent/app"))) {
      for (Path it : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        String text = Files.readString(it);
        for (Matcher found = KEY.matcher(text); found.find(); ) {
          keys.add(found.group(1));
        }
        for (Matcher found = CHOSEN.matcher(text); found.find(); ) {
          keys.addAll(List.of(found.group(1), found.group(2)));
        }
      }
    }
    keys.removeAll(Set.of("ltr", "rtl", "de", "en"));
    return keys;
  }

  /** JC30: every word that is shown is there in every language. */
  @Test
  void jc30_every_word_is_there_in_every_language() throws IOException {
    Set<String> keys = keys();
    assertTrue(keys.size() > 60, keys.toString());

    for (String language : List.of("en", "de")) {
      Words words = Words.of(language);
      for (String key : keys) {
        assertTrue(words.knows(key), language + ": " + key);
      }
      for (Obstacle it : Obstacle.values()) {
        String key = "blocked." + it.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertTrue(it == Obstacle.UNKNOWN || words.knows(key), language + ": " + key);
      }
    }
  }

  @Test
  void the_language_decides_and_what_we_have_no_words_for_is_english() {
    assertEquals("Ada schreibt", Words.of("de-AT").say("typing", "Ada"));
    assertEquals("Ada is writing", Words.of("fr").say("typing", "Ada"));
    assertEquals("About 3 minutes", Words.of("en").count("estimate", 3));
    assertEquals("About a minute", Words.of("en").count("estimate", 1));
    assertEquals("Ein Zeichen zu viel", Words.of("de").count("tooLong", 1));
  }
}

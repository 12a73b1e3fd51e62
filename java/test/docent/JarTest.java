package docent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTest {
  /** JC6: the same sources give the same bytes, in another folder, time zone and language. */
  @Test
  void jc6_the_same_sources_give_the_same_bytes(@TempDir Path folder) throws Exception {
    copy(Path.of("src"), folder.resolve("java/src"));
    copy(Path.of("words"), folder.resolve("java/words"));
    copy(Path.of("../web/client/src/words"), folder.resolve("web/client/src/words"));
    Files.copy(Path.of("build.sh"), folder.resolve("java/build.sh"));
    Files.copy(Path.of("../Cargo.toml"), folder.resolve("Cargo.toml"));
    ProcessBuilder again =
        new ProcessBuilder(List.of("bash", folder.resolve("java/build.sh").toString())).inheritIO();
    again.environment().put("TZ", "Pacific/Auckland");
    again.environment().put("LC_ALL", "C");

    assertEquals(0, again.start().waitFor());

    Path jar = folder.resolve("java/build/docent.jar");
    assertArrayEquals(Files.readAllBytes(Path.of("build/docent.jar")), Files.readAllBytes(jar));
    try (JarFile it = new JarFile(jar.toFile())) {
      assertEquals("docent.app.Main", it.getManifest().getMainAttributes().getValue("Main-Class"));
      assertTrue(it.getEntry("docent/words/de.json") != null);
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path it : all.toList()) {
        Path at = to.resolve(from.relativize(it).toString());
        if (Files.isDirectory(it)) {
          Files.createDirectories(at);
        } else {
          Files.copy(it, at);
        }
      }
    }
  }
}

package docent.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps texts as files that only their owner may read. */
public final class Folder implements Keep {
  private final Path path;

  /** The folder is made where it is not there. */
  public Folder(Path path) {
    this.path = path;
    try {
      Files.createDirectories(path);
      restrict(path, "rwx------");
    } catch (IOException err) {
      throw new UncheckedIOException("the folder " + path + " cannot be made", err);
    }
  }

  /** A folder within this one. */
  public Folder within(String name) {
    return new Folder(path.resolve(name));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public String read(String name) {
    try {
      return Files.readString(path.resolve(name));
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException err) {
      throw new UncheckedIOException("the file " + path.resolve(name) + " cannot be read", err);
    }
  }

  @Override
  public synchronized void write(String name, String text) {
    Path file = path.resolve(name);
    Path next = path.resolve(name + ".next");
    try {
      if (text == null) {
        Files.deleteIfExists(file);
        return;
      }
      Files.deleteIfExists(next);
      Files.createFile(next);
      restrict(next, "rw-------");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException err) {
      throw new UncheckedIOException("the file " + file + " cannot be written", err);
    }
  }

  private static void restrict(Path path, String rights) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }
}

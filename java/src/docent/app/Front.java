package docent.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One application per user and folder: a lock says whether there is one, and a socket in the folder
 * brings its window to the front.
 */
final class Front {
  private static final String LOCK = "lock";
  private static final String SOCKET = "front";

  /** A lock lasts as long as somebody holds it. */
  private static FileLock held;

  private Front() {}

  /**
   * Takes the folder for as long as the program lives, or asks the program that has it to come
   * forward. Whether it is ours.
   *
   * @throws IOException when the folder cannot be locked at all
   */
  static boolean take(Path folder, Runnable onCalled) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    held = file.tryLock();
    if (held == null) {
      file.close();
      call(folder);
      return false;
    }
    listen(folder, onCalled);
    return true;
  }

  private static void call(Path folder) {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve(SOCKET));
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(new byte[] {'f'}));
    } catch (IOException | UnsupportedOperationException err) {
      System.getLogger("docent").log(System.Logger.Level.DEBUG, "it cannot be called", err);
    }
  }

  private static void listen(Path folder, Runnable onCalled) {
    Path path = folder.resolve(SOCKET);
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path));
      path.toFile().deleteOnExit();
      Thread thread = new Thread(() -> accept(server, onCalled), "docent-front");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException | UnsupportedOperationException err) {
      // A path that is too long, or a system without such sockets: then nobody is called.
      System.getLogger("docent").log(System.Logger.Level.DEBUG, "nobody can call us", err);
    }
  }

  private static void accept(ServerSocketChannel server, Runnable onCalled) {
    while (true) {
      try (SocketChannel caller = server.accept()) {
        if (caller.read(ByteBuffer.allocate(1)) == 1) {
          onCalled.run();
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException err) {
        System.getLogger("docent").log(System.Logger.Level.DEBUG, "a caller went away", err);
      }
    }
  }
}

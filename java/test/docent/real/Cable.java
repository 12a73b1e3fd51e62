package docent.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a client and a server, which can be cut: nothing comes through, nobody is told. */
public final class Cable implements AutoCloseable {
  private final ServerSocket near;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int farPort;
  private volatile boolean isCut;

  public Cable() throws IOException {
    near = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    run(this::accept);
  }

  /** Where the client connects. */
  public int port() {
    return near.getLocalPort();
  }

  /** Where it leads to. */
  public void lead(int port) {
    farPort = port;
  }

  /** Cuts it: what is under way is lost, and connections end. */
  public void cut() throws IOException {
    isCut = true;
    for (Socket it : sockets) {
      it.close();
    }
  }

  /** Mends it. */
  public void mend() {
    isCut = false;
  }

  private void accept() throws IOException {
    while (!near.isClosed()) {
      Socket client = near.accept();
      if (isCut) {
        client.close();
        continue;
      }
      Socket server = new Socket(InetAddress.getByName("127.0.0.1"), farPort);
      sockets.add(client);
      sockets.add(server);
      run(() -> pass(client, server));
      run(() -> pass(server, client));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    }
  }

  private interface Work {
    void go() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.go();
              } catch (IOException ended) {
                // The end of a connection is what this is for.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    near.close();
    cut();
  }
}

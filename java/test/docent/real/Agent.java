package docent.real;

import docent.json.Json;
import docent.json.Records;
import docent.link.Access;
import docent.link.Connection;
import docent.link.Id;
import docent.link.Keep;
import docent.net.Line;
import docent.wire.ClientFrame;
import docent.wire.Command;
import docent.wire.Entry;
import docent.wire.Event;
import docent.wire.View;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An agent who speaks the protocol by our own library, and waits on entries of the record. */
public final class Agent implements AutoCloseable {
  private final RealServer server;
  private final String cookie;
  private final List<Runnable> open = new ArrayList<>();
  private Connection channel;

  /** Signs in, and takes visitors. */
  public Agent(RealServer server) throws Exception {
    this.server = server;
    Json body =
        Records.write(Map.of("email", RealServer.EMAIL, "password", RealServer.PASSWORD));
    HttpResponse<String> answer = server.ask("POST", "/v1/login", null, body);
    cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    Json.Obj agent = (Json.Obj) Json.readObject(answer.body()).at("agent");
    sit("desk-" + agent.text("id"));
  }

  /** Says at its desk that it is available, by frames of its own. */
  private void sit(String desk) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    URI url = URI.create(server.url().toString().replaceFirst("http", "ws") + "/v1/socket");
    Map<String, String> headers =
        Map.of("Cookie", cookie, "Origin", server.url().toString(), "Sec-WebSocket-Protocol", "docent.v1");
    Line[] line = new Line[1];
    CountDownLatch hasLine = new CountDownLatch(1);
    line[0] =
        Line.open(
            url,
            headers,
            1 << 20,
            new Line.Ear() {
              @Override
              public void opened() {
                await(hasLine);
                line[0].send(Records.write(new ClientFrame.Hello(null, Id.random(), null)).write());
                line[0].send(
                    Records.write(new ClientFrame.Do(desk, 1, new Command.BeAvailable())).write());
              }

              @Override
              public void heard(String text) {
                if (text.contains("\"t\":\"done\"")) {
                  done.countDown();
                }
              }

              @Override
              public void ended(Throwable why) {
                done.countDown();
              }
            });
    hasLine.countDown();
    await(done);
    open.add(line[0]::close);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("in vain: the agent's desk");
      }
    } catch (InterruptedException err) {
      throw new AssertionError(err);
    }
  }

  /** Changes settings of the site; those that are not named stay. */
  public void change(Map<String, Object> settings) throws Exception {
    Json.Obj all = Json.readObject(server.ask("GET", "/v1/sites", cookie, null).body());
    for (Json it : ((Json.Arr) all.at("sites")).items()) {
      Json.Obj site = (Json.Obj) it;
      if (site.text("key").equals(RealServer.SITE)) {
        Map<String, Json> fields = new java.util.LinkedHashMap<>(((Json.Obj) site.at("settings")).fields());
        settings.forEach((name, value) -> fields.put(name, Records.write(value)));
        server.ask("PUT", "/v1/sites/" + RealServer.SITE, cookie, new Json.Obj(fields));
      }
    }
  }

  /** Waits for a visitor in the queue, and answers with the channel's id. */
  public String awaitVisitor() throws Exception {
    String[] found = new String[1];
    Await.until(
        "a visitor waits",
        () -> {
          Json.Obj rows = Json.readObject(server.ask("GET", "/v1/channels?limit=10", cookie, null).body());
          for (Json it : ((Json.Arr) rows.at("rows")).items()) {
            if (((Json.Obj) it).text("status").equals("waiting")) {
              found[0] = ((Json.Obj) it).text("channel");
            }
          }
          return found[0] != null;
        });
    return found[0];
  }

  /** Follows a channel. */
  public void follow(String id) {
    Access access = new Access(server.url(), id, null, 0);
    channel = Connection.of(access, Keep.inMemory(), Map.of("Cookie", cookie)).start();
    open.add(channel::close);
  }

  /** Follows a channel and joins it. */
  public void join(String id) throws Exception {
    follow(id);
    give(new Command.Join());
  }

  /** Gives a command, and waits until it is on disk. */
  public void give(Command command) throws Exception {
    channel.commander().give(command).get(30, TimeUnit.SECONDS);
  }

  /** Drives the visitor, and answers with the drive's number. */
  public int drive(String url) throws Exception {
    give(new Command.Drive(url, ""));
    return awaitView("the drive is there", it -> it.lastDrive() != null && it.lastDrive().to().url().equals(url))
        .lastDrive()
        .drive();
  }

  /** Waits for an entry of the record. */
  public Event await(String what, Predicate<Entry> wanted) throws Exception {
    Await.until(what, () -> entries().stream().anyMatch(wanted));
    return entries().stream().filter(wanted).findFirst().orElseThrow().event();
  }

  /** Waits until the view is so. */
  public View awaitView(String what, Predicate<View> wanted) throws Exception {
    try {
      Await.until(what, () -> wanted.test(channel.follower().channel().view()));
    } catch (AssertionError vain) {
      throw new AssertionError(vain.getMessage() + "; the view is " + channel.follower().channel().view());
    }
    return channel.follower().channel().view();
  }

  /** The entries, as staff sees them. */
  public List<Entry> entries() {
    return channel.follower().channel().entries();
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}

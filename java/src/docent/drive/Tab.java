package docent.drive;

import docent.json.Json;
import docent.wire.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A tab of a started browser, driven over the DevTools protocol. */
public final class Tab implements Wheel {
  /** What a page says of itself. */
  private static final String FACTS = "[document.title, document.visibilityState, location.href]";

  /** A page that is too busy to say its title has none. */
  private static final long FACTS_WITHIN_MS = 1_500;

  private final Ear ear;
  private final Executor thread;
  private final AutoCloseable browser;
  private DevTools tools;
  private String target = "";
  private volatile String session = "";
  private volatile String frame = "";
  private volatile boolean isOver;

  private Tab(Ear ear, Executor thread, AutoCloseable browser) {
    this.ear = ear;
    this.thread = thread;
    this.browser = browser;
  }

  /** Takes the first tab of a started browser. The ear hears everything on {@code thread}. */
  public static CompletableFuture<Wheel> open(Chromium browser, Ear ear, Executor thread) {
    Tab tab = new Tab(ear, thread, browser);
    return DevTools.connect(browser.endpoint(), new TabEvents(tab, ear))
        .thenCompose(tab::begin)
        .thenApply(done -> tab);
  }

  private CompletableFuture<?> begin(DevTools connected) {
    tools = connected;
    return whole("Target.setDiscoverTargets", Map.of("discover", true))
        .thenCompose(done -> downloads("default"))
        .thenCompose(done -> whole("Target.getTargets", Map.of()))
        .thenCompose(it -> pageOf(it.at("targetInfos")))
        .thenCompose(this::attach)
        .thenCompose(done -> call("Page.enable", Map.of()))
        .thenCompose(done -> call("Page.setLifecycleEventsEnabled", Map.of("enabled", true)))
        .thenCompose(done -> call("Network.enable", Map.of()))
        .thenCompose(done -> call("Page.getFrameTree", Map.of()))
        .thenAccept(it -> frame = main(it).text("id"));
  }

  private static Json.Obj main(Json.Obj answer) {
    return DevTools.object(DevTools.object(answer.at("frameTree")).at("frame"));
  }

  private CompletableFuture<?> attach(String id) {
    target = id;
    return whole("Target.attachToTarget", Map.of("targetId", id, "flatten", true))
        .thenAccept(it -> session = it.text("sessionId"));
  }

  private CompletableFuture<String> pageOf(Json targets) {
    List<Json> all = targets instanceof Json.Arr it ? it.items() : List.of();
    for (Json it : all) {
      if (it instanceof Json.Obj known && known.text("type").equals("page")) {
        return CompletableFuture.completedFuture(known.text("targetId"));
      }
    }
    return whole("Target.createTarget", Map.of("url", "about:blank"))
        .thenApply(it -> it.text("targetId"));
  }

  @Override
  public void show(String html) {
    call("Page.setDocumentContent", Map.of("frameId", frame, "html", html));
  }

  @Override
  public void go(String url, Consumer<Going> onGoing) {
    downloads("deny")
        .thenCompose(done -> call("Page.navigate", Map.of("url", url)))
        .thenAccept(
            it -> {
              boolean isDownload = it.at("isDownload") instanceof Json.Bool is && is.value();
              run(() -> onGoing.accept(new Going(it.text("loaderId"), isDownload)));
            });
  }

  @Override
  public void close() {
    isOver = true;
    tools.close();
    try {
      browser.close();
    } catch (Exception err) {
      System.getLogger("docent").log(System.Logger.Level.WARNING, "the browser does not end", err);
    }
  }

  /** Calls a method for this tab. */
  CompletableFuture<Json.Obj> call(String method, Map<String, ?> params) {
    return tools.call(session, method, params);
  }

  private CompletableFuture<Json.Obj> whole(String method, Map<String, ?> params) {
    return tools.call("", method, params);
  }

  /** A drive loads no files; what the visitor loads is their own. */
  private CompletableFuture<?> downloads(String behaviour) {
    Map<String, ?> params = Map.of("behavior", behaviour, "eventsEnabled", true);
    return whole("Browser.setDownloadBehavior", params);
  }

  @Override
  public void rest() {
    downloads("default");
  }

  boolean isOwnSession(String id) {
    return id.equals(session);
  }

  boolean isOwnTarget(String id) {
    return id.equals(target);
  }

  boolean isOwnFrame(String id) {
    return id.equals(frame);
  }

  void frame(String id) {
    frame = id;
  }

  /** Runs on the ear's thread, as long as the tab is there. */
  void run(Runnable work) {
    thread.execute(
        () -> {
          if (!isOver) {
            work.run();
          }
        });
  }

  void end() {
    run(
        () -> {
          isOver = true;
          tools.close();
          ear.closed();
        });
  }

  /** What the page at this address says of itself now: title, and whether it can be seen. */
  void look(String url, BiConsumer<Page, Boolean> then) {
    Map<String, ?> params = Map.of("expression", FACTS, "returnByValue", true);
    call("Runtime.evaluate", params)
        .orTimeout(FACTS_WITHIN_MS, TimeUnit.MILLISECONDS)
        .handle((it, err) -> err == null ? facts(it) : List.<String>of())
        .thenAccept(
            facts -> {
              boolean isKnown = facts.size() == 3 && facts.get(2).equals(url);
              String title = isKnown ? facts.get(0) : "";
              boolean isInView = !isKnown || facts.get(1).equals("visible");
              run(() -> then.accept(new Page(url, title), isInView));
            });
  }

  private static List<String> facts(Json.Obj answer) {
    Json value = DevTools.object(answer.at("result")).at("value");
    List<Json> items = value instanceof Json.Arr it ? it.items() : List.of();
    return items.stream().map(it -> it instanceof Json.Str text ? text.value() : "").toList();
  }
}

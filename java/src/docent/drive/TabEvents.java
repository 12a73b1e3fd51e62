package docent.drive;

import docent.json.Json;
import java.util.Map;

/** Turns events of the DevTools protocol into what happens to a tab. */
final class TabEvents implements DevTools.Listener {
  private final Tab tab;
  private final Wheel.Ear ear;
  private String url = "";
  private String load = "";
  private boolean isAsking;

  TabEvents(Tab tab, Wheel.Ear ear) {
    this.tab = tab;
    this.ear = ear;
  }

  @Override
  public void event(String session, String method, Json.Obj params) {
    if (session.isEmpty()) {
      tab.run(() -> browser(method, params));
    } else if (tab.isOwnSession(session)) {
      tab.run(() -> page(method, params));
    }
  }

  @Override
  public void gone() {
    tab.end();
  }

  private void browser(String method, Json.Obj params) {
    switch (method) {
      case "Browser.downloadWillBegin" -> {
        if (tab.isOwnFrame(params.text("frameId")) && ear.isDriving()) {
          ear.nothingCame();
        }
      }
      case "Target.targetDestroyed", "Target.targetCrashed" -> {
        if (tab.isOwnTarget(params.text("targetId"))) {
          tab.end();
        }
      }
      default -> {
        // Of other tabs, which are the visitor's own.
      }
    }
  }

  private void page(String method, Json.Obj params) {
    switch (method) {
      case "Page.frameNavigated" -> navigated(DevTools.object(params.at("frame")));
      case "Page.navigatedWithinDocument" -> moved(params);
      case "Page.lifecycleEvent" -> lived(params);
      case "Network.responseReceived" -> received(params);
      case "Page.javascriptDialogOpening" -> asked(params);
      case "Page.javascriptDialogClosed" -> answered(params);
      default -> {
        // What was not asked for.
      }
    }
  }

  private void navigated(Json.Obj frame) {
    if (!frame.text("parentId").isEmpty()) {
      return;
    }
    tab.frame(frame.text("id"));
    load = frame.text("loaderId");
    boolean isErrorPage = !frame.text("unreachableUrl").isEmpty();
    url = isErrorPage ? "" : frame.text("url") + frame.text("urlFragment");
    ear.committed(load);
  }

  private void lived(Json.Obj params) {
    boolean isLoaded = params.text("name").equals("DOMContentLoaded");
    boolean isCurrent = params.text("loaderId").equals(load);
    if (isLoaded && isCurrent && tab.isOwnFrame(params.text("frameId")) && !url.isEmpty()) {
      String loaded = load;
      tab.look(url, (page, isInView) -> ear.came(loaded, page, isInView));
    }
  }

  private void moved(Json.Obj params) {
    if (tab.isOwnFrame(params.text("frameId"))) {
      url = params.text("url");
      tab.look(url, ear::moved);
    }
  }

  /** No content: the page before stays, and nothing comes. */
  private void received(Json.Obj params) {
    long status = DevTools.object(params.at("response")).number("status");
    boolean isPage = params.text("type").equals("Document");
    if (isPage && tab.isOwnFrame(params.text("frameId")) && (status == 204 || status == 205)) {
      ear.nothingCame();
    }
  }

  private void asked(Json.Obj params) {
    isAsking = params.text("type").equals("beforeunload");
    boolean isShown = params.at("hasBrowserHandler") instanceof Json.Bool it && it.value();
    if (isAsking) {
      ear.asks(Wheel.Asking.ASKS);
    }
    if (!isShown) {
      // Nobody sees the question. To stay is what loses nothing; a notice is only taken note of.
      tab.call("Page.handleJavaScriptDialog", Map.of("accept", !isAsking));
    }
  }

  private void answered(Json.Obj params) {
    if (isAsking) {
      isAsking = false;
      boolean isLeft = params.at("result") instanceof Json.Bool it && it.value();
      ear.asks(isLeft ? Wheel.Asking.LEFT : Wheel.Asking.STAYED);
    }
  }
}

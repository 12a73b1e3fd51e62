package docent.app;

import docent.real.Await;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.accessibility.AccessibleState;
import javax.swing.SwingUtilities;

/** Finds and uses what is on the screen as a screen reader does: by role and name. */
final class Reader {
  private Reader() {}

  /** Waits until there is such a thing, and presses it. */
  static void press(String name) throws Exception {
    awaitThing(AccessibleRole.PUSH_BUTTON, name);
    with(AccessibleRole.PUSH_BUTTON, name, it -> it.getAccessibleAction().doAccessibleAction(0));
  }

  /** Waits until there is such a field, and writes into it. */
  static void write(String name, String words) throws Exception {
    awaitThing(AccessibleRole.TEXT, name);
    with(AccessibleRole.TEXT, name, it -> it.getAccessibleEditableText().setTextContents(words));
  }

  /** What stands in a field. */
  static String written(String name) throws Exception {
    awaitThing(AccessibleRole.TEXT, name);
    return read(
        root -> {
          AccessibleContext field = find(root, AccessibleRole.TEXT, name);
          int end = field.getAccessibleText().getCharCount();
          return field.getAccessibleEditableText().getTextRange(0, end);
        });
  }

  /** Waits until something of this role and name is shown. */
  static void awaitThing(AccessibleRole role, String name) throws Exception {
    Await.until(
        role + " \"" + name + "\" is there; there are " + names(), () -> read(it -> find(it, role, name)) != null);
  }

  /** Waits until these words are shown, as a part of any name. */
  static void awaitWords(String words) throws Exception {
    Await.until("\"" + words + "\" is said", () -> names().stream().anyMatch(it -> it.contains(words)));
  }

  /** All names that are shown, in their order. */
  static List<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    read(
        root -> {
          collect(root, names);
          return null;
        });
    return names;
  }

  private static void collect(AccessibleContext of, List<String> names) {
    if (!of.getAccessibleStateSet().contains(AccessibleState.VISIBLE)) {
      return;
    }
    if (of.getAccessibleName() != null && !of.getAccessibleName().isEmpty()) {
      names.add(of.getAccessibleName());
    }
    for (int i = 0; i < of.getAccessibleChildrenCount(); i++) {
      collect(of.getAccessibleChild(i).getAccessibleContext(), names);
    }
  }

  /** Where a thing stands on the screen, from the left. */
  static int left(AccessibleRole role, String name) throws Exception {
    return read(it -> find(it, role, name).getAccessibleComponent().getLocationOnScreen().x);
  }

  private static void with(AccessibleRole role, String name, Consumer<AccessibleContext> act)
      throws Exception {
    read(
        root -> {
          act.accept(find(root, role, name));
          return null;
        });
  }

  private static AccessibleContext find(AccessibleContext of, AccessibleRole role, String name) {
    if (!of.getAccessibleStateSet().contains(AccessibleState.VISIBLE)) {
      return null;
    }
    if (of.getAccessibleRole().equals(role) && name.equals(of.getAccessibleName())) {
      return of;
    }
    for (int i = 0; i < of.getAccessibleChildrenCount(); i++) {
      AccessibleContext found = find(of.getAccessibleChild(i).getAccessibleContext(), role, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Looks at the window that is shown. Null where there is none. */
  private static <T> T read(Function<AccessibleContext, T> look) throws Exception {
    AtomicReference<T> result = new AtomicReference<>();
    SwingUtilities.invokeAndWait(
        () -> {
          for (Window it : Window.getWindows()) {
          if (it.isShowing()) {
              result.set(look.apply(it.getAccessibleContext()));
              return;
            }
          }
        });
    return result.get();
  }
}

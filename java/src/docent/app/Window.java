package docent.app;

import docent.look.Card;
import docent.wire.Event;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.GraphicsConfiguration;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Taskbar;
import java.awt.Toolkit;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JComponent;
import javax.swing.JFrame;

/** The one window: what is wrong above, one screen below. */
final class Window {
  private static final Dimension SIZE = new Dimension(420, 720);
  private static final Dimension SIZE_MIN = new Dimension(320, 420);

  private final JFrame frame = new JFrame();
  private Card content;

  Window(Runnable onClose) {
    frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
    frame.setMinimumSize(SIZE_MIN);
    frame.setIconImages(Icon.images());
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            onClose.run();
          }
        });
    place();
  }

  /** At the end of the screen: the guided browser stands beside it. */
  private void place() {
    Rectangle screen = screen();
    int height = Math.min(SIZE.height, screen.height - 40);
    frame.setBounds(
        screen.x + screen.width - SIZE.width - 16,
        screen.y + Math.max(0, (screen.height - height) / 2),
        SIZE.width,
        height);
  }

  private static Rectangle screen() {
    GraphicsConfiguration of =
        GraphicsEnvironment.getLocalGraphicsEnvironment()
            .getDefaultScreenDevice()
            .getDefaultConfiguration();
    Rectangle all = of.getBounds();
    var insets = Toolkit.getDefaultToolkit().getScreenInsets(of);
    return new Rectangle(
        all.x + insets.left,
        all.y + insets.top,
        all.width - insets.left - insets.right,
        all.height - insets.top - insets.bottom);
  }

  /** What is free beside the window. */
  Rectangle beside() {
    Rectangle screen = screen();
    Rectangle own = frame.getBounds();
    int before = own.x - screen.x;
    int after = screen.x + screen.width - own.x - own.width;
    return before >= after
        ? new Rectangle(screen.x, screen.y, Math.max(500, before), screen.height)
        : new Rectangle(own.x + own.width, screen.y, Math.max(500, after), screen.height);
  }

  /** Shows a screen, with notices above it or without. */
  void show(Calm calm, JComponent notices, JComponent page) {
    content = new Card(new BorderLayout(), calm.look().theme().ground(), null, 0);
    if (notices != null) {
      content.add(notices, BorderLayout.NORTH);
    }
    content.add(page, BorderLayout.CENTER);
    frame.getContentPane().setBackground(calm.look().theme().ground());
    frame.setContentPane(content);
    frame.applyComponentOrientation(calm.look().orientation());
    frame.revalidate();
    frame.repaint();
    if (!frame.isVisible()) {
      frame.setVisible(true);
    }
  }

  void title(String words) {
    frame.setTitle(words);
  }

  /** Whether a person can see it. */
  boolean isSeen() {
    return frame.isShowing() && (frame.getExtendedState() & Frame.ICONIFIED) == 0;
  }

  /** Comes forward. */
  void toFront() {
    frame.setExtendedState(frame.getExtendedState() & ~Frame.ICONIFIED);
    frame.toFront();
    frame.requestFocus();
  }

  /** Asks for a look, where somebody works elsewhere. */
  void ring(Event event) {
    boolean isHeard = event instanceof Event.Said || event instanceof Event.Joined;
    if (!isHeard || frame.isActive()) {
      return;
    }
    boolean isKnown = Taskbar.isTaskbarSupported();
    if (isKnown && Taskbar.getTaskbar().isSupported(Taskbar.Feature.USER_ATTENTION_WINDOW)) {
      Taskbar.getTaskbar().requestWindowUserAttention(frame);
    }
  }

  void onStateChange(Runnable work) {
    frame.addWindowStateListener(it -> work.run());
    frame.addWindowFocusListener(
        new WindowAdapter() {
          @Override
          public void windowGainedFocus(WindowEvent event) {
            work.run();
          }
        });
  }

  void close() {
    frame.dispose();
  }
}

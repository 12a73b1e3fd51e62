package docent.drive;

import docent.wire.Page;
import java.util.function.Consumer;

/** The one tab that is driven. What happens to it is told to its {@link Ear}. */
public interface Wheel extends AutoCloseable {
  /** What happens to the tab. {@code load} names one loading of a document. */
  interface Ear {
    /** Whether a drive is on its way: then what begins to load is the drive's. */
    boolean isDriving();

    /** The page before was replaced. */
    void committed(String load);

    /** The page is there. */
    void came(String load, Page page, boolean isInView);

    /** Another address within the same document. */
    void moved(Page page, boolean isInView);

    /** The page asks whether it may be left, or has its answer. */
    void asks(Asking asking);

    /** What was asked for is a file, or nothing. */
    void nothingCame();

    /** The tab, or the whole browser, was closed. */
    void closed();
  }

  /** What a page's own question has come to. */
  enum Asking {
    ASKS,
    LEFT,
    STAYED
  }

  /** What the browser says at once: the name of the loading, empty within the same document. */
  record Going(String load, boolean isDownload) {}

  /** Loads an address. What follows is told to the ear. */
  void go(String url, Consumer<Going> onGoing);

  /** The drive is over, one way or another: files may be loaded again. */
  void rest();

  /** Shows words of ours, while nothing else is there yet. */
  void show(String html);

  /** Closes what we have opened. */
  @Override
  void close();
}

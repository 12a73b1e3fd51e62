package docent.drive;

import docent.link.Channel;
import docent.link.Commander;
import docent.link.Keep;
import docent.wire.Browser;
import docent.wire.Command;
import docent.wire.Obstacle;
import docent.wire.Outcome;
import docent.wire.Page;
import docent.wire.View;
import docent.wire.Way;
import java.util.List;

/**
 * Carries drives out in one tab, each at most once, and reports only what is known. Everything
 * happens on one thread.
 */
public final class Pilot implements Wheel.Ear {
  /** Who drives: the number of the browser, the name of the seat, and whether the site asks. */
  public record Self(int browser, String seat, boolean asksConsent) {}

  /** Whoever owns the pilot. */
  public interface Cockpit {
    /** Opens the tab, and answers with {@link Pilot#opened} or {@link Pilot#failed}. */
    void open();

    /** The tab stands otherwise, or its page asks something. */
    void changed();
  }

  /** Where the tab stands. */
  public enum Stand {
    NONE,
    OPENING,
    OPEN,
    /** Closed by the visitor. */
    CLOSED,
    /** There is no browser that could be started. */
    FAILED
  }

  private static final String DRIVEN = "driven";

  private final Self self;
  private final Keep keep;
  private final Commander commander;
  private final Cockpit cockpit;
  private View view = View.EMPTY;
  private Wheel wheel;
  private volatile Stand stand = Stand.NONE;
  private volatile boolean isAsking;
  private boolean isTold;
  private Flight flight = Flight.NONE;
  private Page here;

  public Pilot(Self self, Keep keep, Commander commander, Cockpit cockpit) {
    this.self = self;
    this.keep = keep;
    this.commander = commander;
    this.cockpit = cockpit;
  }

  /** Where the tab stands. */
  public Stand stand() {
    return stand;
  }

  /** Whether the driven page asks the visitor something of its own. */
  public boolean isAsking() {
    return isAsking;
  }

  /** Looks at the channel: opens the tab when it is needed, carries a drive out. */
  public void look(Channel channel) {
    boolean wasPaused = isPaused();
    view = channel.view();
    if (!isSeated()) {
      isTold = false;
      return;
    }
    if (stand == Stand.NONE && isAllowed()) {
      reopen();
    }
    announce();
    View.Drive due = due();
    if (due != null) {
      carryOut(due);
    }
    depart();
    if (wasPaused && !isPaused() && here != null) {
      commander.give(new Command.Move(here));
    }
  }

  /** The visitor wants the tab again. */
  public void reopen() {
    if (stand != Stand.OPENING && stand != Stand.OPEN) {
      stand = Stand.OPENING;
      cockpit.changed();
      cockpit.open();
    }
  }

  /** The tab is there, and was proven to answer. */
  public void opened(Wheel opened) {
    wheel = opened;
    stand(Stand.OPEN);
  }

  /** It could not be opened. */
  public void failed() {
    stand(Stand.FAILED);
  }

  /** Closes the tab with its browser. */
  public void close() {
    if (wheel != null) {
      wheel.close();
      wheel = null;
    }
  }

  private void stand(Stand next) {
    stand = next;
    isTold = false;
    announce();
    cockpit.changed();
  }

  private Browser own() {
    return view.browsers().get(self.browser());
  }

  private boolean isSeated() {
    boolean isJoined = view.status() == View.Status.JOINED;
    return isJoined && own() != null && self.seat().equals(own().seat());
  }

  private boolean isPaused() {
    return own() != null && own().paused();
  }

  private boolean isAllowed() {
    return !self.asksConsent() || own().consented();
  }

  /** Says what we can do: only the seat speaks for this browser. */
  private void announce() {
    if (isTold || !isSeated() || stand == Stand.OPENING) {
      return;
    }
    isTold = true;
    commander.give(
        switch (stand) {
          case OPEN -> new Command.Equip(List.of(Way.JAVA), null);
          case CLOSED -> new Command.Equip(List.of(), Obstacle.CLOSED);
          case NONE, OPENING, FAILED -> new Command.Equip(List.of(), null);
        });
  }

  /** The drive that waits for this tab; null where there is none. */
  private View.Drive due() {
    View.Drive drive = view.lastDrive();
    if (drive == null || stand != Stand.OPEN || isPaused() || drive.drive() <= done()) {
      return null;
    }
    return drive.outcome(self.browser()) instanceof Outcome.Dispatched ? drive : null;
  }

  /** The last drive that was tried, also by an earlier run of this program. */
  private int done() {
    String kept = keep.read(DRIVEN);
    return kept == null ? 0 : Integer.parseInt(kept);
  }

  /** Written down before it is done: whatever happens next, it is never done again. */
  private void carryOut(View.Drive drive) {
    keep.write(DRIVEN, Integer.toString(drive.drive()));
    flight = new Flight(drive.drive(), drive.to().url());
    receipt(new Outcome.Taken(Way.JAVA));
  }

  /** Goes once the server knows that the drive was taken. */
  private void depart() {
    if (flight.isReady() && outcome() instanceof Outcome.Taken) {
      Flight mine = flight;
      mine.depart();
      wheel.go(mine.url(), going -> going(mine, going));
    }
  }

  private Outcome outcome() {
    for (View.Drive it : view.drives()) {
      if (it.drive() == flight.drive()) {
        return it.outcome(self.browser());
      }
    }
    return new Outcome.Unknown();
  }

  private void going(Flight of, Wheel.Going going) {
    if (of != flight || !of.isUnderWay()) {
      return;
    }
    if (going.isDownload()) {
      nothingCame();
    } else if (!going.load().isEmpty() && of.named(going.load())) {
      receipt(new Outcome.Left());
    }
  }

  @Override
  public boolean isDriving() {
    return flight.isUnderWay();
  }

  @Override
  public void committed(String load) {
    if (flight.committed(load)) {
      receipt(new Outcome.Left());
    }
  }

  @Override
  public void came(String load, Page page, boolean isInView) {
    if (flight.isUnderWay() && flight.isLoad(load)) {
      arrive(page, isInView);
    }
    move(page);
  }

  /** Only the fragment changed: nothing is loaded, and the drive is there at once. */
  @Override
  public void moved(Page page, boolean isInView) {
    if (flight.isUnderWay() && flight.isLoad("") && page.url().equals(flight.url())) {
      receipt(new Outcome.Left());
      arrive(page, isInView);
    }
    move(page);
  }

  private void arrive(Page page, boolean isInView) {
    end();
    receipt(new Outcome.Arrived(page.url(), isInView));
  }

  @Override
  public void asks(Wheel.Asking asking) {
    isAsking = asking == Wheel.Asking.ASKS && flight.isUnderWay();
    if (asking == Wheel.Asking.STAYED && flight.isUnderWay()) {
      block(Obstacle.PAGE_ASKS);
    }
    cockpit.changed();
  }

  @Override
  public void nothingCame() {
    if (flight.isUnderWay() && !flight.hasLeft()) {
      block(Obstacle.DOWNLOAD);
    }
  }

  @Override
  public void closed() {
    wheel = null;
    here = null;
    isAsking = false;
    if (!flight.isOver() && !flight.hasLeft()) {
      block(Obstacle.CLOSED);
    }
    stand(Stand.CLOSED);
  }

  private void block(Obstacle why) {
    end();
    isAsking = false;
    receipt(new Outcome.Blocked(why));
  }

  private void end() {
    flight.end();
    if (wheel != null) {
      wheel.rest();
    }
  }

  /** While the visitor has the wheel, where they go is their own. */
  private void move(Page page) {
    boolean isWeb = page.url().startsWith("http://") || page.url().startsWith("https://");
    here = isWeb ? page : null;
    if (isWeb && isSeated() && !isPaused()) {
      commander.give(new Command.Move(page));
    }
  }

  private void receipt(Outcome outcome) {
    commander.give(new Command.Receipt(flight.drive(), outcome));
  }
}

/** The running client: the link, the pilot, and what the visitor can do. */

import { fold, prepend } from '../../link/src/channel.ts';
import { type Connection, start } from '../../link/src/connection.ts';
import { newId } from '../../link/src/id.ts';
import { emptyOutbox, type Outbox } from '../../link/src/outbox.ts';
import type { ChannelCommand } from '../../link/src/protocol.ts';
import { type Link, newLink, noFollow, type Report, withFollow } from '../../link/src/state.ts';
import type { Arrival } from './arrival.ts';
import { type Cells, meOf, newCells } from './cells.ts';
import { batch } from './draw/signal.ts';
import type { Bar, Cockpit } from './drive/cockpit.ts';
import { noHand, takeHand } from './drive/hand.ts';
import { Pilot } from './drive/pilot.ts';
import { forgetDraw } from './keep.ts';
import { older } from './rest.ts';
import { lastOfOthers, type Refused } from './talk.ts';
import { words } from './words/words.ts';

export type App = Cells & {
  arrival: Arrival;
  give: (command: ChannelCommand) => void;
  say: (text: string) => void;
  sayAgain: (refused: Refused) => void;
  /** The words in the field have changed. */
  type: (text: string) => void;
  /** The window was looked at. */
  markSeen: () => void;
  loadOlder: () => Promise<void>;
  /** Only inside a click. */
  openGuided: () => void;
  /** Only inside a click. */
  askExtension: () => void;
  startAgain: () => void;
  /** The chat goes on here, not in the application. */
  takeBack: () => void;
  /** Lets go of everything: another channel goes on in this page. */
  stop: () => void;
};

/** What the parts of the client share. */
type Crew = {
  arrival: Arrival;
  cells: Cells;
  connection: Connection;
  pilot: Pilot;
  give: (command: ChannelCommand) => void;
  mark: () => void;
  /** Follows into a tour where the guide goes. */
  follow: () => void;
};

/** How long "is writing" stands without a word. */
const TYPING_MS = 8_000;
/** How long others are shown to write without another word of it. */
const FADES_MS = 10_000;
/** How often we say that we write. */
const TYPING_EVERY_MS = 3_000;

/** `goOn` is called with what follows when the visitor is taken along into a tour. */
export function startApp(arrival: Arrival, goOn: (next: Arrival) => void): App {
  const cells = newCells(arrival);
  const { log } = arrival.opening;
  const give = (command: ChannelCommand): void =>
    connection.give({ type: 'do', log, key: newId(), command });
  // The first report, of connecting, comes before all is put together.
  let receive = (_report: Report): void => undefined;
  const connection = connect(arrival, cells, (report) => receive(report));
  const cockpit = cockpitOf(arrival, cells, connection, give);
  const pilot = new Pilot(cockpit);
  const mark = newMarker(arrival, cells, give);
  const follow = newFollower(cells, () => along({ ...arrival, hand: cockpit.hand }, goOn));
  const crew: Crew = { arrival, cells, connection, pilot, give, mark, follow };
  const hear = newReceiver(crew);
  receive = (report) => batch(() => hear(report));
  const leave = (): void => pilot.leave();
  window.addEventListener('pagehide', leave);
  const stop = (): void => {
    connection.stop();
    pilot.retire();
    window.removeEventListener('pagehide', leave);
  };
  return { ...cells, ...actionsOf(crew), arrival, stop };
}

function connect(arrival: Arrival, cells: Cells, onReport: (report: Report) => void): Connection {
  const { log } = arrival.opening;
  return start({
    url: `${location.origin.replace(/^http/, 'ws')}/v1/socket`,
    link: firstLink(arrival),
    onLink: (link) => {
      cells.phase.value = link.phase;
      const outbox = link.follows[log]?.outbox ?? emptyOutbox;
      if (cells.unsent.peek() === outbox.pending) return;
      cells.unsent.value = outbox.pending;
      arrival.keep.tab.write('pending', { n: outbox.n, pending: outbox.pending });
    },
    onReport,
  });
}

/** The link of this tab, with what an earlier page of it had not sent. */
function firstLink(arrival: Arrival): Link {
  const { opening, tab, keep } = arrival;
  const link = newLink({ token: opening.token, sender: tab, tab });
  const kept = keep.tab.read('pending') as Pick<Outbox, 'n' | 'pending'> | null;
  const outbox = kept === null ? emptyOutbox : { ...emptyOutbox, ...kept };
  return withFollow(link, opening.log, { ...noFollow, isFollowed: true, awaiting: true, outbox });
}

function cockpitOf(
  arrival: Arrival,
  cells: Cells,
  connection: Connection,
  give: (command: ChannelCommand) => void,
): Cockpit {
  const { opening, keep, seat, boot } = arrival;
  return {
    channel: opening.channel,
    token: opening.token,
    browser: opening.browser,
    seat,
    site: boot.site,
    keep,
    isPanel: boot.panel,
    hand: arrival.hand ?? (boot.panel ? noHand() : takeHand(keep.tab)),
    view: () => cells.view.peek(),
    give: (command) => {
      // Where the application is, the visitor is there.
      if (command.do !== 'move' || !cells.isContinued.peek()) give(command);
    },
    signal: (signal) => {
      if (!cells.isContinued.peek()) connection.give({ type: 'signal', log: opening.log, signal });
    },
    bar: () => barOf(cells),
    onPressed: (button) => give({ do: button === 'leave' ? 'end' : button }),
    onAsks: (asks) => {
      cells.pageAsks.value = asks;
    },
    onExtension: (isGranted) => {
      cells.extension.value = isGranted;
    },
    who: () => ({ guide: cells.guideName.peek(), site: boot.site.name }),
  };
}

/** What the bar on the driven page says; null while nobody guides. */
function barOf(cells: Cells): Bar | null {
  if (cells.view.peek().status !== 'joined' || cells.isContinued.peek()) return null;
  const paused = cells.own.peek()?.paused === true;
  return {
    text: paused ? words.paused : words.guiding(cells.guideName.peek()),
    pause: paused ? words.resume : words.pause,
    leave: words.leave,
    paused,
  };
}

/** Says what has been delivered and seen, each once. */
function newMarker(
  arrival: Arrival,
  cells: Cells,
  give: (command: ChannelCommand) => void,
): () => void {
  const me = meOf(arrival);
  let last = { delivered: 0, seen: 0 };
  return () => {
    const { entries, view } = cells.channel.peek();
    const known = view.marks[me] ?? last;
    const isRead = document.visibilityState === 'visible' && cells.screen.peek() === 'chat';
    const latest = lastOfOthers(entries, me);
    const delivered = Math.max(latest, last.delivered, known.delivered);
    const seen = Math.max(isRead ? latest : 0, last.seen, known.seen);
    const isNew = delivered > Math.max(last.delivered, known.delivered);
    if (!isNew && seen <= Math.max(last.seen, known.seen)) return;
    last = { delivered, seen };
    give({ do: 'mark', delivered, seen });
  };
}

/** Takes reports into account, inside the socket's message: driving must not wait for a timer. */
function newReceiver(crew: Crew): (report: Report) => void {
  const { arrival, cells, pilot } = crew;
  let hasSat = false;
  let fading: ReturnType<typeof setTimeout> | undefined;
  const look = newWatcher(crew);

  /** Who says nothing more for a while has stopped, also when the word of it got lost. */
  function fade(report: Extract<Report, { type: 'signal' }>): void {
    if (report.signal.is !== 'typing' || !report.signal.on) return;
    clearTimeout(fading);
    const signal = { is: 'typing', on: false } as const;
    fading = setTimeout(() => take({ ...report, signal }), FADES_MS);
  }

  function take(report: Report): void {
    const before = cells.channel.peek();
    const after = fold(before, report);
    if (after === before) return;
    cells.channel.value = after;
    if (report.type === 'signal') return;
    if (cells.own.peek()?.seat === arrival.seat) cells.displaced.value = null;
    pilot.look();
    look();
    crew.follow();
    if (report.type === 'entries') crew.mark();
    const isOver = after.view.status === 'ended' && after.view.end !== null;
    if (isOver || cells.own.peek()?.departed === true) {
      arrival.keep.browser.write('over', true);
    }
  }

  return (report) => {
    switch (report.type) {
      case 'place':
        cells.place.value = report.place;
        return;
      case 'phase':
        if (report.phase === 'stopped') cells.stopped.value = report.code ?? '';
        return;
      case 'welcome':
        cells.isStale.value = report.version !== arrival.boot.version;
        return;
      case 'refused':
        refuse(cells, report);
        return;
      case 'view':
        cells.hasOlder.value = (report.entries[0]?.seq ?? 1) > 1;
        take(report);
        if (!hasSat) settle(crew);
        hasSat = true;
        crew.mark();
        return;
      case 'entries':
        take(report);
        return;
      case 'signal':
        take(report);
        fade(report);
        return;
      case 'done':
      case 'board':
        return;
    }
  };
}

/** At the first view: the client has come, and this tab sits where it is a new one. */
function settle(crew: Crew): void {
  const { arrival, cells } = crew;
  if (cells.view.peek().status === 'ended') {
    // A click on the button after the end is a new visit; a reload wants to read on.
    if (arrival.isClick) startAgain(arrival);
    return;
  }
  const isFree = cells.own.peek()?.seat === null;
  if (isFree || !arrival.isSame || arrival.isClick) sit(crew);
  // Where the application carries on, this page only looks on.
  if (!cells.isContinued.peek()) deliver(crew, arrival.delivery);
}

function sit({ arrival, cells, give, pilot }: Crew): void {
  cells.displaced.value = cells.own.peek()?.seat ?? null;
  pilot.sit();
  give({ do: 'sit', tab: arrival.seat });
}

function deliver({ arrival, give }: Crew, { bytes, ms }: Arrival['delivery']): void {
  give({ do: 'deliver', client: 'web', version: arrival.boot.version, bytes, ms });
}

/** The chat goes on in this page, which was here all the time: nothing had to be sent. */
function takeBack(crew: Crew): void {
  deliver(crew, { bytes: 0, ms: 0 });
  sit(crew);
}

/** Once an application has carried on, we look whether it is still there. */
function newWatcher(crew: Crew): () => void {
  let isWatching = false;
  return () => {
    if (isWatching || crew.cells.own.peek()?.delivery?.client !== 'java') return;
    isWatching = true;
    void import('./java/watch.ts').then((it) =>
      it.watch(crew.cells, meOf(crew.arrival), () => takeBack(crew)),
    );
  };
}

/** Once, when the guide takes the visitor along. */
function newFollower(cells: Cells, go: () => void): () => void {
  let isGoing = false;
  return () => {
    const { taken_along, status } = cells.view.peek();
    if (isGoing || taken_along === null || status !== 'joined') return;
    isGoing = true;
    go();
  };
}

function along(arrival: Arrival, goOn: (next: Arrival) => void): void {
  void import('./along.ts').then((it) => it.along(arrival, goOn));
}

function refuse(cells: Cells, report: Extract<Report, { type: 'refused' }>): void {
  const { command, key } = report;
  if (command.do === 'say') {
    cells.refused.value = [...cells.refused.peek(), { key, text: command.text }];
  }
}

function startAgain(arrival: Arrival): void {
  forgetDraw(arrival.keep);
  location.reload();
}

function actionsOf(crew: Crew): Omit<App, keyof Cells | 'arrival' | 'stop'> {
  const { arrival, cells, give } = crew;
  const { log } = arrival.opening;
  const typing = newTyping((on) =>
    crew.connection.give({ type: 'signal', log, signal: { is: 'typing', on } }),
  );
  return {
    give,
    say: (text) => {
      typing.stop();
      give({ do: 'say', text });
    },
    sayAgain: ({ key, text }) => {
      cells.refused.value = cells.refused.peek().filter((it) => it.key !== key);
      give({ do: 'say', text });
    },
    type: (text) => {
      cells.draft.value = text;
      arrival.keep.browser.write('draft', text);
      if (text === '') typing.stop();
      else typing.go();
    },
    markSeen: crew.mark,
    loadOlder: () => loadOlder(arrival, cells),
    openGuided: () => {
      cells.popupRefused.value = !crew.pilot.open();
    },
    askExtension: () => crew.pilot.askExtension(),
    startAgain: () => startAgain(arrival),
    takeBack: () => takeBack(crew),
  };
}

async function loadOlder(arrival: Arrival, cells: Cells): Promise<void> {
  const first = cells.channel.peek().entries[0]?.seq ?? 0;
  const answer = await older(arrival.opening, first);
  if (!('ok' in answer)) return;
  cells.channel.value = prepend(cells.channel.peek(), answer.ok.entries);
  cells.hasOlder.value = answer.ok.more;
}

/** Says at most every few seconds that we write, and once that we stopped. */
function newTyping(say: (on: boolean) => void): { go: () => void; stop: () => void } {
  let saidAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    if (saidAtMs > 0) say(false);
    saidAtMs = 0;
  };
  const go = (): void => {
    clearTimeout(timer);
    timer = setTimeout(stop, TYPING_MS);
    if (Date.now() - saidAtMs < TYPING_EVERY_MS) return;
    saidAtMs = Date.now();
    say(true);
  };
  return { go, stop };
}

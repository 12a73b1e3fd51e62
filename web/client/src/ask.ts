/** The chat window's first script: asks for a place, and brings the client while the visitor waits. */
import type { Page } from '../../link/src/protocol.ts';
import { applyAccent } from './accent.ts';
import type { Arrival } from './arrival.ts';
import { type Boot, type Door, readBoot } from './boot.ts';
import { drawOf, forgetDraw, openKeep, passes } from './keep.ts';
import { type Brought, bring } from './load.ts';
import { type Opening, openChannel } from './rest.ts';
import { claimTab, isReload } from './tab.ts';
import { words } from './words/words.ts';

const boot = readBoot<Boot>();
/** A tour is kept apart from the site's own chat. */
const keep = openKeep(boot.door === undefined ? boot.site.key : `tour ${boot.door.invite}`);
const began = performance.now();
/** What our own fragment says; it goes at once. */
const said = new URLSearchParams(location.hash.slice(1));
/** A panel that only opens again on the next page was not clicked for. */
const isClick = !isReload() && (!boot.panel || said.has('p')) && !said.has('look');
/** The code of a hand-over. */
const code = boot.panel ? said.get('h') : null;
/** What came through the door of a tour with the visitor's click. */
let way: Pick<Arrival, 'hand' | 'opens'> = {};
const find = (id: string): HTMLElement | null => document.getElementById(id);

/** The page that was clicked on. */
function clickedPage(): Page | null {
  history.replaceState(history.state, '', location.pathname);
  const url = said.get('p');
  if (url !== null) keep.tab.write('page', { url, title: said.get('t') ?? '' });
  return keep.tab.read('page') as Page | null;
}

/** Crawlers, scanners and prefetching browsers never get here. */
function seen(): Promise<void> {
  const isSeen = (): boolean =>
    document.visibilityState === 'visible' &&
    (document as Document & { prerendering?: boolean }).prerendering !== true;
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSeen()) return;
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('prerenderingchange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    document.addEventListener('prerenderingchange', look);
    look();
  });
}

/** The place as the answer says it, until the client takes over. */
function showPlace(opening: Opening): void {
  const { position, estimate_ms, staffed } = opening.place;
  const lead = find('lead');
  if (!staffed || position < 1 || lead === null) return;
  const figure = find('figure');
  if (figure !== null) figure.textContent = String(position);
  lead.textContent =
    estimate_ms === null ? words.estimateUnknown : words.estimate(Math.ceil(estimate_ms / 60_000));
}

function showProgress(share: number): void {
  find('bar')?.style.setProperty('inline-size', `${Math.round(share * 100)}%`);
}

/** The seat that a hand-over brings; null where there is none. A stale code opens nothing. */
async function carried(): Promise<string | null> {
  if (code === null) return null;
  const { carryOn } = await import('./hand-over.ts');
  return (await carryOn(boot.site, keep, code)) ?? nothing();
}

/** For a page that is to do nothing before a click: the button shows it to nobody. */
const nothing = (): Promise<never> => new Promise(() => undefined);

async function ask(page: Page | null): Promise<Opening> {
  const answer = await openChannel(boot.site.key, drawOf(keep), page);
  if ('ok' in answer) return answer.ok;
  throw new Error(answer.code);
}

/** Through the door of a tour, once the visitor has clicked. */
async function enter(door: Door): Promise<Opening> {
  const { passDoor } = await import('./door.ts');
  const passed = await passDoor(boot, door, keep);
  way = passed.way;
  return passed.opening;
}

async function arrive(page: Page | null): Promise<Opening> {
  const isOver = keep.browser.read('over') !== null;
  if (isOver && (isClick || boot.door !== undefined)) forgetDraw(keep);
  // As it was carried on here, now or before.
  const carriedOn = keep.browser.read('opening') as Opening | null;
  const opening = carriedOn ?? (await (boot.door === undefined ? ask(page) : enter(boot.door)));
  keep.browser.write('channel', opening.channel);
  passes().write(opening.channel, { token: opening.token, way: 'window', drive: 0 });
  showPlace(opening);
  return opening;
}

async function run(page: Page | null): Promise<void> {
  const loading = bring(boot.client, showProgress);
  const naming = claimTab(keep.tab);
  const seat = await seen().then(carried);
  const [opening, brought, name] = await Promise.all([arrive(page), loading, naming]);
  if (seat !== null) keep.tab.write('seat', seat);
  const sentence = find('sentence')?.textContent ?? '';
  // The application opens this page to look on: it keeps the seat.
  name.isSame ||= said.has('look');
  const came = { boot, isClick, keep, opening, sentence, delivery: delivery(brought) };
  const arrival = { ...came, ...name, ...way };
  brought.start({ ...arrival, seat: (keep.tab.read('seat') as string | null) ?? name.tab });
}

function delivery(brought: Brought): Arrival['delivery'] {
  return { bytes: brought.bytes, ms: Math.round(performance.now() - began) };
}

/** What went wrong is said plainly, with a button; nothing is lost. */
function fail(again: () => void): void {
  const lead = find('lead');
  if (lead !== null) lead.textContent = words.loadFailed;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'primary';
  button.textContent = words.tryAgain;
  button.onclick = () => {
    button.remove();
    if (lead !== null) lead.textContent = words.oneMoment;
    again();
  };
  lead?.after(button);
}

function start(page: Page | null): void {
  run(page).catch((error: unknown) => {
    reportError(error);
    fail(() => start(page));
  });
}

applyAccent(boot.site.accent, document.documentElement);
start(clickedPage());

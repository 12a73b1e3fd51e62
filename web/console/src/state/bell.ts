/** Being told that somebody waits: by sound, in the title of the tab, and on the desktop. */

import { effect, signal } from '@preact/signals';
import type { Summary } from '../../../link/src/protocol.ts';
import { offeredTo } from '../pure/order.ts';
import { words } from '../words/words.ts';
import { board, inbox, unread, unreadOf } from './board.ts';
import { available } from './desk.ts';
import { reading } from './front.ts';
import { myId } from './me.ts';
import { go } from './place.ts';
import { play } from './sound.ts';

/** Whether desktop notifications can be shown. */
export type DesktopState = 'on' | 'blocked' | 'not-asked' | 'missing';

/** Whether desktop notifications can be shown now. */
export const desktop = signal<DesktopState>(desktopState());

/** An offer rings again after this, for as long as it stands. */
const AGAIN_MS = 7_000;
/** How long the title shows a try. */
const TRY_MS = 5_000;

const tried = signal(false);

/** Starts telling. Returns what stops it. */
export function startBell(): () => void {
  const stops = [effect(showCount), watchQueue(), watchMessages()];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks the browser for desktop notifications. */
export async function askDesktop(): Promise<void> {
  if (typeof Notification !== 'undefined') await Notification.requestPermission();
  desktop.value = desktopState();
}

/** Shows a desktop notification to see how it looks. */
export function tryDesktop(): void {
  show(words.bell.tryTitle, words.bell.tryBody, 'try', null);
}

/** Puts a count into the title for a moment. */
export function tryTitle(): void {
  tried.value = true;
  setTimeout(() => {
    tried.value = false;
  }, TRY_MS);
}

function showCount(): void {
  const { waiting, mine } = inbox.value;
  const offered = waiting.find((row) => offeredTo(row, myId.value));
  const count = (available.value === true ? waiting.length : 0) + unread.value;
  const some = offered ?? (mine.some((row) => unreadOf(row) > 0) ? undefined : waiting[0]);
  if (tried.value) document.title = `(1) ${words.bell.tryTitle} – ${words.product}`;
  else if (count === 0) document.title = words.product;
  else if (some === undefined) document.title = `(${count}) ${words.product}`;
  else document.title = `(${count}) ${words.bell.waits(nameOf(some))} – ${words.product}`;
}

/** Rings for a new offer, again while it stands, and for somebody new in the queue. */
function watchQueue(): () => void {
  let known: ReadonlySet<string> | null = null;
  let offered = '';
  let again: ReturnType<typeof setInterval> | undefined;
  const stop = effect(() => {
    const { waiting } = inbox.value;
    if (!board.value.loaded) return;
    const isThere = available.value === true;
    const mine = isThere ? waiting.find((row) => offeredTo(row, myId.value)) : undefined;
    if (mine?.channel !== offered) {
      clearInterval(again);
      offered = mine?.channel ?? '';
      if (mine !== undefined) {
        ring(mine, words.bell.offered(nameOf(mine)));
        again = setInterval(() => {
          play('offer');
        }, AGAIN_MS);
      }
    }
    const fresh = waiting.find((row) => known !== null && !known.has(row.channel));
    known = new Set(waiting.map((row) => row.channel));
    if (fresh !== undefined && mine === undefined && isThere)
      ring(fresh, words.bell.waits(nameOf(fresh)));
  });
  return () => {
    stop();
    clearInterval(again);
  };
}

/** One note for words that are not read at once. */
function watchMessages(): () => void {
  let before = new Map<string, number>();
  return effect(() => {
    const { mine } = inbox.value;
    for (const row of mine) {
      const isFresh = row.unread > (before.get(row.channel) ?? 0);
      if (!isFresh || reading.peek() === row.channel) continue;
      play('message');
      if (document.hidden) show(nameOf(row), row.last_said?.text ?? '', row.channel, row.channel);
    }
    before = new Map(mine.map((row) => [row.channel, row.unread]));
  });
}

function ring(row: Summary, title: string): void {
  play('offer');
  if (document.hasFocus()) return;
  const page = row.page === null ? '' : words.bell.onPage(row.page.title || row.page.url);
  show(title, page, row.channel, row.channel);
}

function show(title: string, body: string, tag: string, channel: string | null): void {
  desktop.value = desktopState();
  if (desktop.peek() !== 'on') return;
  try {
    const shown = new Notification(title, { body, tag });
    shown.onclick = () => {
      window.focus();
      shown.close();
      if (channel !== null) go({ screen: 'inbox', channel, side: false });
    };
  } catch {
    // Some phones allow notifications only from a service worker.
    desktop.value = 'missing';
  }
}

function desktopState(): DesktopState {
  if (typeof Notification === 'undefined') return 'missing';
  switch (Notification.permission) {
    case 'granted':
      return 'on';
    case 'denied':
      return 'blocked';
    case 'default':
      return 'not-asked';
  }
}

function nameOf(row: Summary): string {
  return row.name === '' ? words.visitor : row.name;
}

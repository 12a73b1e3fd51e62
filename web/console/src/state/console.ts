/** Starts and stops all that lives while an agent is signed in. */

import { computed, effect } from '@preact/signals';
import type { Marks, Summary } from '../../../link/src/protocol.ts';
import type { Report } from '../../../link/src/state.ts';
import { words } from '../words/words.ts';
import { keepUnsent, mark } from './acts.ts';
import { startBell } from './bell.ts';
import { inbox, openTours, takeBoard } from './board.ts';
import { startDesk } from './desk.ts';
import { reading, startFront } from './front.ts';
import { follow, startLive, unfollow } from './live.ts';
import { access, leave, myId } from './me.ts';
import { route } from './place.ts';
import { play, startSound } from './sound.ts';
import {
  followed,
  knownTalk,
  type Talk,
  takeEntries,
  takeSignal,
  takeView,
  talkOf,
  talksWithOutgoing,
} from './talk.ts';
import { toast } from './toast.ts';

/** Own chats that are followed at once; the connection carries at most 64. */
const FOLLOWED_MAX = 48;

/** Lives as long as somebody is signed in. Returns what stops it. */
export function startConsole(): () => void {
  const isIn = computed(() => access.value.is === 'in');
  let stop: (() => void) | null = null;
  const watch = effect(() => {
    const wanted = isIn.value;
    stop?.();
    stop = wanted ? startSignedIn() : null;
  });
  const unload = (): void => {
    keepUnsent(talksWithOutgoing());
  };
  addEventListener('pagehide', unload);
  return () => {
    watch();
    stop?.();
    removeEventListener('pagehide', unload);
  };
}

function startSignedIn(): () => void {
  const stops = [
    startLive({ onReport: take, onSignedOut: leave }),
    startFollowing(),
    startMarking(),
    startDesk(),
    startSound(),
    startBell(),
    startFront(),
  ];
  return () => {
    for (const stop of stops.reverse()) stop();
  };
}

function take(report: Report): void {
  switch (report.type) {
    case 'board':
      for (const row of takeBoard(report.board)) toldOfHand(row);
      return;
    case 'view':
      takeView(talkOf(report.log.replace(/^channel-/, '')), report.view, report.entries);
      return;
    case 'entries':
      ifKnown(report.log, (talk) => {
        takeEntries(talk, report.entries);
      });
      return;
    case 'signal':
      ifKnown(report.log, (talk) => {
        takeSignal(talk, report.by, report.signal);
      });
      return;
    case 'phase':
    case 'welcome':
    case 'done':
    case 'refused':
    case 'place':
      return;
  }
}

/** A colleague has handed us a chat or a tour: said at once, wherever we are. */
function toldOfHand(row: Summary): void {
  const from = row.tour ? 'tours' : 'inbox';
  toast(words.tours.handed(row.name === '' ? words.visitor : row.name, words.nav[from]));
  play('message');
}

function ifKnown(log: string, act: (talk: Talk) => void): void {
  const talk = knownTalk(log);
  if (talk !== undefined) act(talk);
}

/** Follows our own chats and the one that is open, and no others. */
function startFollowing(): () => void {
  let first: string | null = null;
  const stop = effect(() => {
    const at = route.value;
    const isTalk = at.screen === 'inbox' || at.screen === 'tours';
    const open = isTalk && at.channel !== null ? [at.channel] : [];
    const mine = inbox.value.mine.map((row) => row.channel);
    const wanted = new Set([...open, ...mine].slice(0, FOLLOWED_MAX));
    const before = followed.peek();
    const gone = [...before].filter((channel) => !wanted.has(channel));
    const fresh = [...wanted].filter((channel) => !before.has(channel));
    if (gone.length + fresh.length > 0) followed.value = wanted;
    for (const channel of gone) unfollow(`channel-${channel}`);
    for (const channel of fresh) follow(`channel-${channel}`);
    const [opened = null] = open;
    // Once more: what is on the screen comes before all others.
    if (opened !== null && opened !== first) follow(`channel-${opened}`);
    first = opened;
  });
  return () => {
    stop();
    followed.value = new Set();
  };
}

/** Says what was delivered and seen in our own chats. */
function startMarking(): () => void {
  const told = new Map<string, string>();
  return effect(() => {
    for (const row of [...inbox.value.mine, ...openTour()]) {
      if (!followed.value.has(row.channel)) continue;
      const talk = talkOf(row.channel);
      const marks = marksToTell(talk, reading.value === row.channel);
      const name = `${marks?.delivered} ${marks?.seen}`;
      if (marks === null || told.get(row.channel) === name) continue;
      told.set(row.channel, name);
      mark(talk, marks.delivered, marks.seen);
    }
  });
}

/** The tour of ours that is on the screen. */
function openTour(): Summary[] {
  const at = route.value;
  if (at.screen !== 'tours') return [];
  return openTours.value.mine.filter((row) => row.channel === at.channel);
}

/** How far we have come in a chat of ours, where that is further than was said. */
function marksToTell(talk: Talk, isRead: boolean): Marks | null {
  const view = talk.view.value;
  if (view?.status !== 'joined' || view.guide?.agent !== myId.value) return null;
  const was = view.marks[`agent-${myId.value}`] ?? { delivered: 0, seen: 0 };
  const theirs = lastTheirs(talk);
  const delivered = Math.max(theirs, was.delivered);
  const seen = isRead ? Math.max(theirs, was.seen) : was.seen;
  return delivered > was.delivered || seen > was.seen ? { delivered, seen } : null;
}

function lastTheirs(talk: Talk): number {
  const last = talk.entries.value.findLast(
    ({ by, event }) => event.kind === 'Said' && by.startsWith('browser-'),
  );
  return last?.seq ?? 0;
}

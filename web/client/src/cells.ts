/** The client's state: what has come over the link, what the visitor has done, and what follows from both. */

import { type Channel, emptyChannel } from '../../link/src/channel.ts';
import type { Pending } from '../../link/src/outbox.ts';
import type { Browser, View } from '../../link/src/protocol.ts';
import type { Phase, Place } from '../../link/src/state.ts';
import type { Arrival } from './arrival.ts';
import { computed, type ReadonlySignal, type Signal, signal } from './draw/signal.ts';
import { type Line, linesOf, type Refused } from './talk.ts';

/** Which screen stands. */
export type Screen = 'waiting' | 'note' | 'chat' | 'ended' | 'elsewhere';

export type Cells = {
  channel: Signal<Channel>;
  place: Signal<Place>;
  phase: Signal<Phase>;
  /** Why the link was stopped for good; null while it is not. */
  stopped: Signal<string | null>;
  draft: Signal<string>;
  unsent: Signal<readonly Pending[]>;
  refused: Signal<readonly Refused[]>;
  wantsNote: Signal<boolean>;
  /** The visitor has asked for the desktop application. */
  wantsJava: Signal<boolean>;
  /** The driven page asks whether it may be left. */
  pageAsks: Signal<boolean>;
  popupRefused: Signal<boolean>;
  /** Whether the extension has a tab for this chat; null where it is not there. */
  extension: Signal<boolean | null>;
  /** The server is newer than this client. */
  isStale: Signal<boolean>;
  hasOlder: Signal<boolean>;
  view: ReadonlySignal<View>;
  /** This browser in the view; null before the first view. */
  own: ReadonlySignal<Browser | null>;
  lines: ReadonlySignal<Line[]>;
  screen: ReadonlySignal<Screen>;
  /** Whether the desktop application carries on: this page has stepped back. */
  isContinued: ReadonlySignal<boolean>;
  /** The agent's name, or the site's before one came. */
  guideName: ReadonlySignal<string>;
  isTyping: ReadonlySignal<boolean>;
  /** Who still sits while this tab has asked for the seat; null once it has it. */
  displaced: Signal<string | null>;
};

/** As whom this browser stands in the entries. */
export const meOf = (arrival: Arrival): string => `browser-${arrival.opening.browser}`;

export function newCells(arrival: Arrival): Cells {
  const { browser } = arrival.opening;
  const me = meOf(arrival);
  const channel = signal<Channel>(emptyChannel);
  const unsent = signal<readonly Pending[]>([]);
  const refused = signal<readonly Refused[]>([]);
  const wantsNote = signal(false);
  const displaced = signal<string | null>(null);
  const place = signal(arrival.opening.place);
  const view = computed(() => channel.value.view);
  const own = computed(() => view.value.browsers[browser] ?? null);
  const screen = computed(() => {
    const wants = wantsNote.value || !place.value.staffed;
    const others = [arrival.seat, displaced.value, null];
    const isElsewhere = own.value !== null && !others.includes(own.value.seat);
    if (own.value?.departed) return 'ended';
    return screenOf(view.value, isElsewhere, wants);
  });
  const draft = arrival.keep.browser.read('draft');
  return {
    ...{ channel, unsent, refused, wantsNote, place, view, own, displaced, screen },
    wantsJava: signal(arrival.keep.tab.read('jar') !== null),
    phase: signal<Phase>('idle'),
    stopped: signal<string | null>(null),
    draft: signal(typeof draft === 'string' ? draft : ''),
    pageAsks: signal(false),
    popupRefused: signal(false),
    extension: signal<boolean | null>(null),
    isStale: signal(false),
    hasOlder: signal(false),
    lines: computed(() => {
      const said = { me, browser, unsent: unsent.value, refused: refused.value };
      return linesOf(channel.value.entries, view.value, said);
    }),
    isContinued: computed(
      () => screen.value === 'elsewhere' && own.value?.delivery?.client === 'java',
    ),
    guideName: computed(() => view.value.guide?.name ?? arrival.boot.site.name),
    isTyping: computed(
      () =>
        view.value.status === 'joined' &&
        Object.entries(channel.value.signals).some(([by, it]) => by !== me && it.typing === true),
    ),
  };
}

function screenOf(view: View, isElsewhere: boolean, wantsNote: boolean): Screen {
  if (view.status === 'ended') return 'ended';
  if (isElsewhere) return 'elsewhere';
  if (view.status === 'joined') return 'chat';
  return wantsNote ? 'note' : 'waiting';
}

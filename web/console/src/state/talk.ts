/** One channel as this console knows it: its view, its entries as far as they were loaded, its signals. */

import { type Signal, signal } from '@preact/signals';
import type { Signal as Told, View, WireEntry } from '../../../link/src/protocol.ts';
import { applyAsStaff as apply } from '../../../link/src/staff.ts';
import { toForget } from '../pure/keep.ts';
import { now } from './clock.ts';
import { perFrame } from './frames.ts';
import { rest } from './rest.ts';

/** Where loading stands. */
export type Loading = 'no' | 'yes' | 'failed';

/** What is true of the visitor right now. Times are 0 where it is not so. */
export type Now = {
  typing_ms: number;
  unsaved: boolean;
  hidden_ms: number;
  online: boolean | null;
};

/**
 * A message that is on its way, or was refused. `after`: the last entry when it was written;
 * `seq`: its own entry once the server has said so.
 */
export type Outgoing = {
  key: string;
  text: string;
  /** In a tour: the browser that alone is to read it. */
  to: number | null;
  refused: string | null;
  after: number;
  seq: number | null;
};

/** A channel. */
export type Talk = {
  id: string;
  log: string;
  /** What may be seen now; null until it has come. */
  view: Signal<View | null>;
  /** In order, without gaps from the first one loaded on. */
  entries: Signal<WireEntry[]>;
  /** Whether there are older entries than those loaded. */
  more: Signal<boolean>;
  older: Signal<Loading>;
  /** Why there is nothing to show. */
  trouble: Signal<string | null>;
  now: Signal<Now>;
  /** In a tour: what is true of each browser right now, by its number. */
  nows: Signal<ReadonlyMap<number, Now>>;
  outgoing: Signal<Outgoing[]>;
  /** Whether the latest entries are on the screen, when this channel is in front. */
  atEnd: Signal<boolean>;
  /** Of a tour: what has come since the last frame, and what takes it before the next one. */
  held: WireEntry[];
  heldNows: Map<number, Now>;
  flush: () => void;
};

/** Nothing is known of what the visitor does right now. */
const QUIET: Now = { typing_ms: 0, unsaved: false, hidden_ms: 0, online: null };

/** Channels that are kept after they were left, so that coming back is instant. */
const KEPT_MAX = 24;
const talks = new Map<string, Talk>();

/** The channels that are followed: what comes for them must find what the screen shows. */
export const followed = signal<ReadonlySet<string>>(new Set());

/** The channel of this id, made where it is not known yet. */
export function talkOf(id: string): Talk {
  const known = talks.get(id);
  if (known !== undefined) {
    talks.delete(id);
    talks.set(id, known);
    return known;
  }
  const made = newTalk(id);
  talks.set(id, made);
  for (const old of toForget(talks.keys(), isHeld, KEPT_MAX)) talks.delete(old);
  return made;
}

/** Whether somebody counts on this channel being kept. */
function isHeld(id: string): boolean {
  return followed.peek().has(id) || (talks.get(id)?.outgoing.peek().length ?? 0) > 0;
}

/** The channel of this log, where it is known. */
export function knownTalk(log: string): Talk | undefined {
  return talks.get(log.replace(/^channel-/, ''));
}

/** All channels with messages on their way. */
export function talksWithOutgoing(): Talk[] {
  return [...talks.values()].filter((talk) => talk.outgoing.peek().length > 0);
}

/** Takes a whole view with the last entries. Older entries that were loaded are kept where they join. */
export function takeView(talk: Talk, view: View, entries: WireEntry[]): void {
  const first = entries[0]?.seq ?? 1;
  const loaded = talk.entries.peek();
  const joins = (loaded.at(-1)?.seq ?? 0) >= first - 1;
  const kept = joins ? loaded.filter((entry) => entry.seq < first) : [];
  talk.entries.value = [...kept, ...entries];
  talk.more.value = (talk.entries.peek()[0]?.seq ?? 1) > 1;
  talk.view.value = view;
  talk.trouble.value = view.seq === 0 ? 'no-such' : null;
  settle(talk);
}

/** Takes new entries; of a tour those of a whole frame at once. */
export function takeEntries(talk: Talk, entries: WireEntry[]): void {
  if (talk.view.peek()?.tour) {
    talk.held.push(...entries);
    talk.flush();
  } else {
    addEntries(talk, entries);
  }
}

function addEntries(talk: Talk, entries: WireEntry[]): void {
  talk.entries.value = [...talk.entries.peek(), ...entries];
  talk.trouble.value = null;
  const view = talk.view.peek();
  if (view !== null) talk.view.value = entries.reduce(apply, view);
  if (entries.some((entry) => entry.by.startsWith('browser-') && entry.event.kind === 'Said')) {
    talk.now.value = { ...talk.now.peek(), typing_ms: 0 };
  }
  settle(talk);
}

/** Takes a signal of the visitor. */
export function takeSignal(talk: Talk, by: string, told: Told): void {
  if (!by.startsWith('browser-')) return;
  if (talk.view.peek()?.tour) {
    const number = Number(by.slice('browser-'.length));
    const known = talk.heldNows.get(number) ?? talk.nows.peek().get(number) ?? QUIET;
    talk.heldNows.set(number, nowAfter(known, told));
    talk.flush();
  } else {
    talk.now.value = nowAfter(talk.now.peek(), told);
  }
}

function nowAfter(was: Now, told: Told): Now {
  switch (told.is) {
    case 'typing':
      return { ...was, typing_ms: told.on ? now() : 0 };
    case 'form':
      return { ...was, unsaved: told.unsaved };
    case 'hidden':
      return { ...was, hidden_ms: told.hidden ? was.hidden_ms || now() : 0 };
    case 'online':
      return told.on ? { ...was, online: true } : { ...QUIET, online: false };
    case 'tabs':
      return was;
  }
}

/** Takes what came of a tour within a frame. What a whole view holds already is not taken twice. */
function flush(talk: Talk): void {
  const { heldNows } = talk;
  const seq = talk.view.peek()?.seq ?? 0;
  const entries = talk.held.splice(0).filter((entry) => entry.seq > seq);
  if (entries.length > 0) addEntries(talk, entries);
  if (heldNows.size > 0) talk.nows.value = new Map([...talk.nows.peek(), ...heldNows]);
  heldNows.clear();
}

/** Loads the page of entries before those that are here. */
export async function loadOlder(talk: Talk): Promise<void> {
  const before = talk.entries.peek()[0]?.seq;
  if (before === undefined || talk.older.peek() === 'yes' || !talk.more.peek()) return;
  talk.older.value = 'yes';
  const answer = await rest.entries(talk.id, before);
  if (!answer.ok) {
    talk.older.value = 'failed';
    return;
  }
  const fresh = answer.value.entries.filter((entry) => entry.seq < before);
  talk.entries.value = [...fresh, ...talk.entries.peek()];
  talk.more.value = answer.value.more && fresh.length > 0;
  talk.older.value = 'no';
}

/** Loads a channel that is not followed: its view and its last entries. */
export async function loadStill(talk: Talk): Promise<void> {
  const answer = await rest.channel(talk.id);
  if (!answer.ok) {
    talk.trouble.value = answer.code;
    return;
  }
  const { view } = answer.value;
  const page = await rest.entries(talk.id, view.seq + 1);
  if (!page.ok) {
    talk.trouble.value = page.code;
    return;
  }
  takeView(talk, view, page.value.entries);
  talk.more.value = page.value.more;
}

/** Takes messages off the way that stand in the log by now. */
export function settle(talk: Talk): void {
  const waiting = talk.outgoing.peek();
  if (waiting.length === 0) return;
  const said = talk.entries
    .peek()
    .flatMap(({ seq, by, event }) =>
      event.kind === 'Said' && by.startsWith('agent-') ? [{ seq, text: event.text }] : [],
    );
  const taken = new Set<number>();
  talk.outgoing.value = waiting.filter((message) => {
    const found = said.find(
      (it) => it.seq > message.after && !taken.has(it.seq) && isSame(it, message),
    );
    if (found !== undefined) taken.add(found.seq);
    return found === undefined;
  });
}

function isSame(said: { seq: number; text: string }, message: Outgoing): boolean {
  return message.seq === null ? said.text === message.text : said.seq === message.seq;
}

function newTalk(id: string): Talk {
  const talk: Talk = {
    id,
    log: `channel-${id}`,
    view: signal<View | null>(null),
    entries: signal<WireEntry[]>([]),
    more: signal(false),
    older: signal<Loading>('no'),
    trouble: signal<string | null>(null),
    now: signal<Now>(QUIET),
    nows: signal<ReadonlyMap<number, Now>>(new Map()),
    outgoing: signal<Outgoing[]>([]),
    atEnd: signal(true),
    held: [],
    heldNows: new Map(),
    flush: perFrame(() => {
      flush(talk);
    }),
  };
  return talk;
}

/** A finished tour, told again from its record: what its guide could see at any moment. */

import type { Page, View, WireEntry } from '../../../link/src/protocol.ts';
import { applyAsStaff as apply } from '../../../link/src/staff.ts';
import { emptyView } from '../../../link/src/view.ts';

/** One stop: from its drive until the next one, or until the tour ended. */
export type ReplayStop = { drive: number; to: Page; from_ms: number; until_ms: number };

/** The record with its stops, and views kept on the way so that any moment is near one. */
export type Replay = {
  entries: WireEntry[];
  stops: ReplayStop[];
  /** The view before the entry of this index, every `EVERY` entries. */
  kept: View[];
  from_ms: number;
  until_ms: number;
};

/** Entries between two kept views. */
const EVERY = 250;

/** Folds the record once. The entries are in order from the first. */
export function replay(entries: WireEntry[]): Replay {
  const stops: ReplayStop[] = [];
  const kept: View[] = [];
  const until_ms = entries.at(-1)?.at_ms ?? 0;
  let view = emptyView;
  for (const [index, entry] of entries.entries()) {
    if (index % EVERY === 0) kept.push(view);
    const { event, at_ms } = entry;
    if (event.kind === 'Driven' && event.of === undefined) {
      const last = stops.at(-1);
      if (last !== undefined) last.until_ms = at_ms;
      stops.push({ drive: event.drive, to: event.to, from_ms: at_ms, until_ms });
    }
    view = apply(view, entry);
  }
  return { entries, stops, kept, from_ms: entries[0]?.at_ms ?? 0, until_ms };
}

/** What the guide could see at a moment: all that had happened until then. */
export function viewAt({ entries, kept }: Replay, at_ms: number): View {
  const count = countUntil(entries, at_ms);
  const near = Math.min(Math.floor(count / EVERY), kept.length - 1);
  const view = kept[near] ?? emptyView;
  return entries.slice(near * EVERY, count).reduce(apply, view);
}

/** The stop at a moment, from 0; -1 before the first. */
export function stopAt({ stops }: Replay, at_ms: number): number {
  return stops.findLastIndex((stop) => stop.from_ms <= at_ms);
}

/** The last moment of a stop, just before the next drive. */
export function endOf(all: Replay, stop: ReplayStop): number {
  const isLast = all.stops.at(-1) === stop;
  return isLast ? stop.until_ms : Math.max(stop.from_ms, stop.until_ms - 1);
}

/** The entries of a downloaded record; lines that are none are left out. */
export function readRecord(text: string): WireEntry[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const entry = JSON.parse(line) as Partial<WireEntry>;
    const { seq, at_ms, by, event } = entry;
    if (seq === undefined || at_ms === undefined || by === undefined) return [];
    return [{ seq, at_ms, by, event: event ?? { kind: 'Unknown' } }];
  });
}

function countUntil(entries: readonly WireEntry[], at_ms: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.at_ms ?? 0) <= at_ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

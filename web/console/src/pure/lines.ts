/** The conversation as lines: what was said in groups, drives with their receipts, the rest quietly. */

import type { ChannelEvent, Page, Receipt, WireEntry } from '../../../link/src/protocol.ts';
import { samePage } from './address.ts';
import type { Driven } from './receipt.ts';
import { sameDay } from './time.ts';

/** An event that stands in the log as one quiet line. */
export type QuietEvent = Exclude<
  ChannelEvent,
  { kind: 'Said' | 'Linked' | 'Driven' | 'NoteLeft' | 'Receipted' | 'Marked' }
>;

/** One line of the log. `key` is unique within a channel and stays the same. */
export type Line =
  | { kind: 'day'; key: string; at_ms: number }
  | {
      kind: 'said';
      key: string;
      entry: WireEntry;
      text: string;
      opens: boolean;
      /** Of a tour: the browser to which alone it was said. */
      to: number | null;
    }
  | { kind: 'linked'; key: string; entry: WireEntry; to: Page; opens: boolean }
  | { kind: 'drive'; key: string; entry: WireEntry; drive: number; driven: Driven }
  | {
      kind: 'note';
      key: string;
      entry: WireEntry;
      note: { name: string; contact: string; text: string };
    }
  | { kind: 'quiet'; key: string; entry: WireEntry; event: QuietEvent };

/** What one person says within this belongs together. */
const GROUP_MS = 3 * 60_000;

/** Who reads: somebody who talks, somebody who talks to many, or whoever reads the record. */
export type Depth = 'talk' | 'tour' | 'record';

/** Kinds that matter to the record and not to somebody who is talking. */
const RECORD_ONLY: ReadonlySet<string> = new Set(['Delivered', 'Offered']);

/** Whether an entry is nothing to this reader. Of a tour's browsers one by one the roster tells. */
function isBeside({ event }: WireEntry, depth: Depth): boolean {
  if (depth === 'tour') {
    const isRepeated = event.kind === 'Driven' && event.of !== undefined;
    return (
      isRepeated || event.kind === 'Receipted' || ('browser' in event && event.kind !== 'Named')
    );
  }
  return depth === 'talk' && RECORD_ONLY.has(event.kind);
}

/**
 * The lines of these entries, in their order. `receipts`: what is known of each drive so far.
 * `depth`: a talk leaves out what only the record is for.
 */
export function lines(
  entries: WireEntry[],
  receipts: ReadonlyMap<number, Receipt[]>,
  depth: Depth,
): Line[] {
  return build({ entries: [], lines: [], arrived: '' }, entries, receipts, depth).lines;
}

/** A log that can be continued without telling again what was told. */
export type Log = { entries: WireEntry[]; lines: Line[]; arrived: string };

/** The log of these entries: `before` continued where they only continue it, else told anew. */
export function logOf(before: Log, entries: WireEntry[], depth: Depth): Log {
  const had = before.entries.length;
  const isLonger =
    had > 0 && entries[0] === before.entries[0] && entries[had - 1] === before.entries[had - 1];
  const fresh = isLonger ? entries.slice(had) : [];
  const tellsAnew = (entry: WireEntry): boolean =>
    entry.event.kind === 'Receipted' && depth !== 'tour';
  const canGoOn = isLonger && !fresh.some(tellsAnew);
  // A tour's receipts change no line: the same lines, so that nothing is drawn again.
  if (canGoOn && fresh.every((entry) => isBeside(entry, depth))) return { ...before, entries };
  if (!canGoOn) {
    const empty = { entries: [], lines: [], arrived: '' };
    const receipts = depth === 'tour' ? new Map() : receiptsOf(entries);
    return { ...build(empty, entries, receipts, depth), entries };
  }
  return { ...build(before, fresh, new Map(), depth), entries };
}

function build(
  before: Log,
  fresh: WireEntry[],
  receipts: ReadonlyMap<number, Receipt[]>,
  depth: Depth,
): Log {
  const out = [...before.lines];
  let arrived = before.arrived;
  for (const entry of fresh) {
    if (depth === 'tour' && isBeside(entry, depth)) continue;
    const line = lineOf(entry, receipts, out.at(-1), arrived);
    arrived = arrivalAfter(entry.event, arrived);
    if (line === null || isBeside(entry, depth)) continue;
    const last = lastEntry(out);
    if (last === undefined || !sameDay(last.at_ms, entry.at_ms)) {
      out.push({ kind: 'day', key: `day-${entry.seq}`, at_ms: entry.at_ms });
      if ('opens' in line) line.opens = true;
    }
    out.push(line);
  }
  return { entries: before.entries, lines: out, arrived };
}

/** Collects the receipts of each drive, in the order they came. */
export function receiptsOf(
  entries: WireEntry[],
  known: ReadonlyMap<number, Receipt[]> = new Map(),
): Map<number, Receipt[]> {
  const all = new Map(known);
  for (const { event } of entries) {
    if (event.kind !== 'Receipted') continue;
    all.set(event.drive, [...(all.get(event.drive) ?? []), ...event.receipts]);
  }
  return all;
}

function lineOf(
  entry: WireEntry,
  receipts: ReadonlyMap<number, Receipt[]>,
  previous: Line | undefined,
  arrived: string,
): Line | null {
  const { event } = entry;
  const key = String(entry.seq);
  switch (event.kind) {
    case 'Said':
      // Erased: a line of its own says so.
      return event.text === '' ? null : said(entry, event, previous);
    case 'Linked':
      return { kind: 'linked', key, entry, to: event.to, opens: opensGroup(entry, previous) };
    case 'Driven':
      return {
        kind: 'drive',
        key,
        entry,
        drive: event.drive,
        driven: drivenOf(entry, event, receipts),
      };
    case 'NoteLeft':
      return { kind: 'note', key, entry, note: event };
    case 'Moved':
      return arrived !== '' && samePage(arrived, event.page.url)
        ? null
        : { kind: 'quiet', key, entry, event };
    case 'Equipped':
      return event.lost === null ? null : { kind: 'quiet', key, entry, event };
    case 'Receipted':
    case 'Marked':
    case 'Seated':
    case 'Asked':
    case 'CodeSet':
    case 'Unknown':
      return null;
    case 'Arrived':
    case 'Delivered':
    case 'Named':
    case 'Offered':
    case 'PassedOver':
    case 'Joined':
    case 'Paused':
    case 'Resumed':
    case 'Consented':
    case 'Withdrew':
    case 'Away':
    case 'Returned':
    case 'NoteSettled':
    case 'Ended':
    case 'Rated':
    case 'Erased':
    case 'TourStarted':
    case 'TourChanged':
    case 'Departed':
    case 'TakenAlong':
      return { kind: 'quiet', key, entry, event };
  }
}

function said(
  entry: WireEntry,
  event: Extract<ChannelEvent, { kind: 'Said' }>,
  previous: Line | undefined,
): Line {
  const to = event.to ?? null;
  const isOther = previous?.kind === 'said' && previous.to !== to;
  const opens = isOther || opensGroup(entry, previous);
  return { kind: 'said', key: String(entry.seq), entry, text: event.text, opens, to };
}

function drivenOf(
  entry: WireEntry,
  event: Extract<ChannelEvent, { kind: 'Driven' }>,
  receipts: ReadonlyMap<number, Receipt[]>,
): Driven {
  return {
    to: event.to,
    at_ms: entry.at_ms,
    browsers: event.browsers.length,
    receipts: receipts.get(event.drive) ?? [],
  };
}

function opensGroup(entry: WireEntry, previous: Line | undefined): boolean {
  if (previous?.kind !== 'said' && previous?.kind !== 'linked') return true;
  return previous.entry.by !== entry.by || entry.at_ms - previous.entry.at_ms > GROUP_MS;
}

/** The address of the page that the visitor is known to be on, so that it is not told twice. */
function arrivalAfter(event: ChannelEvent, before: string): string {
  switch (event.kind) {
    case 'Arrived':
      return event.visitor.page?.url ?? before;
    case 'Moved':
      return event.page.url;
    case 'Driven':
      return event.to.url;
    case 'Receipted': {
      const outcome = event.receipts.at(-1)?.outcome;
      return outcome?.is === 'arrived' ? outcome.url : before;
    }
    default:
      return before;
  }
}

function lastEntry(out: Line[]): WireEntry | undefined {
  const last = out.at(-1);
  return last === undefined || last.kind === 'day' ? undefined : last.entry;
}

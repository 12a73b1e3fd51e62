/** The conversation as it is shown: derived from entries, marks and what is not yet sent. */
import type { Pending } from '../../link/src/outbox.ts';
import type { EndReason, Outcome, Page, View, WireEntry } from '../../link/src/protocol.ts';

/** How far a message of ours has come. */
export type Way = 'sending' | 'refused' | 'sent' | 'delivered' | 'seen';

/** One line of the conversation. `id` stays the same while the line changes. */
export type Line = { id: string; atMs: number | null } & (
  | { type: 'said'; mine: boolean; name: string; text: string; way: Way | null }
  | { type: 'linked'; to: Page }
  | { type: 'driven'; drive: number; to: Page; outcome: Outcome }
  | { type: 'joined'; name: string }
  | { type: 'note'; text: string }
  | { type: 'ended'; reason: EndReason }
);

/** What a refused message needs to be shown. */
export type Refused = { key: string; text: string };

/** All lines, the oldest first. */
export function linesOf(
  entries: readonly WireEntry[],
  view: View,
  own: { me: string; browser: number; unsent: readonly Pending[]; refused: readonly Refused[] },
): Line[] {
  const outcomes = outcomesOf(entries, view, own.browser);
  const lines = titled(entries, own.browser).flatMap((it) => lineOf(it, own.me, outcomes) ?? []);
  for (const it of own.refused) lines.push(unsentLine(it.key, it.text, 'refused'));
  for (const it of own.unsent) {
    if (it.command.do === 'say') lines.push(unsentLine(it.key, it.command.text, 'sending'));
  }
  return withWay(lines, entries, view, own.me);
}

function unsentLine(key: string, text: string, way: Way): Line {
  return { id: key, atMs: null, type: 'said', mine: true, name: '', text, way };
}

function lineOf(entry: WireEntry, me: string, outcomes: Map<number, Outcome>): Line | null {
  const { event } = entry;
  const base = { id: String(entry.seq), atMs: entry.at_ms };
  switch (event.kind) {
    case 'Said': {
      const { text, name = '' } = event;
      // Erased.
      if (text === '') return null;
      return { ...base, type: 'said', mine: entry.by === me, name, text, way: null };
    }
    case 'Linked':
      return { ...base, type: 'linked', to: event.to };
    case 'Driven': {
      const outcome = outcomes.get(event.drive) ?? { is: 'dispatched' };
      return { ...base, type: 'driven', drive: event.drive, to: event.to, outcome };
    }
    case 'Joined':
      return { ...base, type: 'joined', name: event.name };
    case 'NoteLeft':
      return { ...base, type: 'note', text: event.text };
    case 'Ended':
      return { ...base, type: 'ended', reason: event.reason };
    default:
      return null;
  }
}

/** Drives with the title that the page which came has given itself. */
function titled(entries: readonly WireEntry[], browser: number): WireEntry[] {
  const titles = new Map<string, string>();
  for (const { event } of entries) {
    if (event.kind !== 'Moved' || event.browser !== browser) continue;
    if (event.page.title !== '') titles.set(event.page.url, event.page.title);
  }
  return entries.map((it) => {
    const title = it.event.kind === 'Driven' ? titles.get(it.event.to.url) : undefined;
    if (it.event.kind !== 'Driven' || title === undefined) return it;
    return { ...it, event: { ...it.event, to: { ...it.event.to, title } } };
  });
}

/** The last word on each drive: from the entries, and for the latest from the view. */
function outcomesOf(
  entries: readonly WireEntry[],
  view: View,
  browser: number,
): Map<number, Outcome> {
  const outcomes = new Map<number, Outcome>();
  for (const { event } of entries) {
    if (event.kind !== 'Receipted') continue;
    const own = event.receipts.find((it) => it.browser === browser);
    if (own !== undefined) outcomes.set(event.drive, own.outcome);
  }
  for (const it of view.drives) {
    const own = it.receipts[browser];
    if (own !== undefined) outcomes.set(it.drive, own.outcome);
  }
  return outcomes;
}

/** Only the last message of ours says how far it has come. */
function withWay(lines: Line[], entries: readonly WireEntry[], view: View, me: string): Line[] {
  const last = lines.findLastIndex((it) => it.type === 'said' && it.mine && it.way === null);
  const line = lines[last];
  if (line === undefined || line.type !== 'said') return lines;
  const seq = Number(line.id);
  const marks = Object.entries(view.marks).filter(([by]) => by !== me);
  const reached = (of: 'delivered' | 'seen'): boolean => marks.some(([, it]) => it[of] >= seq);
  const answered = entries.some((it) => it.seq > seq && it.event.kind === 'Said' && it.by !== me);
  const isLatest = last === lines.length - 1 || !answered;
  const way: Way = wayOf(reached('delivered'), reached('seen'));
  return isLatest ? lines.with(last, { ...line, way }) : lines;
}

function wayOf(isDelivered: boolean, isSeen: boolean): Way {
  if (isSeen) return 'seen';
  return isDelivered ? 'delivered' : 'sent';
}

/** What we can say to have delivered and seen: the last entry of somebody else. */
export function lastOfOthers(entries: readonly WireEntry[], me: string): number {
  const of = (it: WireEntry): boolean =>
    it.by !== me && (it.event.kind === 'Said' || it.event.kind === 'Linked');
  return entries.findLast(of)?.seq ?? 0;
}

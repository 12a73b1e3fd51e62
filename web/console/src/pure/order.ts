/** Which channel stands where in the lists. Nothing here depends on the latest message: no row jumps. */

import type { Summary } from '../../../link/src/protocol.ts';

/** The inbox, part by part. */
export type Lists = { waiting: Summary[]; mine: Summary[]; notes: Summary[]; others: Summary[] };

/** The open tours: those that this agent guides, and those of colleagues. */
export type Tours = { mine: Summary[]; others: Summary[] };

/** Parts the board into lists for this agent. */
export function lists(rows: Iterable<Summary>, me: string): Lists {
  const parts: Lists = { waiting: [], mine: [], notes: [], others: [] };
  for (const row of rows) {
    const part = partOf(row, me);
    if (part !== null) parts[part].push(row);
  }
  parts.waiting.sort(byWait);
  parts.mine.sort((a, b) => a.joined_at_ms - b.joined_at_ms || byId(a, b));
  parts.others.sort((a, b) => a.joined_at_ms - b.joined_at_ms || byId(a, b));
  parts.notes.sort((a, b) => a.last_at_ms - b.last_at_ms || byId(a, b));
  return parts;
}

/** The open tours of the board, the oldest first. */
export function tours(rows: Iterable<Summary>, me: string): Tours {
  const parts: Tours = { mine: [], others: [] };
  for (const row of rows) {
    if (row.tour && row.status !== 'ended') {
      parts[row.guide?.agent === me ? 'mine' : 'others'].push(row);
    }
  }
  for (const part of [parts.mine, parts.others]) {
    part.sort((a, b) => a.joined_at_ms - b.joined_at_ms || byId(a, b));
  }
  return parts;
}

/** Whether this visitor is being offered to this agent. */
export function offeredTo(row: Summary, me: string): boolean {
  return row.status === 'waiting' && row.offer?.agent === me;
}

/** Places in the queue by channel, from 1: the one who asked first is first, whoever is offered what. */
export function places(waiting: Summary[]): Map<string, number> {
  return new Map([...waiting].sort(byWait).map((row, index) => [row.channel, index + 1]));
}

/** Who "Accept next" takes: the one offered to me, else who waits longest and is offered to nobody. */
export function nextToAccept(waiting: Summary[], me: string): Summary | undefined {
  const free = waiting.filter((row) => row.offer === null || row.offer.agent === me);
  const [first] = [...(free.length > 0 ? free : waiting)].sort(
    (a, b) => Number(offeredTo(b, me)) - Number(offeredTo(a, me)) || byWait(a, b),
  );
  return first;
}

function partOf(row: Summary, me: string): keyof Lists | null {
  if (row.tour) return null;
  switch (row.status) {
    case 'waiting':
      return 'waiting';
    case 'joined':
      return row.guide?.agent === me ? 'mine' : 'others';
    case 'ended':
      return row.open_note ? 'notes' : null;
    case 'new':
      return null;
  }
}

function byWait(a: Summary, b: Summary): number {
  return a.asked_at_ms - b.asked_at_ms || byId(a, b);
}

function byId(a: Summary, b: Summary): number {
  if (a.channel === b.channel) return 0;
  return a.channel < b.channel ? -1 : 1;
}

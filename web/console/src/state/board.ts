/** The board: who waits, who talks with whom, which colleagues are there. */

import { computed, signal } from '@preact/signals';
import type { Colleague, ServerFrame, Summary } from '../../../link/src/protocol.ts';
import { type Lists, lists, places, type Tours, tours } from '../pure/order.ts';
import { reading } from './front.ts';
import { me, myId } from './me.ts';

/** The board as it stands. `loaded` is false until the first frame. */
export type Board = { loaded: boolean; waiting: number; rows: ReadonlyMap<string, Summary> };

/** Open channels by their id, and how many wait in all. */
export const board = signal<Board>({ loaded: false, waiting: 0, rows: new Map() });

/** The agents, ourselves included. */
export const colleagues = signal<Colleague[]>([]);

/** The board parted into lists. */
export const inbox = computed<Lists>(() => lists(board.value.rows.values(), myId.value));

/** The open tours of the board. */
export const openTours = computed<Tours>(() => tours(board.value.rows.values(), myId.value));

/** Places in the queue by channel. */
export const queue = computed(() => places(inbox.value.waiting));

/** Messages that wait to be read in our own chats. */
export const unread = computed(() => inbox.value.mine.reduce((sum, row) => sum + unreadOf(row), 0));

/** Messages of a chat that wait to be read: none in the one that is being read. */
export function unreadOf(row: Summary): number {
  return reading.value === row.channel ? 0 : row.unread;
}

/** What a colleague has handed to us, as the board shows it. */
function handed(before: ReadonlyMap<string, Summary>, rows: Summary[]): Summary[] {
  const mine = myId.peek();
  return rows.filter((row) => {
    const guide = before.get(row.channel)?.guide ?? null;
    return guide !== null && guide.agent !== mine && row.guide?.agent === mine;
  });
}

/** Takes a board frame into account. Returns the channels that a colleague has handed to us. */
export function takeBoard(frame: Extract<ServerFrame, { t: 'board' }>): Summary[] {
  const fresh = handed(board.peek().rows, frame.rows);
  const rows = new Map(frame.whole ? [] : board.peek().rows);
  for (const log of frame.gone) rows.delete(log.replace(/^channel-/, ''));
  for (const row of frame.rows) rows.set(row.channel, row);
  board.value = { loaded: true, waiting: frame.waiting, rows };
  if (frame.colleagues.length > 0) colleagues.value = frame.colleagues;
  return fresh;
}

/** What an agent is called. */
export function agentName(id: string): string | undefined {
  const known = me.value?.agents.find((agent) => agent.id === id)?.name;
  return known ?? colleagues.value.find((colleague) => colleague.agent === id)?.name;
}

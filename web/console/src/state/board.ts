/** The board: who waits, who talks with whom, which colleagues are there. */

import { computed, signal } from '@preact/signals';
import type { Colleague, ServerFrame, Summary } from '../../../link/src/protocol.ts';
import { type Lists, lists, places } from '../pure/order.ts';
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

/** Places in the queue by channel. */
export const queue = computed(() => places(inbox.value.waiting));

/** Messages that wait to be read in our own chats. */
export const unread = computed(() => inbox.value.mine.reduce((sum, row) => sum + unreadOf(row), 0));

/** Messages of a chat that wait to be read: none in the one that is being read. */
export function unreadOf(row: Summary): number {
  return reading.value === row.channel ? 0 : row.unread;
}

/** Takes a board frame into account. */
export function takeBoard(frame: Extract<ServerFrame, { t: 'board' }>): void {
  const rows = new Map(frame.whole ? [] : board.peek().rows);
  for (const log of frame.gone) rows.delete(log.replace(/^channel-/, ''));
  for (const row of frame.rows) rows.set(row.channel, row);
  board.value = { loaded: true, waiting: frame.waiting, rows };
  if (frame.colleagues.length > 0) colleagues.value = frame.colleagues;
}

/** What an agent is called. */
export function agentName(id: string): string | undefined {
  const known = me.value?.agents.find((agent) => agent.id === id)?.name;
  return known ?? colleagues.value.find((colleague) => colleague.agent === id)?.name;
}

/** Driving several of our own chats together: which are chosen, and what became of each. */

import { computed, signal } from '@preact/signals';
import type { Page } from '../../../link/src/protocol.ts';
import { words } from '../words/words.ts';
import { drive } from './acts.ts';
import { inbox } from './board.ts';
import { talkOf } from './talk.ts';

/** Whether chats are being chosen. */
export const choosing = signal(false);

const picked = signal<ReadonlySet<string>>(new Set());

/** Why a chat was not driven the last time; empty while that is on its way. Those driven have none. */
export const refusals = signal<ReadonlyMap<string, string>>(new Map());

/** When they were last driven; 0 for not yet. */
export const driven_ms = signal(0);

/** The chosen chats that are still ours, in their order in the list. */
export const together = computed(() =>
  inbox.value.mine.filter((row) => picked.value.has(row.channel)),
);

/** Begins or stops choosing. */
export function choose(on: boolean): void {
  choosing.value = on;
  picked.value = new Set();
  refusals.value = new Map();
  driven_ms.value = 0;
}

/** Chooses a chat, or no more. */
export function pick(channel: string, on: boolean): void {
  const next = new Set(picked.peek());
  if (on) next.add(channel);
  else next.delete(channel);
  picked.value = next;
}

/** Drives each of the chosen chats; what a site refuses stops no other. */
export async function driveTogether(page: Page, now_ms: number): Promise<void> {
  const rows = together.peek();
  refusals.value = new Map();
  driven_ms.value = now_ms;
  await Promise.all(
    rows.map(async ({ channel }) => {
      const outcome = await drive(talkOf(channel), page);
      if (outcome.ok) return;
      const why = words.address[outcome.code] ?? words.problem[outcome.code] ?? outcome.detail;
      refusals.value = new Map([...refusals.peek(), [channel, why]]);
    }),
  );
}

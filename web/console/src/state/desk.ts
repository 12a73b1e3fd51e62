/** Our own desk: whether we take visitors, and why not when the server decided so. */

import { computed, effect, signal } from '@preact/signals';
import { deskLog } from './acts.ts';
import { colleagues } from './board.ts';
import { command, network } from './live.ts';
import { myId } from './me.ts';

/** Whether we take visitors; null until the board has said so. */
export const available = computed<boolean | null>(
  () => colleagues.value.find((colleague) => colleague.agent === myId.value)?.available ?? null,
);

/** What we have just asked for and is not confirmed yet. */
export const wanted = signal<boolean | null>(null);

/** Why the server set us away, until we are available again. */
export const setAway = signal<'unanswered' | 'no-console' | null>(null);

/** Whether we wanted to be available: what tells our own wish from the server's decision. */
let wish: boolean | null = null;

/** After this long without a console the server sets an agent away; as in crates/core limits. */
const GRACE_MS = 30_000;

/** Takes visitors, or no more. */
export async function beAvailable(on: boolean): Promise<void> {
  wish = on;
  wanted.value = on;
  if (!on) setAway.value = null;
  const outcome = await command(
    deskLog(),
    on ? { do: 'be-available' } : { do: 'be-away', reason: 'own' },
  );
  if (!outcome.ok || available.peek() === on) wanted.value = null;
}

/** Watches whether the server sets us away. Returns what stops it. */
export function startDesk(): () => void {
  let was: boolean | null = null;
  let lostAt_ms = 0;
  return effect(() => {
    const is = available.value;
    const net = network.value;
    if (net.is === 'offline') lostAt_ms = net.since_ms;
    if (net.is !== 'online') return;
    if (is === wanted.peek()) wanted.value = null;
    if (was === true && is === false && wish !== false) {
      const wasGone = lostAt_ms > 0 && net.since_ms - lostAt_ms >= GRACE_MS;
      setAway.value = wasGone ? 'no-console' : 'unanswered';
    }
    lostAt_ms = 0;
    if (is === true) {
      wish = true;
      setAway.value = null;
    }
    was = is;
  });
}

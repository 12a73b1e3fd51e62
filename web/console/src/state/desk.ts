/** Our own desk: whether we take visitors, and why not when the server decided so. */

import { computed, effect, signal } from '@preact/signals';
import { deskLog } from './acts.ts';
import { colleagues } from './board.ts';
import { command } from './live.ts';
import { myId } from './me.ts';

/** Ourselves as colleagues see us; undefined until the board has come. */
const own = computed(() => colleagues.value.find((colleague) => colleague.agent === myId.value));

/** Whether we take visitors; null until the board has said so. */
export const available = computed<boolean | null>(() => own.value?.available ?? null);

/** What we have just asked for and is not confirmed yet. */
export const wanted = signal<boolean | null>(null);

/** Whether we have been available since this page was opened. */
const wasAvailable = signal(false);

/** Why the server set us away, until we are available again or away by our own wish. */
export const setAway = computed<'unanswered' | 'no-console' | null>(() => {
  const away = own.value?.away ?? null;
  if (wanted.value !== null || away === null || away === 'own') return null;
  // What happened while nobody looked at this page is no news to whoever opens it.
  return wasAvailable.value ? away : null;
});

/** Takes visitors, or no more. */
export async function beAvailable(on: boolean): Promise<void> {
  wanted.value = on;
  const outcome = await command(
    deskLog(),
    on ? { do: 'be-available' } : { do: 'be-away', reason: 'own' },
  );
  if (!outcome.ok || available.peek() === on) wanted.value = null;
}

/** Watches what becomes of our wishes. Returns what stops it. */
export function startDesk(): () => void {
  return effect(() => {
    const is = available.value;
    if (is === wanted.value) wanted.value = null;
    if (is === true) wasAvailable.value = true;
  });
}

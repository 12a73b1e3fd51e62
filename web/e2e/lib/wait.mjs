// Waiting for something to be true, with a bound and a useful complaint. For starts of programs and for the
// page itself; what the product does is awaited on its record (agent.mjs).
import { setTimeout as pause } from 'node:timers/promises';

export const WAIT_MS = 15_000;
const STEP_MS = 25;

/**
 * Asks until the answer is truthy, and gives it back. An error counts as "not yet".
 * @template T
 * @param {string} what is waited for, as the complaint says it
 * @param {() => T | Promise<T>} ask
 * @param {number} [withinMs]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, withinMs = WAIT_MS) {
  const end = Date.now() + withinMs;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms for: ${what}; last: ${last}`);
    await pause(STEP_MS);
  }
}

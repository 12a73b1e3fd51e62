/** A few words that stand for a moment at the foot of the screen. */

import { signal } from '@preact/signals';

/** Words for a moment. */
export type Toast = { key: number; text: string };

/** What stands there now. */
export const toasts = signal<Toast[]>([]);

/** Long enough to be read twice. */
const TOLD_MS = 6_000;
let count = 0;

/** Shows words for a moment. */
export function toast(text: string): void {
  count += 1;
  const key = count;
  toasts.value = [...toasts.peek().slice(-2), { key, text }];
  setTimeout(() => {
    toasts.value = toasts.peek().filter((one) => one.key !== key);
  }, TOLD_MS);
}

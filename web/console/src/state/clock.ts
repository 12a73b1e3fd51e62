/** The server's clock, as well as it is known, and one tick a second for all running times. */

import { signal } from '@preact/signals';

const skew_ms = signal(0);

/** The server's time, updated once a second while the page can be seen. Milliseconds since 1970. */
export const second = signal(Date.now());

/** Takes note of what the server's clock says now. */
export function setClock(now_ms: number): void {
  skew_ms.value = now_ms - Date.now();
  second.value = now();
}

/** The server's time. */
export function now(): number {
  return Date.now() + skew_ms.peek();
}

/** Starts the tick. Returns what stops it. */
export function startClock(): () => void {
  const tick = (): void => {
    if (!document.hidden) second.value = now();
  };
  const timer = setInterval(tick, 1_000);
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

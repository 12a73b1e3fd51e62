/** How often to knock at a driven window: often when a page is expected, seldom else, never for nothing. */

/** What the pacer's worker is told: milliseconds between two ticks; 0 stops it. */
export type Pace = number;

/** While a page is expected. */
export const FAST_MS = 75;
/** While the visitor may come back to a page with the button by themselves. */
export const SLOW_MS = 1_000;
/** When nothing has answered for long; and when a page has, whose good-bye may get lost. */
export const IDLE_MS = 4_000;
/** How long a page is expected. */
const EXPECTED_MS = 15_000;
/** How long an unanswered window is still looked at every second. */
const HOPED_MS = 120_000;

/** The pace for now. `expectedAtMs` is when a page was last expected. */
export function paceOf(
  state: { isAnswered: boolean; isReachable: boolean; expectedAtMs: number },
  nowMs: number,
): Pace {
  if (!state.isReachable) return 0;
  if (state.isAnswered) return IDLE_MS;
  const sinceMs = nowMs - state.expectedAtMs;
  if (sinceMs < EXPECTED_MS) return FAST_MS;
  return sinceMs < HOPED_MS ? SLOW_MS : IDLE_MS;
}

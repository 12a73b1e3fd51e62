/**
 * How often to knock at a driven window, and for whom: often for the page that is expected, seldom
 * else. A browser tells the page that is there of every knock for another one, in its console.
 */

/** What the pacer's worker is told: milliseconds between two ticks; 0 stops it. */
export type Pace = number;

/** While a page is expected. */
export const FAST_MS = 75;
/** While the visitor may come back to a page with the button by themselves. */
export const SLOW_MS = 1_000;
/** When nothing has answered for long; and when a page has, whose good-bye may get lost. */
export const IDLE_MS = 4_000;
/** How long a page is expected after a drive. */
export const DRIVEN_MS = 15_000;
/** How long a page is expected after one has gone by itself. */
export const GONE_MS = 3_000;
/** How long an unanswered window is still looked at every second. */
const HOPED_MS = 120_000;

/** Ticks between two at which all origins are tried, and not the likely one alone. */
const ALL_EVERY = 16;
/** Origins that are tried in one tick; more take turns. */
const ORIGINS_A_TICK = 8;

/** What is known of the window. */
export type Gaze = {
  isAnswered: boolean;
  isReachable: boolean;
  /** Whether the expected page may be one of the site's. */
  isLikely: boolean;
  /** Until when a page is expected. */
  expectedUntilMs: number;
};

/** The pace for now. */
export function paceOf(gaze: Gaze, nowMs: number): Pace {
  if (!gaze.isReachable) return 0;
  if (gaze.isAnswered) return IDLE_MS;
  if (nowMs < gaze.expectedUntilMs && gaze.isLikely) return FAST_MS;
  return nowMs < gaze.expectedUntilMs + HOPED_MS ? SLOW_MS : IDLE_MS;
}

/**
 * The origins to knock at in this tick (from 0): the likely one, and seldom the others, in turns;
 * all of them where nothing is known, as after a reload of the chat.
 * A page that has answered is not disturbed for others.
 */
export function knockedAt(
  origins: readonly string[],
  gaze: { likely: string; isAnswered: boolean },
  tick: number,
): readonly string[] {
  const likely = origins.filter((it) => it === gaze.likely);
  if (gaze.isAnswered || (gaze.likely !== '' && tick % ALL_EVERY !== 0)) return likely;
  const turn = ((tick % ALL_EVERY) + Math.floor(tick / ALL_EVERY)) * ORIGINS_A_TICK;
  const at = turn % origins.length;
  const taken = [...origins.slice(at), ...origins.slice(0, at)].slice(0, ORIGINS_A_TICK);
  return [...new Set([...likely, ...taken])];
}

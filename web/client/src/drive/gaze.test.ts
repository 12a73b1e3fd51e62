import { expect, test } from 'vitest';
import { FAST_MS, IDLE_MS, paceOf, SLOW_MS } from './gaze.ts';

const looking = { isAnswered: false, isReachable: true, expectedAtMs: 0 };

test('often while a page is expected, ever more seldom afterwards', () => {
  expect(paceOf(looking, 1_000)).toBe(FAST_MS);
  expect(paceOf(looking, 60_000)).toBe(SLOW_MS);
  expect(paceOf(looking, 600_000)).toBe(IDLE_MS);
});

test('seldom once a page has answered, never where there is no window', () => {
  expect(paceOf({ ...looking, isAnswered: true }, 1_000)).toBe(IDLE_MS);
  expect(paceOf({ ...looking, isReachable: false }, 1_000)).toBe(0);
});

import { expect, test } from 'vitest';
import { FAST_MS, type Gaze, IDLE_MS, knockedAt, paceOf, SLOW_MS } from './gaze.ts';

const looking: Gaze = {
  isAnswered: false,
  isReachable: true,
  isLikely: true,
  expectedUntilMs: 15_000,
};
const shops = ['https://a.example', 'https://b.example', 'https://c.example'];

test('often while a page is expected, ever more seldom afterwards', () => {
  expect(paceOf(looking, 1_000)).toBe(FAST_MS);
  expect(paceOf(looking, 60_000)).toBe(SLOW_MS);
  expect(paceOf(looking, 600_000)).toBe(IDLE_MS);
});

test('seldom where nobody knows whose page is expected', () => {
  expect(paceOf({ ...looking, isLikely: false }, 1_000)).toBe(SLOW_MS);
});

test('seldom once a page has answered, never where there is no window', () => {
  expect(paceOf({ ...looking, isAnswered: true }, 1_000)).toBe(IDLE_MS);
  expect(paceOf({ ...looking, isReachable: false }, 1_000)).toBe(0);
});

test('a page is hardly ever told of knocks for others', () => {
  const gaze = { likely: 'https://b.example', isAnswered: false };

  const ticks = Array.from({ length: 32 }, (_, tick) => knockedAt(shops, gaze, tick));

  expect(ticks.filter((it) => it.length > 1)).toHaveLength(2);
  expect(ticks.every((it) => it.includes('https://b.example'))).toBe(true);
  expect(new Set(ticks[0])).toEqual(new Set(shops));
});

test('a page that has answered is told of none, and a foreign one nearly of none', () => {
  const answered = { likely: 'https://a.example', isAnswered: true };
  const foreign = { likely: 'https://elsewhere.example', isAnswered: false };

  expect(knockedAt(shops, answered, 16)).toEqual(['https://a.example']);
  expect(knockedAt(shops, foreign, 1)).toEqual([]);
  expect(new Set(knockedAt(shops, foreign, 16))).toEqual(new Set(shops));
});

test('where nothing is known every tick tries', () => {
  const gaze = { likely: '', isAnswered: false };

  expect(knockedAt(shops, gaze, 5)).toHaveLength(shops.length);
});

test('more origins than one tick takes have their turns', () => {
  const many = Array.from({ length: 20 }, (_, i) => `https://${String(i)}.example`);
  const gaze = { likely: '', isAnswered: false };

  const tried = [0, 16, 32].flatMap((tick) => knockedAt(many, gaze, tick));

  expect(new Set(tried)).toEqual(new Set(many));
});

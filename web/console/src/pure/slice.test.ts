import { expect, test } from 'vitest';
import { reveal, slice } from './slice.ts';

test('of a thousand rows those on the screen are in the page, and a few more', () => {
  expect(slice(1_000, 50, 0, 500)).toEqual({ from: 0, to: 18 });
  expect(slice(1_000, 50, 5_000, 500)).toEqual({ from: 92, to: 118 });
});

test('a list that has become shorter than where it was scrolled to shows its end', () => {
  expect(slice(3, 50, 5_000, 500)).toEqual({ from: 0, to: 3 });
  expect(slice(0, 50, 0, 500)).toEqual({ from: 0, to: 0 });
});

test('a row above or below the screen is brought in; one on it moves nothing', () => {
  expect(reveal(2, 50, 500, 300)).toBe(100);
  expect(reveal(20, 50, 0, 300)).toBe(750);
  expect(reveal(12, 50, 500, 300)).toBe(500);
});

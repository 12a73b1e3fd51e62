import { expect, test } from 'vitest';
import type { Line } from './lines.ts';
import { bottomOf, slideDown, slideUp, windowOf } from './log-window.ts';

function log(count: number): Line[] {
  return Array.from({ length: count }, (_one, at) => ({ kind: 'day', key: String(at), at_ms: at }));
}

test('at the foot the last lines are in the page', () => {
  const { lines, before } = windowOf(log(10_000), bottomOf());

  expect([lines.length, before, lines.at(-1)?.key]).toEqual([100, 9_900, '9999']);
});

test('however far one scrolls up, the page stays small', () => {
  const all = log(10_000);
  let frame = bottomOf();

  for (let step = 0; step < 200; step += 1) frame = slideUp(all, frame);

  const { lines, before } = windowOf(all, frame);
  expect([lines.length, before]).toEqual([240, 0]);
});

test('scrolling back down ends at the foot, which then grows with the log', () => {
  const all = log(1_000);
  let frame = bottomOf();
  for (let step = 0; step < 20; step += 1) frame = slideUp(all, frame);

  for (let step = 0; step < 20; step += 1) frame = slideDown(all, frame);

  expect(frame.last).toBeNull();
  expect(windowOf(log(1_001), frame).lines.at(-1)?.key).toBe('1000');
});

test('older lines that are loaded move nothing', () => {
  const all = log(300);
  const frame = slideUp(all, bottomOf());
  const first = windowOf(all, frame).lines[0]?.key;
  const older: Line[] = [{ kind: 'day', key: 'older', at_ms: 0 }];

  expect(windowOf([...older, ...all], frame).lines[0]?.key).toBe(first);
});

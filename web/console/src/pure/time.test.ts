import { expect, test } from 'vitest';
import { dayText, runningTime, secondsText, spanText, utcDay } from './time.ts';

test.each([
  [0, '0:00'],
  [-5_000, '0:00'],
  [42_900, '0:42'],
  [725_000, '12:05'],
  [3_729_000, '1:02:09'],
])('%i ms runs as %s', (span_ms, text) => {
  expect(runningTime(span_ms)).toBe(text);
});

test.each([
  [0, '0.0 s'],
  [230, '0.2 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [12_400, '12 s'],
])('a receipt of %i ms says %s', (span_ms, text) => {
  expect(secondsText(span_ms, 'en')).toBe(text);
});

test('a receipt in German has a comma', () => {
  expect(secondsText(230, 'de')).toBe('0,2 s');
});

test.each([
  [59_000, ''],
  [60_000, '1 min'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [49 * 3_600_000, '2 d'],
])('a span of %i ms is "%s"', (span_ms, text) => {
  expect(spanText(span_ms)).toBe(text);
});

test('days are called by their names near now', () => {
  const now = new Date(2026, 10, 23, 12).getTime();

  expect(dayText(now - 3_600_000, now, 'en-GB')).toBe('Today');
  expect(dayText(now - 20 * 3_600_000, now, 'en-GB')).toBe('Yesterday');
  expect(dayText(new Date(2026, 10, 2).getTime(), now, 'en-GB')).toMatch(/2 Nov/);
  expect(dayText(new Date(2025, 0, 2).getTime(), now, 'en-GB')).toMatch(/2025/);
});

test('a day of the report is a day in UTC', () => {
  expect(utcDay(Date.UTC(2026, 10, 23, 23, 59))).toBe('2026-11-23');
});

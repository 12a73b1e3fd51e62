import { expect, test } from 'vitest';
import type { Outcome } from '../../../link/src/protocol.ts';
import { en } from '../words/catalog.en.ts';
import { told } from './receipt.ts';
import { page, receipt } from './testing.ts';

const to = page('/returns', 'Returns');

function tell(past_ms: number, outcome?: Outcome, ms = 200) {
  const receipts = outcome === undefined ? [] : [receipt(outcome, ms)];
  return told({ to, at_ms: 1_000, browsers: 1, receipts }, 1_000 + past_ms, en.receipt, 'en');
}

test('nothing heard is told with its time only after a while', () => {
  expect(tell(500)).toEqual({ text: 'sending…', tone: 'going', live: true });
  expect(tell(4_200).text).toBe('sending… no answer from the browser yet, 4 s');
});

test('a page that loads slowly is told with a running time', () => {
  expect(tell(900, { is: 'taken', way: 'window' }).text).toBe('opening…');
  expect(tell(4_200, { is: 'taken', way: 'window' }).text).toBe('opening… still loading, 4 s');
});

test('left is never told as arrived', () => {
  expect(tell(9_000, { is: 'left' })).toEqual({
    text: 'left for shop.example · 0.2 s',
    tone: 'left',
    live: false,
  });
});

test('arrived says how long it took, and where when that is elsewhere', () => {
  const there: Outcome = { is: 'arrived', url: to.url, in_view: true };
  const elsewhere: Outcome = { is: 'arrived', url: 'https://shop.example/login', in_view: true };

  expect(tell(9_000, there)).toEqual({ text: 'arrived · 0.2 s', tone: 'there', live: false });
  expect(tell(9_000, elsewhere).text).toBe('arrived at shop.example/login · 0.2 s');
});

test('a hidden page is said to be', () => {
  const hidden: Outcome = { is: 'arrived', url: to.url, in_view: false };

  expect(tell(1, hidden, 12_400).text).toBe('arrived · 12 s, but out of sight');
});

test.each([
  [{ is: 'blocked', why: 'lost' }, 'blocked: the tab can no longer be reached'],
  [{ is: 'blocked', why: 'paused' }, 'blocked: the visitor has paused'],
  [{ is: 'superseded' }, 'replaced by the next one'],
  [{ is: 'gone' }, 'the visitor went away before it opened'],
] as [Outcome, string][])('%j is told in plain words', (outcome, text) => {
  expect(tell(1, outcome)).toEqual({ text, tone: 'stopped', live: false });
});

test('of many browsers it is told how many are there', () => {
  const receipts = [1, 2, 3].map((browser) => ({
    ...receipt({ is: 'arrived', url: to.url, in_view: true }),
    browser,
  }));

  expect(told({ to, at_ms: 0, browsers: 4, receipts }, 0, en.receipt, 'en').text).toBe('3 of 4');
});

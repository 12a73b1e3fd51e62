import { expect, test } from 'vitest';
import type { ChannelEvent, WireEntry } from '../../../link/src/protocol.ts';
import { type Depth, type Line, lines, logOf, receiptsOf } from './lines.ts';
import { entry, page, receipt } from './testing.ts';

function told(entries: WireEntry[], depth: Depth = 'talk'): Line[] {
  return lines(entries, receiptsOf(entries), depth).filter((line) => line.kind !== 'day');
}

test('what one person says within three minutes is one group', () => {
  const all = told([
    entry(1, { kind: 'Said', text: 'a' }),
    entry(2, { kind: 'Said', text: 'b' }),
    entry(3, { kind: 'Said', text: 'c' }, { by: 'agent-ada' }),
    entry(4, { kind: 'Said', text: 'd' }, { by: 'agent-ada', at_ms: 300_000 }),
  ]);

  expect(all.map((line) => line.kind === 'said' && line.opens)).toEqual([true, false, true, true]);
});

test('a drive is one line with all its receipts', () => {
  const to = page('/returns');
  const all = told([
    entry(1, { kind: 'Driven', drive: 1, to, browsers: [1] }),
    entry(2, { kind: 'Receipted', drive: 1, receipts: [receipt({ is: 'taken', way: 'window' })] }),
    entry(3, { kind: 'Moved', browser: 1, page: to }),
    entry(4, { kind: 'Receipted', drive: 1, receipts: [receipt({ is: 'left' })] }),
  ]);

  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ kind: 'drive', driven: { browsers: 1 } });
  expect(all[0]?.kind === 'drive' && all[0].driven.receipts).toHaveLength(2);
});

test('a page that the visitor went to alone gets a line, once', () => {
  const shoes = page('/shoes');
  const all = told([
    entry(1, { kind: 'Moved', browser: 1, page: shoes }),
    entry(2, { kind: 'Moved', browser: 1, page: shoes }),
  ]);

  expect(all).toHaveLength(1);
});

test('the record tells what a talk leaves out', () => {
  const offered = [entry(1, { kind: 'Offered', agent: 'ada', until_ms: 1 })];

  expect(told(offered, 'talk')).toHaveLength(0);
  expect(told(offered, 'record')).toHaveLength(1);
});

test('a kind that is newer than we are is left out', () => {
  expect(told([entry(1, { kind: 'Unknown' })], 'record')).toHaveLength(0);
});

test('a day begins with its name', () => {
  const day_ms = 86_400_000;
  const all = [
    entry(1, { kind: 'Said', text: 'a' }, { at_ms: day_ms * 10 }),
    entry(2, { kind: 'Said', text: 'b' }, { at_ms: day_ms * 12 }),
  ];

  expect(lines(all, new Map(), 'talk').map((line) => line.kind)).toEqual([
    'day',
    'said',
    'day',
    'said',
  ]);
});

test('a log that is continued entry by entry is the log told at once', () => {
  const to = page('/returns');
  const entries = [
    entry(1, { kind: 'Said', text: 'a' }),
    entry(2, { kind: 'Said', text: 'b' }),
    entry(3, { kind: 'Driven', drive: 1, to, browsers: [1] }),
    entry(4, { kind: 'Moved', browser: 1, page: to }),
    entry(5, { kind: 'Receipted', drive: 1, receipts: [receipt({ is: 'left' })] }),
    entry(6, { kind: 'Said', text: 'c' }, { by: 'agent-ada' }),
  ];

  let log = logOf({ entries: [], lines: [], arrived: '' }, [], 'talk');
  for (let count = 1; count <= entries.length; count += 1) {
    log = logOf(log, entries.slice(0, count), 'talk');
  }

  expect(log.lines).toEqual(lines(entries, receiptsOf(entries), 'talk'));
});

test('a tour’s log tells its stops and words, and of its browsers nothing', () => {
  const to = page('/returns');
  const driven: ChannelEvent = { kind: 'Driven', drive: 1, to, browsers: [1, 2] };

  const kinds = told(
    [
      entry(1, { kind: 'TourStarted', site: 'shop', title: 'Autumn', questions: 'private' }),
      entry(2, driven),
      entry(3, { ...driven, drive: 2, of: 1 }),
      entry(4, { kind: 'Paused', browser: 2 }),
      entry(5, { kind: 'Moved', browser: 1, page: to }),
      entry(6, { kind: 'Receipted', drive: 1, receipts: [receipt({ is: 'left' })] }),
    ],
    'tour',
  ).map((line) => line.kind);

  expect(kinds).toEqual(['quiet', 'drive']);
});

test('receipts of a tour change no line: the very same ones stay', () => {
  const said = entry(1, { kind: 'Said', text: 'a' });
  const receipted = entry(2, { kind: 'Receipted', drive: 1, receipts: [receipt({ is: 'left' })] });
  const before = logOf({ entries: [], lines: [], arrived: '' }, [said], 'tour');

  const after = logOf(before, [said, receipted], 'tour');

  expect(after.lines).toBe(before.lines);
});

test('a private answer opens a group of its own', () => {
  const all = told(
    [
      entry(1, { kind: 'Said', text: 'a' }, { by: 'agent-ada' }),
      entry(2, { kind: 'Said', text: 'b', to: 3 }, { by: 'agent-ada' }),
      entry(3, { kind: 'Said', text: 'c' }, { by: 'agent-ada' }),
    ],
    'tour',
  );

  expect(all.map((line) => line.kind === 'said' && [line.to, line.opens])).toEqual([
    [null, true],
    [3, true],
    [null, true],
  ]);
});

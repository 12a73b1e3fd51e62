import { expect, test } from 'vitest';
import type { ChannelEvent, WireEntry } from '../../../link/src/protocol.ts';
import { applyAsStaff as apply } from '../../../link/src/staff.ts';
import { emptyView } from '../../../link/src/view.ts';
import { endOf, readRecord, replay, stopAt, viewAt } from './replay.ts';
import { entry, page, receipt } from './testing.ts';

const visitor = { name: 'Grace', language: 'en', user_agent: '', page: null };
type Driven = Extract<ChannelEvent, { kind: 'Driven' }>;
const driven = (drive: number, path: string): Driven => ({
  kind: 'Driven',
  drive,
  to: page(path),
  browsers: [1],
  everyone: true,
});
const RECORD: WireEntry[] = [
  entry(1, { kind: 'TourStarted', site: 'shop', title: 'Autumn', questions: 'private' }),
  entry(2, { kind: 'Arrived', site: 'shop', browser: 1, visitor }),
  entry(3, driven(1, '/a')),
  entry(4, { kind: 'Receipted', drive: 1, receipts: [receipt({ is: 'left' })] }),
  entry(5, { ...driven(2, '/a'), of: 1, everyone: false }),
  entry(6, driven(3, '/b')),
  entry(7, { kind: 'Ended', reason: 'agent' }),
];

test('a stop lasts until the next one; a drive that repeats one is none', () => {
  const { stops } = replay(RECORD);

  expect(stops.map((it) => [it.drive, it.from_ms, it.until_ms])).toEqual([
    [1, 3_000, 6_000],
    [3, 6_000, 7_000],
  ]);
});

test('at each moment the view is the fold of what had happened', () => {
  const many = Array.from({ length: 1_200 }, (_, index) =>
    entry(index + 8, { kind: 'Said', text: String(index) }),
  );
  const all = [...RECORD, ...many];
  const told = replay(all);

  for (const at of [0, 1_000, 4_500, 250_000, 500_000, 1_300_000]) {
    const until = all.filter((it) => it.at_ms <= at);
    expect(viewAt(told, at)).toEqual(until.reduce(apply, emptyView));
  }
});

test('the end of a stop is before the next drive', () => {
  const told = replay(RECORD);
  const [first, last] = told.stops;
  if (first === undefined || last === undefined) throw new Error('two stops');

  expect([endOf(told, first), endOf(told, last)]).toEqual([5_999, 7_000]);
  expect([stopAt(told, 2_999), stopAt(told, 5_999), stopAt(told, 6_000)]).toEqual([-1, 0, 1]);
});

test('a record is read line by line; an erased entry keeps its place', () => {
  const lines = [
    JSON.stringify({ ...RECORD[0], hash: 'x' }),
    '{"seq":2,"at_ms":5,"by":"browser-1"}',
    '',
  ];

  expect(readRecord(lines.join('\n')).map((it) => it.event.kind)).toEqual([
    'TourStarted',
    'Unknown',
  ]);
});

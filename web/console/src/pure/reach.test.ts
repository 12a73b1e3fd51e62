import { expect, test } from 'vitest';
import type { ReachRow } from '../../../link/src/protocol.ts';
import { allDrives, countOf, noDrives, reachLines } from './reach.ts';

const rows: ReachRow[] = [
  { site: 'a', way: 'window', engine: 'chromium', ...noDrives, arrived: 3, left: 1 },
  { site: 'b', way: 'window', engine: 'chromium', ...noDrives, arrived: 2 },
  { site: 'a', way: null, engine: 'gecko', ...noDrives, blocked: 1 },
];

test('drives of all sites are added up by way and engine, the most frequent first', () => {
  const lines = reachLines(rows);

  expect(lines.map((it) => [it.way, it.engine, it.count])).toEqual([
    ['window', 'chromium', 6],
    [null, 'gecko', 1],
  ]);
  expect(lines[0]?.drives).toEqual({ ...noDrives, arrived: 5, left: 1 });
  expect(countOf(allDrives(rows))).toBe(7);
  expect(reachLines([])).toEqual([]);
});

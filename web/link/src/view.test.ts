import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { View, WireEntry } from './protocol.ts';
import { applyAsStaff } from './staff.ts';
import { apply, emptyView } from './view.ts';

const folder = new URL('../../../vectors/logs/', import.meta.url);
const names = readdirSync(folder).filter((it) => it.endsWith('.json'));

type Log = {
  entries: WireEntry[];
  browser_1_sees: number[];
  browser_1_gets: Record<number, WireEntry['event']>;
  staff: View;
  browser_1: View;
};

const at = (seq: number, event: WireEntry['event'], by = 'server'): WireEntry => ({
  seq,
  at_ms: 1_000 + seq,
  by,
  event,
});

test('a kind that is newer than we are only moves the cursor', () => {
  const newer = at(7, { kind: 'Teleported' } as unknown as WireEntry['event']);

  const view = apply(emptyView, newer);

  expect(view).toEqual({ ...emptyView, seq: 7 });
});

test('a browser whose arrival was erased is not made up again', () => {
  const view = apply(emptyView, at(3, { kind: 'Paused', browser: 1 }));

  expect(view.browsers).toEqual({});
});

test('a view carries the last twenty drives', () => {
  let view = emptyView;
  for (let drive = 1; drive <= 25; drive += 1) {
    const to = { url: `https://a.example/${drive}`, title: '' };
    view = apply(view, at(drive, { kind: 'Driven', drive, to, browsers: [1] }));
  }

  expect(view.drives.map((it) => it.drive)).toEqual(Array.from({ length: 20 }, (_, i) => i + 6));
});

test.each(names)('the fold of vectors/logs/%s is what the server says', (name) => {
  const log: Log = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const own = (it: WireEntry) => ({ ...it, event: log.browser_1_gets[it.seq] ?? it.event });
  const seen = log.entries.filter((it) => log.browser_1_sees.includes(it.seq)).map(own);

  expect(log.entries.reduce(applyAsStaff, emptyView)).toEqual(log.staff);
  expect(seen.reduce(apply, emptyView)).toEqual(log.browser_1);
});

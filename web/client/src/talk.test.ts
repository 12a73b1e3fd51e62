import { expect, test } from 'vitest';
import type { ChannelEvent, WireEntry } from '../../link/src/protocol.ts';
import { apply, emptyView } from '../../link/src/view.ts';
import { type Line, lastOfOthers, linesOf } from './talk.ts';

const ME = 'browser-1';
const ADA = 'agent-a';

/** Entries numbered from 1, each by who did it. */
function log(...events: [string, ChannelEvent][]): WireEntry[] {
  return events.map(([by, event], place) => ({ seq: place + 1, at_ms: place, by, event }));
}

function shown(entries: WireEntry[], more = {}): Line[] {
  const own = { me: ME, browser: 1, unsent: [], refused: [], ...more };
  return linesOf(entries, entries.reduce(apply, emptyView), own);
}

const said = (text: string): ChannelEvent => ({ kind: 'Said', text });
const marked = (delivered: number, seen: number): ChannelEvent => ({
  kind: 'Marked',
  delivered,
  seen,
});
const ways = (lines: Line[]) => lines.flatMap((it) => (it.type === 'said' ? [it.way] : []));

test('only the last own message says how far it has come', () => {
  expect(ways(shown(log([ME, said('one')], [ME, said('two')])))).toEqual([null, 'sent']);
  expect(ways(shown(log([ME, said('one')], [ME, said('two')], [ADA, marked(2, 1)])))).toEqual([
    null,
    'delivered',
  ]);
  expect(ways(shown(log([ME, said('one')], [ADA, marked(1, 1)])))).toEqual(['seen']);
});

test('an answer says more than a mark', () => {
  expect(ways(shown(log([ME, said('one')], [ADA, said('yes')])))).toEqual([null, null]);
});

test('what is not sent, or was refused, stands last and says so', () => {
  const unsent = [{ key: 'k', n: null, command: { do: 'say', text: 'later' } as const }];
  const refused = [{ key: 'r', text: 'no' }];

  const lines = shown(log([ADA, said('hi')]), { unsent, refused });

  expect(lines.map((it) => it.type === 'said' && it.text)).toEqual(['hi', 'no', 'later']);
  expect(ways(lines)).toEqual([null, 'refused', 'sending']);
});

test('a drive is one line, with the last word on it', () => {
  const to = { url: 'https://shop.example/', title: 'Shop' };
  const lines = shown(
    log(
      [ADA, { kind: 'Driven', drive: 1, to, browsers: [1] }],
      [
        ME,
        {
          kind: 'Receipted',
          drive: 1,
          receipts: [{ browser: 1, ms: 3, outcome: { is: 'blocked', why: 'lost' } }],
        },
      ],
    ),
  );

  expect(lines).toMatchObject([{ type: 'driven', to, outcome: { is: 'blocked', why: 'lost' } }]);
});

test('the page that a drive brought has the title that it gave itself', () => {
  const to = { url: 'https://shop.example/r', title: 'shop.example' };
  const lines = shown(
    log(
      [ADA, { kind: 'Driven', drive: 1, to, browsers: [1] }],
      [
        ME,
        { kind: 'Moved', browser: 1, page: { url: 'https://shop.example/r', title: 'Returns' } },
      ],
    ),
  );

  expect(lines).toMatchObject([{ type: 'driven', to: { url: to.url, title: 'Returns' } }]);
});

test('what others said last can be marked; own words and drives cannot', () => {
  expect(lastOfOthers(log([ADA, said('hi')], [ME, said('yes')]), ME)).toBe(1);
  expect(lastOfOthers(log([ME, said('yes')]), ME)).toBe(0);
});

test('an erased message has no line', () => {
  const said = (seq: number, text: string): WireEntry => ({
    seq,
    at_ms: 0,
    by: 'browser-1',
    event: { kind: 'Said', text },
  });

  const own = { me: 'browser-1', browser: 1, unsent: [], refused: [] };
  const lines = linesOf([said(1, ''), said(2, 'hi')], emptyView, own);

  expect(lines.map((it) => it.id)).toEqual(['2']);
});

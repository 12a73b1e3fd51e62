import { expect, test } from 'vitest';
import type { Outcome, View, WireEntry } from '../../../link/src/protocol.ts';
import { apply, emptyView } from '../../../link/src/view.ts';
import { due, type Hello, isArrival, isSameDocument, isWithinReach, type Sent } from './due.ts';

const TAB = 'tab-a';
const self = { browser: 1, tab: TAB, done: 0 };
const to = { url: 'https://shop.example/returns', title: 'Returns' };
const visitor = { name: '', language: '', user_agent: '', page: null };

/** The view of a joined channel in which `TAB` sits, after more events. */
function view(...events: WireEntry['event'][]): View {
  const all: WireEntry['event'][] = [
    { kind: 'Arrived', site: 'shop', browser: 1, visitor },
    { kind: 'Asked' },
    { kind: 'Seated', browser: 1, tab: TAB },
    { kind: 'Joined', agent: 'a', name: 'Ada' },
    ...events,
  ];
  return all
    .map((event, place) => ({ seq: place + 1, at_ms: 0, by: 'server', event }))
    .reduce(apply, emptyView);
}

const driven = (drive: number): WireEntry['event'] => ({
  kind: 'Driven',
  drive,
  to,
  browsers: [1],
});
const receipted = (drive: number, outcome: Outcome): WireEntry['event'] => ({
  kind: 'Receipted',
  drive,
  receipts: [{ browser: 1, outcome, ms: 1 }],
});

test('DR: a drive is carried out by the tab that sits, once', () => {
  expect(due(view(driven(1)), self)?.drive).toBe(1);
  expect(due(view(driven(1)), { ...self, tab: 'another' })).toBeNull();
  expect(due(view(driven(1)), { ...self, done: 1 })).toBeNull();
});

test('a reload finds a drive that was never sent off, and no other', () => {
  expect(due(view(driven(1), driven(2)), { ...self, done: 1 })?.drive).toBe(2);
  expect(due(view(driven(1), receipted(1, { is: 'taken', way: 'window' })), self)).toBeNull();
  expect(due(view(driven(1), receipted(1, { is: 'blocked', why: 'lost' })), self)).toBeNull();
});

test('nobody is driven who has the wheel, or whose chat is over', () => {
  expect(due(view({ kind: 'Paused', browser: 1 }, driven(1)), self)).toBeNull();
  expect(due(view(driven(1), { kind: 'Ended', reason: 'agent' }), self)).toBeNull();
});

test('only another fragment of the same page loads nothing', () => {
  const page = 'https://shop.example/a?x=1#top';

  expect(isSameDocument(page, 'https://shop.example/a?x=1#end')).toBe(true);
  expect(isSameDocument(page, 'https://shop.example/a?x=1')).toBe(false);
  expect(isSameDocument(page, page)).toBe(false);
  expect(isSameDocument(page, 'https://shop.example/a?x=2#top')).toBe(false);
});

test('a panel finds itself again on its own origin alone', () => {
  const page = 'https://shop.example/a';

  expect(isWithinReach(page, 'https://shop.example/b?x#y')).toBe(true);
  expect(isWithinReach(page, 'https://other.example/')).toBe(false);
  expect(isWithinReach(page, 'http://shop.example/')).toBe(false);
  expect(isWithinReach('', page)).toBe(false);
});

const sent: Sent = { drive: 1, atMs: 1_000, inPage: false, from: '' };
const hello: Hello = {
  url: 'https://shop.example/returns',
  title: 'Returns',
  hidden: false,
  unsaved: false,
  born: 1_200,
  referrer: '',
};

test('the page that the hop brought is an arrival', () => {
  expect(isArrival(sent, hello, 1_300)).toBe(true);
});

test('the page before, a page reached by a click and a page much later are none', () => {
  expect(isArrival(sent, { ...hello, born: 900 }, 1_300)).toBe(false);
  expect(isArrival(sent, { ...hello, referrer: 'https://other.example/' }, 1_300)).toBe(false);
  expect(isArrival(sent, hello, 200_000)).toBe(false);
});

test('where a page goes by itself, it is the referrer', () => {
  const direct = { ...sent, from: 'https://shop.example/shoes' };

  expect(isArrival(direct, { ...hello, referrer: 'https://shop.example/shoes' }, 1_300)).toBe(true);
  expect(isArrival(direct, { ...hello, referrer: 'https://shop.example/' }, 1_300)).toBe(true);
});

import { expect, test } from 'vitest';
import { lists, nextToAccept, places, tours } from './order.ts';
import { row } from './testing.ts';

const ada = { agent: 'ada', until_ms: 9 };
const bob = { agent: 'bob', until_ms: 9 };

test('who asked first stands first; an offer moves no row', () => {
  const rows = [
    row('late', { asked_at_ms: 30 }),
    row('first', { asked_at_ms: 10 }),
    row('offered', { asked_at_ms: 20, offer: ada }),
  ];

  const { waiting } = lists(rows, 'ada');

  expect(waiting.map((it) => it.channel)).toEqual(['first', 'offered', 'late']);
});

test('an offer does not change a place in the queue', () => {
  const waiting = [row('b', { asked_at_ms: 20, offer: ada }), row('a', { asked_at_ms: 10 })];

  expect(Object.fromEntries(places(waiting))).toEqual({ a: 1, b: 2 });
});

test('a message moves no row', () => {
  const old = { status: 'joined', guide: ada } as const;
  const before = [
    row('a', { ...guided(old), joined_at_ms: 1 }),
    row('b', { ...guided(old), joined_at_ms: 2 }),
  ];
  const after = before.map((it) =>
    it.channel === 'b' ? { ...it, unread: 3, last_at_ms: 99 } : it,
  );

  expect(lists(after, 'ada').mine.map((it) => it.channel)).toEqual(['a', 'b']);
});

test('chats of colleagues, open notes and what is over stand apart', () => {
  const rows = [
    row('mine', guided({ guide: ada })),
    row('theirs', guided({ guide: bob })),
    row('note', { status: 'ended', open_note: true }),
    row('over', { status: 'ended' }),
    row('new', { status: 'new' }),
  ];

  const parts = lists(rows, 'ada');

  const names = Object.entries(parts).map(([part, all]) => [part, all.map((it) => it.channel)]);
  expect(Object.fromEntries(names)).toEqual({
    waiting: [],
    mine: ['mine'],
    notes: ['note'],
    others: ['theirs'],
  });
});

test('next is who is offered to me, then who waits longest and is offered to nobody', () => {
  const free = row('free', { asked_at_ms: 20 });
  const theirs = row('theirs', { asked_at_ms: 10, offer: bob });
  const mine = row('mine', { asked_at_ms: 30, offer: ada });

  expect(nextToAccept([theirs, free, mine], 'ada')?.channel).toBe('mine');
  expect(nextToAccept([theirs, free], 'ada')?.channel).toBe('free');
  expect(nextToAccept([theirs], 'ada')?.channel).toBe('theirs');
  expect(nextToAccept([], 'ada')).toBeUndefined();
});

function guided(part: { guide: { agent: string } }) {
  return { status: 'joined' as const, guide: { agent: part.guide.agent, name: part.guide.agent } };
}

test('open tours stand apart from chats: mine, and those of colleagues', () => {
  const joined = (agent: string) =>
    ({ status: 'joined', tour: true, guide: { agent, name: agent } }) as const;
  const rows = [
    row('one', joined('bob')),
    row('two', joined('ada')),
    row('three', { ...joined('ada'), status: 'ended' }),
    row('four'),
  ];

  const found = tours(rows, 'ada');

  expect(found.mine.map((it) => it.channel)).toEqual(['two']);
  expect(found.others.map((it) => it.channel)).toEqual(['one']);
  expect(lists(rows, 'ada').mine).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { step } from './link.ts';
import { emptyOutbox } from './outbox.ts';
import type { ServerFrame, WireEntry } from './protocol.ts';
import { type Link, newLink, noFollow, withFollow } from './state.ts';
import { apply, emptyView } from './view.ts';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../vectors/${name}`, import.meta.url), 'utf8')) as T;

type Cursor = {
  cursor: number;
  prev: number;
  seqs: number[];
  verdict: { is: 'accept' | 'old' | 'gap' };
  after: number;
};

const LOG = 'channel-0';

/** A ready link that has everything up to `cursor`. */
function readyAt(cursor: number): Link {
  const link = newLink({ token: null, sender: 's', tab: null });
  const follow = { ...noFollow, isFollowed: true, cursor, outbox: emptyOutbox };
  return withFollow({ ...link, phase: 'ready' }, LOG, follow);
}

const entry = (seq: number): WireEntry => ({
  seq,
  at_ms: 0,
  by: 'server',
  event: { kind: 'Asked' },
});

test.each(read<Cursor[]>('cursors.json'))('a follower at $cursor hears $seqs after $prev', (it) => {
  const frame: ServerFrame = {
    t: 'entries',
    log: LOG,
    prev: it.prev,
    entries: it.seqs.map(entry),
  };

  const [link, outputs] = step(readyAt(it.cursor), { type: 'heard', frame, nowMs: 0, random: 0 });

  const isAsked = outputs.some((one) => one.type === 'send' && one.frame.t === 'follow');
  const isTold = outputs.some((one) => one.type === 'report' && one.report.type === 'entries');
  expect(link.follows[LOG]?.cursor).toBe(it.after);
  expect(isAsked).toBe(it.verdict.is === 'gap');
  expect(isTold).toBe(it.verdict.is === 'accept');
});

test('every frame that a server may send can be heard', () => {
  const { server } = read<{ server: ServerFrame[] }>('frames.json');

  for (const frame of server) {
    const link = { ...readyAt(0), phase: 'greeting' as const };
    expect(() => step(link, { type: 'heard', frame, nowMs: 0, random: 0 })).not.toThrow();
  }
});

test('every kind of event can be folded, also one that nobody knows yet', () => {
  const events = read<WireEntry[]>('events.json');

  const view = events.reduce(apply, emptyView);

  expect(view.seq).toBe(events.at(-1)?.seq);
});

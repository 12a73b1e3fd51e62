import { describe, expect, test } from 'vitest';
import { FOLLOWS_ASKED_MAX, JITTER_MS, SILENCE_MS } from './limit.ts';
import { step } from './link.ts';
import type { ChannelCommand, ServerFrame, WireEntry } from './protocol.ts';
import { type Input, type Link, newLink, type Output, type Report } from './state.ts';
import { emptyView } from './view.ts';

const LOG = 'channel-0';
const who = { token: 't', sender: 's', tab: 's' };
const say = (text: string): ChannelCommand => ({ do: 'say', text });
const entry = (seq: number): WireEntry => ({
  seq,
  at_ms: 0,
  by: 'server',
  event: { kind: 'Asked' },
});

/** Runs inputs one after the other, at one time. */
function run(link: Link, inputs: Input[]): [Link, Output[]] {
  let now = link;
  const all: Output[] = [];
  for (const input of inputs) {
    const [after, outputs] = step(now, input);
    now = after;
    all.push(...outputs);
  }
  return [now, all];
}

const heard = (frame: ServerFrame, nowMs = 0): Input => ({
  type: 'heard',
  frame,
  nowMs,
  random: 0.5,
});
const order = (key: string, command: ChannelCommand, nowMs = 0): Input => ({
  type: 'do',
  log: LOG,
  key,
  command,
  nowMs,
});
const sent = (outputs: Output[]) => outputs.flatMap((it) => (it.type === 'send' ? [it.frame] : []));
const reports = (outputs: Output[]): Report[] =>
  outputs.flatMap((it) => (it.type === 'report' ? [it.report] : []));

const welcome: ServerFrame = {
  t: 'welcome',
  you: 'browser-1',
  log: LOG,
  now_ms: 0,
  version: '1',
};
const view = (seq: number, n = 0): ServerFrame => ({
  t: 'view',
  log: LOG,
  view: { ...emptyView, seq },
  entries: [],
  n,
});

/** A link that is ready and follows `LOG` from entry 5. */
function ready(): Link {
  const [link] = run(newLink(who), [
    { type: 'follow', log: LOG, nowMs: 0 },
    { type: 'start', nowMs: 0 },
    { type: 'opened', nowMs: 0 },
    heard(welcome),
    heard(view(5)),
  ]);
  return link;
}

/** The inputs of a connection that comes back. */
const back = (nowMs: number, n: number): Input[] => [
  { type: 'closed', nowMs, random: 0 },
  { type: 'online', nowMs },
  { type: 'opened', nowMs },
  heard(welcome, nowMs),
  heard({ t: 'followed', log: LOG, head: 5, n }, nowMs),
];

test('hello comes first, then follow from the cursor', () => {
  const [, outputs] = run(newLink(who), [
    { type: 'follow', log: LOG, nowMs: 0 },
    { type: 'start', nowMs: 0 },
    { type: 'opened', nowMs: 0 },
    heard(welcome),
  ]);

  expect(sent(outputs)).toEqual([
    { t: 'hello', ...who },
    { t: 'follow', log: LOG, after: 0 },
  ]);
});

test('entries it has are dropped, new ones are told once and in order', () => {
  const [link, outputs] = run(ready(), [
    heard({ t: 'entries', log: LOG, prev: 4, entries: [entry(5), entry(6)] }),
    heard({ t: 'entries', log: LOG, prev: 6, entries: [entry(9)] }),
    heard({ t: 'entries', log: LOG, prev: 6, entries: [entry(9)] }),
  ]);

  const seqs = reports(outputs).flatMap((it) =>
    it.type === 'entries' ? it.entries.map((one) => one.seq) : [],
  );
  expect(seqs).toEqual([6, 9]);
  expect(link.follows[LOG]?.cursor).toBe(9);
});

test('a gap is filled by following again from the cursor, and nothing is told before', () => {
  const [link, outputs] = run(ready(), [
    heard({ t: 'entries', log: LOG, prev: 6, entries: [entry(7)] }),
    heard({ t: 'entries', log: LOG, prev: 7, entries: [entry(8)] }),
  ]);

  expect(sent(outputs)).toEqual([{ t: 'follow', log: LOG, after: 5 }]);
  expect(reports(outputs)).toEqual([]);
  expect(link.follows[LOG]?.cursor).toBe(5);
});

test('a beat beyond the cursor means that something was lost', () => {
  const [, outputs] = run(ready(), [heard({ t: 'beat', heads: { [LOG]: 6 } })]);

  expect(sent(outputs)).toEqual([{ t: 'follow', log: LOG, after: 5 }]);
});

test('commands go one at a time, in order', () => {
  const [link, first] = run(ready(), [order('a', say('one')), order('b', say('two'))]);
  const [, second] = run(link, [heard({ t: 'done', log: LOG, n: 1, seq: 6 })]);

  expect(sent(first)).toEqual([{ t: 'do', log: LOG, n: 1, command: say('one') }]);
  expect(sent(second)).toEqual([{ t: 'do', log: LOG, n: 2, command: say('two') }]);
});

test('what was unanswered is sent again with its count after a reconnect', () => {
  const [, outputs] = run(ready(), [order('a', say('one')), ...back(1_000, 0)]);

  const does = sent(outputs).filter((it) => it.t === 'do');
  expect(does).toEqual([
    { t: 'do', log: LOG, n: 1, command: say('one') },
    { t: 'do', log: LOG, n: 1, command: say('one') },
  ]);
});

test('what the log knows already is done and never sent again', () => {
  const [, outputs] = run(ready(), [order('a', say('one')), ...back(1_000, 1)]);

  expect(sent(outputs).filter((it) => it.t === 'do')).toHaveLength(1);
  expect(reports(outputs)).toContainEqual({
    type: 'done',
    log: LOG,
    key: 'a',
    command: say('one'),
    seq: null,
  });
});

test('a busy server gets the same command again, and nothing overtakes it', () => {
  const busy: ServerFrame = {
    t: 'refused',
    log: LOG,
    n: 1,
    code: 'busy',
    message: '',
    retry_ms: 200,
  };
  const [link, before] = run(ready(), [
    order('a', say('one')),
    heard(busy),
    order('b', say('two')),
  ]);
  const [, after] = run(link, [{ type: 'tick', nowMs: 200, random: 0 }]);

  expect(sent(before)).toHaveLength(1);
  expect(link.wakeAtMs).toBe(200);
  expect(sent(after)).toEqual([{ t: 'do', log: LOG, n: 1, command: say('one') }]);
});

test('a refusal is told with its command, and the next one goes on', () => {
  const no: ServerFrame = {
    t: 'refused',
    log: LOG,
    n: 1,
    code: 'ended',
    message: 'this chat has ended',
    retry_ms: null,
  };
  const [, outputs] = run(ready(), [order('a', say('one')), order('b', say('two')), heard(no)]);

  expect(reports(outputs)).toMatchObject([{ type: 'refused', key: 'a', code: 'ended' }]);
  expect(sent(outputs).at(-1)).toEqual({ t: 'do', log: LOG, n: 2, command: say('two') });
});

test('an own desk takes commands without being followed', () => {
  const desk = 'desk-0';
  const [, outputs] = run(ready(), [
    { type: 'do', log: desk, key: 'a', command: { do: 'be-available' }, nowMs: 0 },
    ...back(1_000, 0),
  ]);

  expect(sent(outputs).filter((it) => it.t === 'follow' && it.log === desk)).toEqual([]);
  expect(sent(outputs).filter((it) => it.t === 'do')).toHaveLength(2);
});

test('silence for a minute ends the connection, and it comes back within the jitter', () => {
  const [link, outputs] = run(ready(), [{ type: 'tick', nowMs: SILENCE_MS, random: 0.999 }]);

  expect(outputs[0]).toEqual({ type: 'close' });
  expect(link.phase).toBe('resting');
  expect((link.wakeAtMs ?? 0) - SILENCE_MS).toBeLessThan(JITTER_MS);
});

test('the browser being online again, or the window visible, ends the rest', () => {
  const [, outputs] = run(ready(), [
    { type: 'closed', nowMs: 0, random: 0.9 },
    { type: 'online', nowMs: 1 },
  ]);

  expect(outputs.at(-1)).toEqual({ type: 'connect' });
});

test('a bye without a time is for good, one with a time is kept', () => {
  const bye = (retry_ms: number | null): ServerFrame => ({
    t: 'bye',
    code: 'restart',
    message: '',
    retry_ms,
  });

  expect(run(ready(), [heard(bye(null))])[0].phase).toBe('stopped');
  expect(run(ready(), [heard(bye(2_000))])[0].wakeAtMs).toBe(2_000 + JITTER_MS / 2);
});

test('a frame that is newer than we are is skipped', () => {
  const newer = { t: 'sparkle' } as unknown as ServerFrame;

  expect(run(ready(), [heard(newer)])[1]).toEqual([]);
});

describe('many logs', () => {
  const logs = Array.from({ length: 48 }, (_, at) => `channel-${at}`);
  const viewOf = (log: string): Input => {
    const one = view(1);
    return heard(one.t === 'view' ? { ...one, log } : one);
  };
  const followsIn = (outputs: Output[]): string[] =>
    sent(outputs).flatMap((it) => (it.t === 'follow' ? [it.log] : []));
  const open = (wishes: Input[]): [Link, Output[]] =>
    run(newLink(who), [
      ...wishes,
      { type: 'start', nowMs: 0 },
      { type: 'opened', nowMs: 0 },
      heard(welcome),
    ]);
  const all = logs.map((log): Input => ({ type: 'follow', log, nowMs: 0 }));

  test('only a few are asked for at a time, and all of them in the end', () => {
    let [link, outputs] = open(all);
    const asked = followsIn(outputs);
    expect(asked).toEqual(logs.slice(0, FOLLOWS_ASKED_MAX));

    for (let at = 0; at < logs.length; at += 1) {
      [link, outputs] = run(link, [viewOf(asked[at] ?? '')]);
      asked.push(...followsIn(outputs));
      expect(asked.length - at - 1).toBeLessThanOrEqual(FOLLOWS_ASKED_MAX);
    }

    expect(asked).toEqual(logs);
  });

  test('one that is followed once more is asked for before the others, also after a reconnect', () => {
    const [link] = open(all);

    const [next, outputs] = run(link, [
      { type: 'follow', log: 'channel-40', nowMs: 0 },
      viewOf('channel-0'),
    ]);
    const [, again] = run(next, [
      { type: 'closed', nowMs: 0, random: 0 },
      { type: 'online', nowMs: 0 },
      { type: 'opened', nowMs: 0 },
      heard(welcome),
    ]);

    expect(followsIn(outputs)).toEqual(['channel-40']);
    expect(followsIn(again)[0]).toBe('channel-40');
  });

  test('one that is refused or left makes room, and is not asked for again', () => {
    const [link] = open(all);
    const no = { t: 'refused', n: 0, code: 'no-such', message: '', retry_ms: null } as const;

    const [, outputs] = run(link, [
      heard({ ...no, log: 'channel-0' }),
      { type: 'unfollow', log: 'channel-1', nowMs: 0 },
    ]);

    expect(followsIn(outputs)).toEqual(['channel-4', 'channel-5']);
  });
});

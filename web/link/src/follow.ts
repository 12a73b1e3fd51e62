/** The logs of a link: following them without gaps, and sending commands to them. */
import { FOLLOWS_ASKED_MAX, FOLLOWS_MAX } from './limit.ts';
import { answer, next, put, resume, retry } from './outbox.ts';
import type { ServerFrame } from './protocol.ts';
import {
  andThen,
  type Follow,
  type Input,
  type Link,
  noFollow,
  type Report,
  report,
  type Step,
  send,
  wake,
  withFollow,
} from './state.ts';

/** Follows a log from now on. One that is followed already comes before all others from now on. */
export function follow(link: Link, log: string): Step {
  const it = link.follows[log] ?? noFollow;
  if (it.isFollowed) {
    const first = { [log]: it };
    return [{ ...link, follows: { ...first, ...link.follows } }, []];
  }
  if (Object.keys(link.follows).length >= FOLLOWS_MAX) return [link, []];
  return askNext(withFollow(link, log, { ...it, isFollowed: true, awaiting: true }));
}

/** Asks for the logs whose answers are wanted: in their order, and a few at a time. */
export function askNext(link: Link): Step {
  if (link.phase !== 'ready') return [link, []];
  const all = Object.entries(link.follows).filter(([, it]) => it.isFollowed && it.awaiting);
  const free = FOLLOWS_ASKED_MAX - all.filter(([, it]) => it.asked === 'yes').length;
  const next = all.filter(([, it]) => it.asked === 'no').slice(0, Math.max(0, free));
  const asked = Object.fromEntries(
    next.map(([log, it]) => [log, { ...it, asked: 'yes' as const }]),
  );
  const outputs = next.map(([log, it]) => send({ t: 'follow', log, after: it.cursor }));
  return [{ ...link, follows: { ...link.follows, ...asked } }, outputs];
}

export function unfollow(link: Link, log: string): Step {
  if (!(log in link.follows)) return [link, []];
  const follows = Object.fromEntries(Object.entries(link.follows).filter(([it]) => it !== log));
  const outputs = link.phase === 'ready' ? [send({ t: 'unfollow', log })] : [];
  return andThen([{ ...link, follows }, outputs], askNext);
}

export function order(link: Link, input: Extract<Input, { type: 'do' }>): Step {
  const { log, key, command } = input;
  const it = link.follows[log] ?? noFollow;
  const outbox = put(it.outbox, { key, n: null, command });
  if (outbox === null) {
    const why = { code: 'outbox-full', message: 'too much is waiting to be sent' };
    return [link, [report({ type: 'refused', log, key, command, ...why })]];
  }
  return pump(withFollow(link, log, { ...it, outbox }), log, input.nowMs);
}

/** Sends what may be sent of one log. */
function pump(link: Link, log: string, nowMs: number): Step {
  const it = link.follows[log];
  if (link.phase !== 'ready' || it === undefined || it.awaiting) return [wake(link), []];
  const sent = next(it.outbox, nowMs);
  if (sent === null) return [wake(link), []];
  const [outbox, { n, command }] = sent;
  return [wake(withFollow(link, log, { ...it, outbox })), [send({ t: 'do', log, n, command })]];
}

export function pumpAll(link: Link, nowMs: number): Step {
  let all: Step = [link, []];
  for (const log of Object.keys(link.follows)) all = andThen(all, (it) => pump(it, log, nowMs));
  return [wake(all[0]), all[1]];
}

export function followed(
  link: Link,
  frame: Extract<ServerFrame, { t: 'view' | 'followed' }>,
  nowMs: number,
): Step {
  const it = link.follows[frame.log];
  if (it === undefined) return [link, []];
  const [outbox, done] = resume(it.outbox, frame.n);
  const cursor = frame.t === 'view' ? frame.view.seq : it.cursor;
  const { log } = frame;
  const outputs = done.map(({ key, command }) =>
    report({ type: 'done', log, key, command, seq: null }),
  );
  if (frame.t === 'view') {
    outputs.unshift(report({ type: 'view', log, view: frame.view, entries: frame.entries }));
  }
  const known = withFollow(link, log, { ...it, cursor, awaiting: false, asked: 'no', outbox });
  const pumped = andThen([known, outputs], (next) => pump(next, log, nowMs));
  return andThen(pumped, askNext);
}

export function entries(link: Link, frame: Extract<ServerFrame, { t: 'entries' }>): Step {
  const it = link.follows[frame.log];
  if (it === undefined || !it.isFollowed || it.awaiting) return [wake(link), []];
  if (frame.prev > it.cursor) return refollow(link, frame.log, it);
  const fresh = frame.entries.filter((entry) => entry.seq > it.cursor);
  const last = fresh.at(-1);
  if (last === undefined) return [wake(link), []];
  const moved = withFollow(link, frame.log, { ...it, cursor: last.seq });
  return [wake(moved), [report({ type: 'entries', log: frame.log, entries: fresh })]];
}

/** Something is missing: follow again from what we have. */
function refollow(link: Link, log: string, it: Follow): Step {
  return askNext(wake(withFollow(link, log, { ...it, awaiting: true })));
}

export function beat(link: Link, heads: Record<string, number>): Step {
  let all: Step = [wake(link), []];
  for (const [log, it] of Object.entries(link.follows)) {
    const isBehind = it.isFollowed && !it.awaiting && (heads[log] ?? 0) > it.cursor;
    if (isBehind) all = andThen(all, (next) => refollow(next, log, it));
  }
  return all;
}

export function answered(
  link: Link,
  frame: Extract<ServerFrame, { t: 'done' | 'refused' }>,
  nowMs: number,
): Step {
  const { log, n } = frame;
  const it = link.follows[log];
  if (it === undefined) return [wake(link), []];
  // No command has the count 0: what is refused is to follow.
  if (n === 0) return askNext(wake(withFollow(link, log, { ...it, asked: 'refused' })));
  if (frame.t === 'refused' && frame.retry_ms !== null) {
    const outbox = retry(it.outbox, n, nowMs + frame.retry_ms);
    return [wake(withFollow(link, log, { ...it, outbox })), []];
  }
  const taken = answer(it.outbox, n);
  if (taken === null) return [wake(link), []];
  const [outbox, { key, command }] = taken;
  const told: Report =
    frame.t === 'done'
      ? { type: 'done', log, key, command, seq: frame.seq }
      : { type: 'refused', log, key, command, code: frame.code, message: frame.message };
  const known = withFollow(link, log, { ...it, outbox });
  return andThen([known, [report(told)]], (next) => pump(next, log, nowMs));
}

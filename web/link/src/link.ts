/** The pure heart of a connection: what to do about each thing that happens to it. */
import {
  answered,
  askNext,
  beat,
  entries,
  follow,
  followed,
  order,
  pumpAll,
  unfollow,
} from './follow.ts';
import { GREETING_MS, JITTER_MS, REST_MS, REST_MS_MAX, SILENCE_MS } from './limit.ts';
import { disconnected } from './outbox.ts';
import type { ServerFrame } from './protocol.ts';
import {
  andThen,
  type Follow,
  type Input,
  type Link,
  type Phase,
  type Place,
  report,
  type Step,
  send,
  wake,
} from './state.ts';

/** Takes one input into account. Returns the next link and what its owner must do now. */
export function step(link: Link, input: Input): Step {
  switch (input.type) {
    case 'start':
      return link.phase === 'idle' ? connect(link, input.nowMs) : [link, []];
    case 'online':
      return link.phase === 'resting' ? connect(link, input.nowMs) : [link, []];
    case 'opened':
      return greet(link, input.nowMs);
    case 'closed':
      return rest(link, { nowMs: input.nowMs, random: input.random, least: null });
    case 'tick':
      return tick(link, input);
    case 'heard':
      return hear({ ...link, heardAtMs: input.nowMs }, input);
    case 'stop':
      return stop(link, null, null);
    case 'follow':
      return follow(link, input.log);
    case 'unfollow':
      return unfollow(link, input.log);
    case 'follow-board':
      return [
        { ...link, board: true },
        link.phase === 'ready' && !link.board ? [send({ t: 'follow-board' })] : [],
      ];
    case 'do':
      return order(link, input);
    case 'signal': {
      const isHeard = link.phase === 'ready' && link.follows[input.log]?.awaiting === false;
      return [link, isHeard ? [send({ t: 'signal', log: input.log, signal: input.signal })] : []];
    }
  }
}

function enter(link: Link, phase: Phase): Step {
  return [{ ...link, phase }, [report({ type: 'phase', phase, code: null, message: null })]];
}

function connect(link: Link, nowMs: number): Step {
  const [connecting, outputs] = enter(link, 'connecting');
  const wakeAtMs = nowMs + GREETING_MS;
  return [{ ...connecting, tries: link.tries + 1, wakeAtMs }, [...outputs, { type: 'connect' }]];
}

function greet(link: Link, nowMs: number): Step {
  if (link.phase !== 'connecting') return [link, []];
  const greeting = { ...link, phase: 'greeting' as const, heardAtMs: nowMs };
  return [greeting, [send({ t: 'hello', ...link.who })]];
}

/** The connection is gone: rest, then try again. `least` is what the server asked for. */
function rest(link: Link, at: { nowMs: number; random: number; least: number | null }): Step {
  if (link.phase === 'stopped' || link.phase === 'resting' || link.phase === 'idle') {
    return [link, []];
  }
  const grown = link.tries <= 1 ? 0 : Math.min(REST_MS * 2 ** (link.tries - 2), REST_MS_MAX);
  const restMs = Math.max(grown, at.least ?? 0) + Math.floor(at.random * JITTER_MS);
  const follows = mapFollows(link, (it) => ({
    ...it,
    awaiting: it.isFollowed,
    asked: 'no' as const,
    outbox: disconnected(it.outbox),
  }));
  const [resting, outputs] = enter({ ...link, follows }, 'resting');
  return [{ ...resting, wakeAtMs: at.nowMs + restMs }, outputs];
}

function stop(link: Link, code: string | null, message: string | null): Step {
  const stopped: Link = { ...link, phase: 'stopped', wakeAtMs: null };
  return [stopped, [{ type: 'close' }, report({ type: 'phase', phase: 'stopped', code, message })]];
}

function tick(link: Link, at: { nowMs: number; random: number }): Step {
  switch (link.phase) {
    case 'resting':
      return (link.wakeAtMs ?? 0) <= at.nowMs ? connect(link, at.nowMs) : [link, []];
    case 'connecting':
    case 'greeting':
      return (link.wakeAtMs ?? 0) <= at.nowMs ? giveUp(link, at) : [link, []];
    case 'ready':
      if (at.nowMs - link.heardAtMs >= SILENCE_MS) return giveUp(link, at);
      return pumpAll(link, at.nowMs);
    case 'idle':
    case 'stopped':
      return [link, []];
  }
}

function giveUp(link: Link, at: { nowMs: number; random: number }): Step {
  const [resting, outputs] = rest(link, { ...at, least: null });
  return [resting, [{ type: 'close' }, ...outputs]];
}

function mapFollows(link: Link, change: (it: Follow) => Follow): Link['follows'] {
  return Object.fromEntries(Object.entries(link.follows).map(([log, it]) => [log, change(it)]));
}

function hear(link: Link, input: { frame: ServerFrame; nowMs: number; random: number }): Step {
  const { frame, nowMs, random } = input;
  switch (frame.t) {
    case 'welcome':
      return welcome(link, frame, nowMs);
    case 'view':
    case 'followed':
      return followed(link, frame, nowMs);
    case 'entries':
      return entries(link, frame);
    case 'done':
    case 'refused':
      return answered(link, frame, nowMs);
    case 'signal':
      return [
        wake(link),
        [report({ type: 'signal', log: frame.log, by: frame.by, signal: frame.signal })],
      ];
    case 'place':
      return [wake(link), [report({ type: 'place', place: placeOf(frame) })]];
    case 'board':
      return [wake(link), [report({ type: 'board', board: frame })]];
    case 'beat':
      return beat(link, frame.heads);
    case 'bye':
      if (frame.retry_ms === null) return stop(link, frame.code, frame.message);
      return andThen([link, [{ type: 'close' }]], (it) =>
        rest(it, { nowMs, random, least: frame.retry_ms }),
      );
    default:
      // A kind of frame that is newer than we are.
      frame satisfies never;
      return [wake(link), []];
  }
}

function placeOf(frame: Extract<ServerFrame, { t: 'place' }>): Place {
  const { position, estimate_ms, staffed } = frame;
  return { position, estimate_ms, staffed };
}

function welcome(link: Link, frame: Extract<ServerFrame, { t: 'welcome' }>, now: number): Step {
  if (link.phase !== 'greeting') return [link, []];
  const { you, now_ms: nowMs, version } = frame;
  const [ready, outputs] = enter({ ...link, tries: 0 }, 'ready');
  const board = link.board ? [send({ t: 'follow-board' })] : [];
  const welcomed = report({ type: 'welcome', you, nowMs, version });
  const asked = andThen([ready, [...outputs, welcomed]], askNext);
  return andThen([asked[0], [...asked[1], ...board]], (it) => pumpAll(it, now));
}

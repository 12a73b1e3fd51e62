/** What a link is made of, what happens to it, and what it answers. */
import { SILENCE_MS } from './limit.ts';
import { emptyOutbox, type Outbox } from './outbox.ts';
import type { AnyCommand, ClientFrame, ServerFrame, Signal, View, WireEntry } from './protocol.ts';

/** Who connects. A visitor has a token and a tab; a console has neither, its cookie speaks. */
export type Who = { token: string | null; sender: string; tab: string | null };

/** A log that is followed, or that commands are sent to. */
export type Follow = {
  /** Whether its entries are wanted; an agent's own desk only takes commands. */
  isFollowed: boolean;
  /** The last entry that the owner has; 0 for none. */
  cursor: number;
  /** Whether an answer to `follow` is still awaited. Until then nothing is applied or sent. */
  awaiting: boolean;
  /** Whether that `follow` was sent over this connection; a few at a time are, the refused never again. */
  asked: 'no' | 'yes' | 'refused';
  outbox: Outbox;
};

/** Where the connection stands. `stopped` is for good. */
export type Phase = 'idle' | 'connecting' | 'greeting' | 'ready' | 'resting' | 'stopped';

export type Link = {
  phase: Phase;
  who: Who;
  /** Tries since the last welcome. */
  tries: number;
  /** When something was last heard. */
  heardAtMs: number;
  /** When to be woken by `{type:'tick'}`; null: never. */
  wakeAtMs: number | null;
  follows: Readonly<Record<string, Follow>>;
  board: boolean;
};

/** What happens to a link. `random` is from 0 to below 1. */
export type Input = { nowMs: number } & (
  | { type: 'start' | 'opened' | 'online' | 'stop' | 'follow-board' }
  | { type: 'closed' | 'tick'; random: number }
  | { type: 'heard'; frame: ServerFrame; random: number }
  | { type: 'follow' | 'unfollow'; log: string }
  | { type: 'do'; log: string; key: string; command: AnyCommand }
  | { type: 'signal'; log: string; signal: Signal }
);

/** The visitor's place in the queue. */
export type Place = { position: number; estimate_ms: number | null; staffed: boolean };

/** The board, or what changed of it. */
export type BoardFrame = Extract<ServerFrame, { t: 'board' }>;

/** What is told to the owner. */
export type Report =
  | { type: 'phase'; phase: Phase; code: string | null; message: string | null }
  | { type: 'welcome'; you: string; nowMs: number; version: string }
  | { type: 'view'; log: string; view: View; entries: WireEntry[] }
  | { type: 'entries'; log: string; entries: WireEntry[] }
  /** `seq` is null where the answer was lost and the log says that it was carried out. */
  | { type: 'done'; log: string; key: string; command: AnyCommand; seq: number | null }
  | {
      type: 'refused';
      log: string;
      key: string;
      command: AnyCommand;
      code: string;
      message: string;
    }
  | { type: 'signal'; log: string; by: string; signal: Signal }
  | { type: 'place'; place: Place }
  | { type: 'board'; board: BoardFrame };

/** What the owner of the socket must do now, in order. */
export type Output =
  | { type: 'connect' }
  | { type: 'close' }
  | { type: 'send'; frame: ClientFrame }
  | { type: 'report'; report: Report };

/** The next link, and what its owner must do now. */
export type Step = [Link, Output[]];

export function newLink(who: Who): Link {
  return {
    phase: 'idle',
    who,
    tries: 0,
    heardAtMs: 0,
    wakeAtMs: null,
    follows: {},
    board: false,
  };
}

export function send(frame: ClientFrame): Output {
  return { type: 'send', frame };
}

export function report(it: Report): Output {
  return { type: 'report', report: it };
}

/** The link with the time at which it must be looked at again. */
export function wake(link: Link): Link {
  if (link.phase !== 'ready') return link;
  const retries = Object.values(link.follows).flatMap((it) => it.outbox.retryAtMs ?? []);
  return { ...link, wakeAtMs: Math.min(link.heardAtMs + SILENCE_MS, ...retries) };
}

export function andThen([link, outputs]: Step, more: (link: Link) => Step): Step {
  const [after, added] = more(link);
  return [after, [...outputs, ...added]];
}

export function withFollow(link: Link, log: string, it: Follow): Link {
  return { ...link, follows: { ...link.follows, [log]: it } };
}

export const noFollow: Follow = {
  isFollowed: false,
  cursor: 0,
  awaiting: false,
  asked: 'no',
  outbox: emptyOutbox,
};

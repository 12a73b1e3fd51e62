/** Commands of one log that are not yet answered: sent one at a time, in order, at most once. */
import { OUTBOX_MAX } from './limit.ts';
import type { AnyCommand } from './protocol.ts';

/** A command that is not yet answered. */
export type Pending = {
  /** The owner's name for it; comes back with the answer. */
  key: string;
  /** Its count, from the first sending on. Null: never sent. */
  n: number | null;
  command: AnyCommand;
};

/** What waits for one log. */
export type Outbox = {
  /** The last count that was used; 0 for none. */
  n: number;
  /** In order; the first one may be on its way. */
  pending: readonly Pending[];
  /** Whether the first one is on its way over this connection. */
  inFlight: boolean;
  /** When the first one may be sent again; null: now. */
  retryAtMs: number | null;
};

export const emptyOutbox: Outbox = { n: 0, pending: [], inFlight: false, retryAtMs: null };

/**
 * Adds a command at the end. A `mark` replaces one that was not sent yet: the later says all.
 * Null when the outbox is full.
 */
export function put(outbox: Outbox, pending: Pending): Outbox | null {
  if (pending.command.do === 'mark') {
    const kept = outbox.pending.filter((it) => it.n !== null || it.command.do !== 'mark');
    return { ...outbox, pending: [...kept, pending] };
  }
  if (outbox.pending.length >= OUTBOX_MAX) return null;
  return { ...outbox, pending: [...outbox.pending, pending] };
}

/** What to send now, if anything; and the outbox once it is sent. */
export function next(outbox: Outbox, nowMs: number): [Outbox, Pending & { n: number }] | null {
  const [first, ...rest] = outbox.pending;
  if (first === undefined || outbox.inFlight) return null;
  if (outbox.retryAtMs !== null && outbox.retryAtMs > nowMs) return null;
  const n = first.n ?? outbox.n + 1;
  const sent = { ...first, n };
  const after = { n: Math.max(outbox.n, n), pending: [sent, ...rest], inFlight: true };
  return [{ ...after, retryAtMs: null }, sent];
}

/** Takes the command of this count out. Null when it was answered before. */
export function answer(outbox: Outbox, n: number): [Outbox, Pending] | null {
  const [first, ...rest] = outbox.pending;
  if (first === undefined || first.n !== n) return null;
  return [{ ...outbox, pending: rest, inFlight: false, retryAtMs: null }, first];
}

/** Keeps the first command and sends it again with the same count, not before `atMs`. */
export function retry(outbox: Outbox, n: number, atMs: number): Outbox {
  if (outbox.pending[0]?.n !== n) return outbox;
  return { ...outbox, inFlight: false, retryAtMs: atMs };
}

/**
 * Takes into account what the log knows of this sender after a (re)connection: what is at or below
 * `known` was carried out and is handed back; what is above it will be sent again.
 */
export function resume(outbox: Outbox, known: number): [Outbox, Pending[]] {
  const isDone = (it: Pending): boolean => it.n !== null && it.n <= known;
  const done = outbox.pending.filter(isDone);
  const pending = outbox.pending.filter((it) => !isDone(it));
  const n = Math.max(known, outbox.n);
  return [{ n, pending, inFlight: false, retryAtMs: null }, done];
}

/** The outbox of a connection that is gone: nothing is on its way any more. */
export function disconnected(outbox: Outbox): Outbox {
  return outbox.inFlight ? { ...outbox, inFlight: false } : outbox;
}

/** What an agent does, as commands; each says in words what went wrong. */

import { signal } from '@preact/signals';
import { newId } from '../../../link/src/id.ts';
import type { ChannelCommand, Page, Summary } from '../../../link/src/protocol.ts';
import { nextToAccept } from '../pure/order.ts';
import { words } from '../words/words.ts';
import { inbox } from './board.ts';
import { draft } from './drafts.ts';
import { command, type Outcome, tell } from './live.ts';
import { me, myId } from './me.ts';
import { go } from './place.ts';
import { type Outgoing, settle, type Talk } from './talk.ts';
import { toast } from './toast.ts';

/** Visitors that are being accepted right now, so that a second click does nothing. */
export const accepting = signal<ReadonlySet<string>>(new Set());

/** Joins a waiting visitor and opens the conversation. */
export async function accept(row: Pick<Summary, 'channel' | 'name'>): Promise<void> {
  if (accepting.peek().has(row.channel)) return;
  accepting.value = new Set([...accepting.peek(), row.channel]);
  go({ screen: 'inbox', channel: row.channel, side: false });
  const outcome = await command(`channel-${row.channel}`, { do: 'join' });
  accepting.value = new Set([...accepting.peek()].filter((channel) => channel !== row.channel));
  if (outcome.ok) return;
  toast(notAccepted(outcome, row.name === '' ? words.visitor : row.name));
}

function notAccepted(outcome: { code: string; detail: string }, name: string): string {
  if (outcome.code === 'already-taken') return words.inbox.taken(name);
  if (outcome.code === 'not-waiting' || outcome.code === 'ended') return words.inbox.gone(name);
  return words.inbox.notAccepted(words.problem[outcome.code] ?? outcome.detail);
}

/** Joins the visitor who is next. */
export function acceptNext(): void {
  const next = nextToAccept(inbox.peek().waiting, myId.peek());
  if (next !== undefined) void accept(next);
}

/** Says something, in a tour also to one browser alone. It stands in the log at once, marked as on its way. */
export function say(talk: Talk, text: string, to: number | null = null): void {
  const after = talk.entries.peek().at(-1)?.seq ?? 0;
  const message: Outgoing = { key: newId(), text, to, refused: null, after, seq: null };
  talk.outgoing.value = [...talk.outgoing.peek(), message];
  tell(talk.log, { is: 'typing', on: false });
  void send(talk, message);
}

/** Sends a refused message again. */
export function sayAgain(talk: Talk, message: Outgoing): void {
  const again = { ...message, refused: null };
  replace(talk, again);
  void send(talk, again);
}

/** Gives a refused message up. */
export function discard(talk: Talk, message: Outgoing): void {
  talk.outgoing.value = talk.outgoing.peek().filter((other) => other.key !== message.key);
}

/** Drives the visitor's browser; of a tour all, or as `how` says. */
export function drive(
  talk: Talk,
  { url, title }: Page,
  how: Omit<Extract<ChannelCommand, { do: 'drive' }>, 'do' | 'url' | 'title'> = {},
): Promise<Outcome> {
  return command(talk.log, { do: 'drive', url, title, ...how });
}

/** Sends a link instead. */
export function link(talk: Talk, { url, title }: Page): Promise<Outcome> {
  return command(talk.log, { do: 'link', url, title });
}

/** Ends the chat. */
export function end(talk: Talk): Promise<Outcome> {
  return command(talk.log, { do: 'end' });
}

/** Says that a note has been dealt with. */
export function settleNote(talk: Talk): Promise<Outcome> {
  return command(talk.log, { do: 'settle-note' });
}

/** Says how far we have received and seen a conversation. */
export function mark(talk: Talk, delivered: number, seen: number): void {
  void command(talk.log, { do: 'mark', delivered, seen });
}

/** Keeps messages that never left as half-written text, so that a reload loses none. */
export function keepUnsent(talks: Talk[]): void {
  for (const talk of talks) {
    const unsent = talk.outgoing.peek().map((message) => message.text);
    const place = draft(talk.id);
    place.value = [...unsent, place.peek()].filter((text) => text !== '').join('\n');
  }
}

/** The log of our own desk. */
export function deskLog(): string {
  return `desk-${me.peek()?.agent.id ?? ''}`;
}

async function send(talk: Talk, message: Outgoing): Promise<void> {
  const { text, to } = message;
  const outcome = await command(talk.log, { do: 'say', text, ...(to === null ? {} : { to }) });
  if (outcome.ok) {
    if (outcome.seq !== null) replace(talk, { ...message, seq: outcome.seq });
    settle(talk);
  } else {
    const why = words.talk.refused[outcome.code] ?? outcome.detail;
    replace(talk, { ...message, refused: why });
  }
}

function replace(talk: Talk, message: Outgoing): void {
  talk.outgoing.value = talk.outgoing
    .peek()
    .map((other) => (other.key === message.key ? message : other));
}

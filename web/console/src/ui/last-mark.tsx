/** How far our last message came: sent, delivered, seen; in words, and on the last one only. */

import type { JSX } from 'preact';
import type { WireEntry } from '../../../link/src/protocol.ts';
import { myId } from '../state/me.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';

/** The entry that carries the mark: our last message, where the visitor has not spoken since. */
export function markedSeq(entries: WireEntry[]): number | null {
  const last = entries.findLast(({ event }) => event.kind === 'Said' || event.kind === 'Linked');
  return last?.by === `agent-${myId.value}` ? last.seq : null;
}

/** The words. */
export function LastMark({ talk, seq }: { talk: Talk; seq: number }): JSX.Element | null {
  const view = talk.view.value;
  if (view === null || view.status === 'ended' || talk.outgoing.value.length > 0) return null;
  const marks = Object.entries(view.marks).find(([by]) => by.startsWith('browser-'))?.[1];
  return <p class="said-mark ours">{markWords(seq, marks)}</p>;
}

function markWords(seq: number, marks: { delivered: number; seen: number } | undefined): string {
  if (marks !== undefined && marks.seen >= seq) return words.talk.seen;
  if (marks !== undefined && marks.delivered >= seq) return words.talk.delivered;
  return words.talk.sent;
}

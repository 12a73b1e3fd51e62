/** Searching the record. */

import type { Signal } from '@preact/signals';
import type { Summary } from '../../../link/src/protocol.ts';
import { rest } from './rest.ts';

/** What is looked for and what was found. */
export type Search = {
  q: string;
  site: string;
  rows: Summary[];
  more: boolean;
  state: 'loading' | 'done' | 'failed';
};

/** Long enough not to ask for every key. */
const REST_MS = 200;

/** Nothing looked for yet. */
export function emptySearch(): Search {
  return { q: '', site: '', rows: [], more: false, state: 'loading' };
}

/** Looks after a rest; rows that are there stay until the new ones come. Returns what stops it. */
export function searchRows(search: Signal<Search>): () => void {
  let isStopped = false;
  const { q, site } = search.peek();
  const look = async (): Promise<void> => {
    search.value = { ...search.peek(), state: 'loading' };
    const answer = await rest.channels({ q: q.trim(), site, before: null });
    if (isStopped) return;
    search.value = answer.ok
      ? { ...search.peek(), rows: answer.value.rows, more: answer.value.more, state: 'done' }
      : { ...search.peek(), state: 'failed' };
  };
  const timer = setTimeout(() => void look(), q === '' ? 0 : REST_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Looks for the rows after those that are here. */
export async function moreRows(search: Signal<Search>): Promise<void> {
  const { q, site, rows, state } = search.peek();
  const before = rows.at(-1)?.last_at_ms;
  if (before === undefined || state === 'loading') return;
  search.value = { ...search.peek(), state: 'loading' };
  const answer = await rest.channels({ q: q.trim(), site, before });
  const now = search.peek();
  if (now.q !== q || now.site !== site) return;
  if (!answer.ok) {
    search.value = { ...now, state: 'failed' };
    return;
  }
  const known = new Set(now.rows.map((row) => row.channel));
  const fresh = answer.value.rows.filter((row) => !known.has(row.channel));
  search.value = { ...now, rows: [...now.rows, ...fresh], more: answer.value.more, state: 'done' };
}

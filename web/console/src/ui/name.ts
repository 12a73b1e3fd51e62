/** What people are called on the screen. */

import type { Summary, View } from '../../../link/src/protocol.ts';
import { agentName } from '../state/board.ts';
import { myId } from '../state/me.ts';
import { words } from '../words/words.ts';

/** The visitor of a line in a list. */
export function rowName(row: Pick<Summary, 'name'>): string {
  return row.name === '' ? words.visitor : row.name;
}

/** The visitor of a channel; of a tour, what it is called. */
export function visitorName(view: View | null): string {
  if (view?.tour) return view.tour.title;
  const name = Object.values(view?.browsers ?? {})[0]?.visitor.name ?? '';
  return name === '' ? words.visitor : name;
}

/** A browser of a tour. */
export function browserName(view: View | null, browser: number): string {
  const name = view?.browsers[browser]?.visitor.name ?? '';
  return name === '' ? words.tours.numbered(browser) : name;
}

/** Whoever did something: `browser-1`, `agent-…`, `server`. */
export function actorName(by: string, view: View | null): string {
  if (by.startsWith('browser-')) {
    const number = Number(by.slice('browser-'.length));
    return view?.tour ? browserName(view, number) : visitorName(view);
  }
  if (!by.startsWith('agent-')) return words.server;
  const id = by.slice('agent-'.length);
  if (id === myId.value) return words.you;
  return agentNamed(id, view);
}

/** An agent by id. */
export function agentNamed(id: string, view: View | null): string {
  const guide = view?.guide?.agent === id ? view.guide.name : undefined;
  return agentName(id) ?? guide ?? words.removedAgent;
}

/** The letter that stands for a face. */
export function initial(name: string): string {
  return [...name.trim()][0] ?? '·';
}

/** What the address bar suggests: the site's known pages, earlier stops and where the visitor was. */

import type { Page } from '../../../link/src/protocol.ts';
import { shortUrl } from './address.ts';
import { bestScore } from './match.ts';

/** Where a suggestion comes from; decides between equals, the first wins. */
export type Source = 'known' | 'recent' | 'trail';

/** A page that could be meant. */
export type Suggestion = Page & { source: Source };

/** Rows in the list: more are not read. */
const SUGGESTIONS_MAX = 10;

/** The pages that answer what was typed, best first, each address once. */
export function suggestions(candidates: Suggestion[], typed: string): Suggestion[] {
  const query = typed.replace(/^https?:\/\//i, '');
  const once = new Map<string, Suggestion>();
  for (const page of candidates) if (!once.has(page.url)) once.set(page.url, page);
  return [...once.values()]
    .map((page, index) => ({
      page,
      index,
      score: bestScore([page.title, shortUrl(page.url)], query),
    }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, SUGGESTIONS_MAX)
    .map((found) => found.page);
}

/** All candidates in the order of their sources, the latest first within recent and trail. */
export function candidates(known: Page[], recent: Page[], trail: Page[]): Suggestion[] {
  return [
    ...known.map((page) => ({ ...page, source: 'known' as const })),
    ...recent.map((page) => ({ ...page, source: 'recent' as const })),
    ...trail.map((page) => ({ ...page, source: 'trail' as const })),
  ];
}

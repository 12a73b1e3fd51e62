/** Finding anything: which of many things a few letters mean. */

import { bestScore } from './match.ts';

/** Something that can be found. `texts`: what it is found by, the most important first. */
export type Found<T> = { texts: string[]; it: T };

/** Rows in the palette. */
const FOUND_MAX = 12;

/** The best answers, best first; equals keep their order. All, up to the limit, for no letters. */
export function find<T>(all: Found<T>[], query: string): T[] {
  return all
    .map(({ texts, it }, index) => ({ it, index, score: bestScore(texts, query) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, FOUND_MAX)
    .map((found) => found.it);
}

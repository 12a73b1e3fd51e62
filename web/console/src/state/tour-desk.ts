/** What a guide has set up on a tour's page: who is chosen, how a drive is spread, whom to answer. */

import { type Signal, signal } from '@preact/signals';

/** The desk of one tour. */
export type TourDesk = {
  /** The browsers that are driven; empty for all. */
  chosen: Signal<ReadonlySet<number>>;
  spread_ms: Signal<number>;
  /** The browser that is answered privately; null for everybody. */
  to: Signal<number | null>;
};

const desks = new Map<string, TourDesk>();

/** Tours whose desk is kept; the one that was opened first goes. */
const KEPT_MAX = 24;

/** The desk of this tour. */
export function tourDesk(tour: string): TourDesk {
  const known = desks.get(tour);
  if (known !== undefined) return known;
  const made = {
    chosen: signal<ReadonlySet<number>>(new Set()),
    spread_ms: signal(0),
    to: signal<number | null>(null),
  };
  desks.set(tour, made);
  for (const [old] of desks) {
    if (desks.size <= KEPT_MAX) break;
    desks.delete(old);
  }
  return made;
}

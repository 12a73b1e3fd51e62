/** Saved tours as an agent writes and plays them. */

import type { Page, SavedTour, TourStop } from '../../../link/src/protocol.ts';
import { complete, hostOf } from './address.ts';

/** What is written of a saved tour. */
export type Plan = Omit<SavedTour, 'id'>;

/** A stop that nothing was written of. */
export const EMPTY_STOP: TourStop = { title: '', location: '', note: '', say: '' };

/** The page of a stop; a path is one of the site's first address. */
export function pageOf(stop: TourStop, home: string): Page {
  return { url: complete(stop.location, home), title: stop.title };
}

/** What a stop is called; its location where it has no title. */
export function stopName(stop: TourStop): string {
  if (stop.title !== '') return stop.title;
  return stop.location.startsWith('/') ? stop.location : hostOf(stop.location);
}

/** The stops with one at another place. What lies outside moves nothing. */
export function moved(stops: readonly TourStop[], from: number, to: number): TourStop[] {
  const stop = stops[from];
  if (stop === undefined || to < 0 || to >= stops.length) return [...stops];
  return stops.toSpliced(from, 1).toSpliced(to, 0, stop);
}

/** The faults of a file or a tour, one by one, as the server tells them in one line. */
export function faults(detail: string): string[] {
  return detail.split('; ').filter((it) => it !== '');
}

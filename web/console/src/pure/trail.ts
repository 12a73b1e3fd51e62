/** Where the visitor is and was, as far as it is known: a trail without inventions. */

import type { Drive, Stop, View } from '../../../link/src/protocol.ts';
import { hostOf, samePage } from './address.ts';

/** One place of the trail. `foreign`: a page that does not speak to us; only its host is known. */
export type Place = {
  at_ms: number;
  url: string;
  title: string;
  driven: boolean;
  foreign: boolean;
};

/** Where a trail comes from: the page of the click, pages that spoke, and drives. */
export type Known = { start: Stop | null; trail: Stop[]; drives: Drive[] };

/** The places, the latest first. The same page twice in a row is one place, from when it was first seen. */
export function places({ start, trail: spoken, drives }: Known): Place[] {
  const trail = start === null ? spoken : [start, ...spoken];
  const told = trail.map((stop) => spokenPlace(stop, drives));
  const guessed = drives.flatMap((drive) => foreignPlace(drive));
  return [...told, ...guessed]
    .sort((a, b) => a.at_ms - b.at_ms)
    .filter((place, index, all) => {
      const earlier = all[index - 1];
      return earlier === undefined || !samePage(earlier.url, place.url);
    })
    .reverse();
}

function spokenPlace(stop: Stop, drives: Drive[]): Place {
  const driven = drives.some((drive) =>
    Object.values(drive.receipts).some(
      ({ outcome, ms }) =>
        outcome.is === 'arrived' &&
        samePage(outcome.url, stop.page.url) &&
        Math.abs(drive.at_ms + ms - stop.at_ms) < 5_000,
    ),
  );
  return { at_ms: stop.at_ms, url: stop.page.url, title: stop.page.title, driven, foreign: false };
}

function foreignPlace(drive: Drive): Place[] {
  const left = Object.values(drive.receipts).find((receipt) => receipt.outcome.is === 'left');
  if (left === undefined) return [];
  const title = drive.to.title === '' ? hostOf(drive.to.url) : drive.to.title;
  return [{ at_ms: drive.at_ms + left.ms, url: drive.to.url, title, driven: true, foreign: true }];
}

/** What a view knows of its visitor's way. */
export function knownOf(view: View): Known {
  const browser = Object.values(view.browsers)[0];
  const page = browser?.visitor.page ?? null;
  const start = page === null ? null : { at_ms: view.asked_at_ms, page };
  return { start, trail: browser?.trail ?? [], drives: view.drives };
}

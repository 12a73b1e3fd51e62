/** Earlier stops of a visitor, as the back and forward buttons of the drive bar see them. */

import type { Drive, Page, Stop } from '../../../link/src/protocol.ts';
import { samePage } from './address.ts';

/** The stops in order and where among them the visitor is: `at` counts from 0, -1 for nowhere. */
export type Stops = { pages: Page[]; at: number };

/**
 * Folds drives as a browser's own history does: a drive to the stop before is "back", to the one
 * after "forward"; any other forgets what lay ahead. The page the visitor came from is the first.
 */
export function stops(start: Page | null, drives: Drive[]): Stops {
  const first: Stops = start === null ? { pages: [], at: -1 } : { pages: [start], at: 0 };
  return drives.filter(happened).reduce(visit, first);
}

/** The stop that "back" drives to. */
export function before(all: Stops): Page | undefined {
  return all.pages[all.at - 1];
}

/** The stop that "forward" drives to. */
export function after(all: Stops): Page | undefined {
  return all.at < 0 ? undefined : all.pages[all.at + 1];
}

/** Where the visitor was just before the last drive: what "undo" drives to. */
export function undoTarget(trail: Stop[], drives: Drive[]): Page | undefined {
  const last = drives.findLast(happened);
  if (last === undefined) return undefined;
  const seen = trail.findLast((stop) => stop.at_ms < last.at_ms)?.page;
  const driven = drives.findLast((drive) => drive.drive < last.drive && happened(drive))?.to;
  const target = seen ?? driven;
  return target === undefined || samePage(target.url, last.to.url) ? undefined : target;
}

function visit(all: Stops, drive: Drive): Stops {
  const to = drive.to.url;
  const [back, here, ahead] = [before(all), all.pages[all.at], after(all)];
  if (here !== undefined && samePage(here.url, to)) return all;
  if (back !== undefined && samePage(back.url, to)) return { ...all, at: all.at - 1 };
  if (ahead !== undefined && samePage(ahead.url, to)) return { ...all, at: all.at + 1 };
  const pages = [...all.pages.slice(0, all.at + 1), drive.to];
  return { pages, at: pages.length - 1 };
}

function happened(drive: Drive): boolean {
  return Object.values(drive.receipts).every((receipt) => receipt.outcome.is !== 'blocked');
}

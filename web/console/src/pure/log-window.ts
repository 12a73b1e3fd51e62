/** Which part of a long log is in the page: a window that slides by its lines' keys. */

import type { Line } from './lines.ts';

/**
 * The keys of the first and the last line in the page. `first` null: as many as fit before `last`;
 * `last` null: up to the end of the log, also when it grows.
 */
export type LogWindow = { first: string | null; last: string | null };

/** Lines in the page at most; about ten screens. */
const LINES_MAX = 240;
/** Lines that come in at once. */
const STEP = 80;
/** Lines at first: about three screens. */
const FIRST = 100;

/** The window at the foot of the log. */
export function bottomOf(): LogWindow {
  return { first: null, last: null };
}

/** The lines in the window, and how many lie before it. */
export function windowOf(all: Line[], frame: LogWindow): { lines: Line[]; before: number } {
  const [from, to] = bounds(all, frame);
  return { lines: all.slice(from, to), before: from };
}

/** The window with earlier lines, and fewer at its foot where it would grow too large. */
export function slideUp(all: Line[], frame: LogWindow): LogWindow {
  const [from, to] = bounds(all, frame);
  const first = Math.max(0, from - STEP);
  const last = Math.min(to, first + LINES_MAX);
  return named(all, first, last, last === all.length && frame.last === null);
}

/** The window with later lines, and fewer at its top where it would grow too large. */
export function slideDown(all: Line[], frame: LogWindow): LogWindow {
  const [from, to] = bounds(all, frame);
  const last = Math.min(all.length, to + STEP);
  const first = Math.max(from, last - LINES_MAX);
  return named(all, first, last, last === all.length);
}

function named(all: Line[], from: number, to: number, isOpen: boolean): LogWindow {
  return { first: all[from]?.key ?? null, last: isOpen ? null : (all[to - 1]?.key ?? null) };
}

/** Where the window begins and, not included, ends. A key that is gone counts as not named. */
function bounds(all: Line[], frame: LogWindow): [number, number] {
  const last = frame.last === null ? -1 : all.findLastIndex((line) => line.key === frame.last);
  const to = last < 0 ? all.length : last + 1;
  const first = frame.first === null ? -1 : all.findIndex((line) => line.key === frame.first);
  return [first < 0 ? Math.max(0, to - FIRST) : first, to];
}

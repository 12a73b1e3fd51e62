/** A tour's browsers as its guide reads them: who is where, how, and who needs a hand first. */

import type { Browser, Consent, Drive, Obstacle, Ride, View } from '../../../link/src/protocol.ts';
import { samePage } from './address.ts';

/** How a browser stands. `since_ms` is a time, `ms` a span. */
export type State =
  | { is: 'arrived'; ms: number; in_view: boolean }
  | { is: 'left'; url: string; ms: number }
  | { is: 'opening'; since_ms: number }
  | { is: 'blocked'; why: Obstacle }
  | { is: 'later' | 'here' | 'missed' | 'replaced' }
  | { is: 'link' | 'asks' | 'paused' | 'away' | 'departed' };

/** What the rows can be filtered by; each row is in one of them. */
export type Group = 'help' | 'going' | 'there' | 'apart';

/** Where a browser is, as far as it is known. */
export type Whereabouts = { url: string; title: string };

/** One browser. */
export type Row = {
  browser: number;
  /** Empty where the visitor has not said it. */
  name: string;
  state: State;
  group: Group;
  /** The last page that spoke is not the stop. */
  isAstray: boolean;
  isTyping: boolean;
  place: Whereabouts | null;
};

/** What a roster is made from, besides the view. */
export type Around = { consent: Consent; now_ms: number; isTyping: (browser: number) => boolean };

/** Longer than this, a page that opens counts as somebody who may need a hand. */
const LONG_MS = 10_000;

/** The rows, by number. */
export function roster(view: View, around: Around): Row[] {
  const stop = view.drives.at(-1);
  const skipped = new Map(stop?.tally?.skipped.map((it) => [it.browser, it.why]));
  return Object.entries(view.browsers).map(([number, browser]) => {
    const no = Number(number);
    const ride = rideOf(browser, view.tour?.stop ?? null, stop);
    const state = stateOf(browser, ride, { stop, skipped: skipped.get(no), around });
    const isAstray = ride !== null && astray(browser, ride);
    return {
      browser: no,
      name: browser.visitor.name,
      state,
      group: groupOf(state, isAstray, around.now_ms),
      isAstray,
      isTyping: around.isTyping(no),
      place: placeOf(browser),
    };
  });
}

/** Those who need a hand first; who has left last; else by number. */
export function sorted(rows: Row[], now_ms: number): Row[] {
  return rows
    .map((row) => ({ row, rank: rank(row, now_ms) }))
    .sort((a, b) => a.rank - b.rank || a.row.browser - b.row.browser)
    .map((it) => it.row);
}

/** The same order as before for those who were there, so that nothing moves under a hand. */
export function inOrder(rows: Row[], order: readonly number[]): Row[] {
  const places = new Map(order.map((browser, index) => [browser, index]));
  const place = (row: Row): number => places.get(row.browser) ?? order.length + row.browser;
  return [...rows].sort((a, b) => place(a) - place(b));
}

/** The rows of a group whose name, number or page answers what was typed. */
export function filtered(rows: Row[], group: Group | null, typed: string): Row[] {
  const query = typed.trim().toLowerCase();
  return rows.filter((row) => {
    if (group !== null && row.group !== group) return false;
    if (query === '' || String(row.browser) === query) return true;
    const texts = [row.name, row.place?.title ?? '', row.place?.url ?? ''];
    return texts.some((text) => text.toLowerCase().includes(query));
  });
}

/** How many rows each group has. */
export function counts(rows: Row[]): Record<Group, number> {
  const all: Record<Group, number> = { help: 0, going: 0, there: 0, apart: 0 };
  for (const row of rows) all[row.group] += 1;
  return all;
}

/** The ride that says how a browser stands at the stop; one to an earlier stop says nothing now. */
function rideOf(browser: Browser, everyone: number | null, last: Drive | undefined): Ride | null {
  const { ride } = browser;
  if (ride === null || last === undefined) return null;
  return ride.stop === last.drive || ride.stop >= (everyone ?? 0) ? ride : null;
}

type At = { stop: Drive | undefined; skipped: Obstacle | undefined; around: Around };

function stateOf(browser: Browser, ride: Ride | null, at: At): State {
  if (browser.departed) return { is: 'departed' };
  if (browser.away) return { is: 'away' };
  if (browser.paused) return { is: 'paused' };
  if (at.around.consent === 'ask' && !browser.consented) return { is: 'asks' };
  if (ride !== null) return ridden(ride);
  if (at.stop === undefined) return { is: 'here' };
  if (at.skipped !== undefined) return { is: 'missed' };
  return { is: (at.stop.tally?.later ?? 0) > 0 ? 'later' : 'here' };
}

function ridden(ride: Ride): State {
  const { outcome, ms } = ride;
  switch (outcome.is) {
    case 'dispatched':
    case 'taken':
      return { is: 'opening', since_ms: ride.at_ms };
    case 'left':
      return { is: 'left', url: ride.to.url, ms };
    case 'arrived':
      return { is: 'arrived', ms, in_view: outcome.in_view };
    case 'blocked':
      return outcome.why === 'link' ? { is: 'link' } : { is: 'blocked', why: outcome.why };
    case 'superseded':
      return { is: 'replaced' };
    case 'gone':
      return { is: 'missed' };
  }
}

/** Whether the visitor went on from the stop: a later page spoke, and it is another one. */
function astray(browser: Browser, ride: Ride): boolean {
  const { outcome } = ride;
  if (outcome.is !== 'arrived' && outcome.is !== 'left') return false;
  const last = browser.trail.at(-1);
  if (last === undefined || last.at_ms <= ride.at_ms + ride.ms) return false;
  const stops = [ride.to.url, outcome.is === 'arrived' ? outcome.url : ride.to.url];
  return stops.every((url) => !samePage(bare(url), bare(last.page.url)));
}

/** The last page that spoke, or the one that was left for since; else where the visitor came from. */
function placeOf(browser: Browser): Whereabouts | null {
  const { ride, trail, visitor } = browser;
  const spoken = trail.at(-1);
  const hasGone = ride?.outcome.is === 'left' || ride?.outcome.is === 'arrived';
  if (ride !== null && hasGone && (spoken?.at_ms ?? 0) <= ride.at_ms + ride.ms) {
    const url = ride.outcome.is === 'arrived' ? ride.outcome.url : ride.to.url;
    return { url, title: ride.to.title };
  }
  return spoken?.page ?? visitor.page;
}

function groupOf(state: State, isAstray: boolean, now_ms: number): Group {
  switch (state.is) {
    case 'blocked':
    case 'link':
    case 'asks':
    case 'missed':
    case 'replaced':
      return 'help';
    case 'opening':
      return now_ms - state.since_ms > LONG_MS ? 'help' : 'going';
    case 'later':
      return 'going';
    case 'arrived':
    case 'left':
      return isAstray ? 'help' : 'there';
    case 'here':
      return 'there';
    case 'paused':
    case 'away':
    case 'departed':
      return 'apart';
  }
}

const RANKS: Record<State['is'], number> = {
  blocked: 0,
  missed: 1,
  replaced: 1,
  link: 2,
  asks: 3,
  opening: 6,
  paused: 7,
  away: 8,
  later: 9,
  here: 10,
  left: 11,
  arrived: 11,
  departed: 12,
};

function rank(row: Row, now_ms: number): number {
  const { state } = row;
  if (row.isAstray && row.group === 'help') return 4;
  if (state.is === 'opening' && now_ms - state.since_ms > LONG_MS) return 1;
  return RANKS[state.is];
}

function bare(url: string): string {
  return url.replace(/[?#].*$/, '');
}

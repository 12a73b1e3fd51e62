/** What staff sees of a tour's drives, which visitors need not know: crates/core/src/view/rides.rs. */
import { DRIVES_IN_VIEW_MAX } from './limit.ts';
import type {
  Browser,
  ChannelEvent,
  Drive,
  Receipt,
  Ride,
  Tally,
  Tour,
  View,
  WireEntry,
} from './protocol.ts';
import { apply } from './view.ts';

type Driven = Extract<ChannelEvent, { kind: 'Driven' }>;
type Count = Exclude<keyof Tally, 'skipped'>;

const emptyTally: Tally = {
  dispatched: 0,
  taken: 0,
  left: 0,
  arrived: 0,
  blocked: 0,
  superseded: 0,
  gone: 0,
  later: 0,
  missed: 0,
  skipped: [],
};

/** Takes the next entry into account, as staff sees it. */
export function applyAsStaff(view: View, entry: WireEntry): View {
  const { tour } = view;
  const { event } = entry;
  const plain = apply(view, entry);
  if (tour === null) return plain;
  if (event.kind === 'Driven')
    return { ...plain, ...driven({ ...view, tour }, entry.at_ms, event) };
  if (event.kind !== 'Receipted') return plain;
  return { ...plain, ...receipted(view, event.drive, event.receipts) };
}

type Touring = View & { tour: Tour };

function driven(view: Touring, at_ms: number, event: Driven): Partial<View> {
  const { drive, to, browsers } = event;
  const facts = event.facts === undefined ? {} : { facts: event.facts };
  const fresh: Drive = { drive, to, at_ms, ...facts, receipts: {}, tally: null };
  const opened = event.of === undefined ? opening(view, fresh, event) : view;
  const stop = event.of ?? drive;
  const known = { ...view.browsers };
  const tally = { ...(opened.drives.find((it) => it.drive === stop)?.tally ?? emptyTally) };
  for (const number of browsers) {
    const browser = known[number];
    if (browser === undefined) continue;
    tally.dispatched += 1;
    if (browser.ride?.stop === stop) take(tally, browser.ride.outcome.is);
    const ride: Ride = { drive, stop, to, at_ms, ...facts, outcome: { is: 'dispatched' }, ms: 0 };
    known[number] = { ...browser, ride };
  }
  const skipped = (event.skipped ?? []).map((it) => it.browser);
  settle(tally, event, new Set([...browsers, ...skipped]));
  const { tour } = opened;
  return { tour, browsers: known, drives: withTally(opened.drives, stop, tally) };
}

function receipted(view: View, drive: number, receipts: Receipt[]): Partial<View> {
  const known: Record<string, Browser> = { ...view.browsers };
  let drives = view.drives;
  for (const receipt of receipts) {
    const browser = known[receipt.browser];
    const ride = browser?.ride;
    if (browser === undefined || !ride || ride.drive !== drive) continue;
    const { outcome, ms } = receipt;
    known[receipt.browser] = { ...browser, ride: { ...ride, outcome, ms } };
    drives = moved(drives, ride, receipt);
  }
  return { browsers: known, drives };
}

/** What was still to be driven to the stop before is replaced with it. */
function opening(view: Touring, fresh: Drive, event: Driven): Pick<View, 'drives' | 'tour'> {
  const before = view.drives.at(-1);
  const kept = view.drives.slice(0, -1);
  if (before?.tally) {
    const { later, superseded } = before.tally;
    const tally = { ...before.tally, superseded: superseded + later, later: 0, skipped: [] };
    kept.push({ ...before, tally });
  } else if (before) {
    kept.push(before);
  }
  const tally = { ...emptyTally, later: event.later?.length ?? 0 };
  return {
    tour: event.everyone === true ? { ...view.tour, stop: fresh.drive } : view.tour,
    drives: [...kept, { ...fresh, tally }].slice(-DRIVES_IN_VIEW_MAX),
  };
}

/** Who is driven now is no longer missed; who is not, is. A part was counted among the later ones. */
function settle(tally: Tally, event: Driven, named: Set<number>): void {
  const skipped = event.skipped ?? [];
  const kept = tally.skipped.filter((it) => !named.has(it.browser));
  tally.missed = Math.max(0, tally.missed - (tally.skipped.length - kept.length));
  tally.missed += skipped.length;
  tally.skipped = [...kept, ...skipped];
  if (event.part === true) {
    tally.later = Math.max(0, tally.later - event.browsers.length - skipped.length);
  }
}

function moved(drives: Drive[], ride: Ride, receipt: Receipt): Drive[] {
  const known = drives.find((it) => it.drive === ride.stop)?.tally;
  if (!known) return drives;
  const tally = { ...known };
  take(tally, ride.outcome.is);
  tally[receipt.outcome.is] += 1;
  return withTally(drives, ride.stop, tally);
}

function take(tally: Tally, of: Count): void {
  tally[of] = Math.max(0, tally[of] - 1);
}

/** Only a tour's drives have one. */
function withTally(drives: Drive[], stop: number, tally: Tally): Drive[] {
  return drives.map((it) => (it.drive === stop && it.tally !== null ? { ...it, tally } : it));
}

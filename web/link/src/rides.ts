/** How a view follows drives: crates/core/src/view/rides.rs in TypeScript. */
import { DRIVES_IN_VIEW_MAX } from './limit.ts';
import type { Browser, ChannelEvent, Drive, Receipt, Ride, Tally, View } from './protocol.ts';

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

export function driven(view: View, at_ms: number, event: Driven): Partial<View> {
  const { drive, to, browsers } = event;
  const [later, skipped] = [event.later ?? [], event.skipped ?? []];
  const facts = event.facts === undefined ? {} : { facts: event.facts };
  const fresh: Drive = { drive, to, at_ms, ...facts, receipts: {}, tally: null };
  // A visitor of a tour, who is meant, keeps the last.
  if (browsers.length + later.length + skipped.length === 0 && view.tour !== null) {
    return { drives: [fresh] };
  }
  const isOriginal = event.of === undefined;
  const opened = isOriginal ? opening(view, fresh, event) : view;
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
  settle(tally, event, new Set([...browsers, ...skipped.map((it) => it.browser)]));
  return { ...opened, browsers: known, drives: withTally(opened.drives, stop, tally) };
}

export function receipted(view: View, drive: number, receipts: Receipt[]): Partial<View> {
  const known: Record<string, Browser> = { ...view.browsers };
  let drives = view.drives;
  for (const receipt of receipts) {
    const browser = known[receipt.browser];
    const ride = browser?.ride ?? null;
    if (browser !== undefined && ride !== null && ride.drive === drive) {
      const { outcome, ms } = receipt;
      known[receipt.browser] = { ...browser, ride: { ...ride, outcome, ms } };
      drives = moved(drives, ride, receipt);
    }
    if (ride === null || view.tour === null) drives = withReceipt(drives, drive, receipt);
  }
  return { browsers: known, drives };
}

/** What was still to be driven to the stop before is replaced with it. */
function opening(view: View, fresh: Drive, event: Driven): Pick<View, 'drives' | 'tour'> {
  const before = view.drives.at(-1);
  if (view.tour === null) {
    return { tour: null, drives: [...view.drives, fresh].slice(-DRIVES_IN_VIEW_MAX) };
  }
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

function withReceipt(drives: Drive[], drive: number, receipt: Receipt): Drive[] {
  const add = (it: Drive) => ({ ...it.receipts, [receipt.browser]: receipt });
  return drives.map((it) => (it.drive === drive ? { ...it, receipts: add(it) } : it));
}

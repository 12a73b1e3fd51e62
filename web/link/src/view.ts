/** The fold of a channel's entries into what its follower may see now: crates/core/src/view/fold.rs in TypeScript. */
import { DRIVES_IN_VIEW_MAX, TRAIL_MAX } from './limit.ts';
import type { Browser, ChannelEvent, Tour, View, WireEntry } from './protocol.ts';

export const emptyView: View = {
  seq: 0,
  site: '',
  status: 'new',
  asked_at_ms: 0,
  joined_at_ms: 0,
  end: null,
  guide: null,
  offer: null,
  passed_over: [],
  browsers: {},
  drives: [],
  marks: {},
  last_said: 0,
  open_note: false,
  stars: 0,
  tour: null,
  taken_along: null,
};

const emptyBrowser: Browser = {
  visitor: { name: '', language: '', user_agent: '', page: null },
  delivery: null,
  ways: [],
  lost: null,
  seat: null,
  paused: false,
  consented: false,
  away: false,
  trail: [],
  ride: null,
  departed: false,
};

/** Takes the next entry into account. Kinds that it does not know only move `seq`. */
export function apply(view: View, entry: WireEntry): View {
  const event = entry.event;
  return {
    ...view,
    seq: entry.seq,
    ...stage(view, entry, event),
    ...offers(view, event),
    ...browsers(view, entry, event),
    ...rides(view, entry, event),
  };
}

/** What concerns the channel as a whole. */
function stage(view: View, entry: WireEntry, event: ChannelEvent): Partial<View> {
  const { seq, at_ms } = entry;
  switch (event.kind) {
    case 'Arrived':
      return { site: event.site };
    case 'Asked':
      return { status: 'waiting', asked_at_ms: at_ms };
    case 'Joined': {
      const guide = { agent: event.agent, name: event.name };
      return { status: 'joined', joined_at_ms: at_ms, guide };
    }
    case 'Said':
    case 'Linked':
      return view.tour === null ? { last_said: seq } : {};
    case 'NoteLeft':
      return { last_said: seq, open_note: true };
    case 'NoteSettled':
      return { open_note: false };
    case 'Marked': {
      const marks = { delivered: event.delivered, seen: event.seen };
      return { marks: { ...view.marks, [entry.by]: marks } };
    }
    case 'TourStarted': {
      const { site, title, questions } = event;
      return { site, tour: { title, questions, open: true, code: '', stop: null } };
    }
    case 'TourChanged': {
      const { title, questions, open } = event;
      return tour(view, { title, questions, open });
    }
    case 'CodeSet':
      return tour(view, { code: event.code });
    case 'TakenAlong':
      return { taken_along: event.tour };
    case 'Ended':
      return { status: 'ended', end: { at_ms, reason: event.reason } };
    case 'Rated':
      return { stars: event.stars };
    default:
      return {};
  }
}

function tour(view: View, change: Partial<Tour>): Partial<View> {
  return view.tour === null ? {} : { tour: { ...view.tour, ...change } };
}

/** What concerns drives. A visitor of a tour, who is meant, keeps the last. */
function rides(view: View, { at_ms }: WireEntry, event: ChannelEvent): Partial<View> {
  if (event.kind === 'Driven') {
    const { drive, to, browsers: these } = event;
    const facts = event.facts === undefined ? {} : { facts: event.facts };
    const fresh = { drive, to, at_ms, ...facts, receipts: {}, tally: null };
    if (view.tour !== null) return { drives: [fresh] };
    const outcome = { is: 'dispatched' } as const;
    const ride = { drive, stop: drive, to, at_ms, ...facts, outcome, ms: 0 };
    const known = these.reduce((all, it) => changed(all, it, { ride }), view.browsers);
    return { browsers: known, drives: [...view.drives, fresh].slice(-DRIVES_IN_VIEW_MAX) };
  }
  if (event.kind !== 'Receipted') return {};
  let { browsers: known, drives } = view;
  for (const receipt of event.receipts) {
    const { browser, outcome, ms } = receipt;
    const ride = known[browser]?.ride;
    if (ride?.drive === event.drive) {
      known = changed(known, browser, { ride: { ...ride, outcome, ms } });
    }
    drives = drives.map((it) =>
      it.drive === event.drive ? { ...it, receipts: { ...it.receipts, [browser]: receipt } } : it,
    );
  }
  return { browsers: known, drives };
}

function changed(all: View['browsers'], it: number, change: Partial<Browser>): View['browsers'] {
  const known = all[it];
  return known === undefined ? all : { ...all, [it]: { ...known, ...change } };
}

/** Who was offered the visitor, and who passed. Staff only. */
function offers(view: View, event: ChannelEvent): Partial<View> {
  switch (event.kind) {
    case 'Offered':
      return { offer: { agent: event.agent, until_ms: event.until_ms } };
    case 'PassedOver': {
      const isNew = !view.passed_over.includes(event.agent);
      return {
        offer: view.offer?.agent === event.agent ? null : view.offer,
        passed_over: isNew ? [...view.passed_over, event.agent] : view.passed_over,
      };
    }
    case 'Joined':
    case 'Ended':
      return { offer: null };
    default:
      return {};
  }
}

/** What concerns one browser. One whose arrival was erased is not made up again. */
function browsers(view: View, entry: WireEntry, event: ChannelEvent): Partial<View> {
  if (event.kind === 'NoteLeft') return named(view, entry.by, event.name);
  if (!('browser' in event)) return {};
  const known = view.browsers[event.browser];
  if (event.kind === 'Arrived') {
    const arrived = { ...emptyBrowser, ...known, visitor: event.visitor };
    return { browsers: { ...view.browsers, [event.browser]: arrived } };
  }
  if (known === undefined) return {};
  return { browsers: changed(view.browsers, event.browser, browser(known, entry.at_ms, event)) };
}

function browser(known: Browser, at_ms: number, event: ChannelEvent): Partial<Browser> {
  switch (event.kind) {
    case 'Delivered': {
      const { client, version, bytes, ms } = event;
      return { delivery: { client, version, bytes, ms } };
    }
    case 'Named':
      return { visitor: { ...known.visitor, name: event.name } };
    case 'Equipped':
      return { ways: event.ways, lost: event.lost ?? null };
    case 'Seated':
      return { seat: event.tab };
    case 'Moved':
      return { trail: [...known.trail, { at_ms, page: event.page }].slice(-TRAIL_MAX) };
    case 'Paused':
      return { paused: true };
    case 'Resumed':
      return { paused: false };
    case 'Consented':
      return { consented: true };
    case 'Withdrew':
      return { consented: false };
    case 'Away':
      return { away: true };
    case 'Returned':
      return { away: false };
    case 'Departed':
      return { departed: true };
    default:
      return {};
  }
}

/** Who leaves a note with a name is called so from then on. */
function named(view: View, by: string, name: string): Partial<View> {
  const number = Number(by.startsWith('browser-') ? by.slice('browser-'.length) : 0);
  const known = view.browsers[number];
  if (known === undefined || name === '') return {};
  return { browsers: changed(view.browsers, number, { visitor: { ...known.visitor, name } }) };
}

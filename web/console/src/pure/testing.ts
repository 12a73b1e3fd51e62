/** Values for tests: a summary, a view and entries that say only what a test is about. */

import type {
  ChannelEvent,
  Drive,
  Outcome,
  Page,
  Receipt,
  Stop,
  Summary,
  WireEntry,
} from '../../../link/src/protocol.ts';

/** A page of the shop. */
export function page(path: string, title = path): Page {
  return { url: `https://shop.example${path}`, title };
}

/** Somebody who waits since `asked_at_ms`, unless told otherwise. */
export function row(channel: string, part: Partial<Summary> = {}): Summary {
  return {
    channel,
    seq: 1,
    site: 'shop',
    status: 'waiting',
    name: '',
    tour: false,
    language: 'en',
    page: null,
    browsers: 1,
    asked_at_ms: 0,
    joined_at_ms: 0,
    last_at_ms: 0,
    end: null,
    guide: null,
    offer: null,
    away: false,
    paused: false,
    last_said: null,
    unread: 0,
    open_note: false,
    drives: 0,
    ...part,
  };
}

/** An entry; the visitor's unless told otherwise. */
export function entry(
  seq: number,
  event: ChannelEvent,
  part: Partial<Omit<WireEntry, 'event'>> = {},
): WireEntry {
  return { seq, at_ms: 1_000 * seq, by: 'browser-1', event, ...part };
}

/** A receipt of browser 1. */
export function receipt(outcome: Outcome, ms = 100): Receipt {
  return { browser: 1, outcome, ms };
}

/** A drive of browser 1 at `at_ms`. */
export function drive(no: number, to: Page, at_ms: number, outcome?: Outcome): Drive {
  const receipts = outcome === undefined ? {} : { 1: receipt(outcome) };
  return { drive: no, to, at_ms, receipts, tally: null };
}

/** A page that spoke at a time. */
export function stop(at_ms: number, at: Page): Stop {
  return { at_ms, page: at };
}

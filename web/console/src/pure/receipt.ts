/** What became of a drive, in a person's words. Says only what a receipt says. */

import type { Obstacle, Outcome, Page, Receipt } from '../../../link/src/protocol.ts';
import { hostOf, samePage, shortUrl } from './address.ts';
import { secondsText } from './time.ts';

/** How a drive stands: what colour and sign it gets; the words say the same. */
export type Tone = 'going' | 'left' | 'there' | 'stopped';

/** One drive's state on one line. `live`: it may still change, so its time runs. */
export type Told = { text: string; tone: Tone; live: boolean };

/** A drive as the conversation knows it: the receipts in the order they came. */
export type Driven = { to: Page; at_ms: number; browsers: number; receipts: Receipt[] };

/** The words that a receipt is told in; every catalog has them. */
export type ReceiptWords = {
  sending: string;
  waiting: (seconds: string) => string;
  opening: string;
  loading: (seconds: string) => string;
  left: (host: string) => string;
  arrived: (seconds: string) => string;
  arrivedAt: (page: string, seconds: string) => string;
  outOfView: string;
  blocked: (why: string) => string;
  obstacle: Record<Obstacle, string>;
  superseded: string;
  gone: string;
  of: (there: number, all: number) => string;
};

/** Quiet before a time is shown: a page that loads at once shows no flicker. */
const PATIENCE_MS = 2_000;
/** After this a drive that was left is told without a running time. */
const SETTLED_MS = 60_000;

/** Tells how a drive stands now. */
export function told(drive: Driven, now_ms: number, words: ReceiptWords, lang: string): Told {
  if (drive.browsers > 1) return many(drive, words);
  const last = drive.receipts.at(-1);
  const past_ms = Math.max(0, now_ms - drive.at_ms);
  const text = sentence(drive, last ?? null, past_ms, { words, lang });
  const tone = toneOf(last?.outcome);
  return { text, tone, live: tone === 'going' && past_ms < SETTLED_MS * 2 };
}

function sentence(
  drive: Driven,
  last: Receipt | null,
  past_ms: number,
  { words, lang }: { words: ReceiptWords; lang: string },
): string {
  const outcome: Outcome = last?.outcome ?? { is: 'dispatched' };
  const took = secondsText(last?.ms ?? 0, lang);
  const running = `${Math.floor(past_ms / 1000)} s`;
  switch (outcome.is) {
    case 'dispatched':
      return past_ms < PATIENCE_MS ? words.sending : words.waiting(running);
    case 'taken':
      return past_ms < PATIENCE_MS ? words.opening : words.loading(running);
    case 'left':
      return `${words.left(hostOf(drive.to.url))} · ${took}`;
    case 'arrived':
      return arrival(drive, outcome, took, words);
    case 'blocked':
      return words.blocked(words.obstacle[outcome.why]);
    case 'superseded':
      return words.superseded;
    case 'gone':
      return words.gone;
  }
}

function arrival(
  drive: Driven,
  outcome: Extract<Outcome, { is: 'arrived' }>,
  took: string,
  words: ReceiptWords,
): string {
  const asAsked = samePage(withoutQuery(outcome.url), withoutQuery(drive.to.url));
  const text = asAsked ? words.arrived(took) : words.arrivedAt(shortUrl(outcome.url), took);
  return outcome.in_view ? text : `${text}, ${words.outOfView}`;
}

function many(drive: Driven, words: ReceiptWords): Told {
  const latest = new Map(drive.receipts.map((receipt) => [receipt.browser, receipt.outcome.is]));
  const there = [...latest.values()].filter((is) => is === 'arrived' || is === 'left').length;
  const all = drive.browsers;
  return { text: words.of(there, all), tone: there === all ? 'there' : 'going', live: false };
}

function toneOf(outcome: Outcome | undefined): Tone {
  switch (outcome?.is) {
    case undefined:
    case 'dispatched':
    case 'taken':
      return 'going';
    case 'left':
      return 'left';
    case 'arrived':
      return 'there';
    case 'blocked':
    case 'superseded':
    case 'gone':
      return 'stopped';
  }
}

/** Reported addresses carry only listed parameters, so the query proves no difference. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}

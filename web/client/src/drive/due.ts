/** Whether a drive is to be carried out, by this tab, now. Pure. */
import type { Drive, View } from '../../../link/src/protocol.ts';

/** What this tab knows of itself. */
export type Self = {
  browser: number;
  tab: string;
  /** The last drive that any tab of this browser has carried out, or tried. */
  done: number;
};

/** The drive that waits for this tab; null where there is none. Asked again after every entry. */
export function due(view: View, self: Self): Drive | null {
  const drive = view.drives.at(-1);
  const own = view.browsers[self.browser];
  if (view.status !== 'joined' || drive === undefined || own === undefined) return null;
  if (drive.drive <= self.done || own.paused || own.seat !== self.tab) return null;
  const receipt = drive.receipts[self.browser];
  return receipt === undefined || receipt.outcome.is === 'dispatched' ? drive : null;
}

/** Whether only the fragment differs, so that nothing would load. */
export function isSameDocument(from: string, to: string): boolean {
  if (!URL.canParse(from) || !URL.canParse(to)) return false;
  const [a, b] = [new URL(from), new URL(to)];
  if (b.hash === '' || a.hash === b.hash) return false;
  a.hash = '';
  b.hash = '';
  return a.href === b.href;
}

/**
 * Whether a panel finds its storage again there: on the same origin alone. To another listed origin
 * it is handed over; anywhere else the visitor would be left without the chat.
 */
export function isWithinReach(from: string, to: string): boolean {
  return URL.canParse(from) && URL.canParse(to) && new URL(from).origin === new URL(to).origin;
}

/** What a page with the button says of itself when it answers. */
export type Hello = {
  url: string;
  title: string;
  hidden: boolean;
  unsaved: boolean;
  /** When its document began, in milliseconds since 1970. */
  born: number;
  referrer: string;
};

/** A drive that this tab has sent off. */
export type Sent = {
  drive: number;
  /** When, in milliseconds since 1970. */
  atMs: number;
  /** Over the page's own port: only the fragment changed. */
  inPage: boolean;
  /** The page that goes there by itself, without the hop; empty where the hop is between. */
  from: string;
};

/** Longest time from the sending of a drive to the page that it brought. */
const ARRIVES_WITHIN_MS = 90_000;

/**
 * Whether this page is the one that the drive brought. The hop sends no referrer, so a page with
 * one was reached by a click from elsewhere, unless the page before went there by itself; a
 * document that began before the drive is the old one.
 */
export function isArrival(sent: Sent, hello: Hello, nowMs: number): boolean {
  if (nowMs - sent.atMs > ARRIVES_WITHIN_MS) return false;
  const isFromUs = hello.referrer === '' || sent.from.startsWith(hello.referrer);
  return isFromUs && hello.born >= sent.atMs;
}

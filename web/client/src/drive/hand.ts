/** The window that is driven: the tab that opened us, or one that a click of the visitor has opened. */
import { newId } from '../../../link/src/id.ts';
import type { Store } from '../../../link/src/store.ts';

/** How the hand holds a window. */
export type Hold = 'window' | 'guided';

/** What became of sending the window somewhere. It may still go unnoticed: only the hop proves. */
export type Sending = 'sent' | 'refused' | 'closed';

/** The hand: one window at a time. */
export type Hand = {
  /** Null: there is nothing to drive. */
  hold: () => Hold | null;
  /** The window to knock at: the held one, or the opener that only its own page may drive. */
  window: () => Window | null;
  /** Sends it to one of our own pages, or to a page that the visitor chose. */
  send: (url: string) => Sending;
  /** Opens the guided window. Only inside a click. False when the browser refuses. */
  open: () => boolean;
};

const FEATURES_WIDTH = 1_000;

/** Firefox refuses to let a window drive its opener across sites, but does not say so before. */
const isGecko = (): boolean => 'mozInnerScreenX' in window;

/** Whether our opener may be driven: an address that cannot be read is refused only after the right. */
function mayDriveOpener(): boolean {
  const opener = openerOf();
  if (opener === null || isGecko()) return false;
  try {
    opener.location.href = 'http://[';
    return false;
  } catch (error) {
    // Not `instanceof`: while the opener shows our hop, the error is of its realm.
    return (error as { name?: unknown }).name === 'SyntaxError';
  }
}

/** The tab that opened us, unless it is closed. */
export function openerOf(): Window | null {
  const opener = window.opener as Window | null;
  return opener === null || opener.closed ? null : opener;
}

/**
 * The hand of this tab. The chat window takes a name of its own, so that no driven page can find
 * and navigate it by the name it was opened with.
 */
export function takeHand(store: Store): Hand {
  window.name = `docent-${newId()}`;
  let guided = regain(store);
  let frame = isGecko() ? null : addFrame();
  const ownOpener = mayDriveOpener() ? openerOf() : null;
  const held = (): Window | null => {
    if (guided !== null && !guided.closed) return guided;
    return ownOpener === null || ownOpener.closed ? null : ownOpener;
  };
  return {
    hold: () => {
      const it = held();
      if (it === null) return null;
      return it === guided ? 'guided' : 'window';
    },
    window: () => held() ?? openerOf(),
    send: (url) => sendTo(held(), url),
    open: () => {
      const name = `docent-${newId()}`;
      guided = openGuided(frame === null ? window : frame.contentWindow, name);
      if (guided === null) return false;
      // The next window gets a frame of its own; this one's must stay.
      if (frame !== null) frame = addFrame();
      store.write('guided', name);
      return true;
    },
  };
}

function sendTo(target: Window | null, url: string): Sending {
  if (target === null) return 'closed';
  try {
    target.location.href = url;
    return 'sent';
  } catch {
    return 'refused';
  }
}

/** After a reload the window is found by its name; in Chromium the frame that opened it is gone. */
function regain(store: Store): Window | null {
  const name = store.read('guided');
  if (typeof name !== 'string' || !isGecko()) return null;
  return window.open('', name);
}

/**
 * In Chromium a guided page may navigate its opener, so the opener is a hidden frame of ours; our
 * right to drive goes through that frame. In Firefox the plain window is safe, and found again.
 */
function openGuided(from: Window | null, name: string): Window | null {
  const left = Math.max(0, screen.availWidth - FEATURES_WIDTH);
  const width = Math.min(FEATURES_WIDTH, screen.availWidth);
  const features = `popup,width=${width},height=${screen.availHeight},left=${left},top=0`;
  return from?.open('about:blank', name, features) ?? null;
}

/** The frame must be there before the click: a click counts for the frames that it finds. */
function addFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '';
  document.body.append(frame);
  return frame;
}

/** The panel's: its page drives itself, asked over the bridge. */
export function noHand(): Hand {
  return {
    hold: () => null,
    window: () => (window.parent === window ? null : window.parent),
    send: () => 'closed',
    open: () => false,
  };
}

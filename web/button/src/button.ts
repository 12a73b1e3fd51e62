/**
 * The special hyperlink button. Opens the chat beside the page or in it, and lets the chat know of
 * this page what its visitor's guide may know: address, title, typing yes or no, seen or hidden.
 * Every failure leaves the page as it was, and the plain link working.
 */
import { startBridge } from './bridge.ts';
import { startDoor } from './door.ts';
import { base, site } from './site.ts';

const root = document.documentElement.dataset;

/** The state stands on the root and on each button; in words where the site has a place for them. */
function showState(state: 'online' | 'away'): void {
  const all = (names: string): NodeListOf<HTMLElement> => document.querySelectorAll(names);
  root.docentState = state;
  for (const it of all('[data-docent]')) it.dataset.docentState = state;
  for (const it of all('[data-docent-text]')) it.textContent = it.dataset[state] ?? state;
}

// Two scripts on a page are one.
if (base && site && !root.docentSite) {
  root.docentSite = site;
  startBridge();
  startDoor();
  fetch(`${base}/v1/sites/${site}`)
    .then((it) => it.json())
    .then((it) => showState(it.staffed ? 'online' : 'away'))
    .catch(() => undefined);
}

/** The keys that work everywhere. They leave alone what a person is typing. */

import { signal } from '@preact/signals';
import { acceptNext } from '../state/acts.ts';
import { route } from '../state/place.ts';

/** Whether the palette is open. */
export const paletteShown = signal(false);

/** Whether the list of keys is open. */
export const keysShown = signal(false);

/** Listens to the keys. Returns what stops it. */
export function startKeys(): () => void {
  addEventListener('keydown', press);
  return () => {
    removeEventListener('keydown', press);
  };
}

/** Puts the focus into the message field of the open conversation, where there is one. */
export function focusMessage(): void {
  document.querySelector<HTMLElement>('[data-focus="message"]')?.focus();
}

/** Puts the focus into the address bar, bringing its pane to the front on a phone. */
export function focusAddress(): void {
  const at = route.peek();
  if ((at.screen !== 'inbox' && at.screen !== 'tours') || at.channel === null) return;
  const bar = document.querySelector<HTMLInputElement>('[data-focus="address"]');
  if (bar === null) return;
  // A tour's drive bar stands with the roster, a chat's with the visitor.
  if (bar.offsetParent === null) route.value = { ...at, side: at.screen === 'inbox' };
  bar.focus();
  bar.select();
}

/** Moves the focus among the rows of the list it stands in. */
export function moveInList(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const held = document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-row]');
  const at = held === null || held === undefined ? -1 : rows.indexOf(held);
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const isMain = event.ctrlKey || event.metaKey;
  if (isMain) pressMain(event);
  else pressPlain(event);
}

function pressMain(event: KeyboardEvent): void {
  if (document.querySelector('dialog[open]:not(.palette)') !== null) return;
  switch (event.key) {
    case 'Enter':
      event.preventDefault();
      acceptNext();
      return;
    case 'k':
      event.preventDefault();
      paletteShown.value = !paletteShown.peek();
      return;
    case 'l':
      if (document.querySelector('[data-focus="address"]') === null) return;
      event.preventDefault();
      focusAddress();
      return;
  }
}

function pressPlain(event: KeyboardEvent): void {
  if (document.querySelector('dialog[open]') !== null) return;
  if (event.key === 'Escape') focusMessage();
  if (event.key === '?' && !isTyping(event.target)) {
    event.preventDefault();
    keysShown.value = true;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

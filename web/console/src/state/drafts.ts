/** What is half written, per channel. Survives a reload of this tab; where storage is blocked, only the page. */

import { type Signal, signal } from '@preact/signals';

const KEY = 'docent-draft-';
const drafts = new Map<string, Signal<string>>();

/** The half-written text for this place: a channel, or the address bar of one. */
export function draft(place: string): Signal<string> {
  const known = drafts.get(place);
  if (known !== undefined) return known;
  const made = signal(read(place));
  drafts.set(place, made);
  made.subscribe((text) => {
    write(place, text);
  });
  return made;
}

function read(place: string): string {
  try {
    return sessionStorage.getItem(KEY + place) ?? '';
  } catch {
    return '';
  }
}

function write(place: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(KEY + place);
    else sessionStorage.setItem(KEY + place, text);
  } catch {
    // Storage is blocked or full: the text still stands in this page.
  }
}

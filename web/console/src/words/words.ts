/** The words of the console in the language of the page. */

import { en } from './catalog.en.ts';

/** Every catalog has these words. */
export type Catalog = typeof en;

/** The words in use: English until `loadWords` has brought others. */
export const words: Catalog = { ...en };

/** The language of numbers, times and names: what the page says, with the reader's own region. */
export function lang(): string {
  const page = document.documentElement.lang || 'en';
  return navigator.languages.find((own) => own.split('-')[0] === page.split('-')[0]) ?? page;
}

/** Brings the catalog of the page's language, where there is one. */
export async function loadWords(): Promise<void> {
  if (!document.documentElement.lang.startsWith('de')) return;
  const { de } = await import('./catalog.de.ts');
  Object.assign(words, de);
}

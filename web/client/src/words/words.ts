/** The catalog of this document's language, which the server has chosen. */
import { type Catalog, english } from './catalog.en.ts';

/** Other languages come only where they are read. */
const others: Record<string, () => Promise<Catalog>> = {
  de: async () => (await import('./catalog.de.ts')).german,
};

const languageOf = (tag: string): string => tag.slice(0, 2).toLowerCase();
const tagHere = typeof document === 'undefined' ? 'en' : document.documentElement.lang;

/** The words of a language tag such as `de-AT`; English where there are none. */
export async function wordsOf(tag: string): Promise<Catalog> {
  const load = others[languageOf(tag)];
  return load === undefined ? english : load();
}

/** The words of a lazy part: it carries its few in every language. */
export function inLanguage<T>(all: { en: T; de: T }, tag = tagHere): T {
  return languageOf(tag) === 'de' ? all.de : all.en;
}

export const words: Catalog = await wordsOf(tagHere);

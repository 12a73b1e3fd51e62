/** The catalog of this document's language, which the server has chosen. */
import { type Catalog, english } from './catalog.en.ts';

/** Other languages come only where they are read. */
const others: Record<string, () => Promise<Catalog>> = {
  de: async () => (await import('./catalog.de.ts')).german,
};

/** The words of a language tag such as `de-AT`; English where there are none. */
export async function wordsOf(tag: string): Promise<Catalog> {
  const load = others[tag.slice(0, 2).toLowerCase()];
  return load === undefined ? english : load();
}

export const words: Catalog = await wordsOf(
  typeof document === 'undefined' ? 'en' : document.documentElement.lang,
);

/** How well a text answers what somebody types: the scoring that suggestions and the palette share. */

/** The score of one text for a query: 0 for no match, higher is better. An empty query matches all. */
export function score(text: string, query: string): number {
  const hay = fold(text);
  const needle = fold(query).trim();
  if (needle === '') return 1;
  if (hay === needle) return 6;
  if (hay.startsWith(needle)) return 5;
  const at = hay.indexOf(needle);
  if (at > 0) return /[^\p{L}\p{N}]/u.test(hay.charAt(at - 1)) ? 4 : 3;
  const words = needle.split(/\s+/);
  if (words.length > 1 && words.every((word) => hay.includes(word))) return 2;
  return needle.length > 1 && inOrder(hay, needle) ? 1 : 0;
}

/** The best score among several texts, the first counting a little more than the later ones. */
export function bestScore(texts: string[], query: string): number {
  return texts.reduce((best, text, index) => {
    const found = score(text, query);
    return found === 0 ? best : Math.max(best, found - index * 0.1);
  }, 0);
}

/** Lower case, and without the marks on letters: `Café` is found by `cafe`. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether the letters stand in this order, close enough together to be meant. */
function inOrder(hay: string, needle: string): boolean {
  let at = -1;
  let first = -1;
  for (const letter of needle) {
    at = hay.indexOf(letter, at + 1);
    if (at < 0) return false;
    if (first < 0) first = at;
  }
  return at - first < needle.length * 3;
}

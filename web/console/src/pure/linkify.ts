/** Finds the addresses in a text, so that they can be links and the rest stays text. */

/** A piece of a text: words, or an address that may be opened. */
export type Piece = { text: string; href: string | null };

/** An address with its scheme, up to white space or a quote; at most what a browser takes. */
const ADDRESS = /https?:\/\/[^\s<>"'“”]{1,2000}/gi;
/** What stands behind an address far more often than in it. */
const TAIL = /[.,;:!?)\]}]+$/;

/** The pieces of a text in their order. Only http and https become links. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = trimmed(found[0]);
    if (!URL.canParse(address)) continue;
    if (found.index > from) out.push({ text: text.slice(from, found.index), href: null });
    out.push({ text: address, href: new URL(address).href });
    from = found.index + address.length;
  }
  if (from < text.length) out.push({ text: text.slice(from), href: null });
  return out;
}

function trimmed(address: string): string {
  const tail = TAIL.exec(address)?.[0] ?? '';
  const isPaired = tail.startsWith(')') && address.includes('(');
  return isPaired ? address : address.slice(0, address.length - tail.length);
}

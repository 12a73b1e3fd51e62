/** Links in what people say: found by shape, believed only after the URL parser has read them. */

/** A piece of a text. `href` is null for what is only text. */
export type Piece = { text: string; href: string | null };

const CANDIDATE = /\bhttps?:\/\/[^\s<>"']+/gi;
/** What ends a sentence more often than an address. */
const TRAILING = /[.,;:!?)\]}»”’…]+$/u;
/** Pieces of one text; what comes after stays text. */
const PIECES_MAX = 200;

/** Characters of an address as it is shown. */
const ADDRESS_MAX = 80;

/** The pieces of a text, in order; together they are the text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    if (pieces.length >= PIECES_MAX) break;
    const shown = match[0].replace(TRAILING, '');
    const href = hrefOf(shown);
    if (href === null) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null });
    pieces.push({ text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

/** The address as the URL standard writes it; null for all but plain http and https. */
export function hrefOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'http:' || url.protocol === 'https:';
  const names = url.username !== '' || url.password !== '';
  return isPlain && !names ? url.href : null;
}

/** What people call the place: its host, as the browser would show it. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** The host without its port: what a page is called that has no title. */
export function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

/** Host and path, cut where they would fill the window. */
export function addressOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  const address = pathname === '/' ? host : host + pathname;
  return address.length > ADDRESS_MAX ? `${address.slice(0, ADDRESS_MAX)}…` : address;
}

/** Which rows of a long list are in the page: rows of one height, those on the screen and a few more. */

/** The first row in the page and the one after the last, from 0. */
export type Slice = { from: number; to: number };

/** Rows kept above and below the screen, so that scrolling shows no gap. */
const SPARE = 8;

/** The rows for this place of the scroll. */
export function slice(count: number, row_px: number, top_px: number, height_px: number): Slice {
  const first = Math.floor(Math.max(0, top_px) / row_px);
  const shown = Math.ceil(height_px / row_px);
  const from = Math.max(0, Math.min(first - SPARE, count - shown - SPARE));
  return { from, to: Math.min(count, first + shown + SPARE) };
}

/** Where to scroll so that a row is on the screen; the same place where it is already. */
export function reveal(index: number, row_px: number, top_px: number, height_px: number): number {
  const top = index * row_px;
  if (top < top_px) return top;
  return top + row_px > top_px + height_px ? top + row_px - height_px : top_px;
}

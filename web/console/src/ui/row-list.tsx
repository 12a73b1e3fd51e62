/** A list of rows in a pane that scrolls: of a long one only those near the screen are in the page. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Summary } from '../../../link/src/protocol.ts';
import { type Slice, slice } from '../pure/slice.ts';
import { perFrame } from '../state/frames.ts';

/** Lists up to this long are in the page as a whole. */
const WHOLE_MAX = 60;
/** The height of a row until one was measured. */
const ROW_PX = 58;
/** As much of a pane as is taken to be seen until it was measured. */
const PANE_PX = 800;

/** The list. `draw` gives the row at a place, from 0, with its key. */
export function RowList(props: {
  label: string;
  rows: Summary[];
  draw: (row: Summary, place: number) => JSX.Element;
  onKeyDown?: (event: KeyboardEvent) => void;
}): JSX.Element {
  const { label, rows, draw, onKeyDown = noKey } = props;
  const list = useRef<HTMLUListElement>(null);
  const row_px = useRef(ROW_PX);
  const isLong = rows.length > WHOLE_MAX;
  const near = useNear(list, row_px, isLong ? rows.length : 0);
  if (!isLong)
    return (
      <ul aria-label={label} onKeyDown={onKeyDown}>
        {rows.map(draw)}
      </ul>
    );
  const to = Math.min(near.to, rows.length);
  const from = Math.min(near.from, to);
  const before = from * row_px.current;
  const after = (rows.length - to) * row_px.current;
  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      style={{ paddingBlockStart: `${before}px`, paddingBlockEnd: `${after}px` }}
    >
      {rows.slice(from, to).map((row, at) => draw(row, from + at))}
    </ul>
  );
}

/** The pane around it hears the keys. */
function noKey(): void {}

/** The rows near the screen, looked at once a frame while the pane scrolls or changes its size. */
function useNear(
  list: { current: HTMLUListElement | null },
  row_px: { current: number },
  count: number,
): Slice {
  const [near, setNear] = useState<Slice>(() => slice(count, ROW_PX, 0, PANE_PX));
  useEffect(() => {
    const pane = list.current?.closest<HTMLElement>('.pane') ?? null;
    if (pane === null || count === 0) return undefined;
    const look = perFrame(() => {
      if (list.current === null) return;
      row_px.current = list.current.querySelector('li')?.offsetHeight || row_px.current;
      const top = pane.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
      const next = slice(count, row_px.current, top, pane.clientHeight);
      setNear((was) => (was.from === next.from && was.to === next.to ? was : next));
    });
    look();
    pane.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(pane);
    return () => {
      pane.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [list, row_px, count]);
  return near;
}

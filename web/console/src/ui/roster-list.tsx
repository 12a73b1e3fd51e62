/** The rows of a roster: of a thousand only those on the screen are in the page. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../pure/roster.ts';
import { reveal, slice } from '../pure/slice.ts';
import { perFrame } from '../state/frames.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { RosterRow } from './roster-row.tsx';

/** The height of a row, on a phone of a taller one; the style says the same. */
const ROW_PX = 52;
const ROW_PHONE_PX = 72;
const PHONE = matchMedia('(max-width: 759px)');

/** The list. `onHold`: a pointer or the focus is on it, so nothing may move. */
export function RosterList(props: {
  talk: Talk;
  rows: Row[];
  isMine: boolean;
  onHold: (isHeld: boolean) => void;
}): JSX.Element {
  const { talk, rows, isMine, onHold } = props;
  const box = useRef<HTMLDivElement>(null);
  const place = usePlace(box);
  const wanted = useRef<number | null>(null);
  const row_px = PHONE.matches ? ROW_PHONE_PX : ROW_PX;
  const { from, to } = slice(rows.length, row_px, place.top, place.height);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = box.current?.querySelector<HTMLElement>(
      `[data-index="${wanted.current}"] input, [data-index="${wanted.current}"] button`,
    );
    if (row === null || row === undefined) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const press = (event: KeyboardEvent): void => {
    const index = nextIndex(event, wanted.current, rows.length);
    const it = box.current;
    if (index === null || it === null) return;
    event.preventDefault();
    wanted.current = index;
    it.scrollTop = reveal(index, row_px, it.scrollTop, it.clientHeight);
    place.look();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll.
    <div
      ref={box}
      class="roster-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
      tabIndex={0}
      role="group"
      aria-label={words.tours.roster}
      onScroll={place.look}
      onKeyDown={press}
      onPointerEnter={() => {
        onHold(true);
      }}
      onPointerLeave={(event) => {
        onHold(event.currentTarget.contains(document.activeElement));
      }}
      onFocusIn={() => {
        onHold(true);
      }}
      onFocusOut={(event) => {
        const isInside = event.currentTarget.contains(event.relatedTarget as Node | null);
        onHold(isInside || event.currentTarget.matches(':hover'));
      }}
    >
      <ul
        aria-label={words.tours.roster}
        style={{ blockSize: `${rows.length * row_px}px`, paddingBlockStart: `${from * row_px}px` }}
      >
        {rows.slice(from, to).map((row, index) => (
          <RosterRow
            key={row.browser}
            talk={talk}
            row={row}
            at={{ index: from + index, count: rows.length }}
            isMine={isMine}
          />
        ))}
      </ul>
    </div>
  );
}

/** The row that a key means, seen from the one that has the focus or is about to have it. */
function nextIndex(event: KeyboardEvent, wanted: number | null, count: number): number | null {
  const held = document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset.index;
  const at = wanted ?? (held === undefined ? -1 : Number(held));
  const last = count - 1;
  switch (event.key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Where the list is scrolled to and how much of it is seen, at most once a frame. */
function usePlace(box: { current: HTMLDivElement | null }): {
  top: number;
  height: number;
  look: () => void;
} {
  const [place, setPlace] = useState({ top: 0, height: 800 });
  const look = useRef(
    perFrame(() => {
      const it = box.current;
      if (it !== null) setPlace({ top: it.scrollTop, height: it.clientHeight });
    }),
  ).current;
  useEffect(() => {
    if (box.current === null) return undefined;
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    return () => {
      watch.disconnect();
    };
  }, [box, look]);
  return { ...place, look };
}

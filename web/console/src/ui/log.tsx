/** The log of a conversation. Only a window of it is in the page; nothing ever jumps. */

import { useComputed } from '@preact/signals';
import { Fragment, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WireEntry } from '../../../link/src/protocol.ts';
import { type Depth, type Line, logOf, type Log as Told } from '../pure/lines.ts';
import { bottomOf, type LogWindow, slideDown, slideUp, windowOf } from '../pure/log-window.ts';
import { myId } from '../state/me.ts';
import { loadOlder, type Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { LastMark, markedSeq } from './last-mark.tsx';
import { LogLine } from './line.tsx';
import { LogEnd } from './log-end.tsx';

/** Closer than this to an edge, more lines are brought in. */
const EDGE_PX = 600;
/** Closer than this to the foot counts as being at it. */
const FOOT_PX = 24;

/** What is on the screen and where, so that it can be put back after a change above it. */
type Held = { key: string; top: number } | null;

/** The log of one channel. */
export function Log({ talk, depth }: { talk: Talk; depth: Depth }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<LogWindow>(bottomOf());
  const told = useRef<Told>({ entries: [], lines: [], arrived: '' });
  const all = useComputed(() => {
    told.current = logOf(told.current, talk.entries.value, depth);
    return told.current.lines;
  });
  const view = talk.view.value;
  const shown = windowOf(all.value, frame);
  const fresh = firstNew(talk.entries.value, useSeenBefore(talk));
  const marked = markedSeq(talk.entries.value);
  // Read before the page changes: what stands at the top now is put back there afterwards.
  const held = hold(box.current);

  const scrolled = (): void => {
    const it = box.current;
    if (it === null) return;
    const below = it.scrollHeight - it.scrollTop - it.clientHeight;
    const isAtEnd = below < FOOT_PX && frame.last === null;
    if (talk.atEnd.peek() !== isAtEnd) talk.atEnd.value = isAtEnd;
    const edges = { top: it.scrollTop, below, isAtEnd, before: shown.before };
    const next = slid(all.peek(), frame, edges);
    if (next !== frame) setFrame(next);
    else if (it.scrollTop < EDGE_PX && shown.before === 0) void loadOlder(talk);
  };
  const toEnd = (): void => {
    talk.atEnd.value = true;
    setFrame(bottomOf());
    requestAnimationFrame(() => {
      stick(box.current);
    });
  };

  useLayoutEffect(() => {
    if (talk.atEnd.peek() && frame.last === null) stick(box.current);
    else putBack(box.current, held);
  });
  useEffect(scrolled, [all.value]);
  useEffect(() => watchSize(box.current, inner.current, talk), [talk]);

  return (
    <div class="log-frame">
      <div
        ref={box}
        class="log"
        role="log"
        aria-label={words.talk.log}
        aria-busy={view === null || talk.older.value === 'yes'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        tabIndex={0}
        onScroll={scrolled}
      >
        <div ref={inner} class="log-inner">
          <Top talk={talk} isFirst={shown.before === 0} />
          {shown.lines.map((line) => (
            <Fragment key={line.key}>
              <LogLine line={line} view={view} isNew={line.key === fresh} />
              {line.key === String(marked) && marked !== null ? (
                <LastMark talk={talk} seq={marked} />
              ) : null}
            </Fragment>
          ))}
          {frame.last === null ? <LogEnd talk={talk} /> : null}
        </div>
      </div>
      {talk.atEnd.value ? null : <NewPill talk={talk} onClick={toEnd} />}
    </div>
  );
}

/** The window after a scroll: larger where an edge came near, at the foot when the foot is reached. */
function slid(
  all: Line[],
  frame: LogWindow,
  at: { top: number; below: number; isAtEnd: boolean; before: number },
): LogWindow {
  if (at.isAtEnd) return frame.first === null ? frame : bottomOf();
  if (at.top < EDGE_PX && at.before > 0) return slideUp(all, frame);
  if (at.below < EDGE_PX && frame.last !== null) return slideDown(all, frame);
  return frame.first === null ? slideUp(all, frame) : frame;
}

function Top({ talk, isFirst }: { talk: Talk; isFirst: boolean }): JSX.Element | null {
  if (!isFirst || talk.view.value === null) return null;
  if (talk.older.value === 'failed') {
    return (
      <p class="log-top">
        {words.talk.olderFailed}{' '}
        <button type="button" class="link-button" onClick={() => void loadOlder(talk)}>
          {words.tryAgain}
        </button>
      </p>
    );
  }
  return talk.more.value ? <p class="log-top">{words.talk.older}</p> : null;
}

/** Says how many messages came below what is on the screen. */
function NewPill({ talk, onClick }: { talk: Talk; onClick: () => void }): JSX.Element {
  const [from] = useState(talk.entries.peek().at(-1)?.seq ?? 0);
  const fresh = talk.entries.value.filter(
    ({ seq, by, event }) => seq > from && event.kind === 'Said' && by.startsWith('browser-'),
  ).length;
  return (
    <button type="button" class={`button tight pill ${fresh > 0 ? 'main' : ''}`} onClick={onClick}>
      <Icon name="down" size={14} />
      {fresh > 0 ? words.talk.newMessages(fresh) : words.talk.toLatest}
    </button>
  );
}

/** The last entry that we had seen when the conversation was opened; null until that is known. */
function useSeenBefore(talk: Talk): number | null {
  const seen = useRef<number | null>(null);
  const view = talk.view.value;
  if (seen.current === null && view !== null) {
    seen.current = view.marks[`agent-${myId.peek()}`]?.seen ?? 0;
  }
  return seen.current;
}

/** The first message that was not seen when the conversation was opened. */
function firstNew(entries: WireEntry[], seen: number | null): string | null {
  if (seen === null || seen === 0) return null;
  const first = entries.find(
    ({ seq, by, event }) => seq > seen && event.kind === 'Said' && by.startsWith('browser-'),
  );
  return first === undefined ? null : String(first.seq);
}

function hold(box: HTMLElement | null): Held {
  if (box === null) return null;
  const top = box.getBoundingClientRect().top;
  for (const line of box.querySelectorAll<HTMLElement>('[data-key]')) {
    const place = line.getBoundingClientRect();
    if (place.bottom >= top) return { key: line.dataset.key ?? '', top: place.top };
  }
  return null;
}

function putBack(box: HTMLElement | null, held: Held): void {
  if (box === null || held === null) return;
  const line = box.querySelector(`[data-key="${CSS.escape(held.key)}"]`);
  if (line !== null) box.scrollTop += line.getBoundingClientRect().top - held.top;
}

function stick(box: HTMLElement | null): void {
  if (box !== null) box.scrollTop = box.scrollHeight;
}

/** Stays at the foot while lines or the pane change their size. */
function watchSize(box: HTMLElement | null, inner: HTMLElement | null, talk: Talk): () => void {
  if (box === null || inner === null) return () => undefined;
  const watch = new ResizeObserver(() => {
    if (talk.atEnd.peek()) stick(box);
  });
  watch.observe(box);
  watch.observe(inner);
  return () => {
    watch.disconnect();
    talk.atEnd.value = true;
  };
}

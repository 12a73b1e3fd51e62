/** The conversation: the latest below, nothing jumps, what is new is said. */
import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { App } from '../app.ts';
import type { Line, Way } from '../talk.ts';
import { words } from '../words/words.ts';
import { Driven } from './driven.tsx';
import { PageLink, Text } from './text.tsx';

/** Nearer to the end than this, new lines pull the view along. */
const NEAR_PX = 80;

export function Conversation({ app }: { app: App }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const isBelow = useFollow(box, app);
  return (
    <div class="scroll" ref={box}>
      {app.hasOlder.value && (
        <button type="button" class="quiet older" onClick={() => void app.loadOlder()}>
          {words.older}
        </button>
      )}
      <div role="log" aria-label={words.conversation} class="log">
        {app.lines.value.map((line) => (
          <LineView key={line.id} line={line} app={app} />
        ))}
      </div>
      {app.isTyping.value && <Typing name={app.guideName.value} />}
      {isBelow.value && (
        <button type="button" class="below" onClick={() => toEnd(box)}>
          {words.newBelow} ↓
        </button>
      )}
    </div>
  );
}

function toEnd(box: RefObject<HTMLDivElement | null>): void {
  box.current?.scrollTo({ top: box.current.scrollHeight });
}

/** Stays at the end while the reader is there; otherwise says that something came. */
function useFollow(box: RefObject<HTMLDivElement | null>, app: App): { value: boolean } {
  const isBelow = useSignal(false);
  const wasNear = useRef(true);
  const count = app.lines.value.length + (app.isTyping.value ? 1 : 0);
  useLayoutEffect(() => {
    const it = box.current;
    if (it === null) return undefined;
    const look = (): void => {
      wasNear.current = it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_PX;
      if (wasNear.current) isBelow.value = false;
    };
    it.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(() => {
      if (wasNear.current) toEnd(box);
    });
    resized.observe(it);
    return () => {
      it.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [box, isBelow]);
  useLayoutEffect(() => {
    if (count === 0) return;
    if (wasNear.current) toEnd(box);
    else isBelow.value = true;
  }, [box, isBelow, count]);
  return isBelow;
}

function Typing({ name }: { name: string }): JSX.Element {
  return (
    <p class="typing">
      <span class="hidden">{words.typing(name)}</span>
      <i />
      <i />
      <i />
    </p>
  );
}

function LineView({ line, app }: { line: Line; app: App }): JSX.Element {
  switch (line.type) {
    case 'said':
      return <Said line={line} app={app} />;
    case 'linked':
      return (
        <div class="said theirs" title={timeOf(line.atMs)}>
          {words.sendsPage(app.guideName.value)}
          <PageLink page={line.to} />
        </div>
      );
    case 'driven':
      return <Driven line={line} name={app.guideName.value} />;
    case 'joined':
      return <p class="aside">{words.joined(line.name)}</p>;
    case 'note':
      return (
        <div class="said mine">
          <Text text={line.text} />
        </div>
      );
    case 'ended':
      return <p class="aside">{words.ended}</p>;
  }
}

function Said({ line, app }: { line: Extract<Line, { type: 'said' }>; app: App }): JSX.Element {
  const who = line.mine ? words.you : app.guideName.value;
  return (
    <div class={line.mine ? 'turn mine' : 'turn theirs'}>
      <div class={line.mine ? 'said mine' : 'said theirs'} title={timeOf(line.atMs)}>
        <span class="hidden">
          {who}, {timeOf(line.atMs)}:{' '}
        </span>
        <Text text={line.text} />
      </div>
      {line.way !== null && <p class="way">{wordOf(line.way)}</p>}
      {line.way === 'refused' && (
        <button
          type="button"
          class="link"
          onClick={() => app.sayAgain({ key: line.id, text: line.text })}
        >
          {words.sendAgain}
        </button>
      )}
    </div>
  );
}

function wordOf(way: Way): string {
  switch (way) {
    case 'sending':
      return words.sending;
    case 'refused':
      return words.notSent;
    case 'sent':
      return words.sent;
    case 'delivered':
      return words.delivered;
    case 'seen':
      return words.seen;
  }
}

function timeOf(atMs: number | null): string {
  const options = { hour: '2-digit', minute: '2-digit' } as const;
  return atMs === null
    ? ''
    : new Date(atMs).toLocaleTimeString(document.documentElement.lang, options);
}

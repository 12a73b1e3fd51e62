/** The conversation: the latest below, nothing jumps, what is new is said. */

import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { computed, type ReadonlySignal, signal } from '../draw/signal.ts';
import type { Line, Way } from '../talk.ts';
import { words } from '../words/words.ts';
import { Driven } from './driven.tsx';
import { PageLink, Text } from './text.tsx';

/** Nearer to the end than this, new lines pull the view along. */
const NEAR_PX = 80;

/** Whether something has come below while the reader is further up. */
const isBelow = signal(false);
let box: HTMLElement | null = null;

export function Conversation({ app }: { app: App }): JSX.Element {
  return (
    <div class="scroll" ref={follow}>
      {app.hasOlder.value && (
        <button type="button" class="quiet older" onClick={() => void app.loadOlder()}>
          {words.older}
        </button>
      )}
      <div role="log" aria-label={words.conversation} class="log">
        {rowsOf(app)}
      </div>
      {app.isTyping.value && <Typing name={app.guideName.value} />}
      {isBelow.value && (
        <button type="button" class="below" onClick={toEnd}>
          {words.newBelow} ↓
        </button>
      )}
    </div>
  );
}

/** Drawn once for as long as the lines stay as they are: typing must not draw thousands anew. */
const drawn = new WeakMap<App, ReadonlySignal<JSX.Element[]>>();

function rowsOf(app: App): JSX.Element[] {
  let rows = drawn.get(app);
  if (rows === undefined) {
    rows = computed(() => {
      const name = app.guideName.value;
      return app.lines.value.map((it) => <LineView key={it.id} line={it} name={name} app={app} />);
    });
    drawn.set(app, rows);
  }
  return rows.value;
}

function toEnd(): void {
  box?.scrollTo({ top: box.scrollHeight });
}

/** Stays at the end while the reader is there; otherwise says that something came. */
function follow(it: HTMLElement | null): (() => void) | undefined {
  box = it;
  if (it === null) return undefined;
  let isNear = true;
  const look = (): void => {
    isNear = it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_PX;
    if (isNear) isBelow.value = false;
  };
  const come = (changes: unknown[]): void => {
    if (isNear) toEnd();
    else if (changes.length > 0) isBelow.value = true;
  };
  it.addEventListener('scroll', look, { passive: true });
  const log = it.querySelector('[role=log]') ?? it;
  const grown = new MutationObserver(come);
  grown.observe(log, { childList: true });
  const resized = new ResizeObserver(() => come([]));
  resized.observe(it);
  resized.observe(log);
  toEnd();
  return () => {
    grown.disconnect();
    resized.disconnect();
  };
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

function LineView({ line, name, app }: { line: Line; name: string; app: App }): JSX.Element {
  switch (line.type) {
    case 'said':
      return <Said line={line} name={name} app={app} />;
    case 'linked':
      return (
        <div class="said theirs" title={timeOf(line.atMs)}>
          {words.sendsPage(name)}
          <PageLink page={line.to} />
        </div>
      );
    case 'driven':
      return <Driven line={line} name={name} />;
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

function Said({
  line,
  name,
  app,
}: {
  line: Extract<Line, { type: 'said' }>;
  name: string;
  app: App;
}): JSX.Element {
  const who = line.mine ? words.you : line.name || name;
  return (
    <div class={line.mine ? 'turn mine' : 'turn theirs'}>
      <div class={line.mine ? 'said mine' : 'said theirs'} title={timeOf(line.atMs)} dir="auto">
        <span class="hidden">
          {who}, {timeOf(line.atMs)}:{' '}
        </span>
        {!line.mine && line.name !== '' && <b class="by">{line.name} </b>}
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

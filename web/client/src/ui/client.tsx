/** The whole client: one screen at a time, and what is always said above it. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { words } from '../words/words.ts';
import { Chat } from './chat.tsx';
import { lazy } from './lazy.tsx';
import { Waiting } from './waiting.tsx';

const Continued = lazy(async () => (await import('./java.tsx')).Continued);
const Elsewhere = lazy(async () => (await import('./elsewhere.tsx')).Elsewhere);
const Ended = lazy(async () => (await import('./ended.tsx')).Ended);
const Stale = lazy(async () => (await import('./stale.tsx')).Stale);
const Note = lazy(async () => (await import('./note.tsx')).Note);

export function Client({ app }: { app: App }): JSX.Element {
  return (
    <>
      <Notices app={app} />
      <Stage app={app} />
    </>
  );
}

function Stage({ app }: { app: App }): JSX.Element {
  switch (app.screen.value) {
    case 'waiting':
      return <Waiting app={app} />;
    case 'note':
      return <Note app={app} />;
    case 'chat':
      return <Chat app={app} />;
    case 'ended':
      return <Ended app={app} />;
    case 'elsewhere':
      return app.isContinued.value ? <Continued app={app} /> : <Elsewhere app={app} />;
  }
}

/** What is wrong with the connection, in words; nothing while nothing is. */
function Notices({ app }: { app: App }): JSX.Element {
  const isResting = app.phase.value === 'resting' || app.phase.value === 'stopped';
  const text = noticeOf(app, isResting);
  return (
    <div class="notices" role="status" aria-label={words.connection}>
      {text !== null && (
        <p class="notice">
          {text}{' '}
          {app.stopped.value !== null && (
            <button type="button" class="link" onClick={app.startAgain}>
              {words.again}
            </button>
          )}
        </p>
      )}
      {app.isStale.value && !isResting && <Stale />}
    </div>
  );
}

function noticeOf(app: App, isResting: boolean): string | null {
  if (!isResting || app.screen.value === 'ended') return null;
  if (app.stopped.value !== null) return words.signedOut;
  return navigator.onLine ? words.reconnecting : words.offline;
}

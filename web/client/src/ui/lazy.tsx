/** Parts of the client that come only where they are used. */

import type { JSX } from 'preact';
import { signal } from '../draw/signal.ts';
import { words } from '../words/words.ts';

type Part<P> = (props: P) => JSX.Element | null;

/** Draws what `load` brings once it has come, and fetches it when it is drawn for the first time. */
export function lazy<P extends object>(load: () => Promise<Part<P>>): Part<P> {
  const come = signal<{ Part: Part<P> } | null>(null);
  const hasFailed = signal(false);
  let isAsked = false;
  const ask = (): void => {
    if (isAsked) return;
    isAsked = true;
    load().then(
      (Part) => {
        come.value = { Part };
      },
      () => {
        hasFailed.value = true;
      },
    );
  };
  return (props) => {
    if (come.value !== null) return <come.value.Part {...props} />;
    ask();
    return hasFailed.value ? <Missing /> : null;
  };
}

/** A browser does not ask again for a module that failed; a new page does, also of a new version. */
function Missing(): JSX.Element {
  return (
    <p class="wrong" role="alert">
      {words.partFailed}{' '}
      <button type="button" class="link" onClick={() => location.reload()}>
        {words.tryAgain}
      </button>
    </p>
  );
}

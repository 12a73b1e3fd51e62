/** The server is newer than this page. */
import type { JSX } from 'preact';
import { staleWords } from '../words/stale.ts';

export function Stale(): JSX.Element {
  return (
    <p class="notice">
      {staleWords.newVersion}{' '}
      <button type="button" class="link" onClick={() => location.reload()}>
        {staleWords.reload}
      </button>
    </p>
  );
}

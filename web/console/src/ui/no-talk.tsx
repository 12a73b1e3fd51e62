/** What stands where a conversation would, when none is open. */

import type { JSX } from 'preact';
import { acceptNext } from '../state/acts.ts';
import { inbox } from '../state/board.ts';
import { available, beAvailable } from '../state/desk.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** The calm middle of an inbox. */
export function NoTalk(): JSX.Element {
  const waits = inbox.value.waiting.length > 0;
  return (
    <div class="pane talk none">
      <div class="empty">
        <Icon name="chat" size={32} />
        {waits ? (
          <>
            <strong>{words.talk.pick}</strong>
            <span>
              {words.talk.pickMore}{' '}
              <button type="button" class="keys-button" onClick={acceptNext}>
                <kbd class="key">Ctrl</kbd> <kbd class="key">Enter</kbd>
              </button>
            </span>
          </>
        ) : (
          <>
            <strong>{words.inbox.nobodyWaits}</strong>
            {available.value === false ? (
              <button type="button" class="button" onClick={() => void beAvailable(true)}>
                {words.presence.beAvailable}
              </button>
            ) : (
              <span>{words.inbox.nobodyWaitsAvailable}</span>
            )}
          </>
        )}
      </div>
    </div>
  );
}

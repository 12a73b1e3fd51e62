/** What must be known before everything else, at the top: no connection, set away, a newer version. */

import type { JSX } from 'preact';
import { clockText } from '../pure/time.ts';
import { second } from '../state/clock.ts';
import { beAvailable, setAway } from '../state/desk.ts';
import { network } from '../state/live.ts';
import { isOld } from '../state/version.ts';
import { lang, words } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** A drop of less than this is not worth a word. */
const PATIENCE_MS = 1_500;

/** The bar; nothing where all is well. */
export function NetworkBar(): JSX.Element {
  return (
    <div class="bars">
      <div role="status">
        <Offline />
      </div>
      {setAway.value === null ? null : (
        <div class="bar warn" role="alert">
          <Icon name="warn" />
          <span class="grow">
            {setAway.value === 'unanswered' ? words.presence.unanswered : words.presence.noConsole}
          </span>
          <button type="button" class="button tight" onClick={() => void beAvailable(true)}>
            {words.presence.beAvailable}
          </button>
        </div>
      )}
      {isOld.value ? (
        <div class="bar" role="status">
          <Icon name="info" />
          <span class="grow">{words.network.newVersion}</span>
          <button
            type="button"
            class="button tight"
            onClick={() => {
              location.reload();
            }}
          >
            {words.network.reload}
          </button>
        </div>
      ) : null}
    </div>
  );
}

function Offline(): JSX.Element | null {
  const { is, since_ms } = network.value;
  if (is === 'online' || second.value - since_ms < PATIENCE_MS) return null;
  return (
    <p class="bar bad">
      <Icon name="warn" />
      <span>{words.network.offline(clockText(since_ms, lang()))}</span>
    </p>
  );
}

/** All keys on one card. */

import type { JSX } from 'preact';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { keysShown } from './keys.ts';
import { Modal } from './modal.tsx';

/** The card. */
export function KeysDialog(): JSX.Element {
  const close = (): void => {
    keysShown.value = false;
  };
  return (
    <Modal label={words.keys.title} onClose={close}>
      <div class="card keys-card">
        <header class="card-head">
          <h2 class="grow">{words.keys.title}</h2>
          <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <dl class="keys-list">
          {words.keys.rows.map(([keys, meaning]) => (
            <div key={meaning}>
              <dt>
                {keys.map((key) => (
                  <kbd class="key" key={key}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}

/** The visitor's pane: the drive bar, where the visitor is, and what is known of them. */

import type { JSX } from 'preact';
import { go } from '../state/place.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { DriveBar } from './drive-bar.tsx';
import { Facts } from './facts.tsx';
import { Icon } from './icon.tsx';
import { visitorName } from './name.ts';
import { Replay } from './replay.tsx';
import { type From, isOurs } from './talk.tsx';
import { Trail } from './trail.tsx';

/** The pane. The drive bar stands there only for who may drive. */
export function Side({ talk, from }: { talk: Talk; from: From }): JSX.Element {
  const view = talk.view.value;
  return (
    <aside class="pane side" aria-label={words.talk.visitorPane}>
      <header class="side-back">
        <button
          type="button"
          class="icon-button"
          aria-label={words.back}
          onClick={() => {
            go({ screen: from, channel: talk.id, side: false });
          }}
        >
          <Icon name="back" />
        </button>
        <h2 class="cut">{visitorName(view)}</h2>
      </header>
      {view !== null && view.tour === null && isOurs(view) ? (
        <DriveBar talk={talk} view={view} />
      ) : null}
      {view?.tour && talk.trouble.value === null ? <Replay talk={talk} /> : null}
      {view === null || view.tour !== null || talk.trouble.value !== null ? null : (
        <div class="side-scroll">
          <Trail talk={talk} view={view} />
          <Facts talk={talk} view={view} />
        </div>
      )}
    </aside>
  );
}

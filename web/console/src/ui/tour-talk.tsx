/** A tour's conversation: words to all, questions with their names, and answers to one. */

import type { JSX } from 'preact';
import { go } from '../state/place.ts';
import type { Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { Composer } from './composer.tsx';
import { Icon } from './icon.tsx';
import { Log } from './log.tsx';
import { isOurs } from './talk.tsx';

/** The pane. */
export function TourTalk({ talk }: { talk: Talk }): JSX.Element {
  const view = talk.view.value;
  const tour = view?.tour ?? null;
  const isShared = tour?.questions === 'shared';
  const readers = isShared ? words.tours.questionsShared : words.tours.questionsPrivate;
  return (
    <aside class="pane side tour-talk" aria-label={words.tours.talk}>
      <header class="talk-head">
        <button
          type="button"
          class="icon-button tour-back"
          aria-label={words.back}
          onClick={() => {
            go({ screen: 'tours', channel: talk.id, side: false, part: 'none' });
          }}
        >
          <Icon name="back" />
        </button>
        <div class="grow talk-title">
          <h2 class="cut">{words.tours.talk}</h2>
          <p class="soft small cut">{tour === null ? ' ' : readers}</p>
        </div>
      </header>
      {talk.trouble.value === null ? <Log talk={talk} depth="tour" /> : null}
      {isOurs(view) ? <Composer talk={talk} name={words.tours.toEverybody} /> : null}
    </aside>
  );
}

/** The inbox: the lists, the conversation and the visitor's pane; one at a time on a phone. */

import type { JSX } from 'preact';
import { route } from '../state/place.ts';
import { talkOf } from '../state/talk.ts';
import { choosing } from '../state/together.ts';
import { words } from '../words/words.ts';
import { Lists } from './lists.tsx';
import { NoTalk } from './no-talk.tsx';
import { Side } from './side.tsx';
import { TalkPane } from './talk.tsx';
import { Together } from './together.tsx';

/** The three panes. */
export function InboxScreen(): JSX.Element {
  const at = route.value;
  const open = at.screen === 'inbox' ? at.channel : null;
  const side = at.screen === 'inbox' && at.side;
  const talk = open === null ? null : talkOf(open);
  return (
    <main
      class={`${paneClass(open !== null && !choosing.value, side)} ${choosing.value ? 'choosing' : ''}`}
    >
      <h1 class="sr">{words.inbox.title}</h1>
      <Lists open={open} />
      {choosing.value ? <Together /> : null}
      {talk === null && !choosing.value ? <NoTalk /> : null}
      {talk === null || choosing.value ? null : (
        <>
          <TalkPane key={talk.id} talk={talk} from="inbox" />
          <Side key={`side-${talk.id}`} talk={talk} from="inbox" />
        </>
      )}
    </main>
  );
}

/** The class that says which pane is in front where there is room for only one. */
export function paneClass(isOpen: boolean, side: boolean): string {
  if (!isOpen) return 'panes front-list';
  return side ? 'panes front-side' : 'panes front-talk';
}

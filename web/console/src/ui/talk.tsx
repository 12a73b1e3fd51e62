/** The conversation: who it is with, what was said, and what can be done now. */

import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { View } from '../../../link/src/protocol.ts';
import type { Depth } from '../pure/lines.ts';
import { whenText } from '../pure/time.ts';
import { accept, accepting, end, settleNote } from '../state/acts.ts';
import { board } from '../state/board.ts';
import { now } from '../state/clock.ts';
import { myId, siteOf } from '../state/me.ts';
import { go } from '../state/place.ts';
import { exportHref } from '../state/rest.ts';
import type { Talk } from '../state/talk.ts';
import { lang, words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { Running, Since } from './clock.tsx';
import { Composer } from './composer.tsx';
import { AlongButton, HandButton } from './hand.tsx';
import { Icon } from './icon.tsx';
import { Log } from './log.tsx';
import { initial, visitorName } from './name.ts';

/** From which screen a conversation is read. */
export type From = 'inbox' | 'history';

/** Whether we are the joined agent of an open chat. */
export function isOurs(view: View | null): boolean {
  return view?.status === 'joined' && view.guide?.agent === myId.value;
}

/** The conversation of one channel. */
export function TalkPane({ talk, from }: { talk: Talk; from: From }): JSX.Element {
  const view = talk.view.value;
  return (
    <section class="pane talk" aria-label={nameOf(talk)}>
      <Head talk={talk} from={from} />
      {talk.trouble.value === null ? (
        <Log talk={talk} depth={depthOf(view, from)} />
      ) : (
        <div class="empty">
          <Icon name="warn" size={32} />
          <span>
            {talk.trouble.value === 'no-such' || talk.trouble.value === 'http-404'
              ? words.talk.notFound
              : words.talk.failed}
          </span>
        </div>
      )}
      {view === null ? null : <Foot talk={talk} view={view} from={from} />}
    </section>
  );
}

function depthOf(view: View | null, from: From): Depth {
  if (view?.tour) return 'tour';
  return from === 'inbox' ? 'talk' : 'record';
}

function nameOf(talk: Talk): string {
  const view = talk.view.value;
  const known = board.value.rows.get(talk.id)?.name ?? '';
  return view === null && known !== '' ? known : visitorName(view);
}

function Head({ talk, from }: { talk: Talk; from: From }): JSX.Element {
  const view = talk.view.value;
  const name = nameOf(talk);
  return (
    <header class="talk-head">
      <button
        type="button"
        class="icon-button phone-only"
        aria-label={words.back}
        onClick={() => {
          go({ screen: from, channel: null, side: false });
        }}
      >
        <Icon name="back" />
      </button>
      <span class="face wide-only" aria-hidden="true">
        {initial(name)}
      </span>
      <div class="grow talk-title">
        <h2 class="cut" dir="auto">
          {name}
        </h2>
        <p class="soft small cut">{view === null ? ' ' : <Standing view={view} />}</p>
      </div>
      <StateBadge talk={talk} />
      <button
        type="button"
        class="button tight side-toggle"
        onClick={() => {
          go({ screen: from, channel: talk.id, side: true });
        }}
      >
        <Icon name="person" />
        {view?.tour ? words.tours.record.title : words.facts.title}
      </button>
      {from === 'history' ? (
        <a
          class="button tight"
          href={exportHref(talk.id)}
          download
          title={words.history.exportMore}
        >
          <Icon name="download" />
          {words.history.export}
        </a>
      ) : null}
      {view?.tour ? <TourLink talk={talk} view={view} /> : null}
      {isOurs(view) && view?.tour === null ? <Acts talk={talk} name={name} /> : null}
    </header>
  );
}

/** What can be done with a chat of ours as a whole. */
function Acts({ talk, name }: { talk: Talk; name: string }): JSX.Element {
  return (
    <>
      <AlongButton channel={talk.id} name={name} />
      <HandButton talk={talk} />
      <EndButton talk={talk} name={name} />
    </>
  );
}

/** Leads to the page of a tour that still goes on. */
function TourLink({ talk, view }: { talk: Talk; view: View }): JSX.Element | null {
  if (view.status === 'ended') return null;
  return (
    <button
      type="button"
      class="button tight"
      onClick={() => {
        go({ screen: 'tours', channel: talk.id, side: false, part: 'none' });
      }}
    >
      {words.tours.open}
    </button>
  );
}

function Standing({ view }: { view: View }): JSX.Element {
  const site = siteOf(view.site)?.settings.name ?? view.site;
  switch (view.status) {
    case 'new':
    case 'waiting':
      return (
        <>
          {words.talk.waitingSince} <Running since_ms={view.asked_at_ms} /> · {site}
        </>
      );
    case 'joined':
      return (
        <>
          <Since since_ms={view.joined_at_ms} />
          {isOurs(view) ? '' : ` · ${words.talk.withAgent(view.guide?.name ?? '')}`} · {site}
        </>
      );
    case 'ended':
      return (
        <>
          {words.talk.endedAt(whenText(view.end?.at_ms ?? 0, now(), lang()))}
          {view.guide === null ? '' : ` · ${words.talk.withAgent(view.guide.name)}`} · {site}
        </>
      );
  }
}

function StateBadge({ talk }: { talk: Talk }): JSX.Element | null {
  const view = talk.view.value;
  const browser = Object.values(view?.browsers ?? {})[0];
  if (view === null || view.status === 'ended' || browser === undefined) return null;
  if (browser.paused) {
    return (
      <span class="badge warn">
        <Icon name="pause" size={12} />
        {words.inbox.paused}
      </span>
    );
  }
  const isAway = browser.away || talk.now.value.online === false;
  return isAway ? <span class="badge">{words.facts.away}</span> : null;
}

function EndButton({ talk, name }: { talk: Talk; name: string }): JSX.Element {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button
        type="button"
        class="button tight"
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.talk.end}
      </button>
    );
  }
  return (
    <Ask
      question={words.talk.endAsk(name)}
      yes={words.talk.endYes}
      kind="bad"
      place="below"
      onYes={() => {
        setAsking(false);
        void end(talk);
      }}
      onNo={() => {
        setAsking(false);
      }}
    />
  );
}

function Foot({ talk, view, from }: { talk: Talk; view: View; from: From }): JSX.Element | null {
  const name = visitorName(view);
  if (from === 'history' && view.status !== 'ended') return null;
  switch (view.status) {
    case 'new':
      return null;
    case 'waiting':
      return (
        <Bar text={words.talk.waits(name)}>
          <button
            type="button"
            class="button main"
            aria-disabled={accepting.value.has(talk.id)}
            onClick={() => void accept({ channel: talk.id, name })}
          >
            {words.inbox.acceptName(name)}
          </button>
        </Bar>
      );
    case 'joined':
      return isOurs(view) ? (
        <Composer talk={talk} name={name} />
      ) : (
        <Bar text={words.talk.notYours(view.guide?.name ?? '')} />
      );
    case 'ended':
      return (
        <Bar text={words.talk.ended}>
          {view.open_note ? (
            <button type="button" class="button main" onClick={() => void settleNote(talk)}>
              {words.talk.settle}
            </button>
          ) : null}
        </Bar>
      );
  }
}

function Bar(props: { text: string; children?: ComponentChildren }): JSX.Element {
  return (
    <footer class="talk-foot">
      <span class="soft grow">{props.text}</span>
      {props.children}
    </footer>
  );
}

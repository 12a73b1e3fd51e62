/** A tour as its guide works in it: the door, the drive bar for all or some, the stop, the roster. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { View } from '../../../link/src/protocol.ts';
import { hostOf } from '../pure/address.ts';
import { stragglers, tallyParts } from '../pure/tally.ts';
import { end } from '../state/acts.ts';
import { siteOf } from '../state/me.ts';
import { go } from '../state/place.ts';
import type { Talk } from '../state/talk.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { again } from '../state/tours.ts';
import { words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { Since } from './clock.tsx';
import { DriveBar } from './drive-bar.tsx';
import { HandButton } from './hand.tsx';
import { Icon } from './icon.tsx';
import { visitorName } from './name.ts';
import { Player } from './player.tsx';
import { Roster } from './roster.tsx';
import { isOurs } from './talk.tsx';
import { TourSettings } from './tour-settings.tsx';

/** The pane of one tour. */
export function TourPane({ talk }: { talk: Talk }): JSX.Element {
  const view = talk.view.value;
  const [isSet, setSet] = useState(false);
  if (talk.trouble.value !== null || view === null || view.tour === null) {
    return <Nothing talk={talk} />;
  }
  const isMine = isOurs(view);
  const isEmpty = Object.keys(view.browsers).length === 0;
  return (
    <section class="pane talk tour" aria-label={view.tour.title}>
      <Head
        talk={talk}
        view={view}
        isSet={isSet}
        onSet={() => {
          setSet(!isSet);
        }}
      />
      {isSet || (isEmpty && view.status !== 'ended') ? (
        <TourSettings talk={talk} tour={view.tour} isMine={isMine} />
      ) : null}
      {view.status === 'ended' ? <Over talk={talk} /> : null}
      {isMine ? (
        <DriveBar talk={talk} view={view}>
          <Whom talk={talk} view={view} />
        </DriveBar>
      ) : null}
      {isMine ? <Player talk={talk} view={view} /> : null}
      {!isMine && view.status !== 'ended' ? (
        <p class="tour-note soft">{words.tours.readingAlong(view.guide?.name ?? '')}</p>
      ) : null}
      <StopLine talk={talk} view={view} isMine={isMine} />
      <Roster talk={talk} view={view} isMine={isMine} />
    </section>
  );
}

function Nothing({ talk }: { talk: Talk }): JSX.Element {
  const { value } = talk.trouble;
  const missing = value === 'no-such' ? words.tours.notFound : words.tours.failed;
  return (
    <section class="pane talk tour" aria-label={words.tours.title}>
      <div class="empty" role="status">
        <Icon name={value === null ? 'tours' : 'warn'} size={32} />
        <span>{value === null ? words.loading : missing}</span>
      </div>
    </section>
  );
}

function Over({ talk }: { talk: Talk }): JSX.Element {
  return (
    <p class="tour-note">
      <span class="grow">{words.tours.ended}</span>
      <button
        type="button"
        class="button tight"
        onClick={() => {
          go({ screen: 'history', channel: talk.id, side: true });
        }}
      >
        {words.tours.replay}
      </button>
    </p>
  );
}

function Head(props: { talk: Talk; view: View; isSet: boolean; onSet: () => void }): JSX.Element {
  const { talk, view } = props;
  const site = siteOf(view.site)?.settings.name ?? view.site;
  return (
    <header class="talk-head">
      <button
        type="button"
        class="icon-button phone-only"
        aria-label={words.tours.back}
        onClick={() => {
          go({ screen: 'tours', channel: null, side: false, part: 'none' });
        }}
      >
        <Icon name="back" />
      </button>
      <div class="grow talk-title">
        <h2 class="cut" dir="auto">
          {visitorName(view)}
        </h2>
        <p class="soft small cut">
          <Since since_ms={view.joined_at_ms} /> · {site}
          {view.tour?.open === false ? ` · ${words.tours.doorClosed}` : ''}
        </p>
      </div>
      <button
        type="button"
        class="button tight"
        aria-expanded={props.isSet}
        title={words.tours.settings}
        onClick={props.onSet}
      >
        <Icon name="link" />
        {words.tours.invite}
      </button>
      <button
        type="button"
        class="icon-button side-toggle"
        aria-label={words.tours.talk}
        title={words.tours.talk}
        onClick={() => {
          go({ screen: 'tours', channel: talk.id, side: true, part: 'none' });
        }}
      >
        <Icon name="chat" />
      </button>
      {isOurs(view) ? <HandButton talk={talk} /> : null}
      {isOurs(view) ? <EndButton talk={talk} view={view} /> : null}
    </header>
  );
}

function EndButton({ talk, view }: { talk: Talk; view: View }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const count = Object.values(view.browsers).filter((it) => !it.departed).length;
  const stop = (): void => {
    setAsking(false);
  };
  if (!asking) {
    return (
      <button
        type="button"
        class="button tight"
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.tours.end}
      </button>
    );
  }
  return (
    <Ask
      question={words.tours.endAsk(count)}
      yes={words.tours.endYes}
      kind="bad"
      place="below"
      onYes={() => {
        stop();
        void end(talk);
      }}
      onNo={stop}
    />
  );
}

/** Seconds that a drive can be spread over. */
const SPREADS = [0, 5, 15, 60];

/** Below the address: whom a drive is for, and over how long it is spread. */
function Whom({ talk, view }: { talk: Talk; view: View }): JSX.Element {
  const desk = tourDesk(talk.id);
  const chosen = desk.chosen.value.size;
  const all = Object.values(view.browsers).filter((it) => !it.departed).length;
  return (
    <div class="whom">
      <span class="grow cut">
        {chosen === 0 ? words.tours.drivesAll(all) : words.tours.drivesChosen(chosen)}
      </span>
      <label class="whom-spread">
        <span class="sr">{words.tours.spread}</span>
        <select
          class="input tight"
          value={String(desk.spread_ms.value / 1_000)}
          onChange={(event) => {
            desk.spread_ms.value = Number(event.currentTarget.value) * 1_000;
          }}
        >
          {SPREADS.map((seconds) => (
            <option key={seconds} value={String(seconds)}>
              {words.tours.spreadOver(seconds)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The current stop and how it stands: "47 of 50 arrived · 2 opening · 1 paused". */
function StopLine(props: { talk: Talk; view: View; isMine: boolean }): JSX.Element {
  const { talk, view, isMine } = props;
  const stop = view.drives.at(-1);
  if (stop === undefined || stop.tally === null) {
    return <p class="tour-stop soft">{words.tours.noStop}</p>;
  }
  const late = stragglers(stop.tally);
  const { title, url } = stop.to;
  return (
    <div class="tour-stop">
      <div class="grow">
        <p class="cut" title={url}>
          <span class="sr">{words.tours.stop}: </span>
          <strong dir="auto">{title === '' ? hostOf(url) : title}</strong>{' '}
          <span class="soft small">{hostOf(url)}</span>
        </p>
        <p class="small" role="status" aria-label={words.tours.stop}>
          {tallyParts(stop.tally, words.tours.tally).join(' · ')}
        </p>
      </div>
      {isMine && late > 0 ? (
        <button type="button" class="button tight" onClick={() => void again(talk, null)}>
          <Icon name="reload" size={14} />
          {words.tours.againCount(late)}
        </button>
      ) : null}
    </div>
  );
}

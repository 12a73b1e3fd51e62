/** One browser of a tour: who, how it stands, where it is, and what can be done for it. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { hostOf, shortUrl } from '../pure/address.ts';
import type { Row, State } from '../pure/roster.ts';
import { secondsText } from '../pure/time.ts';
import { now } from '../state/clock.ts';
import { go } from '../state/place.ts';
import type { Talk } from '../state/talk.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { again, takeOut } from '../state/tours.ts';
import { lang, words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { Icon, type IconName } from './icon.tsx';
import { focusMessage } from './keys.ts';

/** Where a row stands among all. */
type At = { index: number; count: number };

/** The row. */
export function RosterRow(props: { talk: Talk; row: Row; at: At; isMine: boolean }): JSX.Element {
  const { talk, row, at, isMine } = props;
  const name = row.name === '' ? words.tours.numbered(row.browser) : row.name;
  return (
    <li
      class={`roster-row ${row.group}`}
      data-index={at.index}
      aria-setsize={at.count}
      aria-posinset={at.index + 1}
    >
      {isMine ? <ChooseBox talk={talk} row={row} name={name} /> : null}
      <div class="roster-main">
        <p class="roster-top">
          <strong class="cut" dir="auto">
            {name}
          </strong>
          {row.name === '' ? null : <span class="soft small">{row.browser}</span>}
          <Standing row={row} />
        </p>
        <Whereabouts row={row} />
      </div>
      {isMine && row.state.is !== 'departed' ? <Acts talk={talk} row={row} name={name} /> : null}
    </li>
  );
}

function ChooseBox(props: { talk: Talk; row: Row; name: string }): JSX.Element {
  const { chosen } = tourDesk(props.talk.id);
  const { browser, state } = props.row;
  return (
    <label class="roster-box">
      <input
        type="checkbox"
        aria-label={words.tours.choose(props.name)}
        checked={chosen.value.has(browser)}
        disabled={state.is === 'departed'}
        onChange={(event) => {
          const next = new Set(chosen.peek());
          if (event.currentTarget.checked) next.add(browser);
          else next.delete(browser);
          chosen.value = next;
        }}
      />
    </label>
  );
}

function Standing({ row }: { row: Row }): JSX.Element {
  const { state } = row;
  return (
    <span class="roster-state">
      {row.isTyping ? <span class="badge warn">{words.tours.state.typing}</span> : null}
      <span class={`roster-word ${row.group}`}>
        <Icon name={row.isAstray ? 'warn' : signOf(state)} size={12} />
        {row.isAstray ? words.tours.state.astray : stateWords(state)}
      </span>
    </span>
  );
}

function Whereabouts({ row }: { row: Row }): JSX.Element {
  const { place } = row;
  if (place === null) return <p class="soft small">{words.tours.noPlace}</p>;
  return (
    <p class="soft small cut" title={place.url} dir="auto">
      {place.title === '' ? '' : `${place.title} · `}
      <bdi dir="ltr">{shortUrl(place.url)}</bdi>
    </p>
  );
}

function Acts(props: { talk: Talk; row: Row; name: string }): JSX.Element {
  const { talk, row, name } = props;
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <Ask
        question={words.tours.removeAsk(name)}
        yes={words.tours.remove}
        kind="bad"
        place="inline"
        onYes={() => {
          setAsking(false);
          void takeOut(talk, row.browser);
        }}
        onNo={() => {
          setAsking(false);
        }}
      />
    );
  }
  return (
    <span class="roster-acts">
      <Act
        icon="reload"
        name={words.tours.againName(name)}
        disabled={(talk.view.peek()?.tour?.stop ?? null) === null}
        onClick={() => void again(talk, [row.browser])}
      />
      <Act
        icon="chat"
        name={words.tours.answerName(name)}
        onClick={() => {
          tourDesk(talk.id).to.value = row.browser;
          go({ screen: 'tours', channel: talk.id, side: true, part: 'none' });
          requestAnimationFrame(focusMessage);
        }}
      />
      <Act
        icon="close"
        name={words.tours.removeName(name)}
        onClick={() => {
          setAsking(true);
        }}
      />
    </span>
  );
}

function Act(props: {
  icon: IconName;
  name: string;
  disabled?: boolean;
  onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.name}
      title={props.name}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** A state in a person's words. */
export function stateWords(state: State): string {
  const say = words.tours.state;
  switch (state.is) {
    case 'arrived': {
      const text = state.in_view ? say.arrived : say.unseen;
      return `${text} · ${secondsText(state.ms, lang())}`;
    }
    case 'left':
      return say.left(hostOf(state.url));
    case 'opening': {
      const seconds = Math.floor((now() - state.since_ms) / 1_000);
      return seconds < 2 ? say.opening : say.openingFor(seconds);
    }
    case 'blocked':
      return say.blocked(words.receipt.obstacle[state.why]);
    case 'later':
    case 'here':
    case 'missed':
    case 'replaced':
    case 'link':
    case 'asks':
    case 'paused':
    case 'away':
    case 'departed':
      return say[state.is];
  }
}

const SIGNS: Partial<Record<State['is'], IconName>> = {
  arrived: 'check',
  left: 'out',
  here: 'check',
  opening: 'reload',
  later: 'reload',
  paused: 'pause',
  link: 'link',
  asks: 'warn',
  blocked: 'no',
  missed: 'warn',
  replaced: 'warn',
};

function signOf(state: State): IconName {
  return SIGNS[state.is] ?? 'out';
}

/** Giving something on: the wheel to a colleague, a visitor into a tour. */

import type { JSX } from 'preact';
import { colleagues, openTours } from '../state/board.ts';
import { myId } from '../state/me.ts';
import type { Talk } from '../state/talk.ts';
import { hand, takeAlong } from '../state/tours.ts';
import { words } from '../words/words.ts';
import { Choose } from './choose.tsx';
import { Icon } from './icon.tsx';
import { rowName } from './name.ts';

/** Hands the wheel of a chat or a tour to a colleague; nothing where there is no colleague. */
export function HandButton({ talk }: { talk: Talk }): JSX.Element | null {
  const others = colleagues.value.filter((colleague) => colleague.agent !== myId.value);
  if (others.length === 0) return null;
  const choices = others.map((it) => ({
    key: it.agent,
    label: it.name,
    detail: it.available ? words.inbox.free : words.inbox.absent,
  }));
  return (
    <Choose
      label={words.tours.hand}
      look="icon-button"
      choices={choices}
      none={words.tours.nobodyElse}
      onChoose={({ key, label }) => void hand(talk.log, { id: key, name: label })}
    >
      <Icon name="wheel" />
    </Choose>
  );
}

/** Takes a visitor along into one of our open tours; nothing where there is none. */
export function AlongButton(props: { channel: string; name: string }): JSX.Element | null {
  const { mine } = openTours.value;
  if (mine.length === 0) return null;
  const choices = mine.map((row) => ({
    key: row.channel,
    label: rowName(row),
    detail: words.tours.present(row.browsers),
  }));
  return (
    <Choose
      label={words.tours.alongName(props.name)}
      look="icon-button row-act"
      choices={choices}
      none={words.tours.none}
      onChoose={({ key, label }) => void takeAlong(props, { id: key, title: label })}
    >
      <Icon name="tours" />
    </Choose>
  );
}

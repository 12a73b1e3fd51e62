/** Being told: whether sound, title and notifications work in this browser, each with a try. */

import type { ComponentChildren, JSX } from 'preact';
import { askDesktop, type DesktopState, desktop, tryDesktop, tryTitle } from '../state/bell.ts';
import { play, setSound, sound } from '../state/sound.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** The part. */
export function BrowserPart(): JSX.Element {
  return (
    <section>
      <header class="part-head">
        <h2>{words.bell.title}</h2>
        <p class="soft">{words.bell.lead}</p>
      </header>
      <ul class="cards">
        <SoundCard />
        <Card
          name={words.bell.title2}
          hint={words.bell.titleHint}
          state={words.bell.on}
          tone="good"
        >
          <button type="button" class="button" onClick={tryTitle}>
            {words.bell.tryIt}
            <span class="sr"> {words.bell.title2}</span>
          </button>
        </Card>
        <DesktopCard />
      </ul>
    </section>
  );
}

function SoundCard(): JSX.Element {
  const state = {
    on: words.bell.on,
    off: words.bell.off,
    'needs-click': words.bell.needsClick,
    missing: words.bell.missing,
  }[sound.value];
  return (
    <Card
      name={words.bell.sound}
      hint={words.bell.soundHint}
      state={state}
      tone={sound.value === 'on' ? 'good' : 'warn'}
    >
      {sound.value === 'missing' ? null : (
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={sound.value !== 'off'}
          aria-label={words.bell.sound}
          onClick={() => {
            setSound(sound.peek() === 'off');
          }}
        >
          <span class="switch-track" />
        </button>
      )}
      {sound.value === 'on' ? (
        <button
          type="button"
          class="button"
          onClick={() => {
            play('offer');
          }}
        >
          {words.bell.tryIt}
          <span class="sr"> {words.bell.sound}</span>
        </button>
      ) : null}
    </Card>
  );
}

function DesktopCard(): JSX.Element {
  const is = desktop.value;
  return (
    <Card
      name={words.bell.desktop}
      hint={is === 'blocked' ? words.bell.blockedHow : words.bell.desktopHint}
      state={desktopWords(is)}
      tone={is === 'on' ? 'good' : 'warn'}
    >
      {is === 'not-asked' ? (
        <button type="button" class="button" onClick={() => void askDesktop()}>
          {words.bell.ask}
          <span class="sr"> {words.bell.desktop}</span>
        </button>
      ) : null}
      {is === 'on' ? (
        <button type="button" class="button" onClick={tryDesktop}>
          {words.bell.tryIt}
          <span class="sr"> {words.bell.desktop}</span>
        </button>
      ) : null}
    </Card>
  );
}

function desktopWords(is: DesktopState): string {
  switch (is) {
    case 'on':
      return words.bell.on;
    case 'blocked':
      return words.bell.blocked;
    case 'not-asked':
      return words.bell.notAsked;
    case 'missing':
      return words.bell.missing;
  }
}

function Card(props: {
  name: string;
  hint: string;
  state: string;
  tone: 'good' | 'warn';
  children: ComponentChildren;
}): JSX.Element {
  return (
    <li class="card-row">
      <div class="grow">
        <h3>
          {props.name}{' '}
          <span class={`badge ${props.tone}`}>
            {props.tone === 'good' ? <Icon name="check" size={12} /> : null}
            {props.state}
          </span>
        </h3>
        <p class="soft">{props.hint}</p>
      </div>
      {props.children}
    </li>
  );
}

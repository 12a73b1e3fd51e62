/** The foot of the log: messages on their way, and who is typing. */

import type { JSX } from 'preact';
import { discard, sayAgain } from '../state/acts.ts';
import { second } from '../state/clock.ts';
import type { Outgoing, Talk } from '../state/talk.ts';
import { words } from '../words/words.ts';
import { Words } from './line.tsx';
import { visitorName } from './name.ts';

/** A signal of typing that was not taken back holds for this long. */
const TYPING_MS = 8_000;

/** What stands below the last entry. */
export function LogEnd({ talk }: { talk: Talk }): JSX.Element {
  return (
    <>
      {talk.outgoing.value.map((message) => (
        <OnTheWay key={message.key} talk={talk} message={message} />
      ))}
      <Typing talk={talk} />
    </>
  );
}

function OnTheWay({ talk, message }: { talk: Talk; message: Outgoing }): JSX.Element {
  return (
    <div class={`said ours opens ${message.refused === null ? 'going' : 'refused'}`}>
      <p class="bubble" dir="auto">
        <Words text={message.text} />
      </p>
      {message.refused === null ? (
        <span class="said-mark">{words.talk.sending}</span>
      ) : (
        <span class="said-mark bad" role="alert">
          {words.talk.notSent}
          {message.refused === '' ? '' : `: ${message.refused}`}{' '}
          <button
            type="button"
            class="link-button"
            onClick={() => {
              sayAgain(talk, message);
            }}
          >
            {words.talk.resend}
          </button>{' '}
          <button
            type="button"
            class="link-button"
            onClick={() => {
              discard(talk, message);
            }}
          >
            {words.talk.discard}
          </button>
        </span>
      )}
    </div>
  );
}

function Typing({ talk }: { talk: Talk }): JSX.Element {
  const { typing_ms } = talk.now.value;
  const isTyping = typing_ms > 0 && second.value - typing_ms < TYPING_MS;
  return (
    <p class="typing" aria-hidden={!isTyping}>
      {isTyping ? (
        <>
          <span class="sr">{words.talk.typing(visitorName(talk.view.value))}</span>
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </>
      ) : null}
    </p>
  );
}

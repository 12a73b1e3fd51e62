/** Where an agent writes. Enter sends, Shift+Enter breaks the line; nothing half written is ever lost. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { TEXT_CHARS_MAX } from '../../../link/src/limit.ts';
import { say } from '../state/acts.ts';
import { draft } from '../state/drafts.ts';
import { tell } from '../state/live.ts';
import type { Talk } from '../state/talk.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { focusMessage } from './keys.ts';
import { browserName } from './name.ts';

/** Typing is told at most this often, and taken back after a rest of the second span. */
const TELL_MS = 3_000;
const REST_MS = 5_000;
/** From here on the number of characters that are left is shown. */
const NEAR = 200;

/** The field and its button. */
export function Composer({ talk, name }: { talk: Talk; name: string }): JSX.Element {
  const { to } = tourDesk(talk.id);
  const text = draft(talk.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useTyping(talk);
  const left = TEXT_CHARS_MAX - [...text.value].length;
  const isReady = text.value.trim() !== '' && left >= 0;
  useGrowth(field, text.value);
  useEffect(() => {
    if (matchMedia('(min-width: 760px)').matches) field.current?.focus();
  }, [talk.id]);
  const send = (): void => {
    if (!isReady) return;
    say(talk, text.peek().trim(), to.peek());
    text.value = '';
    to.value = null;
    typing.stop();
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {to.value === null ? null : <Recipient talk={talk} to={to.value} />}
      <textarea
        ref={field}
        class="composer-field"
        rows={1}
        dir="auto"
        data-focus="message"
        aria-label={words.talk.message}
        aria-describedby="composer-left"
        placeholder={words.talk.placeholder(name)}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          typing.go(text.peek() !== '');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
          if (event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <span
        id="composer-left"
        class={`composer-left small ${left < 0 ? 'over' : ''}`}
        role="status"
      >
        {leftWords(left)}
      </span>
      <button
        type="submit"
        class="button main send"
        aria-label={words.talk.send}
        aria-disabled={!isReady}
      >
        <span class="wide-only">{words.talk.send}</span>
        <span class="phone-only">
          <Icon name="arrow" />
        </span>
      </button>
    </form>
  );
}

/** Says that what is written is for one visitor of the tour alone, and takes it back. */
function Recipient({ talk, to }: { talk: Talk; to: number }): JSX.Element {
  return (
    <p class="composer-to small" role="status">
      <span class="cut grow">{words.tours.onlyTo(browserName(talk.view.value, to))}</span>
      <button
        type="button"
        class="link-button"
        onClick={() => {
          tourDesk(talk.id).to.value = null;
          focusMessage();
        }}
      >
        {words.tours.toAll}
      </button>
    </p>
  );
}

function leftWords(left: number): string {
  if (left < 0) return words.talk.tooLong(-left);
  return left <= NEAR ? words.talk.left(left) : '';
}

/** Lets the field grow with its text, up to what the style allows. */
function useGrowth(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const it = field.current;
    if (it === null) return;
    it.style.blockSize = 'auto';
    it.style.blockSize = `${it.scrollHeight + 2}px`;
  }, [field, text]);
}

/** Tells the visitor that we write, and stops telling. */
function useTyping(talk: Talk): { go: (on: boolean) => void; stop: () => void } {
  const state = useRef({ told_ms: 0, timer: 0 });
  const stop = (): void => {
    clearTimeout(state.current.timer);
    if (state.current.told_ms === 0) return;
    state.current.told_ms = 0;
    tell(talk.log, { is: 'typing', on: false });
  };
  const go = (on: boolean): void => {
    if (!on) {
      stop();
      return;
    }
    if (Date.now() - state.current.told_ms > TELL_MS) {
      state.current.told_ms = Date.now();
      tell(talk.log, { is: 'typing', on: true });
    }
    clearTimeout(state.current.timer);
    state.current.timer = window.setTimeout(stop, REST_MS);
  };
  useEffect(() => stop, [talk.id]);
  return { go, stop };
}

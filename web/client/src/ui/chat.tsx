/** The chat: who is there, what was said, and a field to write in. */
import type { JSX } from 'preact';
import { TEXT_CHARS_MAX } from '../../../link/src/limit.ts';
import type { App } from '../app.ts';
import { words } from '../words/words.ts';
import { Conversation } from './conversation.tsx';
import { Guide, Offers, offersWindow } from './guide.tsx';
import { JavaOffer } from './waiting.tsx';

export function Chat({ app }: { app: App }): JSX.Element {
  return (
    <>
      <Guide app={app} />
      <Conversation app={app} />
      {app.wantsJava.value && <JavaOffer app={app} />}
      <Offers app={app} />
      <Composer app={app} />
    </>
  );
}

/** Where the browser does not size the field by its content, its lines do. */
const ROWS_MAX = 6;

/** Characters as the server counts them. */
const lengthOf = (text: string): number => [...text].length;

function Composer({ app }: { app: App }): JSX.Element {
  const text = app.draft.value;
  const over = lengthOf(text) - TEXT_CHARS_MAX;
  const isReady = text.trim() !== '' && over <= 0;
  const send = (event: Event): void => {
    event.preventDefault();
    // The next key does what the offer's button does.
    if (text === '' && offersWindow(app)) app.openGuided();
    if (!isReady) return;
    app.say(text.trim());
    app.type('');
    document.querySelector('textarea')?.focus();
  };
  return (
    <form class="composer" onSubmit={send}>
      <textarea
        rows={Math.min(ROWS_MAX, text.split('\n').length)}
        dir="auto"
        aria-label={words.message}
        aria-invalid={over > 0}
        aria-describedby={over > 0 ? 'over' : undefined}
        placeholder={words.placeholder(app.guideName.value)}
        value={text}
        enterkeyhint="send"
        onInput={(event) => app.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
        }}
      />
      <button type="submit" class="primary" disabled={!isReady}>
        {words.send}
      </button>
      {over > 0 && (
        <p class="wrong" id="over" role="alert">
          {words.tooLong(over)}
        </p>
      )}
    </form>
  );
}

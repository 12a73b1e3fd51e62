/** The desktop application: offered while the visitor waits, paired by a code, and then carrying on. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { signal } from '../draw/signal.ts';
import {
  codes as codesHere,
  confirm,
  download,
  downloadJnlp,
  forgetIt,
  type Unconfirmed,
} from '../java/program.ts';
import { javaWords } from '../words/java.ts';
import { seatWords } from '../words/seat.ts';

/** How often we ask for codes while the visitor compares. */
const LOOK_MS = 2_000;

/** How the file comes, and then how the pairing stands. */
type State = 'loading' | 'loaded' | 'failed' | 'confirmed';

const state = signal<State>('loaded');
const codes = signal<readonly string[]>([]);
const typed = signal('');
const wrong = signal<string | null>(null);

const WRONG: Record<Unconfirmed, string> = {
  'no-such': javaWords.unknown,
  invalid: javaWords.noCode,
  'too-many-tries': javaWords.wait,
  locked: javaWords.locked,
  network: javaWords.notSent,
};

/** The link, and what follows a click on it. */
export function Java({ app }: { app: App }): JSX.Element | null {
  const { java } = app.arrival.boot;
  if (java === null) return null;
  if (app.wantsJava.value) return <Pairing app={app} url={java.url} />;
  return (
    <p class="small">
      <a
        href={java.url}
        download="docent.jar"
        onClick={(event) => {
          event.preventDefault();
          app.wantsJava.value = true;
          void load(app, java.url);
        }}
      >
        {javaWords.open}
      </a>
      <br />
      <span class="soft">{javaWords.needs}</span>
    </p>
  );
}

async function load(app: App, url: string): Promise<void> {
  state.value = 'loading';
  try {
    await download(app.arrival, url);
    state.value = 'loaded';
  } catch {
    state.value = 'failed';
  }
}

function Pairing({ app, url }: { app: App; url: string }): JSX.Element {
  return (
    <section class="offer java" aria-label={javaWords.open} ref={() => look(app)}>
      <p role="status">{saidOf(state.value)}</p>
      {state.value !== 'confirmed' && <Codes app={app} />}
      {state.value !== 'confirmed' && <Typed app={app} />}
      {wrong.value !== null && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      <p class="row small">
        <button type="button" class="link" onClick={() => void load(app, url)}>
          {javaWords.again}
        </button>
        <button
          type="button"
          class="link"
          onClick={() => {
            downloadJnlp(app.arrival).catch(() => {
              wrong.value = javaWords.notSent;
            });
          }}
        >
          {javaWords.webStart}
        </button>
      </p>
    </section>
  );
}

function saidOf(it: State): string {
  return javaWords[it];
}

/** Asks for codes for as long as this stands on the page, and at once when it is looked at again. */
function look(app: App): () => void {
  const ask = async (): Promise<void> => {
    const answer = await codesHere(app.arrival);
    if ('ok' in answer) codes.value = answer.ok.codes;
  };
  const again = (): void => void ask();
  again();
  const timer = setInterval(again, LOOK_MS);
  document.addEventListener('visibilitychange', again);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', again);
    codes.value = [];
    if (state.peek() === 'confirmed') queueMicrotask(() => putAway(app));
  };
}

/** Carried on, or about to be: when the chat comes back here, it begins with the link. */
function putAway(app: App): void {
  state.value = 'loaded';
  app.wantsJava.value = false;
  forgetIt(app.arrival);
}

function Codes({ app }: { app: App }): JSX.Element | null {
  const [code, ...more] = codes.value;
  if (code === undefined) return null;
  if (more.length === 0) {
    return (
      <div class="row" role="status">
        <p>
          {javaWords.isThisIt} <strong class="code">{code}</strong>
        </p>
        <button type="button" class="primary" onClick={() => void say(app, code)}>
          {javaWords.yes}
        </button>
      </div>
    );
  }
  return (
    <div role="status">
      <p>{javaWords.whichIsIt}</p>
      <p class="row">
        {codes.value.map((it) => (
          <button type="button" class="code" key={it} onClick={() => void say(app, it)}>
            {it}
          </button>
        ))}
      </p>
    </div>
  );
}

/** For an application in another network, and for who would rather type. */
function Typed({ app }: { app: App }): JSX.Element {
  return (
    <form
      class="row"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void say(app, typed.value);
      }}
    >
      <label>
        {javaWords.code}{' '}
        <input
          type="text"
          class="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          size={9}
          maxLength={16}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit">{javaWords.typed}</button>
    </form>
  );
}

async function say(app: App, code: string): Promise<void> {
  wrong.value = null;
  const answer = await confirm(app.arrival, code);
  if (answer !== null) {
    wrong.value = WRONG[answer];
    return;
  }
  typed.value = '';
  state.value = 'confirmed';
}

/** What stands here while the application carries on. */
export function Continued({ app }: { app: App }): JSX.Element {
  return (
    <section class="calm">
      <h1>{javaWords.continued}</h1>
      <p class="soft">{javaWords.continuedLead}</p>
      <button type="button" class="primary" onClick={app.takeBack}>
        {seatWords.here}
      </button>
    </section>
  );
}

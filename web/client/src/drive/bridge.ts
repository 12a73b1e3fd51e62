/** Talks to the button's script on a page of the site, in the window that we drive. */
import { newId } from '../../../link/src/id.ts';
import type { Hello } from './due.ts';
import { DRIVEN_MS, GONE_MS, knockedAt, paceOf } from './gaze.ts';
import { type Pacer, startPacer } from './pacer.ts';

/** What a page says over its port. */
export type Said =
  | { is: 'page'; url: string; title: string }
  | { is: 'form'; unsaved: boolean }
  | { is: 'hidden'; hidden: boolean }
  | { is: 'asks' | 'stayed' | 'bye' | 'pause' | 'resume' | 'leave' };

/** What we say to a page. */
export type Told =
  | { is: 'go'; url: string }
  | { is: 'guide'; text: string; pause: string; leave: string; paused: boolean }
  | { is: 'end' };

/** Who listens to the bridge. */
export type Ears = {
  /** The window to knock at; null where there is none. */
  window: () => Window | null;
  /** A new document has answered. */
  onHello: (hello: Hello) => void;
  onSaid: (said: Said) => void;
};

/** Knocks at the driven window until a page of one of these origins answers; owns its port. */
export class Bridge {
  readonly #origins: readonly string[];
  readonly #ears: Ears;
  readonly #pacer: Pacer;
  /** A page answers each of our documents once, however often it is knocked at. */
  readonly #knock: { docent: 'knock'; site: string; id: string };
  #port: MessagePort | null = null;
  /** Whether the page that is there now has answered; its good-bye may get lost. */
  #isAnswered = false;
  #expectedUntilMs = Date.now() + DRIVEN_MS;
  /** The origin that the page has, or that the page expected has; empty where nobody knows. */
  #likely = originOf(document.referrer);
  #ticks = 0;

  constructor(site: { key: string; origins: readonly string[] }, ears: Ears) {
    this.#origins = site.origins;
    this.#ears = ears;
    this.#knock = { docent: 'knock', site: site.key, id: newId() };
    this.#ticks = +this.#origins.includes(this.#likely);
    this.#pacer = startPacer(() => this.#tick());
    window.addEventListener('message', this.#hear);
    this.#tick();
  }

  /** A page is expected now, at this address: knock often. */
  expect(url: string): void {
    this.#likely = originOf(url);
    this.#expectedUntilMs = Date.now() + DRIVEN_MS;
    this.#isAnswered = false;
    // Not at once: the page before is still there, and would be told.
    this.#ticks = 1;
    this.#pace();
  }

  /** Another window is driven from now on: takes leave of the page in the one before. */
  forget(): void {
    this.tell({ is: 'end' });
    this.#close();
    this.#tick();
  }

  /** Knocks and listens no more. */
  retire(): void {
    this.tell({ is: 'end' });
    this.#port?.close();
    this.#port = null;
    this.#pacer.pace(0);
    window.removeEventListener('message', this.#hear);
  }

  /** Says something to the page; false where none has answered. */
  tell(told: Told): boolean {
    this.#port?.postMessage(told);
    return this.#port !== null;
  }

  #close(): void {
    this.#port?.close();
    this.#port = null;
    this.#isAnswered = false;
    this.#expectedUntilMs = Math.max(this.#expectedUntilMs, Date.now() + GONE_MS);
  }

  #pace(): void {
    const gaze = {
      isAnswered: this.#isAnswered,
      isReachable: this.#ears.window() !== null,
      isLikely: ['', ...this.#origins].includes(this.#likely),
      expectedUntilMs: this.#expectedUntilMs,
    };
    this.#pacer.pace(paceOf(gaze, Date.now()));
  }

  #tick(): void {
    this.#pace();
    const target = this.#ears.window();
    const gaze = { likely: this.#likely, isAnswered: this.#isAnswered };
    for (const origin of knockedAt(this.#origins, gaze, this.#ticks)) {
      target?.postMessage(this.#knock, origin);
    }
    this.#ticks += 1;
  }

  readonly #hear = (event: MessageEvent): void => {
    const hello = readHello(event.data);
    const port = event.ports[0];
    const isOurs = event.source !== null && event.source === this.#ears.window();
    if (hello === null || port === undefined) return;
    if (!isOurs || !this.#origins.includes(event.origin)) return;
    this.#port?.close();
    this.#port = port;
    port.onmessage = (message) => this.#listen(message.data);
    this.#isAnswered = true;
    this.#likely = event.origin;
    this.#pace();
    this.#ears.onHello(hello);
  };

  #listen(message: unknown): void {
    const said = readSaid(message);
    if (said === null) return;
    if (said.is === 'bye') {
      this.#close();
      this.#pace();
    }
    this.#ears.onSaid(said);
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/** Of whatever was sent; what it does not have is undefined. */
function fields(message: unknown): Record<string, unknown> {
  return Object(message) as Record<string, unknown>;
}

/** Pages are strangers: what is not of this shape was not said. */
function readHello(message: unknown): Hello | null {
  const it = fields(message);
  if (it.docent !== 'hello') return null;
  const { url, title, hidden, unsaved, born, referrer } = it;
  if (typeof url !== 'string' || typeof title !== 'string' || typeof born !== 'number') return null;
  const said = { hidden: hidden === true, unsaved: unsaved === true };
  return { url, title, born, ...said, referrer: String(referrer ?? '') };
}

function readSaid(message: unknown): Said | null {
  const it = fields(message);
  switch (it.is) {
    case 'page':
      if (typeof it.url !== 'string' || typeof it.title !== 'string') return null;
      return { is: 'page', url: it.url, title: it.title };
    case 'form':
      return { is: 'form', unsaved: it.unsaved === true };
    case 'hidden':
      return { is: 'hidden', hidden: it.hidden === true };
    case 'asks':
    case 'stayed':
    case 'bye':
    case 'pause':
    case 'resume':
    case 'leave':
      return { is: it.is };
    default:
      return null;
  }
}

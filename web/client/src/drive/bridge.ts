/** Talks to the button's script on a page of the site, in the window that we drive. */
import { newId } from '../../../link/src/id.ts';
import type { Hello } from './due.ts';
import { paceOf } from './gaze.ts';
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
  onHello: (hello: Hello, origin: string) => void;
  onSaid: (said: Said) => void;
};

export type Bridge = {
  /** A page is expected now: knock often. */
  expect: () => void;
  /** Says something to the page; false where none has answered. */
  tell: (told: Told) => boolean;
  stop: () => void;
};

/** Origins that are knocked at in one tick; more take turns. */
const ORIGINS_A_TICK = 8;

/** Knocks at the driven window until a page of one of these origins answers. */
export function startBridge(site: { key: string; origins: string[] }, ears: Ears): Bridge {
  let port: MessagePort | null = null;
  /** Whether the page that is there now has answered; its good-bye may get lost. */
  let isAnswered = false;
  let expectedAtMs = Date.now();
  let turn = 0;
  // A page answers each of our documents once, however often it is knocked at.
  const knock = { docent: 'knock', site: site.key, id: newId() };
  const pacer: Pacer = startPacer(tick);

  function pace(): void {
    const state = { isAnswered, isReachable: ears.window() !== null, expectedAtMs };
    pacer.pace(paceOf(state, Date.now()));
  }

  function tick(): void {
    pace();
    const target = ears.window();
    if (target === null) return;
    for (let i = 0; i < Math.min(ORIGINS_A_TICK, site.origins.length); i += 1) {
      const origin = site.origins[(turn + i) % site.origins.length];
      if (origin !== undefined) target.postMessage(knock, origin);
    }
    turn += ORIGINS_A_TICK;
  }

  function hear(event: MessageEvent): void {
    const hello = readHello(event.data);
    const answer = event.ports[0];
    const isOurs = event.source !== null && event.source === ears.window();
    if (hello === null || answer === undefined) return;
    if (!isOurs || !site.origins.includes(event.origin)) return;
    port?.close();
    port = answer;
    port.onmessage = (message) => listen(message.data);
    isAnswered = true;
    pace();
    ears.onHello(hello, event.origin);
  }

  function listen(message: unknown): void {
    const said = readSaid(message);
    if (said === null) return;
    if (said.is === 'bye') {
      port?.close();
      port = null;
      isAnswered = false;
      expectedAtMs = Date.now();
      pace();
    }
    ears.onSaid(said);
  }

  window.addEventListener('message', hear);
  tick();
  return {
    expect: () => {
      expectedAtMs = Date.now();
      isAnswered = false;
      tick();
    },
    tell: (told) => {
      port?.postMessage(told);
      return port !== null;
    },
    stop: () => {
      window.removeEventListener('message', hear);
      port?.postMessage({ is: 'end' } satisfies Told);
      port?.close();
      pacer.stop();
    },
  };
}

function fields(message: unknown): Record<string, unknown> | null {
  return typeof message === 'object' && message !== null
    ? (message as Record<string, unknown>)
    : null;
}

/** Pages are strangers: what is not of this shape was not said. */
function readHello(message: unknown): Hello | null {
  const it = fields(message);
  if (it?.docent !== 'hello') return null;
  const { url, title, hidden, unsaved, born, referrer } = it;
  if (typeof url !== 'string' || typeof title !== 'string' || typeof born !== 'number') return null;
  return {
    url,
    title,
    born,
    hidden: hidden === true,
    unsaved: unsaved === true,
    referrer: typeof referrer === 'string' ? referrer : '',
  };
}

function readSaid(message: unknown): Said | null {
  const it = fields(message);
  switch (it?.is) {
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

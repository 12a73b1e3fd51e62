/**
 * The special hyperlink button. Opens the chat beside the page or in it, and lets the chat know of
 * this page what its visitor's guide may know: address, title, typing yes or no, seen or hidden.
 * Every failure leaves the page as it was, and the plain link working.
 */
import { showBar } from './bar.ts';

type Answer = {
  is: string;
  url: string;
  text: string;
  pause: string;
  leave: string;
  paused: boolean;
};

function run(base: string, key: string): void {
  let chat: Window | null = null;
  let port: MessagePort | null = null;
  let panel: HTMLIFrameElement | null = null;
  let unsaved = false;
  let shown = '';
  let greeted = '';

  const tell = (it: object): void => port?.postMessage(it);
  const later = (act: () => void, ms: number): unknown => setTimeout(act, ms);

  const all = (names: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(names)];

  /** The state stands on the root and on each button; its words, where the site has a place for them. */
  const showState = (state: 'online' | 'away'): void => {
    for (const it of [document.documentElement, ...all('[data-docent]')])
      it.dataset.docentState = state;
    for (const it of all('[data-docent-text]')) it.textContent = it.dataset[state] ?? state;
  };

  const clicked = (): string => `#${new URLSearchParams({ p: location.href, t: document.title })}`;

  const togglePanel = (fragment: string): void => {
    if (panel) {
      panel.hidden = !panel.hidden;
      remember(!panel.hidden);
      return;
    }
    panel = document.createElement('iframe');
    panel.src = `${base}/panel/${key}${fragment}`;
    panel.title = 'Chat';
    panel.style.cssText =
      'position:fixed;inset:auto 16px 16px auto;width:min(380px,100vw - 32px);height:min(640px,100vh - 32px);border:1px solid #8888;border-radius:8px;z-index:2147483646;color-scheme:auto';
    document.body.append(panel);
    remember(true);
  };

  /** An open panel opens again on the next page of this tab. */
  const remember = (open: boolean): void => {
    try {
      if (open) sessionStorage.setItem('docent', key);
      else sessionStorage.removeItem('docent');
    } catch {
      // Storage is blocked: the next click opens it.
    }
  };

  document.addEventListener(
    'click',
    (event) => {
      const from = (event.target as Element).closest?.<HTMLElement>('[data-docent]');
      if (!from || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (from.dataset.docent === 'panel') togglePanel(clicked());
      else if (chat && !chat.closed) chat.focus();
      else {
        const left = screen.availWidth - 396;
        chat = window.open(
          `${base}/ask/${key}${clicked()}`,
          `docent-${key}`,
          `popup,width=380,height=640,left=${left},top=48`,
        );
        // Refused: the plain link does it.
        if (!chat) return;
      }
      event.preventDefault();
    },
    true,
  );

  const greet = (): void => {
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (event) => hear(event.data);
    shown = location.href;
    chat?.postMessage(
      {
        docent: 'hello',
        url: shown,
        title: document.title,
        hidden: document.hidden,
        unsaved,
        born: Date.now() - performance.now(),
        referrer: document.referrer,
      },
      base,
      [channel.port2],
    );
  };

  const hear = (it: Answer): void => {
    if (it.is === 'go') go(it.url);
    else showBar(it.is === 'guide' ? it : null, tell);
  };

  const go = (url: string): void => {
    if (!/^https?:\/\//.test(url)) return;
    if (url === location.href) location.reload();
    else location.assign(url);
  };

  addEventListener('message', (event) => {
    if (event.origin !== base || event.data?.docent !== 'knock' || event.data.site !== key) return;
    chat = event.source as Window;
    // Once for each document that knocks, however often it does.
    if (event.data.id !== greeted) greet();
    greeted = event.data.id;
  });

  /** Pages that change without loading: told once their title has followed. */
  const look = (): void => {
    if (port && shown !== location.href) {
      shown = location.href;
      later(() => tell({ is: 'page', url: location.href, title: document.title }), 30);
    }
  };
  for (const type of ['popstate', 'hashchange']) addEventListener(type, look);
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener('currententrychange', look);
  else setInterval(look, 500);

  const form = (is: boolean): void => {
    if (unsaved === is) return;
    unsaved = is;
    tell({ is: 'form', unsaved });
    // Last in line, so that it sees what the page's own listeners have decided.
    removeEventListener('beforeunload', leaving);
    addEventListener('beforeunload', leaving);
  };
  const leaving = (event: BeforeUnloadEvent): void => {
    if (!event.defaultPrevented && !event.returnValue) return;
    tell({ is: 'asks' });
    later(() => tell({ is: 'stayed' }), 400);
  };
  document.addEventListener('input', () => form(true), true);
  document.addEventListener('submit', () => form(false), true);
  document.addEventListener('visibilitychange', () =>
    tell({ is: 'hidden', hidden: document.hidden }),
  );
  addEventListener('pagehide', () => {
    tell({ is: 'bye' });
    port = null;
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted && chat) greet();
  });

  fetch(`${base}/v1/sites/${key}`)
    .then((it) => it.json())
    .then((it) => showState(it.staffed ? 'online' : 'away'))
    .catch(() => undefined);
  try {
    if (sessionStorage.getItem('docent') === key) togglePanel('');
  } catch {
    // Storage is blocked: nothing is remembered.
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const key = script?.dataset.site;
const root = document.documentElement;
if (script && key && !root.dataset.docentSite) {
  // Two scripts on a page are one.
  root.dataset.docentSite = key;
  run(new URL(script.src).origin, key);
}

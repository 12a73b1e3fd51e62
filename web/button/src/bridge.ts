/** Answers the chat that knocks, on a port of its own: what the page is, and where it shall go. */
import { showBar } from './bar.ts';
import { chat, setChat } from './chat.ts';
import { showPanel } from './door.ts';
import { base, site } from './site.ts';

let port: MessagePort | null = null;
let unsaved = false;
let shown = '';
let greeted = '';

function tell(it: object): void {
  port?.postMessage(it);
}

function greet(): void {
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = (event) => hear(event.data);
  shown = location.href;
  const { title, hidden, referrer } = document;
  const born = Date.now() - performance.now();
  const hello = { docent: 'hello', url: shown, title, hidden, unsaved, born, referrer };
  chat?.postMessage(hello, base, [channel.port2]);
}

function hear(it: { is: string; url: string } & Parameters<typeof showBar>[0] & object): void {
  showPanel();
  if (it.is === 'go') go(it.url);
  else showBar(it.is === 'guide' ? it : null, tell);
}

function go(url: string): void {
  if (!/^https?:\/\//.test(url)) return;
  if (url === location.href) location.reload();
  else location.assign(url);
}

function knock(event: MessageEvent): void {
  if (event.origin !== base || event.data?.docent !== 'knock' || event.data.site !== site) return;
  setChat(event.source as Window);
  // Once for each document that knocks, however often it does.
  if (event.data.id !== greeted) greet();
  greeted = event.data.id;
}

/** Pages that change without loading: told once their title has followed. */
function look(): void {
  if (!port || shown === location.href) return;
  shown = location.href;
  setTimeout(() => tell({ is: 'page', url: location.href, title: document.title }), 30);
}

function form(is: boolean): void {
  if (unsaved === is) return;
  unsaved = is;
  tell({ is: 'form', unsaved });
  // Last in line, so that it sees what the page's own listeners have decided.
  removeEventListener('beforeunload', leaving);
  addEventListener('beforeunload', leaving);
}

/** The page asks whether it may be left; if it is still here afterwards, the visitor stayed. */
function leaving(event: BeforeUnloadEvent): void {
  if (!event.defaultPrevented && !event.returnValue) return;
  tell({ is: 'asks' });
  setTimeout(() => tell({ is: 'stayed' }), 400);
}

/** Listens to the chat, and to what the page does. */
export function startBridge(): void {
  addEventListener('message', knock);
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener('currententrychange', look);
  else setInterval(look, 500);
  document.addEventListener('input', () => form(true), true);
  document.addEventListener('submit', () => form(false), true);
  document.addEventListener('visibilitychange', () =>
    tell({ is: 'hidden', hidden: document.hidden }),
  );
  addEventListener('pagehide', () => {
    tell({ is: 'bye' });
    port = null;
  });
  // Back from the browser's cache: the chat has heard our good-bye.
  addEventListener('pageshow', (event) => {
    if (event.persisted && chat) greet();
  });
}

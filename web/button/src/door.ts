/** Opens the chat: a small window beside the page, or a frame in it. */
import { coverBar } from './bar.ts';
import { chat, setChat } from './chat.ts';
import { base, site } from './site.ts';

let panel: HTMLIFrameElement | null = null;

/** On a phone another window would hide the page that it drives. */
const isPhone = screen.width < 600 || screen.height < 600;

const PANEL = `position:fixed;inset:auto 16px 16px auto;width:min(380px,100vw - 32px);height:min(640px,${isPhone ? 50 : 95}vh);border:1px solid #8888;border-radius:8px;z-index:2147483646`;

/** Runs `act` where storage is not blocked. */
function withStorage<T>(act: (storage: Storage) => T): T | undefined {
  try {
    return act(sessionStorage);
  } catch {
    // Nothing is remembered: the next click opens it.
    return undefined;
  }
}

/** An open panel opens again on the next page of this tab. */
function remember(open: boolean): void {
  coverBar(open);
  withStorage((it) => it.setItem('docent', open ? site : ''));
}

function togglePanel(fragment: string): void {
  if (panel && !panel.style.visibility) {
    const isClosed = panel.style.display !== '';
    panel.style.display = isClosed ? '' : 'none';
    remember(isClosed);
    return;
  }
  panel?.remove();
  panel = document.createElement('iframe');
  panel.src = `${base}/panel/${site}${fragment}`;
  panel.title = 'Chat';
  panel.style.cssText = PANEL;
  document.body.append(panel);
  // Opened by a code: out of sight until the chat says that it is good.
  if (fragment[1] === 'h') panel.style.visibility = 'hidden';
  else remember(true);
}

/** The chat has spoken on its port. */
export function showPanel(): void {
  if (!panel?.style.visibility) return;
  panel.style.visibility = '';
  remember(true);
}

/** True where a window stands in front of the visitor now. Only inside a click. */
function openWindow(fragment: string): boolean {
  if (chat && !chat.closed) {
    chat.focus();
    return true;
  }
  const left = screen.availWidth - 396;
  const features = `popup,width=380,height=640,left=${left},top=48`;
  setChat(open(`${base}/ask/${site}${fragment}`, `docent-${site}`, features));
  return chat !== null;
}

function click(event: MouseEvent): void {
  const from = (event.target as Element).closest?.<HTMLElement>('[data-docent]');
  if (!from || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const fragment = `#${new URLSearchParams({ p: location.href, t: document.title })}`;
  if (isPhone || from.dataset.docent === 'panel') togglePanel(fragment);
  // Refused: the plain link does it.
  else if (!openWindow(fragment)) return;
  event.preventDefault();
}

/** The code of a hand-over, taken out of the page's address; its own fragment comes back. */
function takeCode(): string {
  const [found, code, mark, own] = /^#docent=(\w+)(&?)(.*)/.exec(location.hash) ?? [];
  if (!found) return '';
  const [page] = location.href.split('#');
  // Where it has a fragment, the page is told: its router may have looked already.
  if (mark) location.replace(`${page}#${own}`);
  else history.replaceState(history.state, '', page);
  return `#h=${code}`;
}

/** Listens for clicks on every button of the page, also on those that come later. */
export function startDoor(): void {
  const fragment = takeCode();
  document.addEventListener('click', click, true);
  if (fragment || withStorage((it) => it.getItem('docent')) === site) togglePanel(fragment);
}

/** Keeps the chat on top of all windows, through every drive, where the browser can. Loaded when used. */
import type { JSX } from 'preact';
import { onTopWords as words } from '../words/on-top.ts';

type PictureInPicture = {
  requestWindow: (size: { width: number; height: number }) => Promise<Window>;
};

const WIDTH = 380;
const HEIGHT = 560;

/**
 * Moves the chat into a window that stays on top; it comes back when that one is closed. Only
 * inside a click. The chat's own document stays where it is, and with it the link and the driving.
 */
async function keepOnTop(): Promise<void> {
  const { documentPictureInPicture: it } = window as {
    documentPictureInPicture?: PictureInPicture;
  };
  const app = document.getElementById('app');
  if (it === undefined || app === null) return;
  const above = await it.requestWindow({ width: WIDTH, height: HEIGHT });
  for (const sheet of document.querySelectorAll('link[rel=stylesheet]')) {
    above.document.head.append(sheet.cloneNode());
  }
  above.document.documentElement.lang = document.documentElement.lang;
  above.document.documentElement.dir = document.documentElement.dir;
  above.document.documentElement.style.cssText = document.documentElement.style.cssText;
  above.document.title = document.title;
  const place = document.createComment('');
  app.replaceWith(place);
  above.document.body.append(app);
  above.addEventListener('pagehide', () => place.replaceWith(app), { once: true });
}

/** The button. */
export function OnTop(): JSX.Element {
  const keep = (): void => void keepOnTop().catch(() => undefined);
  return (
    <button type="button" class="link small" onClick={keep}>
      {words.keepOnTop}
    </button>
  );
}

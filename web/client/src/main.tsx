/** The client's module: takes over the waiting page once it has come. */

import { type App, startApp } from './app.ts';
import type { Arrival } from './arrival.ts';
import { render } from './draw/draw.ts';
import { effect } from './draw/signal.ts';
import { Client } from './ui/client.tsx';
import { words } from './words/words.ts';

/** Starts the client in place of what the server has drawn. */
export function start(arrival: Arrival): void {
  const root = document.getElementById('app');
  if (root === null) return;
  const app = startApp(arrival, (next) => {
    for (const end of ends) end();
    start(next);
  });
  root.replaceChildren();
  const look = (): void => app.markSeen();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  const ends = [
    // Everything that a render reads is a reason for the next; lines that stay are not drawn anew.
    effect(() => render(<Client app={app} />, root)),
    keepTitle(app),
    () => document.removeEventListener('visibilitychange', look),
    () => window.removeEventListener('focus', look),
    () => app.stop(),
  ];
  if (arrival.opens === true) app.openGuided();
}

/** What the title is while nothing is to be said. */
const PLAIN = document.title;

/** The window's title says what there is to know while it is not looked at. */
function keepTitle(app: App): () => void {
  const plain = PLAIN;
  return effect(() => {
    document.title = titleOf(app, plain);
  });
}

function titleOf(app: App, plain: string): string {
  const { status } = app.view.value;
  const { position, staffed } = app.place.value;
  if (app.isContinued.value) return plain;
  if (status === 'joined') return `${words.isHere(app.guideName.value)} · ${plain}`;
  if (status === 'ended') return plain;
  return staffed && position > 0 ? `${words.waitingTitle(position)} · ${plain}` : plain;
}

/** The console's entry: words first, then the screen. */

import { render } from 'preact';
import { startClock } from './state/clock.ts';
import { startConsole } from './state/console.ts';
import { askMe } from './state/me.ts';
import { startPlace } from './state/place.ts';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/inbox.css';
import './styles/talk.css';
import './styles/side.css';
import './styles/pages.css';
import './styles/tours.css';
import './styles/plans.css';
import './styles/dialogs.css';
import { App } from './ui/app.tsx';
import { loadWords } from './words/words.ts';

async function main(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) return;
  await loadWords();
  startClock();
  startPlace();
  startConsole();
  render(<App />, root);
  await askMe();
}

void main();

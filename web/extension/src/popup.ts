/** Says who drives which chat's tab, with a way to stop it at once. */
import { readKept } from './keep.ts';
import type { Ride } from './ride.ts';
import { words } from './words.ts';

function lineOf({ channel, guide, site, server }: Ride): HTMLElement {
  const part = document.createElement('section');
  const text = document.createElement('p');
  text.textContent = words.guides(guide, site);
  const from = document.createElement('p');
  from.className = 'soft';
  from.textContent = server;
  const stop = document.createElement('button');
  stop.textContent = words.stop;
  stop.addEventListener('click', () => {
    void chrome.runtime.sendMessage({ is: 'stop', channel }).finally(() => close());
  });
  part.append(text, from, stop);
  return part;
}

async function show(): Promise<void> {
  const rides = Object.values((await readKept()).rides);
  const list = document.getElementById('rides');
  if (rides.length > 0) list?.append(...rides.map(lineOf));
  else list?.append(words.nobody);
}

void show();

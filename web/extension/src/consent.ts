/** Asks the visitor, in a window that is the extension's own. */
import { readKept } from './keep.ts';
import { words } from './words.ts';

const channel = location.hash.slice(1);

function write(id: string, text: string): void {
  const element = document.getElementById(id);
  if (element !== null) element.textContent = text;
}

function offer(text: string, where: 'new' | 'opener' | 'no'): void {
  const button = document.createElement('button');
  button.textContent = text;
  button.addEventListener('click', () => {
    void chrome.runtime.sendMessage({ is: 'answer', channel, where }).finally(() => close());
  });
  document.getElementById('answers')?.append(button);
}

async function show(): Promise<void> {
  const asked = (await readKept()).asks[channel];
  if (asked === undefined) {
    write('lead', words.over);
    return;
  }
  const { guide, site, server, opener } = asked;
  write('lead', words.lead(guide));
  write('more', words.more(guide, site));
  write('server', server);
  offer(words.inNew, 'new');
  if (opener !== null) offer(words.inOpener, 'opener');
  offer(words.no, 'no');
}

void show();

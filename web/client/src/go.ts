/** The hop: says who takes the visitor where, reports it, and goes on. Works once. */
import { type GoBoot, readBoot } from './boot.ts';
import { passOf } from './keep.ts';
import { hostOf, hrefOf } from './links.ts';
import { leave, type Taken, take } from './rest.ts';
import { words } from './words/words.ts';

const boot = readBoot<GoBoot>();
const find = (id: string): HTMLElement | null => document.getElementById(id);

function say(title: string, text: string): void {
  const [lead, more] = [find('lead'), find('more')];
  if (lead !== null) lead.textContent = title;
  if (more !== null) more.textContent = text;
}

/** Who takes the visitor where, for as long as the page takes to come. */
function announce(taken: Taken): void {
  const host = hostOf(taken.url);
  const title = taken.title === '' ? host : taken.title;
  const by = taken.by;
  say(by === null ? title : words.taking(by, title), title === host ? '' : host);
  document.title = title;
}

/** A drive is carried out once: Back and reload end here, with a way on. */
function over(isNetwork: boolean): void {
  say(isNetwork ? words.hopFailed : words.driveOver, isNetwork ? '' : words.driveOverLead);
  const button = find('back');
  if (button === null) return;
  button.hidden = false;
  button.textContent = isNetwork ? words.tryAgain : words.goBack;
  button.onclick = () => {
    if (isNetwork) location.reload();
    else history.back();
  };
}

async function run(): Promise<void> {
  // The window was opened before there was anywhere to go.
  if (boot.drive === 0) {
    say(words.opensHere, '');
    return;
  }
  const pass = passOf(boot.channel);
  if (pass === null) {
    over(false);
    return;
  }
  const of = { channel: boot.channel, drive: boot.drive, token: pass.token };
  const answer = await take(of, pass.way);
  const href = 'ok' in answer ? hrefOf(answer.ok.url) : null;
  if (!('ok' in answer) || href === null) {
    over('code' in answer && answer.code === 'network');
    return;
  }
  announce(answer.ok);
  // The guide has already chosen another page, and that is on its way.
  if ((passOf(boot.channel)?.drive ?? 0) > boot.drive) return;
  window.addEventListener('pagehide', () => leave(of, pass.way), { once: true });
  location.replace(href);
}

void run();

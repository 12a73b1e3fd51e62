/** Goes along into a tour, where the guide takes the visitor: the same window, another channel. */
import { newId } from '../../link/src/id.ts';
import type { Arrival } from './arrival.ts';
import { passes } from './keep.ts';
import { type Answer, goAlong, type Opening } from './rest.ts';

/** Another try after this; the first tries come sooner. */
const RETRY_MS_MAX = 10_000;

/** Goes on with the arrival in the tour, once the server has let us in. */
export async function along(arrival: Arrival, goOn: (next: Arrival) => void): Promise<void> {
  const { keep } = arrival;
  const known = keep.browser.read('along');
  const draw = typeof known === 'string' ? known : newId();
  keep.browser.write('along', draw);
  const answer = await untilAnswered(() => goAlong(arrival.opening, draw));
  if (!('ok' in answer)) return;
  const opening: Opening = { ...answer.ok, place: arrival.opening.place };
  for (const name of ['drives', 'over', 'along']) keep.browser.remove(name);
  keep.tab.remove('pending');
  keep.browser.write('opening', opening);
  keep.browser.write('channel', opening.channel);
  passes().write(opening.channel, { token: opening.token, way: 'window', drive: 0 });
  const delivery = { bytes: 0, ms: 0 };
  goOn({ ...arrival, opening, delivery, isClick: false, isSame: false, opens: false });
}

async function untilAnswered<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let waitMs = 500; ; waitMs = Math.min(2 * waitMs, RETRY_MS_MAX)) {
    const answer = await ask();
    if ('ok' in answer || !['network', 'busy', 'store'].includes(answer.code)) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** The panel goes on in a page of another origin of its site, by a one-time code. Loaded when used. */
import { isId, newId } from '../../link/src/id.ts';
import type { BootSite } from './boot.ts';
import type { Sent } from './drive/due.ts';
import { forgetDraw, type Keep } from './keep.ts';
import { type Answer, ask, JSON_TYPE, type Opening } from './rest.ts';

/** How long the page around us may take to answer: its button is there, since it has opened us. */
const ANSWERS_WITHIN_MS = 2_000;

/** What goes along: the drive that is under way, a half-written message, and the seat. */
type Carry = { drives: unknown; draft: unknown; seat: unknown };

/** Whose panel it is. */
type Panel = {
  channel: string;
  token: string;
  seat: string;
  keep: Keep;
  site: { origins: string[] };
};

/** The address with a code with which the next page's panel carries on; null where none may. */
export async function handOver(panel: Panel, sent: Sent, url: string): Promise<string | null> {
  const { channel, token, seat, keep, site } = panel;
  const { origin } = new URL(url);
  if (!keep.browser.isKept || !site.origins.includes(origin)) return null;
  const draft = keep.browser.read('draft');
  const carry: Carry = { drives: { channel, ...sent }, draft, seat };
  const answer: Answer<{ code: string }> = await ask(`/v1/channels/${channel}/hand-over`, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
    body: JSON.stringify({ origin, carry: JSON.stringify(carry) }),
  });
  return 'ok' in answer ? withCode(url, answer.ok.code) : null;
}

/** The code stands before the address's own fragment; the button takes it out again. */
export function withCode(url: string, code: string): string {
  return url.replace(/#|$/, (mark) => `#docent=${code}${mark && '&'}`);
}

/**
 * Keeps the way into the channel, and gives the name of the seat. Null, with nothing kept, where
 * the code is stale or was made for another origin.
 */
export async function carryOn(site: BootSite, keep: Keep, code: string): Promise<string | null> {
  const origin = await originAround(site);
  const answer: Answer<Omit<Opening, 'place'> & { carry: string }> = await ask('/v1/hand-over', {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ code, origin }),
  });
  if (!('ok' in answer)) return null;
  const { carry, ...way } = answer.ok;
  if (keep.browser.read('channel') !== way.channel) forgetDraw(keep);
  const { drives, draft, seat } = JSON.parse(carry) as Carry;
  const opening: Opening = { ...way, place: { position: 0, estimate_ms: null, staffed: true } };
  for (const [name, value] of Object.entries({ drives, draft, opening })) {
    keep.browser.write(name, value);
  }
  return isId(seat) ? seat : newId();
}

/** As the page's own answer to a knock proves, and no address; empty where none answers. */
function originAround({ key, origins }: BootSite): Promise<string> {
  return new Promise((resolve) => {
    const hear = ({ data, origin, source }: MessageEvent): void => {
      if (source !== parent || data?.docent !== 'hello' || !origins.includes(origin)) return;
      window.removeEventListener('message', hear);
      resolve(origin);
    };
    window.addEventListener('message', hear);
    setTimeout(resolve, ANSWERS_WITHIN_MS, '');
    const knock = { docent: 'knock', site: key, id: newId() };
    for (const origin of likely(origins)) parent.postMessage(knock, origin);
  });
}

/** A browser tells the page of knocks for others, so where the frame knows, it asks for that one. */
function likely(origins: string[]): string[] {
  const known = origins.filter((it) => document.referrer.startsWith(`${it}/`));
  return known.length > 0 ? known : origins;
}

/** A ride: the tab that a visitor gave to a chat, and the drive that it is on. Pure. */
import type { FromExtension } from '../../link/src/extension.ts';

/** A drive that was sent off: the browser has not begun it, is at it, or shows its page. */
export type Going = { drive: number; url: string; at: 'sent' | 'begun' | 'shown' };

export type Ride = {
  channel: string;
  /** The origin of the server whose chat it is. */
  server: string;
  guide: string;
  site: string;
  tabId: number;
  going: Going | null;
};

/** What the browser says of the ride's tab. */
export type Sign =
  | { is: 'begun'; url: string }
  | { is: 'committed'; url: string }
  | { is: 'ready'; url: string; inView: boolean }
  /** The address changed without a new page. */
  | { is: 'jumped'; url: string; inView: boolean }
  | { is: 'failed'; error: string }
  /** The drive has not begun for long: the page asks whether it may be left. */
  | { is: 'held'; drive: number };

type Step = [Ride, FromExtension[]];

/** What the browser says where nothing came: a download, no content, or stopped. */
const ABORTED = 'net::ERR_ABORTED';

/** Takes what the browser says into account. Returns the ride after it, and what the chat is told. */
export function step(ride: Ride, sign: Sign): Step {
  switch (sign.is) {
    case 'begun':
      return begin(ride, sign.url);
    case 'committed':
      return show(ride, sign.url);
    case 'ready':
      return ride.going?.at === 'shown' ? arrive(ride, sign) : [ride, []];
    case 'jumped':
      return jump(ride, sign);
    case 'failed':
      return fail(ride, sign.error);
    case 'held':
      return hold(ride, sign.drive);
  }
}

/** Sends the ride somewhere: what was on its way is over, and nothing more is said of it. */
export function sent(ride: Ride, drive: number, url: string): Ride {
  return { ...ride, going: { drive, url, at: 'sent' } };
}

/** Something else than what we sent is on its way: the visitor goes by themselves. */
function begin(ride: Ride, url: string): Step {
  const { going } = ride;
  if (going === null) return [ride, []];
  const isOurs = going.at === 'sent' && isSame(going.url, url);
  return [{ ...ride, going: isOurs ? { ...going, at: 'begun' } : null }, []];
}

/** A page that comes out of the browser's cache says no more than this. */
function show(ride: Ride, url: string): Step {
  const { going } = ride;
  if (going?.at !== 'begun') return [ride, [{ is: 'moved', url }]];
  return [{ ...ride, going: { ...going, at: 'shown' } }, [{ is: 'left', drive: going.drive }]];
}

function arrive(ride: Ride, { url, inView }: { url: string; inView: boolean }): Step {
  const moved: FromExtension = { is: 'moved', url };
  const { going } = ride;
  if (going?.at !== 'shown') return [ride, [moved]];
  const arrived: FromExtension = { is: 'arrived', drive: going.drive, url, in_view: inView };
  return [{ ...ride, going: null }, [arrived, moved]];
}

function jump(ride: Ride, to: { url: string; inView: boolean }): Step {
  const { going } = ride;
  const isOurs = going?.at === 'sent' && isSame(going.url, to.url);
  return arrive(isOurs ? { ...ride, going: { ...going, at: 'shown' } } : ride, to);
}

/** An error is shown in the place of the page before; where nothing came, that one stays. */
function fail(ride: Ride, error: string): Step {
  const { going } = ride;
  if (going?.at !== 'begun') return [ride, []];
  const { drive } = going;
  const isNothing = error === ABORTED;
  const said: FromExtension = isNothing
    ? { is: 'blocked', drive, why: 'download' }
    : { is: 'left', drive };
  return [{ ...ride, going: null }, [said]];
}

/** The page may still be left, if the visitor says so: then it is seen as a move. */
function hold(ride: Ride, drive: number): Step {
  const { going } = ride;
  if (going?.drive !== drive || going.at !== 'sent') return [ride, []];
  return [{ ...ride, going: null }, [{ is: 'blocked', drive, why: 'page-asks' }]];
}

function isSame(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
}

/** An address that a tab may be sent to; null for all but plain http and https. */
export function addressOf(url: unknown): string | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  const isPlain = protocol === 'http:' || protocol === 'https:';
  return isPlain && username === '' && password === '' ? href : null;
}

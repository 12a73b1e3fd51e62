/** What this site's visitor keeps: for all tabs, and for this one. */
import { newId } from '../../link/src/id.ts';
import type { Way } from '../../link/src/protocol.ts';
import { type Area, openStore, type Store } from '../../link/src/store.ts';

/** The stores of one site. */
export type Keep = {
  /** All tabs of this browser. */
  browser: Store;
  /** This tab alone, through reloads. */
  tab: Store;
};

/** What the hop needs to know of a channel. */
export type Pass = {
  token: string;
  /** How the window that shows the hop is driven. */
  way: Way;
  /** The latest drive: an older hop that is still loading goes no further. */
  drive: number;
};

export function openKeep(site: string): Keep {
  return {
    browser: openStore(() => localStorage, site, historyArea()),
    tab: openStore(() => sessionStorage, site, historyArea()),
  };
}

/** The state of this window's history entry: it outlives a reload also where storage is blocked. */
function historyArea(): Area {
  const items = (): Record<string, string> => (history.state ?? {}) as Record<string, string>;
  const put = (key: string, text: string | undefined): void =>
    history.replaceState({ ...items(), [key]: text }, '');
  return {
    getItem: (key) => items()[key] ?? null,
    setItem: put,
    removeItem: (key) => {
      if (items()[key] !== undefined) put(key, undefined);
    },
  };
}

/** The store of passes, by channel: the hop knows no site. */
export function passes(): Store {
  return openStore(() => localStorage, '+pass');
}

/** The pass of a channel, if this browser has one. */
export function passOf(channel: string): Pass | null {
  const pass = passes().read(channel) as Partial<Pass> | null;
  if (typeof pass?.token !== 'string') return null;
  return { token: pass.token, way: pass.way ?? 'window', drive: pass.drive ?? 0 };
}

/** The draw of this browser's channel; the same until `forgetDraw`. */
export function drawOf(keep: Keep): string {
  const known = keep.browser.read('draw');
  if (typeof known === 'string') return known;
  const draw = newId();
  keep.browser.write('draw', draw);
  return draw;
}

/** The next visit starts anew. */
export function forgetDraw(keep: Keep): void {
  const channel = keep.browser.read('channel');
  if (typeof channel === 'string') passes().remove(channel);
  for (const name of ['draw', 'channel', 'over', 'draft', 'drives', 'opening'])
    keep.browser.remove(name);
  for (const name of ['pending', 'guided', 'stage', 'seat']) keep.tab.remove(name);
}

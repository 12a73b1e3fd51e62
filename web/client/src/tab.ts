/** The name of this tab: it counts its commands, and takes the seat. Never shared by two live tabs. */
import { isId, newId } from '../../link/src/id.ts';
import type { Store } from '../../link/src/store.ts';

/** How long a name that is in use may still belong to the page that is being reloaded. */
const HANDOVER_MS = 300;

/** This tab's name, and whether it is the one that an earlier page of this tab had. */
export type TabName = { tab: string; isSame: boolean };

/**
 * Browsers copy a tab's storage when it is duplicated or opens another, so a name found there may
 * be in use. A lock that lives as long as the page tells.
 */
export async function claimTab(store: Store): Promise<TabName> {
  const known = store.read('tab');
  if (isId(known) && (await isFree(known))) return { tab: known, isSame: true };
  const tab = newId();
  store.write('tab', tab);
  for (const name of ['pending', 'guided', 'stage', 'seat']) store.remove(name);
  await isFree(tab);
  return { tab, isSame: false };
}

/** Takes the name for as long as this page lives. True where it was free. */
function isFree(tab: string): Promise<boolean> {
  // Only secure contexts have locks; elsewhere a reload keeps its name and nothing else does.
  if (!('locks' in navigator)) return Promise.resolve(isReload());
  return new Promise((resolve) => {
    navigator.locks
      .request(`docent.${tab}`, { signal: AbortSignal.timeout(HANDOVER_MS) }, () => {
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/** Whether this page came by a reload or by Back, not by a click. */
export function isReload(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry !== undefined && entry.type !== 'navigate';
}

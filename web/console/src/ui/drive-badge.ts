/** What stands below an address before Enter: whether it is allowed, and what a drive will be like. */

import { useMemo } from 'preact/hooks';
import type { Forecast, View, Way } from '../../../link/src/protocol.ts';
import { hostOf } from '../pure/address.ts';
import { type Prospect, prospect } from '../pure/outlook.ts';
import { type Check, useDryRun } from '../state/dry-run.ts';
import { useForecast } from '../state/forecast.ts';
import { words } from '../words/words.ts';
import { becauseAddress } from './problem.ts';

/** A word or two, and why. */
export type Badge = { tone: 'none' | 'good' | 'bad' | 'soft' | 'warn'; text: string; why: string };

/** Nothing to say. */
export const NO_BADGE: Badge = { tone: 'none', text: '', why: '' };

/** What is to be said of this address for the visitor of a channel. */
export function useBadge(view: View, url: string): Badge {
  const check = useDryRun(view.site, url, view.tour === null ? 'chat' : 'tour');
  const ahead = useAhead(view, url);
  return badgeOf(check, ahead);
}

/** What a drive of this visitor to an address will be like; null while nobody knows. */
function useAhead(view: View, url: string): Prospect | null {
  const forecast = useForecast(view.site, url);
  const one = Object.values(view.browsers)[0]?.ways;
  // Of a tour the browsers matter, which come and go; of a chat the one.
  const ways = view.tour === null ? one : view.browsers;
  return useMemo(() => {
    if (forecast === null) return null;
    return view.tour === null ? prospect(forecast, one ?? []) : shared(forecast, view);
  }, [forecast, ways]);
}

/** What a drive of all will be like: the words of most, and how many browsers have which. */
function shared(forecast: Forecast, view: View): Prospect {
  const byWays = new Map<string, { ways: Way[]; count: number }>();
  for (const { ways, departed } of Object.values(view.browsers)) {
    if (departed) continue;
    const known = byWays.get(ways.join()) ?? { ways, count: 0 };
    byWays.set(ways.join(), { ways, count: known.count + 1 });
  }
  const all = new Map<string, { is: Prospect; count: number }>();
  for (const { ways, count } of byWays.values()) {
    const is = prospect(forecast, ways);
    all.set(is.text, { is, count: (all.get(is.text)?.count ?? 0) + count });
  }
  const most = [...all.values()].sort((a, b) => b.count - a.count);
  const [first] = most;
  if (first === undefined) return prospect(forecast, []);
  if (most.length === 1) return first.is;
  return { ...first.is, text: most.map(({ is, count }) => `${is.text} ${count}`).join(' · ') };
}

function badgeOf(check: Check, ahead: Prospect | null): Badge {
  switch (check.is) {
    case 'none':
      return NO_BADGE;
    case 'asking':
      return { tone: 'soft', text: words.drive.checking, why: '' };
    case 'unknown':
      return { tone: 'soft', text: words.drive.unknown, why: '' };
    case 'known':
      return knownBadge(check, ahead);
  }
}

function knownBadge(check: Extract<Check, { is: 'known' }>, ahead: Prospect | null): Badge {
  const { allowed, code = '', why = '', url, confirm = false } = check.verdict;
  if (!allowed) {
    const because = becauseAddress({ code, detail: why });
    return { tone: 'bad', text: words.drive.notAllowed(because), why: '' };
  }
  const host = hostOf(url ?? check.url);
  const text = confirm ? words.tours.mustConfirm(host) : words.drive.allowed(host);
  const isFree = ahead === null || ahead.outlook === null || ahead.outlook === 'free';
  const tone = isFree && !confirm ? 'good' : 'warn';
  if (ahead === null) return { tone, text, why: '' };
  return { tone, text: ahead.text === '' ? text : `${ahead.text} · ${text}`, why: ahead.why };
}

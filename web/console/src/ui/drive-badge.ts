/** What stands below an address before Enter: whether it is allowed, and what a drive will be like. */

import { useMemo } from 'preact/hooks';
import type { View } from '../../../link/src/protocol.ts';
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
  const check = useDryRun(view.site, url);
  const ahead = useAhead(view, url);
  return badgeOf(check, ahead);
}

/** What a drive of this visitor to an address will be like; null while nobody knows. */
function useAhead(view: View, url: string): Prospect | null {
  const forecast = useForecast(view.site, url);
  const ways = Object.values(view.browsers)[0]?.ways;
  return useMemo(() => forecast && prospect(forecast, ways ?? []), [forecast, ways]);
}

function badgeOf(check: Check, ahead: Prospect | null): Badge {
  switch (check.is) {
    case 'none':
      return NO_BADGE;
    case 'asking':
      return { tone: 'soft', text: words.drive.checking, why: '' };
    case 'unknown':
      return { tone: 'soft', text: words.drive.unknown, why: '' };
    case 'known': {
      const { allowed, code = '', why = '', url } = check.verdict;
      if (!allowed) {
        const because = becauseAddress({ code, detail: why });
        return { tone: 'bad', text: words.drive.notAllowed(because), why: '' };
      }
      const text = words.drive.allowed(hostOf(url ?? check.url));
      if (ahead === null) return { tone: 'good', text, why: '' };
      const tone = ahead.outlook === null || ahead.outlook === 'free' ? 'good' : 'warn';
      return { tone, text: ahead.text === '' ? text : `${ahead.text} · ${text}`, why: ahead.why };
    }
  }
}
